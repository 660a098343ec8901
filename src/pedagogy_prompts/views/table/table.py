"""A decision table: what a tutor does at the moments a teacher asks about. As text, Markdown and HTML."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from ...reports.report import Place
from ..kinds import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """One statement behind the table: its attribute and layer, where it was written, and what the tutor is told."""

    number: int
    attribute: str
    statement: str
    layer: str
    place: Place
    text: str

    @property
    def label(self) -> str:
        """Attribute, layer and place in one line."""
        where = [str(self.place)] if self.place.source is not None else []
        return ", ".join([self.attribute, self.layer, *where])

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "number": self.number,
            "attribute": self.attribute,
            "statement": self.statement,
            "layer": self.layer,
            "place": self.place.to_dict(),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the tutor does, does not do, may do or keeps to.

    `when` says in which part of the situation ("until the learner has made at least three attempts"); empty for all of
    it. `once`: it is due at some point, not in each such turn. `wish`: it is a "should". `sources` are numbers of
    `DecisionTable.sources`.
    """

    kind: Kind
    words: str
    when: str
    sources: tuple[int, ...]
    once: bool = False
    wish: bool = False

    @property
    def text(self) -> str:
        """The item as a phrase, without its sources."""
        before = "may " if self.kind == "may" else ""
        before = ("at some point: " if self.once else "") + ("if possible: " if self.wish else "") + before
        return f"{before}{self.words}{', ' + self.when if self.when else ''}"

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "kind": self.kind,
            "words": self.words,
            "when": self.when,
            "once": self.once,
            "wish": self.wish,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One situation. `lifted` are things that ordinarily hold and do not hold here.

    `gap`: nothing is said about what the tutor does here; at most what it does not.
    """

    key: str
    situation: str
    does: tuple[Item, ...]
    does_not: tuple[Item, ...]
    lifted: tuple[Item, ...]
    gap: bool

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "key": self.key,
            "situation": self.situation,
            "does": [item.to_dict() for item in self.does],
            "does_not": [item.to_dict() for item in self.does_not],
            "lifted": [item.to_dict() for item in self.lifted],
            "gap": self.gap,
        }


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """What a tutor does, situation by situation. `str(table)` is the table as text."""

    title: str
    locale: str
    known: str
    """What is given, as a clause; empty when nothing is."""
    unsettled: tuple[str, ...]
    """Conflicts nobody has settled: where they hold, the table shows both sides."""
    always: tuple[Item, ...]
    """What holds in every turn, in the words the tutor gets."""
    sometime: tuple[Item, ...]
    """What is due at some point in the dialogue."""
    rows: tuple[Row, ...]
    elsewhere: tuple[Item, ...]
    """What holds only in states that no row is about."""
    rules: tuple[str, ...]
    """The author's own sentences, sent as they stand."""
    sources: tuple[Source, ...]

    def row(self, key: str) -> Row | None:
        """The row of this key, if the situation can occur."""
        return next((row for row in self.rows if row.key == key), None)

    def to_dict(self) -> dict[str, Any]:
        """The table as plain data."""
        return {
            "title": self.title,
            "known": self.known,
            "unsettled": list(self.unsettled),
            "always": [item.to_dict() for item in self.always],
            "sometime": [item.to_dict() for item in self.sometime],
            "rows": [row.to_dict() for row in self.rows],
            "elsewhere": [item.to_dict() for item in self.elsewhere],
            "rules": list(self.rules),
            "sources": [source.to_dict() for source in self.sources],
        }

    def __str__(self) -> str:
        return table_text(self)


_ALWAYS = "In every turn"
_SOMETIME = "At some point"
_MOMENTS = "At these moments"
_ELSEWHERE = "At other moments"
_RULES = "The teacher's own rules, sent as they stand and not checked"
_SOURCES = "Where it comes from"
_CAPTION = "What the tutor does and does not do, besides what holds in every turn and in ordinary practice."
_GAP = "Nothing is said about this."
_DOES, _DOES_NOT = "Do", "Do not"


