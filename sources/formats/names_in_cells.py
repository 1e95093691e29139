"""Where a name ends and an address begins, in cells of official lists that print both in one line.

`Beta University, Institute of Lenses, No. 4 Mill Road, Xi'an, China` is a name of two comma parts and an
address. Nothing marks the border, so it is read off the parts: legal forms and institutes stay with the name; numbers,
rooms, streets and places begin the address. All offsets are relative to the text given.
"""

import re
from itertools import pairwise

LEGAL = (
    r"(?:Co\.?,?\s?Ltd|Company,?\s?Limited|Co\.?,?\s?Limited|Co\.?,?\s?LLC|SDN\.?\s?BHD|FZ[- ]?LLC|J\.S\.\s?Co|J\s?Sh\s?S|"
    r"Pte\.?,?\s?(?:Ltd|Limited)|Pty\.?,?\s?(?:Ltd|Limited)|\(?(?:Pvt|PVT|Pty|PTY|Private)\.?\)?\.?,?\s?(?:Ltd|LTD|Limited)|"
    r"Ltd|LTD|Limited|LIMITED|Ltda|L\.?L\.?C|LLP|LP|Inc|INC|Incorporated|Corp|Co|CO|PLC|Plc|GmbH|GMBH|mbH|AG|KG|S\.?A\.?L|"
    r"S\.?A\.?R\.?L|Sarl|S\.?R\.?L|S\.?p\.?A|S\.A|SA|S\.L|B\.?V|N\.?V|A/?S|A\.?[SŞ]|AB|ApS|OY|Oy|OU|OÜ|EOOD|OOD|d\.?o\.?o|"
    r"Kft|JSC|CJSC|OJSC|PJSC|OAO|OOO|ZAO|PAO|AO|TOO|NPO|NPP|FZE|FZC|FZCO|DMCC|WLL|W\.L\.L|K\.?K|PT|[SŞ]ti|[SŞ]irketi|"
    r"Est|U\.A|Bhd|BHD)"
)
"""Legal forms as written in the lists, without their last full stop."""

