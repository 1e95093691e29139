"""Sentences that say why somebody was listed in the sentences before: `It accused X of …`, `The companies have …`."""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import reason_stretches, speaker_pattern, wrong
from sources.reading.discourse.drafts import REACH, Draft, definite, same_name
from sources.reading.discourse.enumerations import Enumerations
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention


class _Said(NamedTuple):
    """A reason read from a sentence: whom it is said of, where it stands, the name of its connective, the words that say it."""

    run: list[Mention]
    start: int
    end: int
    name: str
    trigger: tuple[int, int]


@cache
def _speaker() -> str:
    """A regular expression for who speaks at the beginning of a sentence."""
    return rf"^\s*\"?(?:At the same time, |Meanwhile, |Separately, |In addition, |In particular, |Specifically, |In a (?:statement|notice|rule|filing)[^,]{{0,40}}, |\w+ly, )?(?P<who>{speaker_pattern()})(?: \([^()]*\))?(?:,[^,]{{2,70}},)?(?: (?:also|further|specifically|has|had|have|on \w+day|in (?:a|its|the) \w+))*"


@cache
def _blaming() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Who blames with which verb, and the preposition between whom and what for, by the name of the connective."""
    rows = (
        ("accused of", r"accus(?:ed|es|ing)|suspect(?:s|ed)|charg(?:ed|es)|blam(?:ed|es)", r" (?:of|for|with) "),
        ("linked to", r"link(?:ed|s)|t(?:ied|ies)|connect(?:ed|s)", r"(?:,[^,]{2,80},)? to "),
    )
    return {name: (re.compile(rf"{_speaker()} (?P<v>{verb}) "), re.compile(to)) for name, verb, to in rows}


@cache
def _saying() -> re.Pattern[str]:
    verbs = "said|says|say|alleg(?:ed|es?)|determin(?:ed|es)|believ(?:ed|es?)|claim(?:ed|s)|found|concluded|explained|stated"
    return re.compile(rf"{_speaker()} (?P<v>{verbs})(?: in a \w+| \w+day)?(?: that)? ")


_WRONGED = re.compile(
    r",? ?(?:which |who )?(?:(?:has|have|had|are|is|was|were|been|also|both|each|being|reportedly|allegedly|stand|it said,|officials said,|the \w+ said,) )*(?P<v>accused of|(?:cited|singled out|faulted|flagged|listed|blamed|targeted|named|included|chosen|penalized) for|alleged to|suspected of|believed to|said to|determined (?:by [^,.]{2,50} )?to|found to|implicated in|involved in|engaged in|complicit in|acting contrary|demonstrated|supported|support|enabled|enable|contribut(?:ed|e) to|acquired|attempted|provided|provide|supplied|supply|procured|procure|helped|help|facilitated|participated|used|use|developed|aided|pose|poses|posed|sold|shipped|diverted|obtained|have been|trained|produced|worked|assisted|sought)\b ?"
)
"""What somebody did, or is said to have done."""
_ONLY_CITED = frozenset({"accused of", "suspected of", "have been", "alleged to", "believed to", "said to", "found to"})
"""Of these words none belongs to the reason."""
_SOMEBODY_SAYS = re.compile(r"\b(?:said|says|according to|alleged|accused|determined|suspected)\b")


class Following(Enumerations):
    """Reasons told after the listing, for all its subjects or for some."""

    def _reason(self, scene: Scene) -> None:
        last = self.last(scene)
        if last is None or scene.index - last.scene.index > 5 or scene.view.rstrip().endswith("?"):
            return
        view = scene.view
        if not wrong().search(view) or re.search(
            r"\b(?:denies|denied|deny|rejects?|rejected|disput|urged|opposes?|lawsuit|sued|spokes\w+ (?:for|of) the (?:company|embassy)|embassy|foreign ministry|Beijing said|called on|retaliat)\b",
            view,
        ):
            return
        found = self._said_of(scene, last)
        if found is None:
            return
        subjects, start, end, name, trigger = found
        start += len(view[start:end]) - len(view[start:end].lstrip())
        reason = scene.slot(start, end, name)
        pronoun = all(m.kind == "other" for m in subjects)
        resolved = self.resolve(scene, subjects)
        names = {m.value for m in resolved}
        if pronoun and resolved and all(m.antecedent for m in resolved):
            targets = [
                d
                for d in self.drafts_of(last.scene)
                if scene.index - d.scene.index <= REACH
                and d.scene is last.scene
                and names & {s.value for s in d.subjects}
            ]
            if targets and all({s.value for s in d.subjects} <= names for d in targets):
                for d in targets:
                    if len(d.reasons) < 4 and (d.scene is last.scene):
                        d.reasons = [*d.reasons, reason]
                return
        if not resolved:
            return
        event = replace(
            last.event,
            subjects=subjects,
            start=trigger[0],
            end=trigger[1],
            after=end,
            listed=None,
            agent=None,
            clause=0,
            polarity="asserted",
        )
        draft = self._inherit(last, scene, event, subjects, [reason])
        draft.event.polarity = "alleged"
        draft.agency = draft.agency or self._earlier_slot(scene)
        self.add(draft)

    def _said_of(self, scene: Scene, last: Draft) -> _Said | None:
        """What the sentence says for the listing before it, when it gives a reason."""
        tail = len(scene.view.rstrip(" .\"'"))
        for way in (self._blamed, self._according, self._alleged, self._verbless, self._begun):
            if (said := way(scene, last, tail)) is not None:
                return said
        return None

    def _blamed(self, scene: Scene, last: Draft, tail: int) -> _Said | None:
        """`The department accused X of …`, `it linked X to …`."""
        view = scene.view
        for name, (verb, preposition) in _blaming().items():
            found = verb.match(view)
            if not found or not self._speaks(scene, found.group("who")):
                continue
            to = preposition.search(view[found.end() :])
            run = run_from(scene, found.end(), found.end() + to.start() + 1)[0] if to else []
            if to and run:
                begin = found.end() + to.end()
                return _Said(run, begin, self._stop(view, begin, tail), name, found.span("v"))
        return None

    def _according(self, scene: Scene, last: Draft, tail: int) -> _Said | None:
        """`According to the department, X has …`."""
        view = scene.view
        according = re.match(r"\s*According to (?P<who>[^,]{2,70}), (?!the rule\b)", view)
        if not according or not self._speaks(scene, according.group("who")):
            return None
        found = self._whom(scene, according.end())
        if not found or not wrong().search(view, found[1], tail):
            return None
        return _Said(*found, self._stop(view, found[1], tail), "it said", according.span("who"))

    def _alleged(self, scene: Scene, last: Draft, tail: int) -> _Said | None:
        """`The department said X has …`."""
        view = scene.view
        said = _saying().match(view)
        found = self._whom(scene, said.end()) if said and self._speaks(scene, said.group("who")) else None
        if not said or not found or not wrong().search(view, found[1], tail) or not self._of_those(found[0], last):
            return None
        return _Said(*found, self._stop(view, found[1], tail), "it said", said.span("v"))

    def _verbless(self, scene: Scene, last: Draft, tail: int) -> _Said | None:
        """`X, for supplying …`."""
        view = scene.view
        begun = re.match(r"\s*\"?(?:Specifically, |In particular, |Additionally, )?(?=[A-Z\d])", view)
        run, end = run_from(scene, begun.end(), loose=False) if begun else ([], 0)
        if not run or self._pronoun(run) or not re.match(r",? for\b", view[end:]):
            return None
        ground = reason_stretches(scene, end, len(view), frozenset({"for"}))
        return _Said(run, ground[0].start, ground[0].end, "for", (end, ground[0].start)) if ground else None

    def _begun(self, scene: Scene, last: Draft, tail: int) -> _Said | None:
        """`X has supplied …`, `They are accused of …`, where somebody says so or X is known to be listed."""
        view = scene.view
        begun = re.match(r"\s*\"?(?:Specifically, |In particular, |In addition, |Additionally, |Collectively, )?", view)
        found = self._whom(scene, begun.end() if begun else 0)
        if not found:
            return None
        run, begin = found
        verb = _WRONGED.match(view[begin:])
        passive = scene.aside is not None or _SOMEBODY_SAYS.search(view) is not None
        if (
            not verb
            or not wrong().search(view, begin, tail)
            or not (passive or self._pronoun(run) or self._known(run, last))
        ):
            return None
        words = verb.group("v")
        cited = words.endswith(" for") or words.startswith("determined") or words in _ONLY_CITED
        start = begin + (verb.end() if cited else verb.start("v"))
        name = "for" if words.endswith(" for") else "accused of" if words == "accused of" else "it said"
        trigger = (begin + verb.start("v"), begin + verb.end("v"))
        return _Said(run, start, self._stop(view, start, tail), name, trigger)

    def _of_those(self, run: list[Mention], last: Draft) -> bool:
        """Whether these may be among those listed: they are spoken of by a pronoun or were told, or a group was listed whose
        members are still to be named."""
        return (
            self._pronoun(run)
            or self._known(run, last)
            or any(m.kind == "group" for d in (last, *self.drafts[-4:]) for m in d.subjects)
        )

    def _pronoun(self, run: list[Mention]) -> bool:
        return all(m.kind == "other" for m in run)

    def _known(self, run: list[Mention], last: Draft) -> bool:
        """Whether these names are subjects of a recent statement."""
        return any(same_name(m, s) for m in run for d in self.drafts[-6:] for s in d.subjects)

    def _speaks(self, scene: Scene, who: str) -> bool:
        """Whether the speaker is an agency or its people (or `it`, `he` after one), not a company or a paper."""
        if re.fullmatch(r"(?:it|he|she|they|officials?|the .*)", who, re.IGNORECASE):
            return re.search(r"\b(?:company|firm|embassy|spokes\w+|group|lawmakers?|report|newspaper)\b", who) is None
        for m in scene.mentions:
            if scene.text(m.start, m.end) in who and m.start < 120:
                return (
                    m.kind == "agency"
                    or (m.kind == "place" and scene.agent_value(m) == "us-government")
                    or (m.kind == "person")
                )
        return who in ("Commerce", "Treasury", "Washington", "State", "BIS", "OFAC")

    def _whom(self, scene: Scene, position: int) -> tuple[list[Mention], int] | None:
        """Names or a pronoun right at `position`, and where what is said of them begins."""
        run, end = run_from(scene, position, loose=False)
        if run and (run[0].kind in ("entity", "person", "group") or run[0].kind == "other"):
            if (
                run[0].kind == "group"
                and not definite(scene.view, run[0])
                and not re.match(
                    r"\s*\d|\s*(?:two|three|four|five|six|seven|eight|nine|ten)",
                    scene.view[run[0].start :],
                    re.IGNORECASE,
                )
            ):
                return None
            skip = re.match(
                r",? (?:it|he|she|they|officials|the \w+|[A-Z]\w+) (?:said|says|alleged),", scene.view[end:]
            )
            return run, end + (skip.end() if skip else 0)
        return None

    @staticmethod
    def _stop(view: str, start: int, end: int) -> int:
        found = re.search(
            r"\"?,? (?:according to|the (?:department|agency|bureau|statement|notice|rule|order) said|(?:he|she|it|they|officials) (?:said|added)|said (?:the|[A-Z]))|; ",
            view[start:end],
        )
        stop = start + found.start() if found else end
        return start + len(view[start:stop].rstrip(" ,;.\"'"))
