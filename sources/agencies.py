"""The agencies that list, charge, fine or speak: their names, short names, heads, and what they belong to.

A department is a row without `parent`; its bureaus and committees are rows of their own that name it. What a text says
of a bureau is said of its department as well: `department("bis").id == "commerce"`.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency. `names` are full names, `abbreviations` are matched with their case, `heads` are titles of those who
    speak for it (`Commerce Secretary`); the first name is how we write it, behind `article`."""

    id: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    parent: str | None = None
    article: str = "the "

    @property
    def name(self) -> str:
        """How we write it in a sentence, without an article."""
        return self.names[0]


AGENCIES: tuple[Agency, ...] = (
    Agency(
        "commerce",
        ("Department of Commerce", "Commerce Department", "Dept. of Commerce", "Commerce Dept."),
        ("DOC",),
        (
            "Secretary of Commerce",
            "Commerce Secretary",
            "Deputy Secretary of Commerce",
            "Commerce chief",
            "Commerce Undersecretary",
            "Commerce Under Secretary",
        ),
    ),
    Agency(
        "bis",
        (
            "Bureau of Industry and Security",
            "Bureau of Industry & Security",
            "Bureau of Export Administration",
            "Office of Export Enforcement",
        ),
        ("BIS", "BXA", "OEE"),
        (
            "Under Secretary of Commerce for Industry and Security",
            "Undersecretary of Commerce for Industry and Security",
            "Under Secretary for Industry and Security",
            "Assistant Secretary of Commerce for Export Administration",
            "Assistant Secretary for Export Administration",
            "Assistant Secretary of Commerce for Export Enforcement",
            "Assistant Secretary for Export Enforcement",
        ),
        "commerce",
    ),
    Agency("erc", ("End-User Review Committee", "End User Review Committee"), ("ERC",), (), "commerce"),
    Agency(
        "treasury",
        ("Department of the Treasury", "Treasury Department", "Department of Treasury", "Treasury Dept.", "Treasury"),
        ("USDT",),
        (
            "Secretary of the Treasury",
            "Treasury Secretary",
            "Deputy Secretary of the Treasury",
            "Deputy Treasury Secretary",
            "Under Secretary of the Treasury for Terrorism and Financial Intelligence",
            "Under Secretary for Terrorism and Financial Intelligence",
            "Undersecretary for Terrorism and Financial Intelligence",
            "Acting Under Secretary of the Treasury",
        ),
    ),
    Agency(
        "ofac",
        ("Office of Foreign Assets Control", "Office of Foreign Asset Control"),
        ("OFAC",),
        ("Director of the Office of Foreign Assets Control", "OFAC Director"),
        "treasury",
    ),
    Agency(
        "fincen",
        ("Financial Crimes Enforcement Network",),
        ("FinCEN",),
        ("FinCEN Director",),
        "treasury",
    ),
    Agency("cfius", ("Committee on Foreign Investment in the United States",), ("CFIUS",), (), "treasury"),
    Agency(
        "state",
        ("Department of State", "State Department", "State Dept."),
        ("DOS",),
        (
            "Secretary of State",
            "Deputy Secretary of State",
            "Under Secretary of State",
            "Assistant Secretary of State",
            "State Department spokesperson",
            "State Department spokesman",
            "State Department spokeswoman",
        ),
    ),
    Agency(
        "isn",
        ("Bureau of International Security and Nonproliferation", "Bureau of Arms Control and Nonproliferation"),
        ("ISN",),
        (),
        "state",
    ),
    Agency(
        "ddtc",
        (
            "Directorate of Defense Trade Controls",
            "Office of Defense Trade Controls",
            "Bureau of Political-Military Affairs",
        ),
        ("DDTC",),
        (),
        "state",
    ),
    Agency(
        "homeland-security",
        ("Department of Homeland Security", "Homeland Security Department", "Homeland Security"),
        ("DHS",),
        (
            "Secretary of Homeland Security",
            "Homeland Security Secretary",
            "Under Secretary for Strategy, Policy, and Plans",
            "DHS Under Secretary for Policy",
        ),
    ),
    Agency(
        "cbp",
        ("Customs and Border Protection", "Customs & Border Protection", "U.S. Customs"),
        ("CBP",),
        ("CBP Commissioner", "Commissioner of U.S. Customs and Border Protection", "Acting CBP Commissioner"),
        "homeland-security",
    ),
    Agency(
        "fletf",
        ("Forced Labor Enforcement Task Force",),
        ("FLETF",),
        ("FLETF Chair", "Chair of the Forced Labor Enforcement Task Force"),
        "homeland-security",
    ),
    Agency(
        "defense",
        ("Department of Defense", "Defense Department", "Department of War", "Pentagon"),
        ("DoD", "DOD"),
        (
            "Secretary of Defense",
            "Defense Secretary",
            "Deputy Secretary of Defense",
            "Pentagon spokesman",
            "Pentagon spokesperson",
            "Pentagon press secretary",
        ),
    ),
    Agency(
        "justice",
        (
            "Department of Justice",
            "Justice Department",
            "Dept. of Justice",
            "U.S. Attorney's Office",
            "federal prosecutors",
        ),
        ("DOJ",),
        (
            "Attorney General",
            "Deputy Attorney General",
            "Assistant Attorney General",
            "U.S. Attorney",
            "United States Attorney",
        ),
    ),
    Agency("fbi", ("Federal Bureau of Investigation",), ("FBI",), ("FBI Director",), "justice"),
    Agency(
        "white-house",
        (
            "White House",
            "Executive Office of the President",
            "Biden administration",
            "Trump administration",
            "Obama administration",
            "Biden-Harris administration",
        ),
        ("POTUS",),
        (
            "President of the United States",
            "U.S. President",
            "White House press secretary",
            "National Security Advisor",
            "National Security Adviser",
            "National Security Council spokesperson",
            "President",
        ),
    ),
    Agency("nsc", ("National Security Council",), ("NSC",), (), "white-house"),
    Agency(
        "ustr",
        ("Office of the United States Trade Representative", "Office of the U.S. Trade Representative"),
        ("USTR",),
        ("U.S. Trade Representative", "United States Trade Representative"),
        "white-house",
    ),
    Agency(
        "energy", ("Department of Energy", "Energy Department"), ("DOE",), ("Secretary of Energy", "Energy Secretary")
    ),
    Agency("labor", ("Department of Labor", "Labor Department"), ("DOL",), ("Secretary of Labor", "Labor Secretary")),
    Agency(
        "fcc",
        ("Federal Communications Commission",),
        ("FCC",),
        ("FCC Chairwoman", "FCC Chairman", "FCC Chair", "FCC Commissioner"),
    ),
    Agency("sec", ("Securities and Exchange Commission",), ("SEC",), ("SEC Chair", "SEC Chairman")),
    Agency("congress", ("Congress", "House of Representatives", "U.S. Senate"), (), ()),
    # authorities of other countries and of unions of them that keep a list
    Agency(
        "fcdo",
        ("Foreign, Commonwealth and Development Office", "Foreign, Commonwealth & Development Office"),
        ("FCDO",),
    ),
    Agency("ofsi", ("Office of Financial Sanctions Implementation",), ("OFSI",)),
    Agency("un-security-council", ("UN Security Council", "United Nations Security Council", "U.N. Security Council")),
    Agency("eu-council", ("Council of the European Union", "EU Council")),
    Agency(
        "seco", ("Swiss State Secretariat for Economic Affairs", "State Secretariat for Economic Affairs"), ("SECO",)
    ),
    Agency("gac", ("Global Affairs Canada",), article=""),
    Agency(
        "dfat",
        ("Australian Department of Foreign Affairs and Trade", "Department of Foreign Affairs and Trade"),
        ("DFAT",),
    ),
    Agency(
        "meti", ("Ministry of Economy, Trade and Industry of Japan", "Japan's Ministry of Economy, Trade and Industry")
    ),
    Agency("mofcom", ("Ministry of Commerce of China", "China's Ministry of Commerce", "Chinese Ministry of Commerce")),
    Agency("mfa-china", ("Ministry of Foreign Affairs of China", "China's Ministry of Foreign Affairs")),
)
"""Departments first, each followed by its bodies. Abbreviations that are common words elsewhere (`State`, `Defense`)
are left to the reader of prose, who sees the words around them."""

