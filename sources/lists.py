"""The restricted-party lists of the United States: who keeps each, under what law, and what being on it means.

`effect` is our own plain sentence; `effect_section` names the section of the regulation (or the order) that says it, so
that an answer can quote that section when it is indexed. `not_effect` says what people wrongly take the list for.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One list. `names` are what prose calls it, full name first; `abbreviations` match with their case. `agency` and
    `bureau` are ids of `sources.agencies`. `effect_section` is a part of the eCFR documents (`§ 744.11(a)`) where the
    effect stands in 15 CFR part 744, otherwise the name of the law or order; `general_section` is the one that holds for every
    entry, whatever section its own row names. `published_in` says where to find it."""

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


LISTS: tuple[ListInfo, ...] = (
    ListInfo(
        id="entity-list",
        names=(
            "Entity List",
            "BIS Entity List",
            "Commerce Entity List",
            "export blacklist",
            "trade blacklist",
            "economic blacklist",
            "export control list",
            "entities list",
        ),
        abbreviations=("EL",),
        agency="commerce",
        bureau="bis",
        legal_basis="Export Control Reform Act of 2018 (50 U.S.C. 4801-4852); 15 CFR §§ 744.11 and 744.16",
        effect=(
            "A license is needed for exports, reexports and transfers (in-country) of the items that the entry "
            "names; license exceptions hold only where the entry allows them."
        ),
        effect_section="§ 744.11(a)",
        published_in="Supplement No. 4",
        not_effect="It is not an embargo, a fine or an asset freeze.",
        removal_section="§ 744.16(e)",
        general_section="§ 744.16",
        csl_codes=("EL",),
    ),
    ListInfo(
        id="unverified-list",
        names=("Unverified List", "red flag list"),
        abbreviations=("UVL",),
        agency="commerce",
        bureau="bis",
        legal_basis="Export Control Reform Act of 2018 (50 U.S.C. 4801-4852); 15 CFR § 744.15",
        effect=(
            "The use of license exceptions is restricted for transactions with the person, and before an export, "
            "reexport or transfer that needs no license the exporter must obtain a statement from the person."
        ),
        effect_section="§ 744.15(b)",
        general_section="§ 744.15",
        published_in="Supplement No. 6",
        not_effect="It accuses nobody: the bona fides of the person could not be verified.",
        removal_section="§ 744.15(d)",
        csl_codes=("UVL",),
    ),
    ListInfo(
        id="meu-list",
        names=(
            "Military End-User List",
            "'Military End-User' (MEU) List",
            "Military End User List",
            "Military End-User (MEU) List",
            "Military End User (MEU) List",
            "MEU List",
        ),
        abbreviations=("MEU",),
        agency="commerce",
        bureau="bis",
        legal_basis="Export Control Reform Act of 2018 (50 U.S.C. 4801-4852); 15 CFR § 744.21",
        effect=(
            "A license from the Bureau of Industry and Security is needed to export, reexport or transfer "
            "(in-country) items named in Supplement No. 2 to part 744 to the entity as a military end user."
        ),
        effect_section="§ 744.21(b)(1)(ii)",
        general_section="§ 744.21",
        published_in="Supplement No. 7",
        not_effect="It is not an embargo or an asset freeze, and it is not exhaustive.",
        removal_section="§ 744.21(b)(2)",
        csl_codes=("MEU",),
    ),
    ListInfo(
        id="denied-persons",
        names=("Denied Persons List", "Denied Parties List", "denial order", "Table of Denial Orders"),
        abbreviations=("DPL",),
        agency="commerce",
        bureau="bis",
        legal_basis="Export Control Reform Act of 2018 (50 U.S.C. 4819); 15 CFR §§ 764.3(a)(2) and 766.25",
        effect=(
            "The person is denied export privileges: no one may take part with the person in a transaction "
            "that is subject to the Export Administration Regulations and that the order forbids."
        ),
        effect_section="15 CFR § 764.3(a)(2)",
        published_in="Denied Persons List",
        not_effect="It is an order against a person, not a licence requirement.",
        csl_codes=("DPL",),
    ),
    ListInfo(
        id="sdn",
        names=(
            "Specially Designated Nationals and Blocked Persons List",
            "List of Specially Designated Nationals and Blocked Persons",
            "Specially Designated Nationals List",
            "Specially Designated Nationals",
            "SDN List",
            "sanctions list",
            "Specially Designated Global Terrorist",
            "Specially Designated Narcotics Trafficker",
        ),
        abbreviations=("SDN", "SDGT"),
        agency="treasury",
        bureau="ofac",
        legal_basis=(
            "International Emergency Economic Powers Act (50 U.S.C. 1701-1706) and the orders named by the "
            "entry's programme; 31 CFR chapter V"
        ),
        effect=(
            "All property of the person within the reach of the United States is blocked, and US persons "
            "may not deal with the person without a license from the Office of Foreign Assets Control."
        ),
        effect_section="31 CFR chapter V",
        published_in="SDN List",
        csl_codes=("SDN",),
    ),
    ListInfo(
        id="ns-cmic",
        names=(
            "Non-SDN Chinese Military-Industrial Complex Companies List",
            "Chinese Military-Industrial Complex Companies List",
            "Chinese Military-Industrial Complex Companies",
            "NS-CMIC List",
            "CMIC List",
            "investment blacklist",
        ),
        abbreviations=("NS-CMIC", "CMIC"),
        agency="treasury",
        bureau="ofac",
        legal_basis="Executive Order 13959, as amended by Executive Order 14032; 31 CFR part 586",
        effect=(
            "US persons may not buy or sell publicly traded securities of the company, or securities derived from them."
        ),
        effect_section="Executive Order 13959, as amended, section 1",
        published_in="Consolidated Sanctions List",
        not_effect="It does not freeze assets and it is not an export control.",
        csl_codes=("CMIC", "NS-CMIC"),
    ),
    ListInfo(
        id="ns-plc",
        names=("Non-SDN Palestinian Legislative Council List", "Palestinian Legislative Council List", "NS-PLC List"),
        abbreviations=("NS-PLC", "PLC"),
        agency="treasury",
        bureau="ofac",
        legal_basis="31 CFR parts 594, 595 and 597",
        effect=(
            "Transactions with the person must be rejected by US financial institutions unless they are authorized."
        ),
        effect_section="31 CFR part 594",
        published_in="Consolidated Sanctions List",
        not_effect="It does not block property by itself.",
        csl_codes=("PLC", "NS-PLC"),
    ),
    ListInfo(
        id="ssi",
        names=("Sectoral Sanctions Identifications List", "Sectoral Sanctions Identification List", "SSI List"),
        abbreviations=("SSI",),
        agency="treasury",
        bureau="ofac",
        legal_basis="Executive Order 13662 and its directives; 31 CFR part 589",
        effect=(
            "US persons may not deal in the debt, equity or oil projects of the person that the directive "
            "named in the entry forbids."
        ),
        effect_section="Executive Order 13662, Directives 1 to 4",
        published_in="Consolidated Sanctions List",
        not_effect="It does not block property.",
        csl_codes=("SSI",),
    ),
    ListInfo(
        id="ns-mbs",
        names=("Non-SDN Menu-Based Sanctions List", "Menu-Based Sanctions List", "NS-MBS List"),
        abbreviations=("NS-MBS", "MBS"),
        agency="treasury",
        bureau="ofac",
        legal_basis="the orders and statutes named by the entry's programme; 31 CFR chapter V",
        effect=(
            "The restrictions that the entry itself names apply to the person; they are less than a full "
            "blocking of property."
        ),
        effect_section="31 CFR chapter V",
        published_in="Consolidated Sanctions List",
        csl_codes=("MBS", "NS-MBS"),
    ),
    ListInfo(
        id="capta",
        names=(
            "List of Foreign Financial Institutions Subject to Correspondent Account "
            "or Payable-Through Account Sanctions",
            "Correspondent Account or Payable-Through Account Sanctions List",
            "CAPTA List",
            "Part 561 List",
        ),
        abbreviations=("CAPTA",),
        agency="treasury",
        bureau="ofac",
        legal_basis="the orders and statutes named by the entry's programme; 31 CFR chapter V",
        effect=(
            "US banks may not open or keep correspondent or payable-through accounts for the institution, "
            "or only on conditions."
        ),
        effect_section="31 CFR chapter V",
        published_in="Consolidated Sanctions List",
        csl_codes=("CAP", "CAPTA", "561"),
    ),
    ListInfo(
        id="fse",
        names=("Foreign Sanctions Evaders List", "Foreign Sanctions Evaders"),
        abbreviations=("FSE",),
        agency="treasury",
        bureau="ofac",
        legal_basis="Executive Order 13608",
        effect=(
            "US persons may not deal with the person in goods, services or technology in or intended for "
            "the United States."
        ),
        effect_section="Executive Order 13608, section 1",
        published_in="Consolidated Sanctions List",
        not_effect="It does not block property.",
        csl_codes=("FSE",),
    ),
    ListInfo(
        id="iran-13599",
        names=("List of Persons Identified as Blocked Solely Pursuant to Executive Order 13599", "E.O. 13599 List"),
        abbreviations=(),
        agency="treasury",
        bureau="ofac",
        legal_basis="Executive Order 13599; 31 CFR part 560",
        effect=(
            "Property of the person within the reach of the United States is blocked as property of the "
            "Government of Iran or of an Iranian financial institution."
        ),
        effect_section="Executive Order 13599, section 1",
        published_in="Consolidated Sanctions List",
    ),
    ListInfo(
        id="uflpa",
        names=(
            "UFLPA Entity List",
            "UFLPA List",
            "Uyghur Forced Labor Prevention Act Entity List",
            "forced labor entity list",
            "forced-labor list",
        ),
        abbreviations=("UFLPA",),
        agency="homeland-security",
        bureau="fletf",
        legal_basis="Uyghur Forced Labor Prevention Act, section 2(d)(2)(B) (Public Law 117-78)",
        effect=(
            "Goods made wholly or in part by the entity are presumed to be made with forced labor and may "
            "not enter the United States unless the importer rebuts the presumption."
        ),
        effect_section="Uyghur Forced Labor Prevention Act, section 3",
        published_in="UFLPA Entity List",
        not_effect="It is an import control, not an export control or an asset freeze.",
    ),
    ListInfo(
        id="isn",
        names=(
            "Nonproliferation Sanctions",
            "Nonproliferation Sanctions List",
            "nonproliferation sanctions determinations",
        ),
        abbreviations=("ISN",),
        agency="state",
        bureau="isn",
        legal_basis=(
            "the statutes named by the entry's programme, such as the Iran, North Korea, and Syria Nonproliferation Act"
        ),
        effect=(
            "The sanctions of the statute named in the entry apply, such as a bar on US Government "
            "procurement, assistance and export licenses."
        ),
        effect_section="Iran, North Korea, and Syria Nonproliferation Act, section 3",
        published_in="Federal Register notices of the Department of State",
        csl_codes=("ISN",),
    ),
    ListInfo(
        id="aeca-debarred",
        names=("AECA Debarred List", "ITAR Debarred List", "Arms Export Control Act Debarred List", "ITAR Debarred"),
        abbreviations=("DTC",),
        agency="state",
        bureau="ddtc",
        legal_basis="Arms Export Control Act (22 U.S.C. 2778); 22 CFR § 127.7",
        effect=(
            "The person may not take part, directly or indirectly, in exports of defense articles, "
            "technical data or defense services."
        ),
        effect_section="22 CFR § 127.7",
        published_in="AECA Debarred List",
        csl_codes=("DTC",),
    ),
    ListInfo(
        id="1260h",
        names=(
            "List of Chinese Military Companies",
            "Chinese Military Companies List",
            "Section 1260H List",
            "1260H List",
            "Chinese military companies",
            "Communist Chinese Military Companies",
            "Section 1237 List",
        ),
        abbreviations=("CMC",),
        agency="defense",
        bureau=None,
        legal_basis=(
            "section 1260H of the National Defense Authorization Act for Fiscal Year 2021 (Public Law 116-283)"
        ),
        effect=(
            "The Department of Defense may not contract with the company from the dates that the law sets; "
            "the list carries no other sanction by itself."
        ),
        effect_section="National Defense Authorization Act for Fiscal Year 2021, section 1260H",
        published_in="Federal Register notices of the Department of Defense",
        not_effect="It does not freeze assets and it is not an export control.",
    ),
    ListInfo(
        id="fcc-covered",
        names=("Covered List", "FCC Covered List"),
        abbreviations=(),
        agency="fcc",
        bureau=None,
        legal_basis="Secure and Trusted Communications Networks Act of 2019",
        effect=(
            "Federal subsidies may not pay for the listed equipment or services, and new models of the "
            "equipment are not authorized."
        ),
        effect_section="Secure and Trusted Communications Networks Act of 2019, section 2",
        published_in="Covered List",
    ),
    ListInfo(
        id="wro",
        names=("Withhold Release Order", "Withhold Release Orders", "withhold and release order"),
        abbreviations=("WRO",),
        agency="homeland-security",
        bureau="cbp",
        legal_basis="section 307 of the Tariff Act of 1930 (19 U.S.C. 1307)",
        effect="Customs and Border Protection detains the goods named in the order at the port of entry.",
        effect_section="19 U.S.C. 1307",
        published_in="notices of Customs and Border Protection",
    ),
)
"""Strongest ground for the words of `effect`: the sections of 15 CFR part 744 as published by the eCFR, the executive
orders, and the statutes named. Kept short on purpose: an answer quotes the section itself where it is indexed."""

