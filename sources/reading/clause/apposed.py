"""What stands beside a name and only says what it is: appositions after it, groups that repeat it, names inside of them."""

import re

from sources.reading.sentence.scene import Scene
from sources.reading.statements import Mention
from sources.reading.words.numbers import number

AFTER_NAME = re.compile(
    r"^(?P<poss>'s?(?: [\w.-]+){1,5})?\"?(?:\s*\([^()]*\))?(?P<many>(?: (?:operating |based |located |registered )?(?:in|from)|,) (?:[A-Z][\w.]+(?: [A-Z]\w+)?, )*[A-Z][\w.]+(?: [A-Z]\w+)?,? and (?:the )?[A-Z][\w.]+(?: [A-Z]\w+)?)?(?P<place>(?:,? (?:of|in|from|based in|headquartered in|located in|under(?: the destinations? of)?)(?: the)? [A-Za-z][^,;]{1,40}?)?)"
    r"(?:, (?:which|who|that|the|a|an|one of|being|like|unlike|based|also|formerly|part of|owned|its|whose|known|headquartered|maker|makers|(?:units?|affiliates?|subsidiaries|arms) of|[A-Z][\w]+'s|all|both|once|and \w+ (?:other|more)|now|(?:down|up|across|next|near|just|also in|not far|some|about) [a-z])[^;]*,| \([^()]*\))?"
    r"\"?,?(?: (?:also|themselves|itself|himself|herself|each|both|all|reportedly|recently|previously|already|newly|first|later|subsequently|formally|now|and others|among others|alone|too|earlier|initially|likewise|in turn|together|originally|still|last (?:week|month|year)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|to be|today|yesterday))*\s*$"
)
"""From a name to the verb it is the subject of: its place, an apposition, adverbs; `poss` when the name only owns the subject."""


def without_apposed(view: str, found: list[Mention]) -> list[Mention]:
    """Names without a group that only says what they are (`X, one of its makers, along with Y`; `X and Y, two other firms`)."""
    out: list[Mention] = []
    for m in found:
        if m.kind == "group" and out and view[out[-1].end : m.start] == ", ":
            words = (m.value or "").casefold().split()
            names = 0
            for name in reversed(out):
                if name.kind not in ("entity", "person"):
                    break
                names += 1
            if words[1:3] == ["of", "them"] or (words[:2] == ["of", "them"]):
                continue  # `twelve entities, eleven of them in China`
            if names and (words[:2] == ["one", "of"] or (names > 1 and number(words[0]) == names)):
                continue
        out.append(m)
    return out


def outer(scene: Scene, ms: list[Mention], k: int, position: int) -> int | None:
    """The name whose apposition holds the name `k` (`X, a rival of Y that was named in Z, was listed`), or None."""
    view = scene.view
    if view[ms[k].end : ms[k].end + 1] != "," or not re.search(
        r"\b(?:in|of|by|with|for|to|at|from|on|under|including|such as|like)(?: the| its| their| a)?(?: [a-z][\w-]*){0,3}(?: [A-Z]\w+'s)? $",
        view[: ms[k].start],
    ):
        return None
    for j in range(k - 1, max(-1, k - 4), -1):
        if not re.match(
            r"(?: \([^()]*\))?, (?:an?|the|its|which|who|whose|one of|all|both|each|most|some|based|part of|owned)\b",
            view[ms[j].end :],
        ):
            continue
        after = AFTER_NAME.match(view[ms[j].end : position])
        if after and not after.group("poss") and not after.group("place"):
            return j
    return None
