"""What stands in texts from outside and does not belong there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..base.cached import kept
from ..base.fence import Tags, marks_in, opening_of
from ..base.path import Path
from ..base.text import clean, has_invisible, line
from ..reports.report import Finding, Place
from ..reports.saying import Sentences
from .claims import Placing
from .gather import Composition

_say = Sentences("checking")

_TEMPLATE = re.compile(
    r"(?<![\w^\\}])\{\{(?: *[^\W\d]\w+(?:[ .-]\w+){0,4} *| [^\W\d] )\}\}(?!\})|\$\{ *[^\W\d]\w+(?:\.\w+)* *\}(?!\$)"
)
"""An unfilled name, as `{{ student_name }}` or `${name}`; not the braces of a formula or of code."""
_SUSPECT = re.compile(r"[{}<\[\]#]|^\s*[>`~*_=-]")
"""One of these is in every usual text that something is found in; most texts hold none and need no closer look."""
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_BLOCKS = frozenset({"text", "problem", "reference_solution"})
"""The texts of a lesson that stand in a block of their own, where a heading is nobody's but theirs."""


def outside(composition: Composition, texts: str, tags: Tags = ()) -> Iterator[Finding]:
    """What stands in texts from outside and does not belong there. `tags` are those of the frame.

    `texts` are those of the lesson together, for a first look.
    """
    if not _odd(texts) and not _odd_in(composition.placed):
        return
    for text, place in _texts(composition):
        if not _odd(text):
            continue
        place = place if isinstance(place, Place) else composition.place(*place)
        where = ".".join(str(step) for step in place.path)
        rule = place.path[0] == "rules"
        for code, found in _within_text(text, rule, place.path[-1] in _BLOCKS, tags):
            if code == "PED804":
                yield Finding.of(code, _say("PED804", place=where), places=(place,))
            else:
                cut, begins = " ".join(found.split())[:40], rule and code == "PED802"
                message = _say("rule.begins" if begins else f"PED80{code[-1]}", place=where, found=cut)
                yield Finding.of(code, message, args={"found": found}, places=(place,))


@kept(32)
def _within_text(text: str, rule: bool, block: bool, tags: Tags) -> tuple[tuple[str, str], ...]:
    """What is found in a text, by code; kept, as one lesson stands beside many compositions."""
    heading = None if rule or block else _HEADING.search(text)
    gap = _TEMPLATE.search(text)
    mark = next(marks_in(clean(text), tags), None)
    opening = opening_of(line(text)) if rule else heading and heading[0]
    found = [("PED801", gap and gap[0]), ("PED802", opening), ("PED803", mark)]
    told = [(code, what) for code, what in found if what]
    return (*told, ("PED804", "")) if has_invisible(text) else tuple(told)


def _odd(text: str) -> bool:
    """Whether a text needs a closer look."""
    return not (text.isascii() and text.isprintable() and not _SUSPECT.search(text))


@kept(256)
def _odd_in(placed: Placing) -> tuple[tuple[str, Place], ...]:
    """The texts in parameters of attributes that need a closer look, with their places; kept for the next lesson."""
    return tuple(
        (text, one.place(*path))
        for one in placed
        for name in one.attribute.parameters()
        for text, path in _within(getattr(one.attribute, name), (name,))
        if _odd(text)
    )


def _within(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """The texts in a value, with their paths."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _within(part, (*path, key))
    elif isinstance(value, Sequence):
        for i, part in enumerate(value):
            yield from _within(part, (*path, i))


def _texts(composition: Composition) -> Iterator[tuple[str, Place | Path]]:
    for i, fact in enumerate(composition.facts):
        yield fact, ("facts", i)
    yield from _inside(composition.context, ("context",))
    yield from _odd_in(composition.placed)


def _inside(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """The texts in a context, with their paths; enumerated values are none."""
    for name, part in value.__dict__.items():
        if not part or name in ("setting", "goal"):
            continue
        if isinstance(part, str):
            yield part, (*path, name)
        elif isinstance(part, tuple):
            for i, one in enumerate(part):
                if isinstance(one, str):
                    yield one, (*path, name, i)
                else:
                    yield from _inside(one, (*path, name, i))
        else:
            yield from _inside(part, (*path, name))
