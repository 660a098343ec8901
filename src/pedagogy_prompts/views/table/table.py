"""A decision table: what a tutor does at the moments a teacher asks about. As text, Markdown and HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...base.notebook import Shown
from ...base.visible import visible
from ...instructions.holding import Kind
from ...reports.report import Place
from ...wording.words import words_for

Line = tuple[str, tuple[int, ...]]
"""A phrase, and the numbers of its sources."""


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
    locale: str = "en"

    @property
    def text(self) -> str:
        """The item as a phrase, without its sources."""
        forms: Mapping[str, str] = words_for(self.locale).views["item"]
        told = forms["may"].format(text=self.words) if self.kind == "may" else self.words
        told = forms["wish"].format(text=told) if self.wish else told
        told = forms["once"].format(text=told) if self.once else told
        return forms["when"].format(text=told, when=self.when) if self.when else told

    @property
    def lifted(self) -> str:
        """The item as a phrase where it no longer holds."""
        form = "lifted_ban" if self.kind == "must_not" else "lifted"
        forms: Mapping[str, str] = words_for(self.locale).views["item"]
        told = forms[form].format(text=self.words)
        return forms["when"].format(text=told, when=self.when) if self.when else told

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


def lines(items: Iterable[Item]) -> list[Line]:
    return [(item.text, item.sources) for item in items]


@dataclass(frozen=True, slots=True)
class Row:
    """One situation. `lifted` are things that ordinarily hold and do not hold here, or from some point on no longer.

    `gap`: nothing is said about what the tutor does here; at most what it does not.
    """

    key: str
    situation: str
    does: tuple[Item, ...]
    does_not: tuple[Item, ...]
    lifted: tuple[Item, ...]
    gap: bool

    @property
    def says(self) -> bool:
        """Whether anything is said about the situation."""
        return bool(self.does or self.does_not or self.lifted)

    @property
    def does_lines(self) -> list[Line]:
        """What stands under "do", with what is lifted."""
        return [*lines(self.does), *((item.lifted, item.sources) for item in self.lifted)]

    @property
    def does_not_lines(self) -> list[Line]:
        """What stands under "do not"."""
        return lines(self.does_not)

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
class DecisionTable(Shown):
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

    @property
    def words(self) -> Mapping[str, str]:
        """What the table's parts are called."""
        found: Mapping[str, str] = words_for(self.locale).views["table"]
        return found

    @property
    def known_line(self) -> str:
        """What is given, as a sentence."""
        return self.words["known"].format(condition=self.known)

    @property
    def unsettled_line(self) -> str:
        """That there are conflicts nobody has settled, and how many."""
        count = len(self.unsettled)
        return self.words["unsettled_one" if count == 1 else "unsettled_many"].format(n=count)

    @property
    def elsewhere_lines(self) -> list[Line]:
        """What holds only in states that no row is about; bans say so themselves."""
        ban: str = words_for(self.locale).views["item"]["elsewhere_ban"]
        return [
            (ban.format(text=item.text) if item.kind == "must_not" else item.text, item.sources)
            for item in self.elsewhere
        ]

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


def table_text(table: DecisionTable, width: int = 100) -> str:
    """The table for a terminal `width` columns wide (at least 40)."""
    width, words = max(width, 40), table.words
    does, does_not = (f"  {words[name]}" for name in ("does_line", "does_not_line"))
    column = max(map(len, (does, does_not))) + 2

    def wrapped(text: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )

    def listed(told: Iterable[Line], head: str = "  - ") -> list[str]:
        found: list[str] = []
        for i, (text, numbers) in enumerate(told):
            first = head if i == 0 or head.endswith("- ") else " " * len(head)
            found += wrapped(text + "".join(f" [{number}]" for number in numbers), first, " " * (len(head) + 2))
        return found

    out = [*wrapped(table.title, "", ""), ""]
    if table.known:
        out += [*wrapped(table.known_line, "", ""), ""]
    if table.unsettled:
        out += wrapped(table.unsettled_line, "", "")
        out += [line for told in table.unsettled for line in wrapped(told, "  - ", "    ")] + [""]
    for title, items in ((words["always"], table.always), (words["sometime"], table.sometime)):
        if items:
            out += [title, *listed(lines(items)), ""]
    for row in table.rows:
        if row.says:
            out += wrapped(row.situation, "", "  ")
            out += listed(row.does_lines, does.ljust(column))
            out += listed(row.does_not_lines, does_not.ljust(column))
            out.append("")
    silent = [row.situation for row in table.rows if not row.says]
    if silent:
        out += [words["gaps"], *listed((one, ()) for one in silent), ""]
    if table.elsewhere:
        out += [words["elsewhere"], *listed(table.elsewhere_lines), ""]
    if table.rules:
        out += wrapped(words["rules"], "", "")
        out += [line for rule in table.rules for line in wrapped(rule, "  - ", "    ")] + [""]
    if table.sources:
        out.append(words["sources"])
        left = len(f"[{len(table.sources)}]")
        for source in table.sources:
            out += wrapped(f"{f'[{source.number}]':>{left}} {source.label}", "  ", " " * (left + 5))
            out += wrapped(" ".join(source.text.split()), " " * (left + 3), " " * (left + 3))
    return visible("\n".join(line.rstrip() for line in out).rstrip())
