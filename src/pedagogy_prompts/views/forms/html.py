"""HTML as every view writes it: one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = """
:root { color-scheme: light dark; --line: #c8c8c8; --soft: #f4f4f1; --quiet: #5c5c5c; --warn: #8a4b00; }
@media (prefers-color-scheme: dark) {
  :root { --line: #4a4a4a; --soft: #262626; --quiet: #b0b0b0; --warn: #f0b060; }
}
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { border: 1px solid var(--line); padding: .5rem .7rem; text-align: left; vertical-align: top; }
thead th { background: var(--soft); } tbody th { width: 24%; }
td ul { margin: 0; padding-left: 1.1rem; }
.lifted, .where { color: var(--quiet); } .gap { color: var(--warn); font-style: italic; }
sup { line-height: 0; } sup a { text-decoration: none; padding: 0 .1em; }
@media (max-width: 40rem) {
  thead { position: absolute; left: -999rem; }
  table, caption, tbody, tr, th, td, tbody th { display: block; width: auto; border-width: 0; }
  tr { border: 1px solid var(--line); margin-bottom: .8rem; } tbody th { background: var(--soft); }
  td:empty { display: none; }
  td[data-column]::before { content: attr(data-column); display: block; color: var(--quiet); font-size: .85rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } tr, li { break-inside: avoid; }
  thead { display: table-header-group; } a { color: inherit; }
}
"""


def page(title: str, body: Iterable[str], locale: str = "en") -> str:
    """A whole page: for a browser, a phone, paper, a screen reader."""
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(locale)}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{escape(title)}</h1>",
        *body,
        "</main></body></html>",
    ]
    return "\n".join(lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain cells, each row under the name in its first one."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = [f"<table><thead><tr>{heads}</tr></thead><tbody>"]
    for first, *others in rows:
        cells = "".join(
            f'<td data-column="{escape(name)}">{escape(cell)}</td>' for name, cell in zip(head[1:], others, strict=True)
        )
        lines.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody></table>"])
