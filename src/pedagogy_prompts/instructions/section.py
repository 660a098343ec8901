"""The pieces of an instruction's text, and how they stand together under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..reports.report import Place
from ..wording.statements import Detail

Style = Literal["markdown", "xml"]
STYLES: tuple[Style, ...] = ("markdown", "xml")

SEPARATOR = "\n\n"
"""What stands between two blocks."""

BlockName = Literal["rules", "lesson", "learner", "closing"]
BLOCKS: tuple[BlockName, ...] = ("rules", "lesson", "learner", "closing")
"""The parts of a text: the same for a course, for a lesson, for a learner, and what comes last."""

_BLOCK_OF: dict[str, BlockName] = {"lesson": "lesson", "learner": "learner", "wishes": "closing", "reminder": "closing"}


def block_of(group: str) -> BlockName:
    """The block in which a group stands."""
    return _BLOCK_OF.get(group, "rules")


class Section(NamedTuple):
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
        return before._replace(
            origins=tuple(dict.fromkeys([*before.origins, *self.origins])),
            attributes=tuple(dict.fromkeys([*before.attributes, *self.attributes])),
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Sections that stand together, what a frame wrote round them, and both as one text."""

    sections: tuple[Section, ...] = ()
    pieces: tuple[str, ...] = ("",)
    """What stands before the first section, between each two, and after the last."""
    text: str = ""

    @classmethod
    def of(cls, sections: Sequence[Section], pieces: Sequence[str]) -> Block:
        """The block of these sections, with one more piece than there are sections."""
        told = [pieces[0]]
        for section, after in zip(sections, pieces[1:], strict=True):
            told += (section.text, after)
        return cls(tuple(sections), tuple(pieces), "".join(told))


class Told(NamedTuple):
    """What is told of a lesson or a learner: its parts by name, and both they and the frame as one text.

    Every lesson has another one, so it makes its sections only when somebody looks at them.
    """

    group: str
    parts: tuple[tuple[str, str], ...] = ()
    pieces: tuple[str, ...] = ("",)
    """What stands before the first part, between each two, and after the last."""
    text: str = ""
    cut: tuple[str, ...] = ()
    """What was too long and is cut, each with a mark in its place."""

    @classmethod
    def of(cls, group: str, parts: Sequence[tuple[str, str]], pieces: Sequence[str]) -> Told:
        """These parts, with one more piece than there are parts."""
        if not parts:
            return cls(group)
        told = [pieces[0]]
        for (_, text), after in zip(parts, pieces[1:], strict=True):
            told += (text, after)
        return cls(group, tuple(parts), tuple(pieces), "".join(told))

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(name, self.group, text, item=False) for name, text in self.parts)
