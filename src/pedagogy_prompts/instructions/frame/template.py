"""A frame: the Jinja template of a whole instruction, turned into what stands before, between and after its sections.

A frame is given marks in place of the texts. So it can neither read nor alter what it lays out, and what it writes
depends on nothing but which sections there are: it is rendered once for each such list, checked, and then filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from ...base.cached import cached_property, kept
from ...base.errors import PedagogyError
from ...base.fence import Tags, fenced_each, fenced_said, tags_in
from ...base.inline import shown
from ...base.text import has_invisible
from ...norms.spelling import did_you_mean
from ...wording.effort import BrokenStringError
from ...wording.words import Words
from ..section import BLOCKS, STYLES, Block, BlockName, Section, Style, Told, block_of
from .shipped import shipped

if TYPE_CHECKING:
    from .language import Layout

Shape = tuple[tuple[str, str, bool], ...]
"""Group, name and whether it is an item, of each section of a block."""


@dataclass(frozen=True, eq=False)
class Frame:
    """How an instruction is laid out, with the headings of one locale."""

    source: str
    titles: Mapping[str, str]
    style: Style
    own: bool = False
    """Whether an app handed it in."""

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the source, in hexadecimal."""
        return sha256(self.source.encode()).hexdigest()

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after the one section of the learner part."""
        before, after = _laid(self, "learner", (("learner", "learner", False),))[0]
        return before, after

    @cached_property
    def tags(self) -> Tags:
        """The names of the tags it writes."""
        shapes: dict[BlockName, list[tuple[str, str, bool]]] = {}
        for group in self.titles:
            shapes.setdefault(block_of(group), []).append((group, group, group not in ("lesson", "learner")))
        written = [self.source] if self.own else []
        for name, shape in shapes.items():
            with suppress(PedagogyError):  # what is wrong with a frame is said of the sections that there are
                written += _laid(self, name, tuple(shape))[0]
        return tags_in(written)

    def fenced(self, text: str) -> str:
        """The text of a section, with nothing in it that opens or closes anything."""
        return fenced_said(text, self.tags)

    def heading(self, group: str) -> tuple[str, str]:
        """What begins and what ends a group of items."""
        name = block_of(group)
        other = next(title for title in self.titles if title != group)
        first, last = (group, group, True), (other, other, True)
        closing = _laid(self, name, (first, last))[0][-1]
        between, end = _laid(self, name, (last, first))[0][1:]
        opening = between.removeprefix(closing).removesuffix(self.mark(item=True)[0])
        return opening.strip("\n"), end.strip("\n")

    def mark(self, *, item: bool) -> tuple[str, str]:
        """What stands on the lines of a section, before it and after it."""
        one = ("rules", "rules", item)
        between = _laid(self, "rules", (one, one))[0][1]
        after, _, before = between.partition("\n")
        return before.lstrip("\n"), after

    def block(self, name: BlockName, sections: Iterable[Section]) -> Block:
        """These sections as one block; the order in it is the frame's.

        Raises PedagogyError, which names the section, where the frame does not write each of them once.
        """
        sections = tuple(sections)
        pieces, order = _laid(self, name, tuple((one.group, one.name, one.item) for one in sections))
        return Block.of([sections[i] for i in order], pieces)

    def told(self, name: Literal["lesson", "learner"], parts: Sequence[str], texts: Sequence[str]) -> Told:
        """What is told of a lesson or a learner, the text of each part fenced, laid out as in `block`."""
        pieces, order = _laid_told(self, name, tuple(parts))
        texts = fenced_each(texts, self.tags)
        return Told.of(name, [(parts[i], texts[i]) for i in order], pieces)


def frame_of(frame: str | Mapping[str, str] | None, style: Style, words: Words) -> Frame:
    """The style's frame, or the one that an app hands in: whole, or some of its blocks in place of the style's own.

    Raises PedagogyError for a frame that cannot be read or may not be used.
    """
    return _frame(shipped(style) if frame is None else _source(frame, style), style, words, frame is not None)


@lru_cache(maxsize=64)
def _frame(source: str, style: Style, words: Words, own: bool) -> Frame:
    return Frame(source, words.frame["titles"], style, own)


def _source(frame: object, style: Style) -> str:
    if isinstance(frame, str):
        source = frame
    elif isinstance(frame, Mapping):
        for name, text in frame.items():
            if name not in BLOCKS:
                raise PedagogyError(_no_block(name))
            if not isinstance(text, str):
                raise PedagogyError(f"The block `{name}` of a frame is text, not {type(text).__name__}.")
        blocks = (f"{{% block {name} %}}{text}{{% endblock %}}" for name, text in frame.items())
        source = f'{{% extends "{style}" %}}' + "".join(blocks)
    else:
        raise PedagogyError(f"`frame` is the text of a template, or a text for each block, not {type(frame).__name__}.")
    _layout(source)
    return source


# -- from a template to pieces


_MARK = re.compile("\ue000sEc(\\d+)Tion\ue001")  # in both cases, so that a filter on it shows


@kept(2048)
def _laid(frame: Frame, name: BlockName, shape: Shape) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What stands before, between and after the sections of a block, and the order in which the frame writes them."""
    if not shape and name in ("lesson", "learner"):
        return ("",), ()  # nothing is known, so nothing is said
    groups: dict[str, list[dict[str, Any]]] = {}
    for i, (group, section, item) in enumerate(shape):
        mark = f"\ue000sEc{i}Tion\ue001"
        groups.setdefault(group, []).append({"name": section, "item": item, "text": mark})
    given = [{"name": group, "title": frame.titles[group], "sections": of_it} for group, of_it in groups.items()]
    parts = _MARK.split(_rendered(frame.source, name, given))
    pieces, order = tuple(parts[::2]), tuple(map(int, parts[1::2]))
    for i, (_, section, _) in enumerate(shape):
        if order.count(i) != 1:
            how = "not written" if i not in order else f"written {order.count(i)} times"
            raise PedagogyError(
                f"The frame lost the section `{section}`: in its block `{name}` it is {how}. Write each section of "
                "each group once, as it is: {{ section.text }}."
            )
    if has_invisible("\n".join(pieces)):
        raise PedagogyError(f"The block `{name}` of the frame writes characters that nobody sees. Take them out.")
    _keep_data_apart(name, pieces, [shape[i][1] for i in order])
    return pieces, order


