"""PED406: somebody writes of learning styles, which studies do not bear out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...base.cached import kept
from ...base.path import Path
from ...presets.context import Context
from ...presets.learning_styles import SOURCE, advice, names_style
from ...presets.shipped import shipped_presets
from ...reports.report import Finding, Place
from ...reports.saying import Sentences
from ..claims import Placing
from ..gather import Composition

_say = Sentences("checking/rules")

_NOT_ADVICE = ("materials", "problem", "reference_solution")
"""Parts of the lesson that are content: a class may well read about learning styles."""


def find_for(composition: Composition, texts: str) -> Iterable[Finding]:
    """Words of authors, in rules, values and what is known of lesson and learner, that speak of learning styles."""
    found = [*_in_values(composition.placed)]
    if names_style(texts):
        found += [(text, composition.place(*path)) for text, path in _in_context(composition.context)]
        found += [
            (text, composition.place("facts", i)) for i, text in enumerate(composition.facts) if names_style(text)
        ]
    return _told({text: place for text, place in found if place.source not in shipped_presets()}) if found else ()


@kept(256)
def _in_values(placed: Placing) -> tuple[tuple[str, Place], ...]:
    """Kept: many lessons have the same attributes."""
    return tuple(
        (text, one.place(name))
        for one in placed
        for name in one.attribute.free_text
        for text, _ in _texts(one.attribute.as_written(name), ())
        if names_style(text)
    )


def _in_context(context: Context) -> Iterator[tuple[str, Path]]:
    data = {name: value for name, value in context.to_data().items() if name not in _NOT_ADVICE}
    return ((text, path) for text, path in _texts(data, ("context",)) if names_style(text))


def _texts(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, str):
        yield value, path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _texts(part, (*path, key))


def _told(found: dict[str, Place]) -> Iterator[Finding]:
    if found:
        first = next(iter(found))
        message = _say("PED406", text=first, advice=advice())
        yield Finding.of(
            "PED406", message, args={"citation": SOURCE, "texts": list(found)}, places=tuple(found.values())
        )