_BY_ID = {agency.id: agency for agency in AGENCIES}


def agency(agency_id: str) -> Agency:
    """The row with that id. Raises KeyError for an id that is not in the table."""
    return _BY_ID[agency_id]


def department(agency_id: str) -> Agency:
    """The department that an agency belongs to; a department is its own."""
    row = _BY_ID[agency_id]
    return department(row.parent) if row.parent else row


def children(agency_id: str) -> tuple[Agency, ...]:
    """The bodies of a department, in the order of the table."""
    return tuple(row for row in AGENCIES if row.parent == agency_id)


@cache
def agency_pattern() -> re.Pattern[str]:
    """One pattern over all names, abbreviations and titles, longest first, for `finditer` over prose.

    Names and titles match in any case; abbreviations only as printed. Use `agency_by_words(match.group())`.
    """
    words = sorted({w for row in AGENCIES for w in (*row.names, *row.heads)}, key=lambda w: (-len(w), w))
    shorts = sorted({w for row in AGENCIES for w in row.abbreviations}, key=lambda w: (-len(w), w))
    loose = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    exact = "|".join(map(re.escape, shorts))
    return re.compile(rf"(?<!\w)(?:(?i:{loose})|(?:{exact}))(?!\w)")


@cache
def _by_words() -> dict[str, Agency]:
    table: dict[str, Agency] = {}
    for row in AGENCIES:
        for words in (*row.names, *row.heads, *row.abbreviations):
            table.setdefault(words.casefold(), row)
    return table


def agency_by_words(words: str) -> Agency | None:
    """The agency whose name, abbreviation or head's title these words are (white space and case folded)."""
    return _by_words().get(" ".join(words.split()).casefold())