_LEGAL_END = re.compile(rf"(?<![\w.]){LEGAL}(?:\.|(?!\w))(?:\s*\([^()]*\))?\.?\s*$")
_LEGAL_PART = re.compile(
    rf"\s*(?:and\s+)?(?:{LEGAL}|Company|Corporation|Joint Stock Company)(?:\.|(?!\w))(?:[\s,]*{LEGAL}\.?)*\.?(?:\s*\([^()]*\))?"
)
_ORGANISATION = (
    r"Academy|Administration|Agency|Aerospace|Airlines?|Airways|Association|Authority|Aviation|Avionics|Bank|Bureau|Cargo|"
    r"Cent(?:er|re)|Chemicals?|College|Commission|Committee|Communications?|Company|Complex|Computers?|Concern|"
    r"Construction|Consultants?|Corporation|Corps|Council|Department|Design|Development|Directorate|Division|"
    r"Electrical|Electronics?|Elektronik|Energy|Engineering|Enterprises?|Equipment|Establishment|Exporters?|Factory|Faculty|Force|"
    r"Foundation|Freight|General Trading|Group|Holdings?|Importers?|Industr(?:y|ies|ial)|Institut\w*|International|Investments?|"
    r"Joint Stock|Laborator(?:y|ies)|Limited|Logistics|Machinery|Manufactur\w+|Marine|Materials?|Medical|"
    r"Ministry|Networks?|Office|Optics|Optoelectronics?|Organi[sz]ation|Petroleum|Pharma\w*|Plant|Police|Precision|Production|"
    r"Products?|Projects?|Research|School|Sciences?|Security|Semiconductors?|Services?|Shipping|Shipyard|Software|Solutions?|"
    r"Station|Stores?|Supply|Supercomput\w+|Systems?|Tech|Technic|Technolog(?:y|ies)|Telecom\w*|Trad(?:e|ing)|Transport\w*|"
    r"Turizm|Union|Universit\w+|Works|Workshop|Zavod"
)
_ORG_WORD = re.compile(rf"(?<!\w)(?:{_ORGANISATION})(?!\w)", re.I)
_JOINABLE = re.compile(
    r"^(?:(?:the\s+)?(?:\w+\s+){0,6}?(?:Institut\w*|Academy|College|Department|Division|Faculty|School|Laborator(?:y|ies)|Bureau|"
    r"Commission|Ministry)(?:\s+(?:of|for|on)\s+.+)?|(?:JSC|NPO|NPP|OAO|OJSC|Joint Stock Company|Public Joint Stock Company|FGUP|FSUE)\s+.+|"
    r".*\b(?:Branch|Plant|Factory|Works)(?:\s+[“\"'‘].+)?|Importers and Exporters|Exporters and Importers)$"
)
_STREETS = (
    r"Street|St|Str|Road|Rd|Avenue|Ave|Boulevard|Blvd|Blve|Lane|Ln|Drive|Highway|Hwy|Building|Bldg|Buildings|Floor|Fl|Room|Rm|Flat|"
    r"Unit|Suite|Ste|Block|Blk|Plaza|Tower|Towers|Box|District|Dist|Province|Prefecture|County|City|Town|Village|Township|Zone|Park|"
    r"Square|Sq|Ul|Ulitsa|Prospekt|Prospect|Prospeckt|Per|Pereulok|Proezd|Proyezd|Shosse|Naberezhnaya|Embankment|House|Hse|Apt|"
    r"Apartment|Oblast|Region|Raion|Okrug|Krai|Airport|Hangars?|Market|Mall|Estate|Cad|Caddesi|Cd|Sok|Sokak|Sk|Mah|Mahallesi|Mh|"
    r"Bulvari|Jalan|Jl|Via|Rue|Avenida|Calle|Chemin|Corner|Crossing|Junction|Cantonment|Cantt|Sector|Gate|Courtyard|Campus|"
    r"Mansion|Villa|Warehouse|Shop|Base|Headquarters|Territory|Residency?|Chambers|Cottage|Hotel|Resort|Neighbou?rhood|Alley|Sanayi|"
    r"Sitesi|Dom|Stroenie|Pom|Etage|Piso|Immeuble|Menara|Wisma"
)
_STREET = re.compile(rf"(?<!\w)(?:{_STREETS})(?!\w)")
_PLACE_STREET = re.compile(r"P\.?\s?O\.?\s?B(?:ox)?\b|#\s?\d|\bC/O\b|\bc/o\b")
_STARTER = re.compile(
    r"(?<!\w)(?:(?:Room|Rm\.?|Flat(?:/R[Mm]\.?)?|Unit|Suite|Office|Floor|Shop|Building|Bldg\.?|Apt\.?|Workshop|Warehouse|Block|Level|"
    r"Villa|Plot|House)\s*+(?:No\.?\s*+)?(?:[:#]\s*+)?(?:[A-Z]-?)?\d|P\.?\s?O\.?\s?Box\b|#\s?\d+|(?:ul|Ul|UL)\.\s|C/O\b|No\s?:\s?\d)"
)
_AFTER_LEGAL = re.compile(
    rf"(?<![\w.]){LEGAL}\.?\s+(?=(?:\d|No\.?\s?:?\s?\d|#|Room\b|Rm\b|Flat\b|Unit\b|Suite\b|Floor\b|Office\b|P\.?\s?O\b|[A-Z]/F\b|"
    r"\w+ Sanayi\b|\w+ San\.))"
)
_LEGAL_THEN_STREET = re.compile(
    r"(?<![\w.])(?:Ltd|LTD|Inc|LLC|Limited|GmbH)\.?\s+(?=(?:[A-Z]\w+\s+){1,3}(?i:lane|street|st|road|rd|avenue|ave|str)\b)"
)
_LEGAL_THEN_PLACE = re.compile(r"((?<![\w.])(?:Ltd|LTD|Inc|LLC|Limited|GmbH)\.)\s+((?:[A-Z][a-z]+\s?){1,3})\.?$")
_FULL_STOP = re.compile(r"(?<=[\w)\]”\"'’])\.,?\s?(?=[A-Z0-9#“]|(?:ul|d|st)\.)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.,-])(?:[A-Z]|[A-Z]\.[A-Z]|Co|Ltd|Inc|Corp|No|St|Dr|Mr|Mrs|Ms|Eng|Prof|Int|Intl|Tech|Sci|Ind|Mfg|Bros|Pvt|Pte|Pty|Imp|Exp|"
    r"Dev|Nat|Std|Equip|Inst|Univ|Dept|Mat|Mech|Elec|Ltd|Sti|Şti|San|Tic|Sh|Gen|Col|Capt|Capt|Lt|Maj|Ch|Al|Ul|ul|IM|im)$"
)
_INCLUDING = re.compile(r"^\s*(?:including|to include)\b", re.I)


def comma_parts(text: str, marks: str = ",;\n") -> list[tuple[int, int]]:
    """The stretches between commas, semicolons and line breaks that stand outside of brackets: (start, end) each,
    trimmed of white space. A line break makes an empty stretch if a comma stands before it."""
    parts: list[tuple[int, int]] = []
    depth = start = 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif (char in marks and depth == 0) or (char == "\n" and "\n" in marks):
            parts.append((start, at))
            start, depth = at + 1, 0
    parts.append((start, len(text)))
    return [trim(text, s, e) for s, e in parts]


