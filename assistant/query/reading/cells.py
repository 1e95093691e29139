"""Conditions of a question on the cells of a row: footnotes, sections, the review policy, exceptions, programmes, addresses,
names, and the citation that a row gives."""

import re
from collections.abc import Callable

from assistant.query.terms.countries import cities, known
from assistant.query.terms.model import Condition, Of
from assistant.query.terms.scan import Scan
from assistant.question.citing import Cited, cited_in

_CAP = r"[A-Z0-9][\w'’.&-]*"
_QUOTED = r"[\"“](?P<q>[^\"“”]{2,80})[\"”]"
_WITH = re.compile(
    r"\b(?:with|has|have|had|having|carry(?:ing)?|carries|bear(?:s|ing)?|under|in|of|at|whose|is|are|to|subject|that|which|who|share|shares)"
    r"(?: (?:an?|the|any|same))? $", re.I)  # fmt: skip
_WITHOUT = re.compile(
    r"\b(?:(?:do|does|did)(?: not|n't) have|(?:has|have|with) no|without|lack(?:s|ing)?)(?: (?:an?|the|any))? $", re.I
)
_MOST_LEADS = 4


def _said_before(scan: Scan, start: int) -> bool:
    """Take the words that lead to a condition; gives whether they turn it round."""
    if scan.lead(start, _WITHOUT):
        return True
    for _ in range(_MOST_LEADS):
        lead = scan.lead(start, _WITH)
        if lead is None:
            break
        start = lead.start()
        if scan.lead(start, _WITHOUT):
            return True
    return False


def take(scan: Scan) -> list[Condition]:
    """The conditions on cells, taken out of a question."""
    steps: tuple[Callable[[Scan], list[Condition]], ...] = (
        _names, _addresses, _footnotes, _policies, _exceptions, _cited, _programmes, _cities,
    )  # fmt: skip
    return [condition for step in steps for condition in step(scan)]


_IN_NAME = re.compile(
    rf"(?:{_QUOTED}|(?<![\w'’.&-])(?P<v>{_CAP}(?: {_CAP}){{0,4}})) in (?:the|their|its|a|any|one of their) names?\b"
)
_NAME_HAS = re.compile(
    rf"\bnames? (?:contain|include|ha)(?:s|ve|ing)? (?:the words? )?(?:{_QUOTED}|(?P<v>{_CAP}(?: {_CAP}){{0,4}}))"
)


def _names(scan: Scan) -> list[Condition]:
    return _worded(scan, "name", (_IN_NAME, _NAME_HAS))


_ADDRESS = re.compile(rf"\baddress(?:es)?(?: (?:at|in|on|of|is|with|containing))? ?{_QUOTED}", re.I)
_LOCATED = re.compile(
    rf"\b(?:located|based|situated|address(?:es)?) (?:at|in|on) (?:{_QUOTED}|(?P<v>{_CAP}(?:,? {_CAP}){{0,6}}))"
)
_AT = re.compile(rf"\bat {_QUOTED}")


def _addresses(scan: Scan) -> list[Condition]:
    return _worded(scan, "address", (_ADDRESS, _LOCATED, _AT))


def _worded(scan: Scan, of: Of, patterns: tuple[re.Pattern[str], ...]) -> list[Condition]:
    """Conditions whose value is words of the question."""
    made = []
    for pattern in patterns:
        for match in list(pattern.finditer(scan.rest)):
            value = (match["q"] or match.groupdict().get("v") or "").strip(" .,?")
            if not re.search(r"\w\w", value) or (of == "address" and not match["q"] and value.casefold() in known()):
                continue
            scan.drop(*match.span())
            made.append(Condition(of=of, values=(value,), negated=_said_before(scan, match.start())))
    return made


_IN_CITY = re.compile(r"\bin (?P<city>[^\W\d_][\w'’-]*(?: [A-Z][\w'’-]*)?)")


def _cities(scan: Scan) -> list[Condition]:
    """Cities that the table of places knows are part of an address; its countries are not."""
    made = []
    for match in list(_IN_CITY.finditer(scan.rest)):
        if match["city"].casefold() in cities() and match["city"][0].isupper():
            scan.drop(*match.span())
            made.append(Condition(of="address", values=(match["city"],), negated=_said_before(scan, match.start())))
    return made


_FOOTNOTE = re.compile(
    r"\bfootnotes? (?P<n>\d{1,2}(?:(?:, | and | or )(?:footnote )?\d{1,2}){0,4})\b(?: designations?)?", re.I
)


