"""The pieces of an instruction's text, and how they stand together under headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..reports.report import Place
from ..wording.statements import Detail

Style = Literal["markdown", "xml"]
STYLES: tuple[Style, ...] = ("markdown", "xml")

SEPARATOR = "\n\n"
"""What stands between two groups."""


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of an instruction's text: what one statement or one part of the frame says, and where it comes from."""

    name: str
    """The attribute's slug, or the frame's name for the part."""
    group: str
    """The group it stands in: "role", "every_turn", "help" and so on."""
    text: str
    origins: tuple[Place, ...] = ()
    attributes: tuple[str, ...] = ()
    detail: Detail | Literal["mixed"] = "full"
    item: bool = True
    """Whether it is an item of a list."""

    def joined(self, before: Section) -> Section:
        """This section and one that says the same, with the origins of both."""
        return replace(
            before,
            origins=tuple(dict.fromkeys([*before.origins, *self.origins])),
            attributes=tuple(dict.fromkeys([*before.attributes, *self.attributes])),
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Sections that stand together, and their text: one heading a group."""

    sections: tuple[Section, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, sections: Iterable[Section], titles: Mapping[str, str], style: Style) -> Block:
        """The block of these sections, as one group after another."""
        sections = tuple(sections)
        groups: dict[str, list[str]] = {}
        for section in sections:
            lines = groups.setdefault(section.group, [])
            if lines and lines[-1].startswith("- ") and not section.item:
                lines[-1] += "\n"  # or it would go on the last item
            lines.append(f"- {section.text}" if section.item else section.text)
        written = [headed(name, titles[name], "\n".join(lines), style) for name, lines in groups.items()]
        return cls(sections, SEPARATOR.join(written))


def headed(name: str, title: str, body: str, style: Style) -> str:
    """The text of one group."""
    return f"<{name}>\n{body}\n</{name}>" if style == "xml" else f"# {title}\n{body}"
