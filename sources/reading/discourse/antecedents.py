"""Whom `it`, `they`, `the companies` and `both firms` mean."""

import re
from typing import Literal

from sources.document import Span
from sources.reading.clause.noun_phrases import candidates
from sources.reading.discourse.drafts import REACH, Draft, Memory, definite
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.lexicon import folded, places
from sources.reading.words.numbers import number


class Antecedents(Memory):
    """Pronouns and definite nouns resolved from what was read before."""

    def resolve(self, scene: Scene, found: list[Mention]) -> list[Mention]:
        """Subjects at positions of the document, with pronouns and `the companies` replaced by whom they mean."""
        out: list[Mention] = []
        for m in found:
            if m.kind == "other" and m.resolved in ("pronoun", "noun"):
                out.extend(self._meant(scene, m))
            elif m.kind == "group" and re.match(r"(?:other|remaining|further)\b", m.value or ""):
                out.append(scene.placed(m))  # those that were not spoken of
            elif m.kind == "group" and definite(scene.view, m):
                meant = self._meant(scene, m)
                out.extend(meant if meant and all(x.antecedent for x in meant) else [scene.placed(m)])
            else:
                out.append(scene.placed(m))
        return out

    def _meant(self, scene: Scene, m: Mention) -> list[Mention]:
        words = scene.view[m.start : m.end].casefold()
        if _DEED.search(words):
            return self._of_deed(scene, "denial order" in words)
        plural = re.search(
            r"\b(?:they|them|both|these|those|two|three|four|five|six|seven|eight|\d+|\w+ies|\w+s|pair|duo|trio|all|each|all of them)\b",
            words,
        ) is not None and words not in ("its", "his", "this")
        if re.search(r"\b(?:business|consortium's)$", words):
            plural = False
        size = next(
            (number(w) for w in words.replace("both", "two").replace("pair", "two").split() if number(w) is not None),
            None,
        )
        antecedents = self._plural(scene, m, size) if plural else self._singular(scene, m, words)
        start, end = scene.at(m.start), scene.upto(m.end)
        how: Literal["pronoun", "noun"] = "pronoun" if " " not in words else "noun"
        if not antecedents:
            return (
                []
                if how == "pronoun"
                else [m.model_copy(update={"start": start, "end": end, "kind": "group" if plural else "other"})]
            )
        return [
            Mention(
                start=start,
                end=end,
                kind=a.kind,
                value=a.value,
                resolved=how,
                also=a.also,
                antecedent=a.antecedent or Span(a.start, a.end),
            )
            for a in antecedents
        ]

    def _of_deed(self, scene: Scene, denial: bool) -> list[Mention]:
        """Whose listing `the designation` is: the one subject of the listing told last, of `the denial order` of the denial."""
        last = self.denial if denial else self.last(scene, 4)
        if last is None or last.event.action != "added" or len(last.subjects) != 1:
            return []
        m = last.subjects[0]
        return [m] if m.kind in ("entity", "person") else []

    def _plural(self, scene: Scene, m: Mention, size: int | None) -> list[Mention]:
        own = [c for c in candidates(scene) if c.end <= m.start and c.kind != "person"]
        if size is not None and len(own) == size:
            return [scene.placed(c) for c in own]
        if size is None and self._another_group(scene):
            return []
        noun = scene.view[m.start : m.end].casefold()
        for draft in reversed(self.drafts):
            if scene.index - draft.scene.index > REACH:
                break
            names = _of_noun(noun, draft.subjects)
            meant = _several(names, draft) if size is None else _as_many(names, size, draft)
            if meant is not None:
                return meant
        return []

    def _another_group(self, scene: Scene) -> bool:
        """Whether the sentence right before speaks of a group that no statement has: `they` may be that one."""
        before = self.seen[-1] if self.seen else None
        if before is None or any(d.scene is before for d in self.drafts_of(before)):
            return False
        return any(
            c.kind == "group" and c.resolved == "name" and not definite(before.view, c) for c in candidates(before)
        )

    def _singular(self, scene: Scene, m: Mention, words: str) -> list[Mention]:
        clause = [c for c in candidates(scene) if c.end <= m.start and c.kind != "group"]
        if words in ("he", "she", "him", "her"):
            return self._person(scene, clause)
        if words == "it" and len({c.value for c in clause if c.kind == "entity"}) > 1:
            return []  # one of several in its own sentence: which one, nothing says
        if clause:
            national = any(word in places() for word in words.split())
            return [scene.placed(clause[-1 if national else 0])]
        if any(_introduced(earlier.view, words) for earlier in self.seen[-3:]):
            return []
        last = self.last(scene, 3)
        return next((meant for earlier in reversed(self.seen[-3:]) if (meant := self._subject_of(earlier, last))), [])

    def _person(self, scene: Scene, clause: list[Mention]) -> list[Mention]:
        """Whom `he` or `she` means: a person of the words before it in its sentence, else of a sentence shortly before."""
        people = [c for c in clause if c.kind == "person"]
        if people:
            return [scene.placed(people[0])]
        for earlier in reversed(self.seen[-3:]):
            people = [c for c in candidates(earlier) if c.kind == "person"]
            if people:
                return [earlier.placed(people[-1])]
            likely = [c for c in candidates(earlier)[:1] if c.kind == "entity" and _like_a_person(c.value or "")]
            if likely and earlier.paragraph == scene.paragraph:
                return [earlier.placed(likely[0]).model_copy(update={"kind": "person"})]
        return []

    def _subject_of(self, scene: Scene, last: Draft | None) -> list[Mention]:
        """The one company that a sentence is about: the one listed in it (`last` is the listing told last), the one of which a
        listing is denied, else the first that is named."""
        if last is not None and last.scene is scene and [s.kind for s in last.subjects] == ["entity"]:
            return last.subjects
        denied = [
            d.subjects
            for d in self.drafts_of(scene)
            if d.scene is scene and d.event.polarity in ("denied", "negated") and len(d.subjects) == 1
        ]
        if denied and denied[-1][0].kind == "entity":
            return denied[-1]
        return [scene.placed(c) for c in candidates(scene) if c.kind == "entity"][:1]