def _footnotes(scan: Scan) -> list[Condition]:
    """Footnotes: any of those that `or` joins, each of those that `and` does."""
    made = []
    while match := scan.take(_FOOTNOTE):
        negated = _said_before(scan, match.start())
        marks = tuple(re.findall(r"\d+", match["n"]))
        if " or " in match["n"].lower() or len(marks) == 1:
            made.append(Condition(of="footnote", values=marks, negated=negated))
        elif not negated:
            made += [Condition(of="footnote", values=(mark,)) for mark in marks]
    return made


_POLICY = re.compile(
    r"\b(?P<what>(?:presumption|policy) of (?:denial|approval)|case[- ]by[- ]case)\b(?: (?:license |licence )?(?:review )?(?:polic(?:y|ies)|basis|review))?",
    re.I,
)
_OF_POLICY = re.compile(
    r"\b(?:license |licence )?(?:review )?polic(?:y|ies) (?:is|are|says?|mentions?|of)(?: an?| the)? $", re.I
)


def _policies(scan: Scan) -> list[Condition]:
    made = []
    while match := scan.take(_POLICY):
        start = match.start()
        if lead := scan.lead(start, _OF_POLICY):
            start = lead.start()
        value = match["what"].lower().replace(" by ", "-by-")
        made.append(Condition(of="policy", values=(value,), negated=_said_before(scan, start)))
    return made


_EXCEPTION = re.compile(
    r"(?<!license )(?<!licence )\bexceptions?\b(?: (?:to|from|in) (?:the |their |its |a )?(?:licen[cs]e )?requirements?)?",
    re.I,
)


def _exceptions(scan: Scan) -> list[Condition]:
    match = scan.take(_EXCEPTION)
    return [Condition(of="exception", negated=_said_before(scan, match.start()))] if match else []


_REFERS = re.compile(
    r"\b(?:refer(?:s|ring)? to|cit(?:e|es|ing)|mention(?:s|ing)?|under|subject to|fall(?:s|ing)? under|have to do with|has to do with|point(?:s|ing)? to)"
    r"(?: the)? $", re.I)  # fmt: skip
_OF_EAR = re.compile(r" of (?:the EAR|the Export Administration Regulations|15 CFR)\b")
_TO_DO = re.compile(r" ha(?:ve|s) to do with\b")
_BY_RULE = re.compile(
    r"\b(?:by|in|with|under|through|cit(?:e|es|ing))(?: the)?(?: (?:final )?(?:rule|notice|citation|page|Federal Register))?(?: (?:at|of|in))? $",
    re.I,
)


def _cited(scan: Scan) -> list[Condition]:
    """Sections that a row refers to, pages of the Federal Register that it cites, executive orders in its programme."""
    made = []
    for cited in cited_in(scan.rest):
        if condition := _of_cited(scan, cited):
            made.append(condition)
    return made


def _of_cited(scan: Scan, cited: Cited) -> Condition | None:
    if cited.what == "section":
        end = cited.end + (len(m.group()) if (m := _OF_EAR.match(scan.rest, cited.end)) else 0)
        behind = _TO_DO.match(scan.rest, end)
        if not behind and not _REFERS.search(scan.rest[: cited.start]):
            return None
        scan.drop(cited.start, behind.end() if behind else end)
        scan.lead(cited.start, _REFERS)
        return Condition(of="section", values=(f"§ {cited.number}{cited.path}",))
    if cited.what == "page":
        scan.drop(cited.start, cited.end)
        scan.lead(cited.start, _BY_RULE)
        return Condition(of="cited", values=(cited.number,))
    if cited.what == "executive order":
        scan.drop(cited.start, cited.end)
        _said_before(scan, cited.start)
        return Condition(of="programme", values=(f"EO{cited.number}",), shown=cited.said)
    return None


_CODE = r"[A-Z][A-Z0-9]{1,15}(?:-[A-Z0-9]{1,15}){0,4}"
_PROGRAMME = (
    re.compile(rf"[\"“\[]?(?P<code>\b{_CODE}\b)[\"”\]]? (?:sanctions )?program(?:me)?\b"),
    re.compile(rf"\bprogram(?:me)?(?: (?:code|tag|called))? [\"“\[]?(?P<code>{_CODE})\b[\"”\]]?"),
)


def _programmes(scan: Scan) -> list[Condition]:
    made = []
    for pattern in _PROGRAMME:
        while match := scan.take(pattern):
            made.append(Condition(of="programme", values=(match["code"],), negated=_said_before(scan, match.start())))
    return made