_BY_ID = {info.id: info for info in LISTS}
_NOUNS = frozenset(
    {
        "sanctions list",
        "denial order",
        "export blacklist",
        "trade blacklist",
        "economic blacklist",
        "investment blacklist",
        "export control list",
        "entities list",
        "red flag list",
        "forced-labor list",
        "forced labor entity list",
    }
)


def list_info(list_id: str) -> ListInfo:
    """The row with that id. Raises KeyError for an id that is not in the table."""
    return _BY_ID[list_id]


def lists_of(agency_id: str) -> tuple[ListInfo, ...]:
    """The lists that a department or one of its bureaus keeps."""
    return tuple(info for info in LISTS if agency_id in (info.agency, info.bureau))


def loose_names() -> frozenset[str]:
    """Names that the press uses for a list but that may mean another one (`export blacklist`), casefolded."""
    return _NOUNS


@cache
def list_pattern() -> re.Pattern[str]:
    """One pattern over all list names (any case) and abbreviations (as printed), longest first, for `finditer`.

    Use `list_by_words(match.group())`. Hyphen and blank are taken for each other inside names.
    """
    words = sorted({w for info in LISTS for w in info.names}, key=lambda w: (-len(w), w))
    shorts = sorted({w for info in LISTS for w in info.abbreviations}, key=lambda w: (-len(w), w))
    loose = "|".join(re.sub(r"(?:\\ |\\-)", r"[\\s-]+", re.escape(w)) for w in words)
    exact = "|".join(map(re.escape, shorts))
    return re.compile(rf"(?<!\w)(?:(?i:{loose})|(?:{exact}))(?!\w)")


def _key(words: str) -> str:
    return " ".join(re.split(r"[\s-]+", words.strip())).casefold()


@cache
def _by_words() -> dict[str, ListInfo]:
    table: dict[str, ListInfo] = {}
    for info in LISTS:
        for words in (*info.names, *info.abbreviations):
            table.setdefault(_key(words), info)
    return table


def list_by_words(words: str) -> ListInfo | None:
    """The list that these words name (case, white space and hyphens folded), or None."""
    return _by_words().get(_key(words))


@cache
def _by_code() -> dict[str, ListInfo]:
    return {code: info for info in LISTS for code in info.csl_codes}


def list_by_source(source: str) -> ListInfo | None:
    """The list that the Consolidated Screening List means by its `source` column.

    The column holds a code (`EL`) or a name with the code in brackets (`Entity List (EL) - Bureau of …`); some lists
    have names without a code (`Capta List (CAP) - Treasury Department` has one, `ITAR Debarred (DTC) - …` too).
    """
    code = re.search(r"\(([A-Z0-9-]+)\)", source)
    for words in (code.group(1) if code else "", source.strip()):
        if info := _by_code().get(words):
            return info
    name = re.split(r"\s*\(|\s+-\s+", source.strip())[0]
    return list_by_words(name)
