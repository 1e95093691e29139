"""Who acts: the agency or government that a verb belongs to, from the left of it, or after `by`."""

import re

from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention

_SUPPORT = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being|will|would|has|have|had|to|by|of|from|for|before|after|and|also|then|not|did|does|do|can|could|may|might|should|must|shall|said|says|announced|including|reportedly|formally|today|yesterday|again|further|now|recently|soon|instead|later|first|separately|both)(?:n't)? ){1,12}$"
)


def agent_direct(scene: Scene, start: int) -> Mention | None:
    """Who acts, when that one stands right before the verb group."""
    view = scene.view
    begin = start
    if support := _SUPPORT.search(view[:start]):
        begin = support.start()
    for m in reversed(scene.mentions):
        if m.end <= begin and m.kind in ("agency", "place") and scene.agent_value(m):
            between = view[m.end : begin]
            if re.fullmatch(
                r"(?:'s)?(?: \w+){0,2} (?:decision|move|plan|plans|step|effort|bid|order|action|announcement|push|threat|campaign) (?:on \w+day )?(?:to|of)",
                between.rstrip(),
            ) or re.fullmatch(
                r"(?:'s)?(?: \w+){0,2} (?:decision|move|plan|plans|step|effort|bid|order|action|push|threat)",
                between.rstrip(),
            ):
                return m
            if re.search(
                r"\b(?:from|in|of|to|with|at|near|outside|against|on|over|toward|towards) (?:the )?$", view[: m.start]
            ):
                break
            bureau = next(
                (
                    b
                    for b in scene.mentions
                    if b.kind == "agency"
                    and b.end < m.start
                    and re.fullmatch(r"(?: \([^()]*\))?,? (?:of|at|in) the (?:U\.S\. |US )?", view[b.end : m.start])
                ),
                None,
            )
            if re.fullmatch(
                r"(?:'s)?(?: \([^()]*\))?(?: (?:officials?|government|authorities|today|on \w+day|also|this week|last \w+|[A-Za-z]+ly|formally|administration|regulators?|in \w+(?: \d{4})?|earlier \w+ \w+|department))*[, ]*",
                between,
            ):
                return bureau or m
            return None
    return None


def agent_left(scene: Scene, start: int) -> Mention | None:
    """Who acts, from the left of an active verb: the nearest agency or government of its clause, through `it` too."""
    direct = agent_direct(scene, start)
    if direct is not None:
        return direct
    for m in reversed(scene.mentions):
        if m.end > start or m.kind not in ("agency", "place") or not scene.agent_value(m):
            continue
        between = scene.view[m.end : start]
        if m.kind == "place" and (
            between[:2] == "'s"
            or re.match(r"[ -][a-z]+ ?(?:compan|firm)|-", between)
            or re.search(
                r"\b(?:in|from|of|to|with|into|against|on|over|toward|towards) (?:the )?$", scene.view[: m.start]
            )
        ):
            continue
        if m.kind == "place" and not re.match(
            r"(?: (?:government|administration|officials?|has|have|had|is|was|will|would|said|on|in|also|to|and|formally)\b|,)",
            between,
        ):
            continue
        if re.search(r"\b(?:by|from|of|at|with|to) (?:the )?$", scene.view[: m.start]) and not re.search(
            r"\b(?:said|says|announced|amend|statement|that it|it (?:is|was|has|had|would|will))\b", between
        ):
            continue
        if len(between) < 320 and not re.search(r"\b(?:which|who) (?:supplies|makes|sells|owns)\b", between):
            return m
    return None


def agent_by(scene: Scene, end: int) -> Mention | None:
    """Who acts, from `by …` after a passive verb."""
    for m in scene.mentions:
        if m.start < end or not scene.agent_value(m):
            continue
        between = scene.view[end : m.start]
        if (
            re.search(r"\bby (?:the |its |their |officials (?:at|of) )?(?:[a-z]+ )?$", between)
            and len(between) < 160
            and not re.search(r"\b(?:for|over|because|after|citing|accus\w+|concerns?)\b", between)
        ):
            return m
    return None


def other_subject(scene: Scene, start: int, clause: int) -> bool:
    """Whether somebody who keeps no list is the one who does it (`MSCI removed …`, `the company added …`)."""
    before = scene.view[clause:start]
    if not before.strip():
        return False
    ms = [m for m in scene.mentions if clause <= m.start and m.end <= start]
    if not ms:
        return re.search(r"\b(?:the|a|an) (?:company|firm|bank|exchange|index|university|group)\b", before) is not None
    last = ms[-1]
    return (
        last.kind in ("entity", "person", "other")
        and re.fullmatch(
            r"(?: (?:has|have|had|also|then|will|would|is|was|itself|recently|later|on \w+day|last \w+))*\s*",
            scene.view[last.end : start],
        )
        is not None
    )


def acts(scene: Scene, start: int) -> bool:
    """Whether someone who can list stands right before the verb: `US sanctions three tankers`."""
    agent = agent_direct(scene, start)
    if agent is None:
        return False
    after = scene.view[start:]
    return (
        re.match(
            r"\w+ (?:on|against|that|which|were|are|have|imposed|for|in|list|relief|and|regime|program|to|law|package|evasion|,|\.|will|would|could|may|from|over|hit|risk|targeting|violation)\b",
            after,
        )
        is None
        and re.match(r"\w+\s*$", after) is None
    )