def _known(table: DecisionTable) -> str:
    return f"Known from the start: {table.known}."


def _unsettled(table: DecisionTable) -> str:
    count = len(table.unsettled)
    them = "One conflict is" if count == 1 else f"{count} conflicts are"
    return f"{them} not settled; both sides are shown. Run `check` to see what would mend it."


def _says(row: Row) -> bool:
    return bool(row.does or row.does_not or row.lifted)


def _lifted(item: Item) -> str:
    return f"no longer barred: {item.words}" if item.kind == "must_not" else f"not asked for here: {item.words}"


def _does(row: Row) -> list[tuple[str, tuple[int, ...]]]:
    """The lines of the first column with their sources."""
    return [(item.text, item.sources) for item in row.does] + [(_lifted(item), item.sources) for item in row.lifted]


def _does_not(row: Row) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.text, item.sources) for item in row.does_not]


def _items(items: Iterable[Item]) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.text, item.sources) for item in items]


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in numbers)


# -- text


def table_text(table: DecisionTable, width: int = 100) -> str:
    """The table for a terminal `width` columns wide (at least 40)."""
    width = max(width, 40)

    def wrapped(text: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )

    def listed(lines: Iterable[tuple[str, tuple[int, ...]]], head: str = "  - ") -> list[str]:
        found: list[str] = []
        for i, (text, numbers) in enumerate(lines):
            first = head if i == 0 or head.endswith("- ") else " " * len(head)
            found += wrapped(text + _marks(numbers), first, " " * (len(head) + 2))
        return found

    out = [*wrapped(table.title, "", ""), ""]
    if table.known:
        out += [*wrapped(_known(table), "", ""), ""]
    if table.unsettled:
        out += wrapped(_unsettled(table), "", "")
        out += [line for told in table.unsettled for line in wrapped(told, "  - ", "    ")] + [""]
    for title, items in ((_ALWAYS, table.always), (_SOMETIME, table.sometime)):
        if items:
            out += [title, *listed(_items(items)), ""]
    for row in table.rows:
        if _says(row):
            out += wrapped(row.situation, "", "  ")
            out += listed(_does(row), "  do      ")
            out += listed(_does_not(row), "  do not  ")
            out.append("")
    silent = [row.situation for row in table.rows if not _says(row)]
    if silent:
        out += ["Nothing is said about these moments", *listed((one, ()) for one in silent), ""]
    if table.elsewhere:
        out += [_ELSEWHERE, *listed(_elsewhere(table)), ""]
    if table.rules:
        out += wrapped(_RULES, "", "")
        out += [line for rule in table.rules for line in wrapped(rule, "  - ", "    ")] + [""]
    if table.sources:
        out.append(_SOURCES)
        left = len(f"[{len(table.sources)}]")
        for source in table.sources:
            out += wrapped(f"{f'[{source.number}]':>{left}} {source.label}", "  ", " " * (left + 5))
            out += wrapped(" ".join(source.text.split()), " " * (left + 3), " " * (left + 3))
    return "\n".join(line.rstrip() for line in out).rstrip()


def _elsewhere(table: DecisionTable) -> list[tuple[str, tuple[int, ...]]]:
    return [(("not: " if item.kind == "must_not" else "") + item.text, item.sources) for item in table.elsewhere]


# -- Markdown

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#])")


