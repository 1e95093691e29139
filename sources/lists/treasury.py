"""The lists of the Department of the Treasury (Office of Foreign Assets Control)."""

from sources.lists.info import ListInfo

TREASURY: tuple[ListInfo, ...] = (
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
        names=(
            "Non-SDN Palestinian Legislative Council List",
            "Palestinian Legislative Council List",
            "NS-PLC List",
            "PLC List",
        ),
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
        names=(
            "Non-SDN Menu-Based Sanctions List",
            "Menu-Based Sanctions List",
            "NS-MBS List",
            "MBS List",
        ),
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
            "Correspondent Account or Payable-Through Account Sanctions",
            "CAPTA List",
            "CAP List",
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
        names=("Foreign Sanctions Evaders List", "Foreign Sanctions Evaders", "FSE List"),
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
        names=(
            "List of Persons Identified as Blocked Solely Pursuant to Executive Order 13599",
            "E.O. 13599 List",
            "EO 13599 List",
            "Executive Order 13599 List",
        ),
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
        id="ns-isa",
        names=("Non-SDN Iranian Sanctions Act List", "Iranian Sanctions Act List", "NS-ISA List", "ISA List"),
        abbreviations=("NS-ISA",),
        agency="treasury",
        bureau="ofac",
        legal_basis="Iran Sanctions Act of 1996; Executive Orders 13574 and 13590",
        effect=(
            "The sanctions of the Iran Sanctions Act that the entry itself names apply to the person; they are less "
            "than a full blocking of property."
        ),
        effect_section="Iran Sanctions Act of 1996, section 6",
        published_in="Consolidated Sanctions List",
        not_effect="It does not block property.",
        csl_codes=("ISA", "NS-ISA"),
    ),
)
