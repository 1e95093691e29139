"""Texts of many kinds with marks in them: Markdown, web pages and tables, by the suffix of the file that they stand in."""

from collections.abc import Callable

from tests.texts import each, named, same


def _page(make: Callable[[int], str], open_: str = "", close: str = "") -> Callable[[int], str]:
    """A web page around pieces that differ by their number."""
    head, tail = f"<!doctype html><html><body><main>{open_}", f"{close}</main></body></html>"
    return lambda size: head + each(make)(max(size - len(head) - len(tail), 10)) + tail


def _deep(opening: str, closing: str, levels: int, words: str) -> Callable[[int], str]:
    """Pieces that are each nested so deep."""
    return _page(lambda n: opening * levels + words.format(n=n, name=named(n)) + closing * levels)


MARKED: dict[str, dict[str, Callable[[int], str]]] = {
    ".md": {
        "Markdown headings of all levels": each(lambda n: "#" * (n % 6 + 1) + f" Heading {n}\n\nIt was listed.\n\n"),
        "Markdown emphasis": each(lambda n: f"**{named(n)}** was _added_ to the ***Entity List***. "),
        "Markdown struck words": each(lambda n: f"~~{named(n)} was listed~~ It was not. "),
        "Markdown never struck to the end": same("~~It was listed. "),
        "Markdown ticks": same("`code` and ``more`` and ` one "),
        "Markdown fences": each(lambda n: f"```\ncode {n}\n```\n\nIt was listed.\n\n"),
        "Markdown fence never closed": lambda size: "```\n" + "It was listed.\n" * (size // 15),
        "Markdown quotations": each(lambda n: "> " * (n % 9 + 1) + "It was listed.\n"),
        "Markdown lists in lists": each(lambda n: "  " * (n % 12) + f"- row {n}\n"),
        "Markdown references": each(lambda n: f"See [{n}][ref{n}] and [ref{n}]: https://example.org/{n}\n\n"),
        "Markdown images": each(lambda n: f"![chart {n}](https://example.org/{n}.png)\n\n"),
        "Markdown footnotes": each(lambda n: f"It was listed.[^{n}]\n\n[^{n}]: By the bureau.\n\n"),
        "Markdown tables without ends": each(lambda n: f"| {n} |" + " a |" * (n % 30) + "\n"),
        "Markdown with HTML": each(lambda n: f"<div>\n\n**{named(n)}** was <u>listed</u>.<br>\n\n</div>\n\n"),
        "Markdown with tags never closed": same("<b>It was <i>listed. "),
        "Markdown escapes": same("\\*not\\* \\[a\\] \\# "),
        "entities of HTML": same("&amp; &lt;b&gt; &#8217; &nbsp; &broken "),
        "Setext headings": each(lambda n: f"Heading {n}\n=======\n\nIt was listed.\n\n"),
    },
    ".html": {
        "page: paragraphs": _page(lambda n: f"<p>The department added {named(n)} to the list.</p>"),
        "page: one paragraph": _page(lambda n: f"It was listed {n} times. ", "<p>", "</p>"),
        "page: tags never closed": _page(lambda n: f"<p>It was listed {n}<b>"),
        "page: lists": _page(lambda n: f"<li>{named(n)}", "<ul>", "</ul>"),
        "page: lists in lists": _deep("<ul><li>", "</li></ul>", 30, "{name}"),
        "page: nested 200 deep": _deep("<div>", "</div>", 200, "<p>{name} was listed.</p>"),
        "page: nested 1,500 deep": _deep("<div>", "</div>", 1500, "<p>{name} was listed.</p>"),
        "page: a table": _page(lambda n: f"<tr><td>{named(n)}<td>2021<td>radar", "<table>", "</table>"),
        "page: many tables": _page(lambda n: f"<table><tr><th>Party<th>Ground<tr><td>{named(n)}<td>radar</table>"),
        "page: cells that reach far": _page(
            lambda n: f"<tr><td rowspan=65534>{named(n)}<td colspan=1000>a<td>b", "<table>", "</table>"
        ),
        "page: a table in a table": _deep("<table><tr><td>", "</td></tr></table>", 40, "{name}"),
        "page: links": _page(lambda n: f'<a href="/{n}">{named(n)}</a> '),
        "page: headings": _page(lambda n: f"<h{n % 6 + 1}>Heading {n}</h{n % 6 + 1}><p>It was listed.</p>"),
        "page: scripts": _page(lambda n: f"<script>var a{n} = '<p>no text</p>';</script><p>It was listed.</p>"),
        "page: comments": _page(lambda n: f"<!-- {n} --><p>It was listed.</p>"),
        "page: hidden parts": _page(lambda n: f'<p hidden>no {n}</p><p style="display:none">no</p><p>It was listed.</p>'),
        "page: attributes": _page(lambda n: "<p " + " ".join(f"data-a{i}={n}" for i in range(40)) + ">It was listed.</p>"),
        "page: breaks": _page(lambda n: f"It was listed {n}.<br>"),
        "page: bold in bold": _deep("<b><i>", "</i></b>", 8, "{name} was listed."),
        "page: misnested": _page(lambda n: f"<b><p>It was</b> listed {n}.</p><i><table><b>a</table>"),
        "page: entities": _page(lambda n: f"&amp;&lt;&#x2019;&nbsp;{n}&broken; "),
        "page: only menus": _page(lambda n: f'<nav><ul><li><a href="/{n}">Item {n}</a></ul></nav><p>It was listed.</p>'),
    },
}  # fmt: skip
"""By suffix, each kind by name: how many characters -> a text of about that many."""
