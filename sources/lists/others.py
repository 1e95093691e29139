"""The lists of the Departments of State, Defense and Homeland Security, and of the Federal Communications
Commission."""

from sources.lists.info import ListInfo

OTHERS: tuple[ListInfo, ...] = (
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
            "Nonproliferation Sanctions List",
            "Nonproliferation Sanctions",
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
        names=(
            "AECA Debarred List",
            "ITAR Debarred List",
            "Arms Export Control Act Debarred List",
            "ITAR Debarred",
            "Debarred Parties List",
            "List of Debarred Parties",
            "Statutorily Debarred Parties List",
            "List of Statutorily Debarred Parties",
            "Administratively Debarred Parties List",
            "List of Administratively Debarred Parties",
        ),
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
        listing_phrases=("statutorily debarred", "administratively debarred", "debarred"),
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
            "section 1260H of the National Defense Authorization Act for Fiscal Year 2021 (Public Law 116-283); "
            "section 805 of that for Fiscal Year 2024 (Public Law 118-31)"
        ),
        effect=(
            "The Department of Defense may not contract with the company from 30 June 2026, nor buy its goods and services "
            "through others from 30 June 2027; the list carries no other sanction by itself."
        ),
        effect_section="National Defense Authorization Act for Fiscal Year 2021, section 1260H",
        published_in="Federal Register notices of the Department of Defense",
        not_effect="It does not freeze assets and it is not an export control.",
    ),
    ListInfo(
        id="section-1286",
        names=(
            "Section 1286 List",
            "1286 List",
            "Section 1286 list of institutions and talent programs",
            "list of foreign institutions under section 1286",
        ),
        abbreviations=(),
        agency="defense",
        bureau=None,
        legal_basis=(
            "section 1286 of the National Defense Authorization Act for Fiscal Year 2019 (Public Law 115-232), as amended"
        ),
        effect=(
            "Ties to the institution or talent program count against a proposal when the Department of Defense decides "
            "whether to fund fundamental research, and can keep it from being funded."
        ),
        effect_section="National Defense Authorization Act for Fiscal Year 2019, section 1286",
        published_in="Section 1286 reports of the Department of Defense",
        not_effect="It is not an export control and it does not freeze assets.",
    ),
    ListInfo(
        id="cuba-restricted",
        names=(
            "Cuba Restricted List",
            "List of Restricted Entities and Subentities Associated with Cuba",
            "Cuba Restricted Entities List",
            "State Department's Cuba list",
            "section 515.209 list",
        ),
        abbreviations=(),
        agency="state",
        bureau=None,
        legal_basis="Cuban Assets Control Regulations (31 CFR § 515.209); National Security Presidential Memorandum 5",
        effect=(
            "Persons subject to United States jurisdiction may as a rule take part in no direct financial transaction with "
            "the entity; what it owns is restricted only where it is named itself."
        ),
        effect_section="31 CFR § 515.209",
        published_in="Cuba Restricted List",
        not_effect="It is not the SDN List.",
    ),
    ListInfo(
        id="section-353",
        names=(
            "Section 353 List",
            "Section 353 Corrupt and Undemocratic Actors Report",
            "Corrupt and Undemocratic Actors Report",
            "Corrupt and Undemocratic Actors List",
            "Engel List",
        ),
        abbreviations=(),
        agency="state",
        bureau=None,
        legal_basis=(
            "section 353 of the United States-Northern Triangle Enhanced Engagement Act (Public Law 116-260, division FF)"
        ),
        effect="The person is as a rule ineligible for a visa and for admission to the United States.",
        effect_section="United States-Northern Triangle Enhanced Engagement Act, section 353",
        published_in="Section 353 reports of the Department of State",
        not_effect="It does not freeze assets.",
    ),
    ListInfo(
        id="fcc-covered",
        names=(
            "Covered List",
            "FCC Covered List",
            "List of Equipment and Services Covered By Section 2 of The Secure Networks Act",
        ),
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
        names=(
            "Withhold Release Orders and Findings List",
            "Withhold Release Orders and Findings",
            "Withhold Release Order",
            "Withhold Release Orders",
            "withhold and release order",
        ),
        abbreviations=("WRO",),
        agency="homeland-security",
        bureau="cbp",
        legal_basis="section 307 of the Tariff Act of 1930 (19 U.S.C. 1307)",
        effect="Customs and Border Protection detains the goods named in the order at the port of entry.",
        effect_section="19 U.S.C. 1307",
        published_in="notices of Customs and Border Protection",
    ),
)