def _md(text: str) -> str:
    """Text as Markdown that shows it as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def table_markdown(table: DecisionTable) -> str:
    """The table as Markdown (GitHub's tables)."""

    def marked(text: str, numbers: tuple[int, ...]) -> str:
        return _md(text) + (f" ({', '.join(map(str, numbers))})" if numbers else "")

    def cell(lines: list[tuple[str, tuple[int, ...]]]) -> str:
        return "<br>".join(marked(*line) for line in lines)

    out = [f"# {_md(table.title)}", ""]
    if table.known:
        out += [_md(_known(table)), ""]
    if table.unsettled:
        out += [f"**{_md(_unsettled(table))}**", "", *(f"- {_md(told)}" for told in table.unsettled), ""]
    for title, items in ((_ALWAYS, table.always), (_SOMETIME, table.sometime)):
        if items:
            out += [f"## {title}", "", *(f"- {marked(*line)}" for line in _items(items)), ""]
    out += [f"## {_MOMENTS}", "", f"| Situation | {_DOES} | {_DOES_NOT} |", "|---|---|---|"]
    for row in table.rows:
        does = cell(_does(row)) or ("" if _says(row) else f"*{_GAP}*")
        out.append(f"| {_md(row.situation)} | {does} | {cell(_does_not(row))} |")
    out.append("")
    if table.elsewhere:
        out += [f"## {_ELSEWHERE}", "", *(f"- {marked(*line)}" for line in _elsewhere(table)), ""]
    if table.rules:
        out += [f"## {_RULES}", "", *(f"- {_md(rule)}" for rule in table.rules), ""]
    if table.sources:
        out += [f"## {_SOURCES}", ""]
        out += [f"{one.number}. **{_md(one.label)}**: {_md(one.text)}" for one in table.sources]
    return "\n".join(out).rstrip()


# -- HTML

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
    has_sources = bool(table.sources)

    def noted(text: str, numbers: tuple[int, ...]) -> str:
        links = " ".join(f'<a href="#source-{n}">{n}</a>' for n in numbers) if has_sources else ""
        return escape(text) + (f"<sup>{links}</sup>" if links else "")

    def bullets(lines: Iterable[tuple[str, tuple[int, ...]]]) -> str:
        found = "".join(f"<li>{noted(*line)}</li>" for line in lines)
        return f"<ul>{found}</ul>" if found else ""

    def plain(lines: Iterable[str]) -> str:
        return bullets((line, ()) for line in lines)

    title = escape(table.title)
    out = [
        "<!doctype html>",
        f'<html lang="{escape(table.locale)}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{title}</h1>",
    ]
    if table.known:
        out.append(f"<p>{escape(_known(table))}</p>")
    if table.unsettled:
        out.append(f'<p class="gap">{escape(_unsettled(table))}</p>{plain(table.unsettled)}')
    for head, items in ((_ALWAYS, table.always), (_SOMETIME, table.sometime)):
        if items:
            out.append(f"<h2>{head}</h2>{bullets(_items(items))}")
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Situation", _DOES, _DOES_NOT))
    out += [
        f"<h2>{_MOMENTS}</h2>",
        f"<table><caption>{_CAPTION}</caption><thead><tr>{heads}</tr></thead><tbody>",
    ]
    for row in table.rows:
        situation = f'<tr><th scope="row">{escape(row.situation)}</th>'
        if not _says(row):
            out.append(f'{situation}<td colspan="2" class="gap">{_GAP}</td></tr>')
            continue
        lifted = "".join(f'<li class="lifted">{noted(_lifted(item), item.sources)}</li>' for item in row.lifted)
        does = "".join(f"<li>{noted(item.text, item.sources)}</li>" for item in row.does) + lifted
        first = f"<ul>{does}</ul>" if does else ""
        out.append(
            f'{situation}<td data-column="{_DOES}">{first}</td>'
            f'<td data-column="{_DOES_NOT}">{bullets(_does_not(row))}</td></tr>'
        )
    out.append("</tbody></table>")
    if table.elsewhere:
        out.append(f"<h2>{_ELSEWHERE}</h2>{bullets(_elsewhere(table))}")
    if table.rules:
        out.append(f"<h2>{escape(_RULES)}</h2>{plain(table.rules)}")
    if has_sources:
        entries = "".join(
            f'<li id="source-{one.number}">{escape(" ".join(one.text.split()))} '
            f'<span class="where">({escape(one.label)})</span></li>'
            for one in table.sources
        )
        out.append(f"<h2>{_SOURCES}</h2><ol>{entries}</ol>")
    out.append("</main></body></html>")
    return "\n".join(out)
