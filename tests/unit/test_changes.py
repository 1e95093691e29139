"""Two snapshots of one list: edits made by hand come back as exactly those edits."""

from pathlib import Path

import pytest

from sources.changes import compare
from sources.formats import ecfr
from sources.formats.parsed import Given

SOURCE = (Path(__file__).parent.parent / "fixtures/lists/ecfr_part-744_2026-01-15.xml").read_text(encoding="utf-8")
ROW = SOURCE[
    SOURCE.index('<TR><TD class="left">&#xA0;</TD>') : SOURCE.index(
        '<TR><TD class="left"> </TD>\n<TD class="left">Citrine'
    )
]

EDITS = {
    "nothing": ([], [], [], [], []),
    "line breaks and marks": (
        [("a.k.a., the following two aliases:<br/>", "a.k.a. the following two aliases,<br/>\n\n<br/>"), ("denial</TD>", "denial.</TD>")],
        [], [], [], ["Amber Lantern Works (ALW)"],
    ),
    "blanks that the text does not keep": (
        [("denial</TD>", "denial  </TD>")], [], [], [], ["Amber Lantern Works (ALW)"],
    ),
    "removed": ([(ROW, "")], [], ["Beryl Optics Co., Ltd."], [], []),
    "added": (
        [(ROW, ROW + ROW.replace("&#xA0;", " ").replace("Beryl Optics", "Jade Optics").replace("14-2 Harbour", "15 Pier"))],
        ["Jade Optics Co., Ltd."], [], [], [],
    ),
    "renamed": (
        [("Beryl Optics Co., Ltd.", "Opaline Optics Co., Ltd.")],
        [], [], [("Opaline Optics Co., Ltd.", "name", ["Beryl Optics Co., Ltd."], ["Opaline Optics Co., Ltd."])], [],
    ),
    "alias added": (
        [("two aliases:<br/>", "three aliases:<br/>"), ("Amber Licht.<br/>", "Amber Licht; and<br/>&#x2014;Ambra.<br/>")],
        [], [], [("Amber Lantern Works (ALW)", "alias", [], ["Ambra"])], [],
    ),
    "alias removed": (
        [("two aliases:<br/>", "one alias:<br/>"), (" <E T=\"03\">and</E><br/>&#x2014;Amber Licht.<br/>", "<br/>")],
        [], [], [("Amber Lantern Works (ALW)", "alias", ["Amber Licht"], [])], [],
    ),
    "policy changed": (
        [("Policy of denial", "Case-by-case review")],
        [], [], [("Beryl Optics Co., Ltd.", "policy", ["Policy of denial"], ["Case-by-case review"])], [],
    ),
    "citation added": (
        [("85 FR 22222, 12/13/20.", "85 FR 22222, 12/13/20. 91 FR 1234, 1/14/26.")],
        [], [], [("Amber Lantern Works (ALW)", "citation", [], ["91 FR 1234, 1/14/26"])], [],
    ),
    "address changed": (
        [("P.O. Box 12, Szohod", "P.O. Box 13, Szohod")],
        [], [], [("Amber Lantern Works (ALW)", "address", ["P.O. Box 12, Szohod, Borduria"], ["P.O. Box 13, Szohod, Borduria"])], [],
    ),
    "country renamed": (
        [('<TD class="left">SYLDAVIA</TD>', '<TD class="left">SYLDAVIA, KINGDOM OF</TD>')],
        [], [], [("Djordje Kalman", "country", ["SYLDAVIA"], ["SYLDAVIA, KINGDOM OF"])], [],
    ),
}  # fmt: skip


def snapshot(folder, day, source):
    file = folder / f"part_{day}.xml"
    file.write_text(source, encoding="utf-8")
    (parsed,) = [p for p in ecfr.read(file, file.name, Given()) if p.document.list_id == "entity-list"]
    return parsed


@pytest.mark.parametrize("case", EDITS)
def test_edits(case, tmp_path):
    edits, added, removed, changed, reformatted = EDITS[case]
    edited = SOURCE
    for was, now in edits:
        assert was in edited
        edited = edited.replace(was, now, 1)
    old, new = snapshot(tmp_path, "2026-01-15", SOURCE), snapshot(tmp_path, "2026-02-15", edited)
    found = compare(old.document, old.records, new.document, new.records)
    assert [c.name for c in found.added] == added
    assert [c.name for c in found.removed] == removed
    shown = [
        (c.name, f.field, [s.value for s in f.before], [s.value for s in f.after])
        for c in found.changed
        for f in c.fields
    ]
    assert shown == changed
    assert [c.name for c in found.reformatted] == reformatted
    assert bool(found) == bool(added or removed or changed)
    for change in (*found.added, *found.changed):
        assert new.document.text[change.after.start : change.after.end]
    for change in found.changed:  # both sides stand where they say
        for field in change.fields:
            for side in (*field.before, *field.after):
                document = {d.id: d for d in (old.document, new.document)}[side.document_id]
                assert " ".join(document.text[side.start : side.end].split()) == side.value


def test_backwards_added_is_removed(tmp_path):
    old, new = snapshot(tmp_path, "2026-01-15", SOURCE), snapshot(tmp_path, "2026-02-15", SOURCE.replace(ROW, ""))
    back = compare(new.document, new.records, old.document, old.records)
    assert [c.name for c in back.added] == ["Beryl Optics Co., Ltd."]
    assert not back.removed and not back.changed


def test_only_the_list_asked_for(tmp_path):
    old, new = snapshot(tmp_path, "2026-01-15", SOURCE), snapshot(tmp_path, "2026-02-15", SOURCE.replace(ROW, ""))
    assert not compare(old.document, old.records, new.document, new.records, "sdn")