def trim(text: str, start: int, end: int, marks: str = "") -> tuple[int, int]:
    """The span without white space (and the marks given) at both ends."""
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return start, end


def is_person(name: str) -> bool:
    """Whether a name reads like a person's: two to five capitalised words, no word of an organisation, no digits."""
    if _ORG_WORD.search(name) or re.search(r"\d", name) or _LEGAL_END.search(name):
        return False
    words = [
        w
        for w in re.findall(r"[^\W\d_][\w'’`.-]*", name)
        if w.lower() not in {"al", "bin", "ul", "ur", "de", "von", "ibn"}
    ]
    capital = all(w[0].isupper() for w in words)
    return 2 <= len(words) <= 5 and capital and not any(len(w) > 2 and w.isupper() for w in words)


def is_organisation(name: str) -> bool:
    """Whether a word of organisations, or a legal form at the end, stands in the name."""
    return bool(_ORG_WORD.search(name) or _LEGAL_END.search(name))


def is_address(part: str) -> bool:
    """Whether a comma part reads like a piece of an address: a digit, or a word of streets, buildings and districts."""
    return bool(re.search(r"\d", part) or _STREET.search(part) or _PLACE_STREET.search(part))


def _glued(part: str) -> int | None:
    """Where an address begins inside of one part without a comma, if it does."""
    cuts = []
    for legal in (_AFTER_LEGAL.search(part, 3), _LEGAL_THEN_STREET.search(part, 3)):
        if legal:
            cuts.append(legal.end())
    if starter := _STARTER.search(part, 1):
        cuts.append(starter.start())
    last = _LEGAL_THEN_PLACE.search(part)
    if last and not _ORG_WORD.search(last.group(2)) and not re.fullmatch(LEGAL, last.group(2).strip()):
        cuts.append(last.end(1))
    for stop in _FULL_STOP.finditer(part):
        rest = part[stop.end() :]
        if not _ABBREVIATED.search(part[: stop.start()]) and (rest[0].isdigit() or rest[0] == "#"):
            cuts.append(stop.start())
            break
    return min(cuts) if cuts else None


def sentence_cut(text: str) -> int | None:
    """Where a full stop ends a name that an address follows without a line break (`—Sytro. October 20, no. 1`)."""
    for stop in _FULL_STOP.finditer(text):
        if not _ABBREVIATED.search(text[: stop.start()]):
            return stop.start()
    return None


def name_end(text: str) -> int:
    """The end of the name at the start of `text`, whatever follows it (an address, a remark, nothing)."""
    parts = comma_parts(text)
    start, end = parts[0]
    first = text[start:end]
    if len(parts) == 1 and (stop := sentence_cut(first)):
        return start + stop
    if cut := _glued(first):
        ended = _LEGAL_END.search(first[:cut])
        return trim(text, start, start + cut, "" if ended else ".,;:")[1]
    return _end_over_commas(text, parts)


def _end_over_commas(text: str, parts: list[tuple[int, int]]) -> int:
    """The end of a name whose first comma part is part of it as a whole: it goes on over parts that hold its legal form, or
    words that names of organisations go on with."""
    start, last = parts[0]
    first = text[start:last]
    closed = bool(_LEGAL_END.search(first)) and not first.rstrip().endswith((" Co.", " Co", "(Pvt.)", "Pte.", "Pvt."))
    person = is_person(first)
    for (_, before), (begin, stop) in pairwise(parts):
        gap, part = text[before:begin], text[begin:stop]
        if "\n" in gap:
            break
        if not part:
            continue
        if ";" in gap or _INCLUDING.match(part):
            break
        legal = _LEGAL_PART.match(part)
        if legal and legal.end() > 0:
            address = _address_after(part, legal.end())
            if address is not None:
                return begin + address
            last, closed = stop, True
            continue
        joinable = bool(_JOINABLE.match(part))
        if (
            closed
            or person
            or is_address(part)
            or not (joinable or _LEGAL_END.search(part))
            or not is_organisation(first)
        ):
            break
        last, closed = stop, not joinable and not part.endswith("Co.")
    return last


def _address_after(part: str, form: int) -> int | None:
    """Where an address begins in a comma part with a legal form up to `form`; None where only words of the name follow, or none."""
    tail = part[form:].strip()
    if not tail:
        return None
    inner = _glued(part)
    return form if inner is None and is_address(tail) else inner