_NAMED = r"(?!,? (?:called|named|known as|which is called)\b)(?!,? \"?[A-Z])"


def _introduced(view: str, words: str) -> bool:
    """Whether a sentence speaks of another one of the kind, without a name (`parts for a weapons laboratory`; then `the
    laboratory` is that one), and not of what a name is (`Exampla, a laboratory`)."""
    if not words.startswith("the "):
        return False
    noun = re.escape(words.split()[-1])
    other = rf"(?<![,—–(-] )(?<!\bis )(?<!\bwas )(?<!\bas )(?<!\bbecame )\b(?:an?|another) (?:[\w'’.-]+ ){{0,4}}?{noun}\b{_NAMED}"
    return noun.islower() and re.search(other, view) is not None


def _several(names: list[Mention], draft: Draft) -> list[Mention] | None:
    """Those whom `they` may mean of a deed, if they are more than one; None where the deed speaks of others."""
    if draft.event.action in ("fined", "charged") and len(draft.subjects) < 2:
        return None
    if draft.event.polarity != "asserted" and "unlisted" in draft.event.notes:
        return None  # those who were not listed are not `all of them`
    return names if len(names) > 1 or any(n.kind == "group" for n in names) else None


def _as_many(names: list[Mention], size: int, draft: Draft) -> list[Mention] | None:
    """Those of a deed's names that are `size` together; None where none are."""
    named = [n for n in names if n.kind != "group"]
    if len(named) == size and len(names) > len(named):
        return named
    if _size(names) == size:
        return names
    counted = draft.count is not None and draft.count.value == str(size)
    return [n for n in names if n.kind == "group" and counted] or None


def _size(names: list[Mention]) -> int | None:
    """How many these are together: `DJI and seven other firms` are eight; None when a group has no number."""
    total = 0
    for name in names:
        if name.kind != "group":
            total += 1
            continue
        words = (name.value or "").split()
        count = next((n for word in words[:4] if (n := number(word)) is not None), None)
        if count is None:
            return None
        total += count
    return total


_DEED = re.compile(r"(?:designation|listing|blacklisting|inclusion|order|ban)$")
_CLASS = re.compile(
    r"\b(?:affiliates|subsidiaries|units|institutes|bodies|universities|individuals|people|vessels|ships|executives)$"
)


def _of_noun(words: str, names: list[Mention]) -> list[Mention]:
    """`the affiliates` of `X and 68 affiliates` are only the latter."""
    both = re.fullmatch(r"the ([a-z]+) and (?:the|its|their) (?:[a-z]+ ){0,2}([a-z]+)", words)
    if both:
        found = [[n for n in names if re.search(rf"\b{noun}\b", (n.value or "").casefold())] for noun in both.groups()]
        return [*found[0], *found[1]] if all(found) else []
    noun = _CLASS.search(words)
    if noun is None:
        return names
    same = [n for n in names if n.kind == "group" and re.search(rf"\b{noun.group()}\b", n.value or "")]
    return same or names


def _like_a_person(name: str) -> bool:
    """Two to four capitalised words, none of them of a trade, a body or a legal form."""
    words = name.split()
    bodies = folded("org_heads") | folded("industry_words") | folded("legal_forms")
    return 2 <= len(words) <= 4 and all(re.fullmatch(r"[A-Z][\w'-]+", w) and w.casefold() not in bodies for w in words)
