"""A decision table as one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from .table import (
    ALWAYS,
    CAPTION,
    DOES,
    DOES_NOT,
    ELSEWHERE,
    GAP,
    MOMENTS,
    RULES,
    SOMETIME,
    SOURCES,
    DecisionTable,
    Line,
    lines,
)

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


def table_html(table: DecisionTable) -> str:
    """The table as one HTML file that needs nothing else: for a browser, a phone, paper, a screen reader."""
    title, linked = escape(table.title), bool(table.sources)
    out = [
        "<!doctype html>",
        f'<html lang="{escape(table.locale)}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{title}</h1>",
    ]
    if table.known:
        out.append(f"<p>{escape(table.known_line)}</p>")
    if table.unsettled:
        out.append(f'<p class="gap">{escape(table.unsettled_line)}</p>{_bullets(_plain(table.unsettled), linked)}')
    for head, items in ((ALWAYS, table.always), (SOMETIME, table.sometime)):
        if items:
            out.append(f"<h2>{head}</h2>{_bullets(lines(items), linked)}")
    out += _moments(table)
    if table.elsewhere:
        out.append(f"<h2>{ELSEWHERE}</h2>{_bullets(table.elsewhere_lines, linked)}")
    if table.rules:
        out.append(f"<h2>{escape(RULES)}</h2>{_bullets(_plain(table.rules), linked)}")
    if linked:
        entries = "".join(
            f'<li id="source-{one.number}">{escape(" ".join(one.text.split()))} '
            f'<span class="where">({escape(one.label)})</span></li>'
            for one in table.sources
        )
        out.append(f"<h2>{SOURCES}</h2><ol>{entries}</ol>")
    out.append("</main></body></html>")
    return "\n".join(out)


def _moments(table: DecisionTable) -> Iterator[str]:
    """The rows."""
    linked = bool(table.sources)
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Situation", DOES, DOES_NOT))
    yield f"<h2>{MOMENTS}</h2>"
    yield f"<table><caption>{CAPTION}</caption><thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        situation = f'<tr><th scope="row">{escape(row.situation)}</th>'
        if not row.says:
            yield f'{situation}<td colspan="2" class="gap">{GAP}</td></tr>'
            continue
        lifted = "".join(f'<li class="lifted">{_noted(item.lifted, item.sources, linked)}</li>' for item in row.lifted)
        does = "".join(f"<li>{_noted(item.text, item.sources, linked)}</li>" for item in row.does) + lifted
        first = f"<ul>{does}</ul>" if does else ""
        yield (
            f'{situation}<td data-column="{DOES}">{first}</td>'
            f'<td data-column="{DOES_NOT}">{_bullets(row.does_not_lines, linked)}</td></tr>'
        )
    yield "</tbody></table>"


def _noted(text: str, numbers: tuple[int, ...], linked: bool) -> str:
    """A phrase with links to its sources, where these are listed."""
    links = " ".join(f'<a href="#source-{n}">{n}</a>' for n in numbers) if linked else ""
    return escape(text) + (f"<sup>{links}</sup>" if links else "")


def _bullets(told: Iterable[Line], linked: bool) -> str:
    found = "".join(f"<li>{_noted(*line, linked)}</li>" for line in told)
    return f"<ul>{found}</ul>" if found else ""


def _plain(told: Iterable[str]) -> Iterator[Line]:
    return ((line, ()) for line in told)
