"""What becomes of a name on its way into a customer file: realistic changes, each by chance but the same for the same seed."""

import random
import re
from collections.abc import Callable

from rapidfuzz.distance import OSA

from index.name_forms import GENERIC, LEGAL, normal, stem

FORMS = {
    "co., ltd.": ("Co Ltd", "Company Limited", "Co. Limited", "Ltd.", "Limited", "CO.,LTD"),
    "co ltd": ("Co., Ltd.", "Company Limited", "Ltd"),
    "limited liability company": ("LLC", "OOO", "Ltd"),
    "joint stock company": ("JSC", "AO", "JSC."),
    "public joint stock company": ("PJSC", "PAO"),
    "llc": ("L.L.C.", "Limited Liability Company", "Ltd"),
    "ooo": ("LLC", "OOO", "Limited Liability Company"),
    "jsc": ("AO", "Joint Stock Company", "J.S.C."),
    "ltd.": ("Limited", "Ltd", "Co., Ltd."),
    "ltd": ("Limited", "Ltd.", "Co., Ltd."),
    "limited": ("Ltd", "Ltd.", "Co. Ltd"),
    "inc.": ("Incorporated", "Inc"),
    "gmbh": ("G.m.b.H.", "GmbH"),
    "corporation": ("Corp.", "Corp"),
    "company": ("Co.", "Co"),
    "corp.": ("Corporation",),
}
_FORM = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(f) for f in sorted(FORMS, key=len, reverse=True)) + r")(?!\w)", re.I
)
ROMAN = (
    ("zh", "j"), ("kh", "h"), ("kh", "x"), ("ks", "x"), ("x", "ks"), ("ya", "ia"), ("yu", "iu"), ("iy", "y"), ("iya", "ia"), ("shch", "sch"),
    ("ts", "tz"), ("ch", "tch"), ("ev", "eff"), ("ov", "off"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("ph", "f"), ("w", "v"), ("v", "w"),
    ("ei", "ey"), ("ai", "ay"), ("y", "i"), ("gh", "g"), ("mohammad", "muhammed"), ("mohammed", "mohamad"), ("ahmad", "ahmed"), ("hossein", "hussain"),
    ("al-", "el-"), ("abdul", "abdel"), ("yev", "ev"), ("aleksandr", "alexander"), ("sergei", "sergey"), ("dmitri", "dmitry"), ("yuri", "iurii"), ("’", ""), ("'", ""),
)  # fmt: skip
KEYS = dict(zip(
        "qwertyuiopasdfghjklzxcvbnm",
        ("wa", "qes", "wrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "ol", "qsz", "awdx", "sefc", "drgv", "fthb", "gyjn", "hukm", "jil", "kop",
         "asx", "zsdc", "xdfv", "cfgb", "vghn", "bhjm", "njk"),
        strict=True,
    ))  # fmt: skip
_OF_FORMS = frozenset(w for form in LEGAL for w in form.split())
Change = Callable[[str, random.Random], str]


def order(name: str, rng: random.Random) -> str:
    """Words in another order: a person's family name first or last, the first word of a body moved behind."""
    if ", " in name and "ltd" not in name.casefold():
        family, _, given = name.partition(", ")
        return f"{given} {family}"
    words = name.split()
    if len(words) == 2:
        return f"{words[1]}, {words[0]}" if rng.random() < 0.5 else f"{words[1]} {words[0]}"
    i = rng.randrange(len(words) - 1) if len(words) > 2 else 0
    return " ".join((*words[:i], *words[i + 1 : i + 2], *words[i : i + 1], *words[i + 2 :]))


def initial(name: str, rng: random.Random) -> str:
    """One of the given names as an initial; the longest word, which mostly is the family name, stays."""
    words = name.replace(",", "").split()
    places = [i for i, w in enumerate(words) if len(w) > 2 and w != max(words, key=len)]
    if not places or len(words) < 3:
        return name
    i = rng.choice(places)
    return " ".join(w[0] + "." if n == i else w for n, w in enumerate(words))


def transliterated(name: str, rng: random.Random) -> str:
    """Letters of the words that are no English ones as another system of romanisation writes them, in the same case."""
    words = name.split()
    own = [i for i, w in enumerate(words) if stem(normal(w)) not in GENERIC and normal(w) not in _OF_FORMS]
    ways = [(i, a, b) for i in own for a, b in ROMAN if a in words[i].casefold()]
    for i, a, b in rng.sample(ways, min(len(ways), rng.choice((1, 1, 2)))):
        words[i] = re.sub(
            re.escape(a), lambda found, b=b: _cased(found.group(), b), words[i], count=rng.choice((1, 0)), flags=re.I
        )
    return " ".join(words)


def _cased(old: str, new: str) -> str:
    return new.upper() if old.isupper() and len(old) > 1 else new.capitalize() if old[:1].isupper() else new


def legal_form(name: str, rng: random.Random) -> str:
    """The legal form written otherwise, left out, or put on."""
    found = _FORM.search(name)
    if not found:
        return f"{name} {rng.choice(('Co., Ltd.', 'LLC', 'Ltd', 'Company Limited'))}"
    if rng.random() < 0.3:
        return re.sub(r"[\s,]+$", "", name[: found.start()]) + name[found.end() :]
    return name[: found.start()] + rng.choice(FORMS[found.group().casefold()]) + name[found.end() :]


def slip(name: str, rng: random.Random) -> str:
    """One typing slip behind the first letter of a word: swap, drop, double, or the key beside."""
    places = [
        i for i in range(1, len(name) - 1) if name[i].isalpha() and name[i - 1].isalpha() and name[i + 1].isalpha()
    ]
    if not places:
        return name
    i = rng.choice(places)
    match rng.randrange(4):
        case 0:
            return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
        case 1:
            return name[:i] + name[i + 1 :]
        case 2:
            return name[:i] + name[i] + name[i:]
        case _:
            return name[:i] + rng.choice(KEYS.get(name[i].lower(), "e")) + name[i + 1 :]


def truncated(name: str, rng: random.Random) -> str:
    """What a field of 20, 26 or 35 letters keeps."""
    fields = [n for n in (20, 26, 35) if n < len(name)]
    return name[: rng.choice(fields)].rstrip(" ,(") if fields else name


def joined(name: str, rng: random.Random) -> str:
    """Two words run together, or one with a hyphen in it parted."""
    if "-" in name and rng.random() < 0.5:
        return name.replace("-", " ", 1)
    words = name.split()
    if len(words) < 2:
        return name
    i = rng.randrange(min(2, len(words) - 1))
    return " ".join((*words[:i], words[i] + words[i + 1].lower(), *words[i + 2 :]))


def dressed(name: str, rng: random.Random) -> str:
    """All capitals or none, `and` as `&`, without accents' marks and dots."""
    return rng.choice((name.upper(), name.lower(), name.replace(" and ", " & "), name.replace(".", "")))


CHANGES: dict[str, Change] = {
    "order": order, "initial": initial, "transliteration": transliterated, "legal form": legal_form, "slip": slip,
    "truncation": truncated, "joined": joined, "dress": dressed,
}  # fmt: skip


def changed(name: str, kind: str, rng: random.Random, person: bool) -> str:
    """The name after a change of this kind, and in three of ten cases after a second one; persons have no legal form."""
    kind = "initial" if person and kind == "legal form" else kind
    made = CHANGES[kind](name, rng)
    if rng.random() < 0.3:
        made = CHANGES[rng.choice(("slip", "dress") if person else ("legal form", "slip", "dress"))](made, rng)
    return made


def replaced(name: str, words: dict[str, list[str]], rng: random.Random, person: bool) -> str | None:
    """The name of somebody else: one telling word exchanged for another that looks like it (`Inspur`, `Inspire`); None where
    there is no such word. `words` gives the words that begin with the same three letters. Two letters have to differ, three in
    names of persons, which have many spellings."""
    parts = name.split()
    places = [
        i for i, w in enumerate(parts) if w.isalpha() and len(w) >= 5 and len(words.get(w[:3].casefold(), ())) > 1
    ]
    if not places:
        return None
    i = places[0] if rng.random() < 0.7 else rng.choice(places)
    old = parts[i].casefold()
    others = [w for w in words[old[:3]] if OSA.distance(w, old) >= (3 if person else 2)]
    if not others or normal(old) in _OF_FORMS:
        return None
    return " ".join(rng.choice(others).title() if n == i else w for n, w in enumerate(parts))
