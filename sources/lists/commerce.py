"""The lists of the Department of Commerce (Bureau of Industry and Security)."""

from sources.lists.info import ListInfo

COMMERCE: tuple[ListInfo, ...] = (
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
        listing_phrases=("denied … export privileges", "denies … export privileges", "denial of … export privileges"),
    ),
    ListInfo(
        id="mieu",
        names=(
            "list of military-intelligence end users",
            "Military-Intelligence End-User List",
            "Military Intelligence End-User List",
            "Military-Intelligence End-User (MIEU) List",
            "MIEU List",
            "military-intelligence end users",
            "military-intelligence end user",
        ),
        abbreviations=("MIEU",),
        agency="commerce",
        bureau="bis",
        legal_basis="Export Control Reform Act of 2018 (50 U.S.C. 4801-4852); 15 CFR § 744.22",
        effect=(
            "A license from the Bureau of Industry and Security is needed to export, reexport or transfer (in-country) any "
            "item subject to the Export Administration Regulations to the end user."
        ),
        effect_section="§ 744.22(a)",
        general_section="§ 744.22",
        published_in="15 CFR § 744.22(f)(2)",
        not_effect="It is not an asset freeze, and for the countries that the section names it is not exhaustive.",
    ),
)