@kept(2048)
def _laid_told(
    frame: Frame, name: Literal["lesson", "learner"], parts: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return _laid(frame, name, tuple((name, part, False) for part in parts))


def _keep_data_apart(name: BlockName, pieces: tuple[str, ...], names: list[str]) -> None:
    """Data ends its line, nothing else looks like it, and what it is is said before it."""
    if re.search(r"^[^\S\n]*>", "\ue000".join(pieces), re.MULTILINE):
        raise PedagogyError(
            f"A line of the block `{name}` of the frame begins with >. That marks data; write it otherwise."
        )
    for section, following, after in zip(names, names[1:], pieces[1:], strict=False):
        if "\n" not in after:
            raise PedagogyError(
                f"The frame writes the sections `{section}` and `{following}` of its block `{name}` on one line. Begin "
                "a new line after each {{ section.text }}; where a tag such as {% endfor %} ends a line, that line's "
                "end is not written."
            )
    if name in ("lesson", "learner"):
        for section, after in zip(names, pieces[1:], strict=True):
            if after and not after.startswith("\n"):
                told = after.partition("\n")[0]
                raise PedagogyError(
                    f"The frame writes {shown(told)} on the last line of the section `{section}`, which may be data. "
                    "Begin a new line after {{ section.text }}."
                )
        if "intro" in names[1:]:
            raise PedagogyError(
                "The frame writes data before the section `intro`, which says what it is: it stands first."
            )


def _rendered(source: str, name: BlockName, groups: list[dict[str, Any]]) -> str:
    try:
        return _layout(source).write(name, groups).strip("\n")
    except BrokenStringError as error:
        raise PedagogyError(
            f"The block `{name}` of the frame cannot be written: {error}. It has `groups`; a group has `name`, `title` "
            "and `sections`, and a section `name`, `text` and `item`."
        ) from error


@lru_cache(maxsize=64)
def _layout(source: str) -> Layout:
    """A frame that may be used. Raises PedagogyError for another."""
    from . import language

    if has_invisible(source):
        raise PedagogyError("The frame holds characters that nobody sees, or halves of one. Take them out.")
    try:
        layout = language.read(source)
    except BrokenStringError as error:
        raise PedagogyError(f"The frame cannot be read: {error}. {language.MAY_USE}") from error
    for name in layout.blocks:
        if name not in BLOCKS:
            raise PedagogyError(_no_block(name))
    missing = [name for name in BLOCKS if name not in layout.blocks]
    if missing and layout.extends is None:
        raise PedagogyError(
            f"The frame has no block `{missing[0]}`. It needs {', '.join(BLOCKS)}, or begins with "
            '{% extends "markdown" %} to take the others from there.'
        )
    if layout.extends not in (None, *STYLES):
        raise PedagogyError(f"There is no frame {shown(layout.extends)} to extend. Frames: {', '.join(STYLES)}.")
    return layout


def _no_block(name: object) -> str:
    return f"A frame has no block {shown(name)}.{did_you_mean(name, BLOCKS)} Blocks: {', '.join(BLOCKS)}."
