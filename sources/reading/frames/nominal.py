"""Listings told by a noun: `the addition of X to the list`, `sanctions against X`, `X's blacklisting`."""

import re
from collections.abc import Iterator

from sources.reading.clause.agents import agent_by, agent_left
from sources.reading.clause.modality import modality
from sources.reading.clause.noun_phrases import candidates
from sources.reading.clause.nouns import run_from
from sources.reading.clause.verbs import Event
from sources.reading.clause.voice import clause
from sources.reading.frames.frame_measure import goods
from sources.reading.sentence.scene import Scene
from sources.reading.statements import Action

_NOMINAL_OF = re.compile(
    r"\b(?P<n>[Aa]dditions?|[Ii]nclusion|[Pp]lacement|[Ll]istings?|[Dd]esignations?|[Bb]lacklisting|[Ss]anctioning|[Rr]emoval|[Dd]elisting|[Dd]eletion|[Ii]ndictments?) of "
)

_NOMINAL_ON = re.compile(
    r"\b(?P<n>(?:(?:U\.S\.|US|American|new|fresh|economic|export|trade|technology|further|financial) ){0,6}(?:[Ss]anctions?|(?:export|trade|technology|economic|U\.S\.|US|American) (?:restrictions|curbs|controls|bans?|sanctions)|[Cc]riminal charges|[Aa]n indictment|[Ii]ndictment|[Ee]xport ban|[Ee]xport curbs)) (?:on|against|targeting) "
)

_POSSESSED = re.compile(
    r"(?P<s>'s?) (?P<n>(?:recent |own |initial |original |first |surprise |\d{4} |[A-Z][a-z]+ )?(?:addition|inclusion|placement|blacklisting|(?:entity )?listing|designation|removal|delisting|entity list designation|Entity List designation|Entity Listing|presence|place|status|spot|name))\b"
)


_ADDITIONS = re.compile(r"\b[Aa]dditions to (?:the|its) ")


def announced(scene: Scene) -> Iterator[Event]:
    """`announced two sets of additions to the Entity List`: a deed whose subjects are told in the next sentences."""
    for found in _ADDITIONS.finditer(scene.view):
        phrase = next((p for p in scene.lists if p.named and 0 <= p.start - found.end() + 5 < 40), None)
        if phrase is None or not re.search(
            r"\b(?:announc|publish|unveil|releas|issu)\w+ ", scene.view[: found.start()]
        ):
            continue
        event = Event("added", found.start(), phrase.end, [], listed=phrase, after=phrase.end, nominal=True)
        event.agent = agent_left(scene, found.start())
        yield event


def nominal(scene: Scene) -> Iterator[Event]:
    """The listings that nouns of the sentence tell."""
    view = scene.view
    for found in _NOMINAL_OF.finditer(view):
        noun = found.group("n").casefold()
        subjects, end = run_from(scene, found.end(), loose=True)
        if not subjects:
            continue
        listed = next(
            (
                p
                for p in scene.lists
                if p.start >= end
                and p.start - end < 60
                and re.match(r"[^.;]{0,50}\b(?:to|on|from|in|onto)\s+$", view[end : p.start])
            ),
            None,
        )
        if noun == "delisting" and (
            re.search(r"stock|exchange|share|NYSE|Nasdaq|index", view)
            or not re.search(
                r"entity list|blacklist|sanction|SDN|OFAC|BIS|Unverified|Commerce|Treasury", view, re.IGNORECASE
            )
        ):
            continue
        if noun.startswith(("addition", "inclusion", "placement", "removal", "deletion")) and listed is None:
            continue
        if (
            noun.startswith(("listing", "designation"))
            and listed is None
            and not scene.prior
            and not re.search(
                r"sanction|entity list|blacklist|OFAC|E\.O\.|[Ee]xecutive [Oo]rder|Commerce|Treasury|Entity Listing",
                view,
            )
        ):
            continue
        action: Action = (
            "removed"
            if noun in ("removal", "delisting", "deletion")
            else "charged"
            if noun.startswith("indict")
            else "added"
        )
        event = Event(
            action,
            found.start("n"),
            found.end("n"),
            subjects,
            listed=listed,
            after=listed.end if listed else end,
            nominal=True,
            clause=clause(scene, found.start()),
        )
        event.agent = agent_by(scene, event.after)
        modality(scene, event)
        yield event
    for found in _NOMINAL_ON.finditer(view):
        if re.search(
            r"\b(?:impos\w+|slap\w*|lev(?:y|ied|ies)|announc\w+|unveil\w+|issu\w+|lift\w*|eas(?:e|ed|es|ing)|waiv\w+|introduc\w+|extend\w*|renew\w*|remov\w+|tighten\w*|expand\w*|hit \w+ with|enact\w*|adopt\w*|placed?|put) (?:[\w.'-]+ ){0,3}$",
            view[: found.start()],
        ):
            continue
        subjects, end = run_from(scene, goods(view, found.end()), loose=False)
        if not subjects or any(m.resolved in ("pronoun", "noun") and m.kind == "other" for m in subjects):
            continue
        charged = "harge" in found.group("n") or "ndictment" in found.group("n")
        event = Event(
            "charged" if charged else "added",
            found.start("n"),
            found.end("n"),
            subjects,
            after=end,
            nominal=True,
            measure=found.span("n"),
            clause=clause(scene, found.start()),
        )
        modality(scene, event)
        yield event
    for found in _POSSESSED.finditer(view):
        noun = found.group("n").casefold()
        owner = [m for m in candidates(scene) if m.end in (found.start(), found.start() + 1)]
        if not owner:
            continue
        listed = next(
            (
                p
                for p in scene.lists
                if 0 <= p.start - found.end() < 30
                and re.match(r"[^,.;]{0,24}\b(?:to|on|from|in|onto)\s+$", view[found.end() : p.start])
            ),
            None,
        )
        if (
            noun.split()[-1]
            in ("addition", "inclusion", "placement", "removal", "presence", "place", "status", "spot", "name")
            and listed is None
        ):
            continue
        if (
            noun.split()[-1] in ("listing", "designation")
            and listed is None
            and not re.search(r"entity list|sanction|blacklist", view + noun, re.IGNORECASE)
            and not (
                scene.spoken
                and re.match(r" (?:takes?|took|will take|comes?|came) (?:effect|into)", view[found.end() :])
            )
        ):
            continue
        action = "removed" if noun.split()[-1] in ("removal", "delisting") else "added"
        event = Event(
            action,
            found.start("n"),
            found.end("n"),
            owner,
            listed=listed,
            after=listed.end if listed else found.end(),
            nominal=True,
            clause=clause(scene, found.start()),
        )
        modality(scene, event)
        yield event
