"""List, agency, date and authority that a statement takes from the one before it."""

import re

from sources.reading.discourse.drafts import FAR, Draft, kept_by, same_name, short_of
from sources.reading.discourse.policies import Policies
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Slot
from sources.reading.words.opening import OPENING

_OPENS = re.compile(
    rf"\s*(?:[-•]\s*)?(?:{OPENING}[Ii]t\b|(?:This|These|That|Specifically|It|They|Additionally|Also)\b)"
)


class CarriedSlots(Policies):
    """Slots that go on from statement to statement."""

    def carry_over(self, draft: Draft) -> None:
        """`It also added X`, `Y was listed for …`: list, agency and date go on from the statement before."""
        notes, named = draft.event.notes, draft.event.listed is not None
        if "undone" in notes and not named:
            draft.listed = self._left(draft) if "more" in notes else self._list_of(draft)
        if draft.agency is None and _OPENS.match(draft.scene.view):
            leant = self.last(draft.scene, 3)
            draft.agency = (leant.agency if leant else None) or self._earlier_slot(draft.scene)
        if "determined" in notes and draft.listed is None and not named:
            told = (d.listed for d in reversed(self.drafts[-FAR:]) if d.event.action == "added")
            draft.listed = self._list_of(draft) or next((listed for listed in told if listed is not None), None)
        elif "inverted" in notes:
            self._lean_inverted(draft)
        elif "undone" not in notes and not named:
            self._lean_more(draft)

    def _lean_inverted(self, draft: Draft) -> None:
        """`So was X`, `Among them is X`: a deed told before, of somebody else."""
        leant = self.last(draft.scene, 4)
        if draft.listed is None and draft.event.listed is None:
            named = self._headed(draft.scene, 1 if leant else 4)
            draft.listed = named if named and kept_by(draft.agency, named.value) == named.value else None
        if leant is not None and "so" in draft.event.notes:
            draft.event.action = leant.event.action
        if leant is not None and leant.event.action == draft.event.action:
            draft.agency = draft.agency or leant.agency
            draft.listed = draft.listed or leant.listed
            draft.date = draft.date or leant.date

    def _lean_more(self, draft: Draft) -> None:
        """`It added X`, without a list: a further deed of the statement before."""
        word = draft.scene.view[draft.event.start : draft.event.end].casefold()
        near = self.last(draft.scene, 6) if word == "designated" and draft.agency is None else None
        if word not in ("added", "adds", "adding", "listed", "named", "names", "cited") and near is None:
            return
        before = near or self.last(draft.scene)
        if before is None or (before.listed is None and before.scene is not draft.scene):
            draft.listed = self._headed(draft.scene)
        if before is None:
            return
        if before.listed is not None and not any(p.named for p in draft.scene.lists):
            draft.listed = before.listed
        draft.agency = draft.agency or before.agency
        close = near is None and draft.scene.paragraph - before.scene.paragraph <= 3
        if draft.date is None and close and not draft.event.nominal:
            draft.date = before.date

    def repeats_removal(self, draft: Draft) -> bool:
        """Whether a removal only says again, without a day or a list of its own, what was told before."""
        if "undone" not in draft.event.notes or draft.date is not None or draft.event.listed is not None:
            return False
        return any(
            before.event.action == "removed" and any(same_name(a, b) or short_of(a, b) for b in before.subjects)
            for before in self.drafts[-FAR:]
            for a in draft.subjects
        )

    def _list_of(self, draft: Draft) -> Slot | None:
        """The list that the entity of a removal was last put on."""
        for before in reversed(self.drafts[-FAR:]):
            if before.event.action != "added" or before.event.polarity != "asserted" or before.listed is None:
                continue
            if any(same_name(a, b) or short_of(a, b) for a in draft.subjects for b in before.subjects):
                return before.listed
        return None

    def _left(self, draft: Draft) -> Slot | None:
        """The list that a removal without one is from: that of the sentence before, else the one that its entity was
        put on, that of the deed told last, or that of a sentence shortly before; none where the agency that acts does
        not keep it."""
        last = self.last(draft.scene, 6)
        before = last.listed if last is not None else None
        found = self._headed(draft.scene, 1) or self._list_of(draft) or before or self._headed(draft.scene)
        if found is None:
            return None
        return found if kept_by(draft.agency, found.value) == found.value else None

    def _headed(self, scene: Scene, reach: int = 4) -> Slot | None:
        """The one list that a heading or a short sentence named shortly before."""
        for earlier in reversed(self.seen[-reach:]):
            named = [p for p in earlier.lists if p.named and p.value] if earlier.names_list else []
            if named:
                p = named[0]
                return earlier.slot(p.noun[0], p.noun[1], p.value) if len({q.value for q in named}) == 1 else None
        return None

    def authorize(self, draft: Draft) -> None:
        """`All are being designated pursuant to …`: the authority of the statements above that name none."""
        for before in self.drafts[-FAR:]:
            if before.event.action == draft.event.action and before.authority is None and not before.event.nominal:
                before.authority = draft.authority

    def follows(self, draft: Draft) -> None:
        """A passive without an agent whose list or subjects lean on the statement before has that statement's agency."""
        phrase = draft.event.listed
        if draft.agency is not None or not draft.event.passive or "standing" in draft.event.notes:
            return
        leaning = any(m.antecedent for m in draft.subjects) or (phrase is not None and not phrase.named)
        before = self.last(draft.scene, 2)
        if before is not None and leaning and before.event.action == draft.event.action and draft.date is None:
            draft.agency = before.agency
