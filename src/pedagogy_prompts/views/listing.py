"""What there is on the shelves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal, get_args

from ..reports.codes import CODES
from .explain import summary
from .forms.html import page
from .forms.html import table as html_table
from .forms.markdown import Link, as_is, code, nowhere
from .forms.markdown import table as markdown_table

if TYPE_CHECKING:
    from ..presets.packs import Pack

Row = tuple[str, ...]
Shelf = Literal["attributes", "presets", "rules", "models", "targets"]
SHELVES: tuple[Shelf, ...] = get_args(Shelf)


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is of one kind: a row each under `columns`, names first; in groups, or in one without a name."""

    what: Shelf
    columns: Row
    groups: Mapping[str, tuple[Row, ...]]

    @property
    def text(self) -> str:
        """For a terminal: a line each, with the columns named where they do not speak for themselves."""
        headed = len(self.columns) > 3
        rows = [*([self.columns] if headed else []), *(row for group in self.groups.values() for row in group)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]

        def line(row: Row) -> str:
            return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

        lines = [line(self.columns)] if headed else []
        for title, group in self.groups.items():
            lines += [f"{title}:", *(f"  {line(row)}" for row in group)] if title else map(line, group)
        return "\n".join(lines)

    @property
    def markdown(self) -> str:
        """As Markdown (GitHub's tables)."""
        parts = [f"# {self.what.capitalize()}"]
        for title in self.groups:
            parts += [f"## {title.capitalize()}"] if title else []
            parts.append(self.group(title))
        return "\n\n".join(parts)

    def group(self, name: str = "", link: Link = nowhere) -> str:
        """One group's table; `link` says where a name is explained."""
        rows = [(code(name, link), *map(as_is, cells)) for name, *cells in self.groups[name]]
        return markdown_table(self.columns, rows)

    @property
    def html(self) -> str:
        """As one HTML file that needs nothing else."""
        body: list[str] = []
        for title, rows in self.groups.items():
            body += [f"<h2>{escape(title.capitalize())}</h2>"] if title else []
            body.append(html_table(self.columns, rows))
        return page(self.what.capitalize(), body)

    def __str__(self) -> str:
        return self.text


def listing(what: Shelf, *, packs: Iterable[Pack] = ()) -> Listing:
    """What there is of this kind, that of `packs` included."""
    packs = tuple(packs)
    match what:
        case "attributes":
            return Listing(what, ("attribute", "what"), dict(_attributes(packs)))
        case "presets":
            return Listing(what, ("preset", "what"), {"": tuple(_presets())})
        case "rules":
            rules = tuple((key, rule.severity, rule.name) for key, rule in CODES.items())
            return Listing(what, ("code", "usual severity", "name"), {"": rules})
        case "models":
            columns = ("model", "provider", "count", "context window (tokens)", "smallest cached prefix (tokens)")
            return Listing(what, columns, {"": tuple(_models(packs))})
        case "targets":
            from ..instructions.targets import target_names

            return Listing(what, ("target",), {"": tuple((name,) for name in target_names())})


def _attributes(packs: Sequence[Pack]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    from ..attributes.kit.attribute import FAMILIES
    from ..presets.packs import shelf

    classes = shelf(packs)
    for family in FAMILIES:
        if members := tuple((slug, summary(cls)) for slug, cls in classes.items() if cls.family == family):
            yield family, members


def _presets() -> Iterator[Row]:
    from ..presets.shipped import shipped_presets, shipped_text

    for name in shipped_presets():
        yield name, shipped_text(name).partition("\n")[0].removeprefix("# ")


def _models(packs: Sequence[Pack]) -> Iterator[Row]:
    from ..tokens.models import list_models

    for model in list_models(packs):
        yield (
            model.name,
            model.provider,
            f"exact ({model.encoding})" if model.encoding else "estimate",
            f"{model.context_window:,}" if model.context_window else "not known",
            f"{model.cacheable_prefix:,}" if model.cacheable_prefix else "",
        )
