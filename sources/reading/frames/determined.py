"""What a committee determined of somebody: `the ERC determined that X has been involved in …`, each paragraph a ground of its own.

Rules give the ground apart from the list of names. Only those who decide listings determine, and only of names: what the
regulation says of entities in general names nobody.
"""

import re
from collections.abc import Iterator

from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import bare, wrong
from sources.reading.clause.verbs import Event, Stretch
from sources.reading.sentence.scene import Scene

_DETERMINED = re.compile(
    r"\b(?P<who>ERC|End-User Review Committee(?: \(ERC\))?|BIS|Bureau of Industry and Security(?: \(BIS\))?|FLETF|U\.S\. [Gg]overnment|US [Gg]overnment|committee|Committee)"
    r"(?:,[^,;]{2,60},)? (?:(?:has|have|also|further|additionally|therefore|unanimously) )*(?P<v>determined|concluded|found|assessed) that (?:there is (?:reasonable cause|reason) to believe(?:, based on specific and articulable facts,)? that )?"
)
_CAUSE = re.compile(
    r"^\s*(?:[Bb]ased on [^,]{3,80}, )?[Tt]here is (?P<v>reasonable cause) to believe(?:, based on specific and articulable facts,)? that "
)
_DOES = re.compile(
    r",? (?=(?:(?:has|have|had|is|are|was|were|also|both|each|all|collectively|knowingly) ){0,8}(?:been |being )?(?:engag\w+|involved|act\w+|attempt\w*|acquir\w+|suppl\w+|provid\w+|support\w*|pos(?:e|es|ed|ing)\b|present\w*|divert\w*|participat\w+|enabl\w+|contribut\w+|procur\w+|implicated|complicit|ship\w+|export\w*|assist\w*|help\w*|serv\w+|us(?:e|ed|es|ing)\b|train\w*|sold|sell\w*|facilitat\w+|transship\w*|evad\w+|conspir\w+|own\w*|controll\w+)\b)"
)


def determined(scene: Scene, rule: bool) -> Iterator[Event]:
    """The grounds that the sentence determines of names. `rule`: the document is a rule, whose entities are being listed."""
    for found in [*_DETERMINED.finditer(scene.view), *([cause] if (cause := _CAUSE.match(scene.view)) else [])]:
        if not (rule or scene.prior):
            continue
        run, end = run_from(scene, found.end(), loose=False)
        does = _DOES.match(scene.view, end)
        if not run or does is None or any(m.kind == "place" for m in run):
            continue
        stop = does.end() + len(bare(re.split(r"; ", scene.view[does.end() :])[0]))
        if not wrong().search(scene.view, does.end(), stop):
            continue
        event = Event("added", *found.span("v"), run, after=stop, clause=found.end())
        event.agent = next(
            (m for m in scene.mentions if found.start() <= m.start < found.start("v") and m.kind == "agency"), None
        )
        event.ground = Stretch(does.end(), stop, "determined")
        event.notes.append("determined")
        yield event
