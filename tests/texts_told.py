"""Texts of many kinds that tell of deeds: each goes through other rules, for who did it, to whom, when, why and with what effect."""

from collections.abc import Callable

from tests.texts import each, named, same

_MONTHS = ("January", "March", "April", "June", "August", "October", "December")


def _day(number: int) -> str:
    return f"{_MONTHS[number % 7]} {number % 28 + 1}, {2001 + number % 24}"


def _after(head: str, make: Callable[[int], str]) -> Callable[[int], str]:
    """One line, then pieces that differ by their number."""
    return lambda size: (head + each(make)(size))[:size]


TOLD: dict[str, Callable[[int], str]] = {
    # deeds
    "removals": each(lambda n: f"The bureau removed {named(n)} from the Entity List on {_day(n)}. "),
    "added and taken off": each(lambda n: f"{named(n)} was added to the Entity List in 2019 and taken off in 2022. "),
    "removals that name no list": same("It was added to the Entity List in 2019. It was later removed. "),
    "renewals": each(lambda n: f"The order against {named(n)} was renewed for 180 days on {_day(n)}. "),
    "charges": each(lambda n: f"Prosecutors charged {named(n)} with conspiring to export parts without a licence. "),
    "fines": each(lambda n: f"{named(n)} was fined ${n % 90 + 1} million for {n % 50 + 1} violations of the rules. "),
    "proposals": each(lambda n: f"Lawmakers urged the department to add {named(n)} to the Entity List. "),
    "denials": each(lambda n: f"{named(n)} denied that it had been added to the Entity List. "),
    "negations": each(lambda n: f"{named(n)} was not added to the Entity List, the department said. "),
    "conditionals": each(lambda n: f"If {named(n)} were added to the Entity List, exports would need a licence. "),
    "passives": each(lambda n: f"{named(n)} was listed for supplying parts to a navy. "),
    "inverted": each(lambda n: f"Also added to the list was {named(n)}. Among those listed is {named(n + 1)}. "),
    "headlines": each(lambda n: f"US adds {named(n)} to trade blacklist\n\n"),
    "in the present": each(lambda n: f"The department adds {named(n)} to the Entity List for reasons of security. "),
    "nouns of listing": each(lambda n: f"The addition of {named(n)} to the Entity List followed its designation. "),
    "standing": each(lambda n: f"{named(n)}, which has been on the Entity List since {2001 + n % 24}, sells radar. "),
    "belied": same("A report said Exampla Optics was added to the Entity List. That report is false. "),
    "corrections": each(lambda n: f"Correction: an earlier version said {named(n)} was listed; it was not. "),
    "told again": same("Exampla Optics was removed. Exampla Optics was removed. "),
    # who is meant
    "the company": each(lambda n: f"Commerce added {named(n)} to the Entity List. The company said it would appeal. "),
    "they": each(lambda n: f"{named(n)} and {named(n + 1)} were listed. They had supplied a navy. "),
    "the former and the latter": same("Exampla Optics and Sampla Circuits were listed; the latter denied it. "),
    "groups that include": each(lambda n: f"{n % 40 + 3} firms were listed. The group includes {named(n)}. "),
    "groups and their rest": each(lambda n: f"{named(n)} and {n % 30 + 2} other companies were added to the list. "),
    "among them": each(lambda n: f"{n % 40 + 3} entities were listed, among them {named(n)}, which had shipped parts. "),
    "respectively": each(lambda n: f"{named(n)} and {named(n + 1)} were listed in 2019 and 2021, respectively. "),
    "other names": each(lambda n: f"{named(n)}, also known as Alias{n}, a.k.a. “Other {n}”, f.k.a. Old{n}, was listed. "),
    "names in brackets": each(lambda n: f"{named(n)} (EO{n}) was listed. EO{n} denied it. "),
    "subsidiaries": each(lambda n: f"{named(n)}, a subsidiary of {named(n + 1)}, was added to the Entity List. "),
    "persons with titles": each(lambda n: f"Commerce Secretary Jane Sample{n % 90} said {named(n)} was listed. "),
    "speakers": each(lambda n: f"“{named(n)} was listed,” said Under Secretary Joan Placeholder. "),
    "spokespersons": each(lambda n: f"A spokesman for {named(n)} said the listing was unfounded. "),
    "places": each(lambda n: f"Companies in Examplia, Sampland and Specimen City {n} were listed. "),
    "demonyms": each(lambda n: f"{n % 40 + 2} Chinese, Russian and Turkish companies were listed. "),
    # which list, who acts
    "all lists": same("It is on the Entity List, the SDN List, the Unverified List and the Military End-User List. "),
    "the same list": each(lambda n: f"{named(n)} was added to the same list. "),
    "lists by law": same("the list under section 1260H of the National Defense Authorization Act, "),
    "many agencies": same("The Commerce Department, the Treasury Department, OFAC, BIS and the State Department said. "),
    "owners of lists": same("Washington's so-called export trade blacklist, the agency's growing list, "),
    "authorities": each(lambda n: f"{named(n)} was designated pursuant to section {n % 9 + 1}(a) of E.O. 1{n % 9000:04d}. "),
    "citations": each(lambda n: f"{80 + n % 10} FR {n % 90000}, May {n % 28 + 1}, 2024; "),
    # when
    "weekdays": same("On Thursday it was listed, on Friday it was removed, last Monday it sued. "),
    "spans of time": each(lambda n: f"From {_day(n)} to {_day(n + 1)}, between March and May, for 180 days, "),
    "the same day": each(lambda n: f"On {_day(n)} it was told. {named(n)} was added to the Entity List that same day. "),
    "effective dates": each(lambda n: f"This rule is effective {_day(n)}. The bureau adds {named(n)} by this rule. "),
    "dates in many forms": each(lambda n: f"{n % 28 + 1} May 2021, 2021-05-{n % 28 + 1:02d}, 5/{n % 28 + 1}/21, May '21, "),
    "fiscal years": each(lambda n: f"in fiscal year {2001 + n % 24}, in the third quarter of {2001 + n % 24}, "),
    # why, with what effect
    "grounds of all kinds": each(
        lambda n: f"{named(n)} was listed {('for', 'over', 'because of', 'in connection with', 'after')[n % 5]} its deeds. "
    ),
    "it accused": each(lambda n: f"It accused {named(n)} of helping a navy, and linked {named(n + 1)} to a ministry. "),
    "the ground is": each(lambda n: f"Commerce added {named(n)} to the Entity List. The ground given was its support. "),
    "each with its ground": each(lambda n: f"{named(n)} for acquiring radar parts; "),
    "nested grounds": same("because it was determined to have been found to be involved in efforts to "),
    "findings": same("There is reasonable cause to believe that it poses a significant risk of becoming involved in acts. "),
    "presumptions": same("Applications are reviewed with a presumption of denial, but case by case for medicine. "),
    "licence requirements": same("A licence is required for all items subject to the EAR, except EAR99 items. "),
    "exceptions": same("No licence exceptions are available, other than those in paragraph (b)(2)(i). "),
    "savings clauses": each(lambda n: f"Shipments en route on {_day(n)} may proceed under the previous eligibility. "),
    # tables of deeds
    "a table of parties": _after(
        "Parties added to the Entity List on May 2, 2024\n\n| Party | Ground |\n|---|---|\n",
        lambda n: f"| {named(n)} | Acquired items for programme {n}. |\n",
    ),
    "tables of parties": each(
        lambda n: f"Parties added to the Entity List\n\n| Party | Reason for listing |\n|---|---|\n| {named(n)} | Radar {n}. |\n\n"
    ),
    "a table of dates": _after(
        "Companies on the Covered List\n\nCompany\tDate of inclusion\n", lambda n: f"{named(n)}\t{_day(n)}\n"
    ),
    "tables of dates": each(
        lambda n: f"Companies on the Covered List\n\nCompany\tDate of inclusion\n{named(n)}\t{_day(n)}\n\nIt is so.\n\n"
    ),
    "tables with one row": each(lambda n: f"Party\tGround\n{named(n)}\tradar\n\n"),
    # rules and orders
    "a rule with its form": _after(
        "DEPARTMENT OF COMMERCE\n\nBureau of Industry and Security\n\n15 CFR Part 744\n\nAGENCY: Bureau.\n\nACTION: Final rule.\n\n"
        "DATES: This rule is effective May 2, 2024.\n\n",
        lambda n: f"The ERC determined to add {named(n)}, under the destination of Examplia, for its acts.\n\n",
    ),
    "amendatory words": each(lambda n: f"{n}. In Supplement No. 4, add, in alphabetical order, “{named(n)}”.\n\n"),
    "whereas clauses": each(lambda n: f"Whereas, on {_day(n)}, {named(n)} was convicted of violating the act;\n\n"),
    "ordered clauses": each(lambda n: f"It is ordered: First, that {named(n)} may not take part in any transaction;\n\n"),
    "chronologies": each(lambda n: f"{_day(n)}: {named(n)} is added to the Entity List.\n"),
    "timelines with dashes": each(lambda n: f"{2001 + n % 24} — {named(n)} listed — denied — removed\n"),
}  # fmt: skip
"""Each kind by name: how many characters -> a text of about that many."""
