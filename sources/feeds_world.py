"""Where other authorities publish their lists, each as one file under an address that stays.

Where the addresses are documented:

- UK: https://www.gov.uk/government/publications/the-uk-sanctions-list. Since 28 January 2026 it is the only list; the address of
  OFSI's consolidated list still answers with what stood in it then.
- United Nations: https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list.
- European Union: https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions.
  The token in the address is public and the same for everybody; the server does not know `If-Modified-Since` and sends the file anew.
- Switzerland: https://www.seco.admin.ch, search for sanctioned parties ("SESAM").
- Canada: https://www.international.gc.ca, Consolidated Canadian Autonomous Sanctions List. The file does not say of which day it is.
- Australia: https://www.dfat.gov.au, Consolidated List. The address was another before November 2025; that one leads to a list of 2022.
"""

from sources.feed import MEGABYTE, Feed, FeedFile

_UK = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"
_UN = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
_EU = "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw"
_SWISS = (
    "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
    "?lang=en&action=downloadXmlGesamtlisteAction"
)
_CANADA = (
    "https://www.international.gc.ca/world-monde/assets/office_docs/"
    "international_relations-relations_internationales/sanctions/sema-lmes.xml"
)
_AUSTRALIA = "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx"

WORLD_FEEDS: tuple[Feed, ...] = (
    Feed(
        name="uk",
        title="UK Sanctions List of the Foreign, Commonwealth and Development Office",
        by_hand=_UK,
        lists=("uk-sanctions-list",),
        files=(FeedFile(_UK, "uk_sanctions_list_{day}.xml", "uk"),),
        largest=150 * MEGABYTE,
    ),
    Feed(
        name="un",
        title="Consolidated List of the United Nations Security Council",
        by_hand=_UN,
        lists=("un-consolidated",),
        files=(FeedFile(_UN, "un_consolidated_{day}.xml", "un"),),
    ),
    Feed(
        name="eu",
        title="Financial sanctions of the European Union",
        by_hand=_EU,
        lists=("eu-consolidated",),
        files=(FeedFile(_EU, "eu_financial_sanctions_{day}.xml", "eu"),),
        largest=150 * MEGABYTE,
    ),
    Feed(
        name="switzerland",
        title="Sanctions list of Switzerland's State Secretariat for Economic Affairs",
        by_hand=_SWISS,
        lists=("swiss-sanctions-list",),
        files=(FeedFile(_SWISS, "swiss_sanctions_{day}.xml", "swiss"),),
        largest=200 * MEGABYTE,
    ),
    Feed(
        name="canada",
        title="Consolidated Canadian Autonomous Sanctions List",
        by_hand=_CANADA,
        lists=("canada-sema",),
        files=(FeedFile(_CANADA, "canada_sanctions_{day}.xml", "canada"),),
    ),
    Feed(
        name="australia",
        title="Consolidated List of Australia's Department of Foreign Affairs and Trade",
        by_hand=_AUSTRALIA,
        lists=("australia-consolidated",),
        files=(FeedFile(_AUSTRALIA, "australia_sanctions_{day}.xlsx", "australia"),),
    ),
)
"""One feed for each authority."""
