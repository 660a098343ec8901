"""What stands in texts from outside and does not belong there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..base.path import Path
from ..base.text import has_invisible
from ..reports.report import Finding, Place
from .gather import Composition

_TEMPLATE = re.compile(
    r"(?<![\w^\\}])\{\{(?: *[^\W\d]\w+(?:[ .-]\w+){0,4} *| [^\W\d] )\}\}(?!\})|\$\{ *[^\W\d]\w+(?:\.\w+)* *\}(?!\$)"
)
"""An unfilled name, as `{{ student_name }}` or `${name}`; not the braces of a formula or of code."""
_ROLE = re.compile(
    r"<\s*/?\s*(system|assistant|user|human|developer|tool)\b|<\|[^|>]{1,40}\|>|\[/?(INST|SYS)\]|<</?SYS>>"
    r"|^\s*(system|assistant|user|human|developer)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_SUSPECT = re.compile(r"[{}<\[:#]")
"""One of these is in everything that is looked for; most texts hold none and need no closer look."""
_TAG = re.compile(r"^</?[a-z_]+>\s*$", re.MULTILINE)
_HEADING = re.compile(rf"^#{{1,6}} |{_TAG.pattern}", re.MULTILINE)
_BLOCKS = frozenset({"text", "problem", "reference_solution"})
"""The texts of a lesson that stand in a block of their own, where a heading is nobody's but theirs."""


def outside(composition: Composition) -> Iterator[Finding]:
    """What stands in texts from outside and does not belong there."""
    strings = _strings(composition.context)
    together = " ".join([*strings, *composition.facts, *[rule for rule, _ in composition.rules]])
    if together.isascii() and together.isprintable() and not _SUSPECT.search(together):
        return
    for text, place in _texts(composition):
        if not _SUSPECT.search(text) and not has_invisible(text):
            continue
        place = place if isinstance(place, Place) else composition.place(*place)
        where = ".".join(str(step) for step in place.path)
        for code, hit, told in (
            ("PED801", _TEMPLATE.search(text), "template marks; they are sent as they stand, nothing fills them in"),
            (
                "PED802",
                (_TAG if place.path[-1] in _BLOCKS else _HEADING).search(text),
                "a heading or tag of its own; it is marked as data",
            ),
            ("PED803", _ROLE.search(text), "something that looks like a role tag; it is marked as data"),
        ):
            if hit:
                shown = " ".join(hit[0].split())[:40]
                yield Finding.of(code, f"`{where}` holds {told}: {shown}", args={"found": hit[0]}, places=(place,))
        if has_invisible(text):
            yield Finding.of(
                "PED804",
                f"`{where}` holds invisible or control characters; they are taken out.",
                places=(place,),
            )


def _texts(composition: Composition) -> Iterator[tuple[str, Place | Path]]:
    yield from composition.rules
    for i, fact in enumerate(composition.facts):
        yield fact, ("facts", i)
    yield from _inside(composition.context, ("context",))


def _strings(value: Any) -> list[str]:
    """The texts in a context alone, for a first look at all of them together."""
    found: list[str] = []
    for part in value.__dict__.values():
        if not part:
            continue
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, tuple):
            for one in part:
                found += [one] if isinstance(one, str) else _strings(one)
        else:
            found += _strings(part)
    return found


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
