"""A decision table as one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ..forms.html import page
from .table import DecisionTable, Line, lines


def table_html(table: DecisionTable) -> str:
    """The table as one HTML file that needs nothing else: for a browser, a phone, paper, a screen reader."""
    return page(table.title, table_body(table), table.locale)


def table_body(table: DecisionTable) -> list[str]:
    """The table as pieces of HTML, for a page that has a title already."""
    linked, words = bool(table.sources), table.words
    out: list[str] = []
    if table.known:
        out.append(f"<p>{escape(table.known_line)}</p>")
    if table.unsettled:
        out.append(f'<p class="gap">{escape(table.unsettled_line)}</p>{_bullets(_plain(table.unsettled), linked)}')
    for head, items in ((words["always"], table.always), (words["sometime"], table.sometime)):
        if items:
            out.append(f"<h2>{escape(head)}</h2>{_bullets(lines(items), linked)}")
    out += _moments(table)
    if table.elsewhere:
        out.append(f"<h2>{escape(words['elsewhere'])}</h2>{_bullets(table.elsewhere_lines, linked)}")
    if table.rules:
        out.append(f"<h2>{escape(words['rules'])}</h2>{_bullets(_plain(table.rules), linked)}")
    if linked:
        entries = "".join(
            f'<li id="source-{one.number}">{escape(" ".join(one.text.split()))} '
            f'<span class="where">({escape(one.label)})</span></li>'
            for one in table.sources
        )
        out.append(f"<h2>{escape(words['sources'])}</h2><ol>{entries}</ol>")
    return out


def _moments(table: DecisionTable) -> Iterator[str]:
    """The rows."""
    linked = bool(table.sources)
    words = {name: escape(text) for name, text in table.words.items()}
    heads = "".join(f'<th scope="col">{name}</th>' for name in (words["situation"], words["does"], words["does_not"]))
    yield f"<h2>{words['moments']}</h2>"
    yield f"<table><caption>{words['caption']}</caption><thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        situation = f'<tr><th scope="row">{escape(row.situation)}</th>'
        if not row.says:
            yield f'{situation}<td colspan="2" class="gap">{words["gap"]}</td></tr>'
            continue
        lifted = "".join(f'<li class="lifted">{_noted(item.lifted, item.sources, linked)}</li>' for item in row.lifted)
        does = "".join(f"<li>{_noted(item.text, item.sources, linked)}</li>" for item in row.does) + lifted
        first = f"<ul>{does}</ul>" if does else ""
        yield (
            f'{situation}<td data-column="{words["does"]}">{first}</td>'
            f'<td data-column="{words["does_not"]}">{_bullets(row.does_not_lines, linked)}</td></tr>'
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
