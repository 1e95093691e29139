"""The official downloads: where each agency publishes its lists, in which files, and how they are paged.

Where the addresses are documented:

- eCFR: https://www.ecfr.gov/developers/documentation/api/v1 (versioner service; a date later than the title's
  `up_to_date_as_of` is answered with 404, and the full text is only sent packed: 406 without `Accept-Encoding`);
- Treasury: https://ofac.treasury.gov/sanctions-list-service (`/api/download/FILE` of the Sanctions List Service, answered with a
  redirect to storage under a signed address that soon expires; the lists' layout: `dat_spec.txt` there);
- Consolidated Screening List: https://www.trade.gov/consolidated-screening-list (downloadable files, rebuilt hourly);
- Federal Register: https://www.federalregister.gov/developers/documentation/api/v1 (five requests a second, one a second for full
  text; a search gives the first 10,000 documents at most);
- UFLPA Entity List: https://www.dhs.gov/uflpa-entity-list (a web page only; it may refuse programs with 403);
- the lists of other authorities: `sources.feeds_world`.
"""

import datetime
import os
from urllib.parse import urlencode, urlsplit

from sources.arrived import Form
from sources.errors import FetchError, NotFound
from sources.feed import MEGABYTE, Feed, FeedFile, Search
from sources.feeds_world import WORLD_FEEDS

BASE_VARIABLE = "WHYLISTED_FEED_BASE"
"""Environment variable: address of a mirror that serves `HOST/PATH` of the official addresses below its own path."""


_ECFR = "https://www.ecfr.gov/api/versioner/v1"
_PART_744 = _ECFR + "/full/{day}/title-15.xml?part=744"
_TREASURY = "https://sanctionslistservice.ofac.treas.gov/api/download"
_CSL = "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv"
_UFLPA = "https://www.dhs.gov/uflpa-entity-list"
_REGISTER = "https://www.federalregister.gov"
_ABOUT_ENTITY_LISTS = (  # several agencies mean: any of them
    ("conditions[agencies][]", "industry-and-security-bureau"),
    ("conditions[agencies][]", "homeland-security-department"),
    ("conditions[term]", '"Entity List"'),
)
_FIELDS = (
    "document_number", "title", "type", "subtype", "action", "abstract", "dates", "effective_on", "publication_date", "signing_date",
    "citation", "volume", "start_page", "end_page", "agencies", "cfr_references", "docket_ids", "regulation_id_numbers", "correction_of",
    "html_url", "pdf_url", "full_text_xml_url", "raw_text_url",
)  # fmt: skip


def _treasury(name: str, form: Form, optional: bool = False) -> FeedFile:
    return FeedFile(f"{_TREASURY}/{name.upper()}.CSV", f"{name}_{{day}}.csv", form, optional)


FEEDS: dict[str, Feed] = {
    feed.name: feed
    for feed in (
        Feed(
            name="ecfr",
            title="15 CFR part 744: Entity List, Unverified List, Military End-User List, and the rules around them",
            by_hand=_PART_744,
            lists=("entity-list", "unverified-list", "meu-list"),
            files=(FeedFile(_PART_744, "title-15_part-744_{day}.xml", "ecfr"),),
            newest=f"{_ECFR}/titles.json",
            history=True,
            pause=1.0,
        ),
        Feed(
            name="ofac",
            title="Treasury's lists: Specially Designated Nationals, and the consolidated list of all others",
            by_hand="https://sanctionslist.ofac.treas.gov/Home/SdnList",
            lists=("sdn", "ns-cmic", "ns-plc", "ssi", "ns-mbs", "capta", "fse"),
            files=(
                _treasury("sdn", "ofac"),
                _treasury("add", "ofac-addresses"),
                _treasury("alt", "ofac-aliases"),
                _treasury("sdn_comments", "ofac-comments", optional=True),
                _treasury("cons_prim", "ofac"),
                _treasury("cons_add", "ofac-addresses"),
                _treasury("cons_alt", "ofac-aliases"),
                _treasury("cons_comments", "ofac-comments", optional=True),
            ),
            pause=0.5,
        ),
        Feed(
            name="csl",
            title="Consolidated Screening List of the International Trade Administration",
            by_hand=_CSL,
            lists=(
                "entity-list",
                "denied-persons",
                "unverified-list",
                "meu-list",
                "sdn",
                "ns-cmic",
                "ns-plc",
                "ssi",
                "ns-mbs",
                "capta",
                "fse",
                "isn",
                "aeca-debarred",
            ),
            files=(FeedFile(_CSL, "consolidated_{day}.csv", "csl"),),
            largest=200 * MEGABYTE,
        ),
        Feed(
            name="federal-register",
            title="Federal Register documents of the Commerce and Homeland Security departments that speak of their Entity Lists",
            by_hand=f"{_REGISTER}/documents/search?" + urlencode(_ABOUT_ENTITY_LISTS),
            lists=("entity-list", "uflpa"),
            search=Search(
                url=f"{_REGISTER}/api/v1/documents.json",
                # oldest first: a document that is published between two pages moves none of those that are to come
                query=(
                    *_ABOUT_ENTITY_LISTS,
                    *(("fields[]", field) for field in _FIELDS),
                    ("order", "oldest"),
                    ("per_page", "100"),
                ),
                since="conditions[publication_date][gte]",
                hosts=frozenset({"www.federalregister.gov", "www.govinfo.gov"}),
            ),
            history=True,
            pause=1.0,
            largest=50 * MEGABYTE,
        ),
        Feed(
            name="uflpa",
            title="UFLPA Entity List of the Department of Homeland Security",
            by_hand=_UFLPA,
            lists=("uflpa",),
            files=(FeedFile(_UFLPA, "uflpa_entity_list_{day}.html", "uflpa"),),
            largest=20 * MEGABYTE,
        ),
        *WORLD_FEEDS,
    )
}
"""All feeds by name."""

ALIASES = {"entity-list": "ecfr"}
"""Other names: the Entity List is Supplement No. 4 to part 744, and comes with it."""

NAMES = ("ecfr", "entity-list", "ofac", "csl", "federal-register", "uflpa", *(feed.name for feed in WORLD_FEEDS))
"""The names that a person may give, in the order in which they are shown."""


def feed_named(name: str) -> Feed:
    """The feed of that name. Raises NotFound, naming the others."""
    found = FEEDS.get(ALIASES.get(name, name))
    if found is None:
        raise NotFound(f"no official download is called {name!r}: expected one of {', '.join(NAMES)}")
    return found


def search_address(search: Search, since: datetime.date | None) -> str:
    """The address of the first page, for documents published from that day on."""
    query = [*search.query, *([(search.since, since.isoformat())] if since else [])]
    return f"{search.url}?{urlencode(query)}"


def configured_base() -> str | None:
    """The mirror that the environment names, if it names one. Raises FetchError if it is not an address."""
    base = os.environ.get(BASE_VARIABLE, "").strip().rstrip("/")
    if base and urlsplit(base).scheme not in {"http", "https"}:
        raise FetchError(f"{BASE_VARIABLE}={base} is not an http(s) address")
    return base or None


def at_base(url: str, base: str | None) -> str:
    """The address at the mirror: its path, then host and path of the official address."""
    return url if base is None or url.startswith(base + "/") else f"{base}/{url.partition('://')[2]}"
