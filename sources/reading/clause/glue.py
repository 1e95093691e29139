"""What coordinates two names: a comma or `and` with only adjectives after it, and what may stand beside a name."""

import re
from functools import cache

from sources.reading.words.lexicon import folded, places

STOPS = folded("phrase_stops")
ARTICLES = r"(?:a total of |a further |an additional |as many as |the |its |their |his |her |a |an |two |three |four |five |six |other |others |another |fellow |both |also |some |several |then |at least |more than |nearly |about |\d+ )*"
_JOIN = r"(?:,? and|,? or| nor|,? as well as|,? along with|,? together with|,? plus|; and|;|,|:|,? including|,? among them|,? such as|,? notably|,? namely| —| -| &|, in addition to|,? followed by| alongside|,? and also)(?: (?:on|against)(?= ))?"
_APPOSITION = r"(?:, (?:which|who|that|the|a|an|one of|[a-z]+ (?:of|for)\b|based|also|formerly|a\.k\.a\.|aka|part of|owned|its|whose|China's|Russia's|Iran's|known|formally|officially|originally|previously|headquartered|makers?|a unit|both|all|once|already|maker|developer|[A-Z][\w]+'s|now)\b[^;]*?(?=,)| \([^()]*\)(?=[, ]))?"
_PLACE = r"(?:,? (?:both |all |each )?(?:of|in|from|based in|located in|headquartered in|under(?: the)? destinations? of|under)(?: the)? [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}(?: and [A-Z]\w+(?=,))?(?: \(\d+\))?)?"
_GLUE = re.compile(
    rf"^'?\"?(?P<where>{_PLACE})(?P<aside>{_APPOSITION})\s*\"?(?P<join>{_JOIN})\"?(?: both| also| the| a| an)?(?: (?:its|his|their) (?:[A-Za-z][\w.-]* ){{0,4}}?(?=[a-z]+,)[a-z]+,)?\"? ?(?P<rest>[^,;:()]*)$"
)


@cache
def plain(rest: str) -> bool:
    """Whether words before a name are only its adjectives and noun (`Chinese cloud technology company`)."""
    words = rest.replace('"', "").split()
    if len(words) > 8:
        return False
    for word in words:
        low = word.casefold()
        if low in STOPS:
            return False
        if word[0].isupper():
            bare = low[:-2] if low.endswith("'s") else low
            if (
                bare not in places()
                and not word.isupper()
                and bare not in folded("industry_words")
                and bare.rstrip(".") not in folded("titles")
            ):
                return False
            continue
        if low.endswith("'s") and low[:-2] not in ("country", "city", "world", "nation", "province", "region"):
            return False
    return True


def glued(between: str) -> bool:
    """Whether what stands between two names coordinates them."""
    found = _GLUE.match(between)
    if not found:
        return False
    join, aside, rest = found.group("join").strip(), found.group("aside"), found.group("rest").strip()
    if aside.startswith(",") and not join.startswith((",", ";")):
        return False
    if join in (":",) and rest:
        return False
    if rest.split(" ")[0] in ("formally", "formerly", "officially", "originally", "previously"):
        return False  # another name of the same
    rest = re.sub(rf"^{ARTICLES}", "", rest + " ").strip()
    rest = re.sub(
        r"^(?:its|their|his) (?:\w+ )?(?:subsidiary|unit|affiliate|affiliates|subsidiaries|parent|founder|arm)(?:,)?$",
        "",
        rest,
    )
    rest = re.sub(r"^(?:subsidiary|unit|affiliate|affiliates|subsidiaries|parent|founder|arm)$", "", rest)
    return plain(rest)
