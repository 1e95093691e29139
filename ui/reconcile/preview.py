"""A small page on one listed party, to be shown in a frame of another program: no scripts, and nothing from another place."""

from assistant.records.rows import Row
from ui.reconcile.parties import PROPERTIES, described, type_named
from ui.safe import attribute, escaped, one_line

WIDTH, HEIGHT = 420, 300
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *; sandbox allow-popups"
"""Any program may frame it: there is nothing in it to be clicked but a link that opens in a window of its own."""
_SHOWN = (
    "list",
    "authority",
    "added",
    "changed",
    "ended",
    "programme",
    "reason",
    "country",
    "birth",
    "identifier",
    "alias",
    "source",
)
_MOST, _LONGEST = 5, 400


def page(row: Row, view: str) -> str:
    """The page; `view` is the address at which the row can be read in its list."""
    lines = []
    for each in PROPERTIES:
        values = [next(iter(value.values())) for value in each.values(row)] if each.id in _SHOWN else []
        if values:
            more = f" … and {len(values) - _MOST} more" if len(values) > _MOST else ""
            said = "; ".join(one_line(value.removesuffix("T00:00:00Z"))[:_LONGEST] for value in values[:_MOST])
            lines.append(f"<dt>{escaped(each.name)}<dd>{escaped(said + more)}")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escaped(one_line(row.record.name))}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{escaped(one_line(row.record.name))}</h1><p>{escaped(type_named(row).name)} · {escaped(described(row))}</p><dl>{''.join(lines)}</dl>"
        f'<p><a href="{attribute(view)}" target="_blank" rel="noopener noreferrer">Read the row in its list</a></p></body></html>'
    )


_STYLE = """
:root{color-scheme:light dark}body{font:13px/1.45 system-ui,sans-serif;margin:10px 12px}h1{font-size:15px;margin:0 0 4px}p{margin:0 0 8px}
dl{display:grid;grid-template-columns:7.5em 1fr;gap:2px 10px;margin:0 0 8px}dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}
.ctl{font:11px monospace}
"""
