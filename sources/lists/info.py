"""What is kept of one restricted-party list: its names, who keeps it, under what law, and what being on it means."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One list. `names` are what prose calls it, full name first; `abbreviations` match with their case. `agency` and
    `bureau` are ids of `sources.agencies`. `effect_section` is a part of the eCFR documents (`§ 744.11(a)`) where the
    effect stands in 15 CFR part 744, otherwise the name of the law or order; `general_section` is the one that holds
    for every entry, whatever section its own row names. `published_in` says where to find it; `csl_codes` are those of
    the Consolidated Screening List; `listing_phrases` are words that say of somebody that he was put on it, without naming it
    ("denied … export privileges", where a name may stand for the dots). `closed` is the day from which its keeper lets it
    stand as it is, another list going on in its place. `page` is the address of the keeper's own page of the list."""

    id: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    agency: str
    bureau: str | None
    legal_basis: str
    effect: str
    effect_section: str
    published_in: str
    not_effect: str = ""
    removal_section: str = ""
    general_section: str = ""
    csl_codes: tuple[str, ...] = ()
    listing_phrases: tuple[str, ...] = ()
    closed: datetime.date | None = None
    page: str = ""

    @property
    def name(self) -> str:
        """How we write it in a sentence, without an article."""
        return self.names[0]

    @property
    def short(self) -> str:
        """The same in few words, where the name was said before: `NS-CMIC List`."""
        return next((n for n in self.names if len(n.split()) <= 3 and "List" in n), self.names[0])

    @property
    def by_country(self) -> bool:
        """Whether its rows stand under headings of countries: then a row is listed under one."""
        return self.published_in.startswith("Supplement No.")
