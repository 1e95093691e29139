"""Sentences that say why somebody was listed in the sentences before: `It accused X of …`, `The companies have …`."""

import re
from dataclasses import replace

from sources.reading.clause.nouns import run_from
from sources.reading.clause.reasons import reason_stretches, speaker_pattern, wrong
from sources.reading.discourse.drafts import REACH, Draft, definite, same_name
from sources.reading.discourse.enumerations import Enumerations
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention


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

    def _said_of(self, scene: Scene, last: Draft) -> tuple[list[Mention], int, int, str, tuple[int, int]] | None:
        """(whom, reason start, reason end, connective, trigger) when the sentence gives a reason for the listing before it."""
        view = scene.view
        tail = len(view.rstrip(" .\"'"))
        speaker = rf"^\s*\"?(?:At the same time, |Meanwhile, |Separately, |In addition, |In particular, |Specifically, |In a (?:statement|notice|rule|filing)[^,]{{0,40}}, |\w+ly, )?(?P<who>{speaker_pattern()})(?: \([^()]*\))?(?:,[^,]{{2,70}},)?(?: (?:also|further|specifically|has|had|have|on \w+day|in (?:a|its|the) \w+))*"
        accused = re.match(rf"{speaker} (?P<v>accus(?:ed|es|ing)|suspect(?:s|ed)|charg(?:ed|es)|blam(?:ed|es)) ", view)
        if accused and self._speaks(scene, accused.group("who")):
            of = re.search(r" (?:of|for|with) ", view[accused.end() :])
            if of:
                run, _ = run_from(scene, accused.end(), accused.end() + of.start() + 1)
                if run:
                    begin = accused.end() + of.end()
                    return run, begin, self._stop(view, begin, tail), "accused of", accused.span("v")
        linked = re.match(rf"{speaker} (?P<v>link(?:ed|s)|t(?:ied|ies)|connect(?:ed|s)) ", view)
        if linked and self._speaks(scene, linked.group("who")):
            to = re.search(r"(?:,[^,]{2,80},)? to ", view[linked.end() :])
            if to:
                run, _ = run_from(scene, linked.end(), linked.end() + to.start() + 1)
                if run:
                    return (
                        run,
                        linked.end() + to.end(),
                        self._stop(view, linked.end() + to.end(), tail),
                        "linked to",
                        linked.span("v"),
                    )
        according = re.match(r"\s*According to (?P<who>[^,]{2,70}), (?!the rule\b)", view)
        if according and self._speaks(scene, according.group("who")):
            found = self._whom(scene, according.end())
            if found and wrong().search(view, found[1], tail):
                return found[0], found[1], self._stop(view, found[1], tail), "it said", according.span("who")
        said = re.match(
            rf"{speaker} (?P<v>said|says|say|alleg(?:ed|es?)|determin(?:ed|es)|believ(?:ed|es?)|claim(?:ed|s)|found|concluded|explained|stated)(?: in a \w+| \w+day)?(?: that)? ",
            view,
        )
        if said and self._speaks(scene, said.group("who")):
            found = self._whom(scene, said.end())
            if found:
                run, begin = found
                if wrong().search(view, begin, tail) and self._of_those(run, last):
                    return run, begin, self._stop(view, begin, tail), "it said", said.span("v")
        verbless = re.match(r"\s*\"?(?:Specifically, |In particular, |Additionally, )?(?=[A-Z\d])", view)
        if verbless:
            run, end = run_from(scene, verbless.end(), loose=False)
            ground = (
                reason_stretches(scene, end, len(view), frozenset({"for"}))
                if run and re.match(r",? for\b", view[end:])
                else []
            )
            if ground and not self._pronoun(run):
                return run, ground[0].start, ground[0].end, "for", (end, ground[0].start)
        begun = re.match(r"\s*\"?(?:Specifically, |In particular, |In addition, |Additionally, |Collectively, )?", view)
        position = begun.end() if begun else 0
        found = self._whom(scene, position)
        if found:
            run, begin = found
            verb = re.match(
                r",? ?(?:which |who )?(?:(?:has|have|had|are|is|was|were|been|also|both|each|being|reportedly|allegedly|stand|it said,|officials said,|the \w+ said,) )*(?P<v>accused of|(?:cited|singled out|faulted|flagged|listed|blamed|targeted|named|included|chosen|penalized) for|alleged to|suspected of|believed to|said to|determined (?:by [^,.]{2,50} )?to|found to|implicated in|involved in|engaged in|complicit in|acting contrary|demonstrated|supported|support|enabled|enable|contribut(?:ed|e) to|acquired|attempted|provided|provide|supplied|supply|procured|procure|helped|help|facilitated|participated|used|use|developed|aided|pose|poses|posed|sold|shipped|diverted|obtained|have been|trained|produced|worked|assisted|sought)\b ?",
                view[begin:],
            )
            passive = scene.aside is not None or (
                re.search(r"\b(?:said|says|according to|alleged|accused|determined|suspected)\b", view) is not None
            )
            if verb and wrong().search(view, begin, tail) and (passive or self._pronoun(run) or self._known(run, last)):
                start = (
                    begin + verb.start("v")
                    if verb.group("v") not in ("accused of", "suspected of", "have been")
                    and not verb.group("v").endswith(" for")
                    else begin + verb.end()
                )
                if verb.group("v") in ("alleged to", "believed to", "said to", "found to") or verb.group(
                    "v"
                ).startswith("determined"):
                    start = begin + verb.end()
                name = (
                    "for"
                    if verb.group("v").endswith(" for")
                    else "accused of"
                    if verb.group("v") == "accused of"
                    else "it said"
                )
                return run, start, self._stop(view, start, tail), name, (begin + verb.start("v"), begin + verb.end("v"))
        return None

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
