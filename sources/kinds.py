"""What kind of document it is and who published it, from what is known of it; never from the company it speaks of."""

import re
from urllib.parse import urlsplit

from sources.document import DocumentKind
from sources.register_form import form_of

PUBLISHERS: dict[str, str] = {
    "whitehouse.gov": "The White House",
    "whitehouse.archives.gov": "The White House",
    "federalregister.gov": "Federal Register",
    "govinfo.gov": "U.S. Government Publishing Office",
    "ecfr.gov": "Electronic Code of Federal Regulations",
    "commerce.gov": "U.S. Department of Commerce",
    "bis.gov": "Bureau of Industry and Security",
    "bis.doc.gov": "Bureau of Industry and Security",
    "trade.gov": "International Trade Administration",
    "ofac.treasury.gov": "Office of Foreign Assets Control",
    "treasury.gov": "U.S. Department of the Treasury",
    "state.gov": "U.S. Department of State",
    "defense.gov": "U.S. Department of Defense",
    "war.gov": "U.S. Department of War",
    "justice.gov": "U.S. Department of Justice",
    "fbi.gov": "Federal Bureau of Investigation",
    "dhs.gov": "U.S. Department of Homeland Security",
    "cbp.gov": "U.S. Customs and Border Protection",
    "dol.gov": "U.S. Department of Labor",
    "energy.gov": "U.S. Department of Energy",
    "fcc.gov": "Federal Communications Commission",
    "sec.gov": "U.S. Securities and Exchange Commission",
    "ustr.gov": "Office of the United States Trade Representative",
    "congress.gov": "Congress of the United States",
    "gao.gov": "U.S. Government Accountability Office",
    "mofcom.gov.cn": "Ministry of Commerce of China",
    "fmprc.gov.cn": "Ministry of Foreign Affairs of China",
    "mfa.gov.cn": "Ministry of Foreign Affairs of China",
    "reuters.com": "Reuters",
    "apnews.com": "Associated Press",
    "bloomberg.com": "Bloomberg",
    "nytimes.com": "The New York Times",
    "washingtonpost.com": "The Washington Post",
    "wsj.com": "The Wall Street Journal",
    "ft.com": "Financial Times",
    "economist.com": "The Economist",
    "thehill.com": "The Hill",
    "politico.com": "Politico",
    "axios.com": "Axios",
    "bbc.com": "BBC",
    "bbc.co.uk": "BBC",
    "cnn.com": "CNN",
    "cnbc.com": "CNBC",
    "theguardian.com": "The Guardian",
    "scmp.com": "South China Morning Post",
    "nikkei.com": "Nikkei",
    "xinhuanet.com": "Xinhua",
    "globaltimes.cn": "Global Times",
    "chinadaily.com.cn": "China Daily",
}
"""Who publishes under a domain (and under what ends with it)."""

_US_GOVERNMENT = re.compile(
    r"\b(?:white house(?=$|,| press| office)|federal register|bureau of industry and security|office of foreign assets control|(?:u\.?s\.?|united states) (?:department|"
    r"customs|trade representative|government|attorney)|department of (?:commerce|the treasury|state|defense|war|justice|homeland security|labor|"
    r"energy)|(?:commerce|treasury|state|defense|justice) department|federal bureau of investigation|international trade administration|"
    r"federal communications commission|securities and exchange commission)\b|^(?:BIS|OFAC|CBP|DHS|USTR|DOJ|FBI)$",
    re.I,
)
_TRANSCRIPT = re.compile(
    r"(?:on-the-record |background )?(?:press (?:briefing|gaggle|call|conference)|remarks (?:by|as|of)|department press briefing|transcript\b|readout\b.{0,20}press call)|.*\b(?:press call|press gaggle|press briefing|in a conversation with)\b",
    re.I,
)
_RELEASE = re.compile(
    r"fact[ -]?sheet\b|(?:press|news) release\b|for immediate release\b|(?:joint )?statement (?:by|from|on)\b|readout of\b",
    re.I,
)
_PROPOSED = re.compile(
    r"\b(?:proposed rule|notice of proposed|proposes to|proposing to|propos(?:ed|als?) (?:information|collection|rulemaking)|advance notice|"
    r"request for (?:public )?comments?|requests? comments|comment request|notice of (?:inquiry|availability|intent|open meeting|partially closed meeting)|"
    r"invites? (?:the general public|comments?)|order denying)\b",
    re.I,
)
_RULE = re.compile(
    r"\b(?:final rule|interim (?:final )?rule|(?:this|the) rule\b|correcting amendment|amend(?:s|ed|ing|ment)\b.{0,60}\b(?:regulations?|ear|cfr|list|supplement)\b|"
    r"is (?:also )?(?:amending|revising|adding|removing|issuing|adopting|imposing|implementing|suspending)\b|adopt(?:s|ing) as final|temporary general license)",
    re.I | re.S,
)


def host_of(url: str | None) -> str:
    """The host of an address without `www.`, in lower case; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    except ValueError:
        return ""


def publisher_of(url: str | None) -> str | None:
    """Who publishes under the address, where the table knows it."""
    parts = (
        host_of(url)
        .replace("bidenwhitehouse", "whitehouse")
        .replace("trumpwhitehouse", "whitehouse")
        .replace("obamawhitehouse", "whitehouse")
        .split(".")
    )
    for start in range(len(parts)):
        found = PUBLISHERS.get(".".join(parts[start:]))
        if found:
            return found
    return None


def is_us_government(publisher: str | None, url: str | None = None) -> bool:
    """Whether the publisher is a body of the US government, by its name or its address."""
    host = host_of(url)
    return (
        bool(publisher and _US_GOVERNMENT.search(publisher))
        or host.endswith((".gov", ".mil"))
        or (host in PUBLISHERS and host.endswith(".gov"))
    )


def kind_of(
    title: str | None, text: str, publisher: str | None, url: str | None, labelled_turns: int = 0
) -> DocumentKind:
    """The kind of a prose document, judged by address, publisher, title and form.

    `labelled_turns` is how many turns of speech the text has. A Federal Register document is a rule where it amends or
    adds, else a notice; so is one pasted without its header, by its form. Without a government as its publisher a document is a report, whatever it is called.
    """
    head = title or ""
    pasted = form_of(text) if publisher is None or is_us_government(publisher, url) else None
    if pasted is not None:
        return pasted
    if host_of(url) == "federalregister.gov" or re.search(
        r"^(?:Federal Register document |\[Federal Register Volume )", text[:1500], re.M
    ):
        body = f"{head}\n{text[:6000]}"
        return "notice" if _PROPOSED.search(body) or not _RULE.search(body) else "rule"
    official = is_us_government(publisher, url)
    if official and (_TRANSCRIPT.match(head) or labelled_turns >= 6):
        return "transcript"
    if official or (publisher is None and url is None and re.match(r"fact[ -]?sheet\s*:", head, re.I)):
        return "release"
    if publisher is None and url is None and labelled_turns >= 2 and _TRANSCRIPT.match(head):
        return "transcript"
    return "report"
