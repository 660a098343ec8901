"""The events of a text are those of ruamel.yaml itself, in the same places, and so is what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pedagogy_prompts.presets.editing import _FAILURES
from pedagogy_prompts.presets.reading.events import events
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text

PIECES = (
    "a", "word word", "key: value", "- ", "-", ": ", ":", "?", "? ", " #", "#", " ", "   ", "\n", "\n  ", "\n    - ",
    "\t", "'", '"', "''", "\\", "\\n", "[", "]", "{", "}", ", ", ",", "|\n", ">-\n", "&a ", "*a", "!t ", "\r\n", "\r",
    "\x85", "\u2028", "\ufeff", "\xe9", "\n---\n", "...", "%YAML 1.1\n---\n", "@", "0",
)  # fmt: skip

KEPT = ("value", "anchor", "tag", "style", "implicit", "flow_style", "explicit")


def told(found: Iterator[Any]) -> list[tuple[Any, ...]]:
    """Each event with its place, and the error that ends them, if one does."""
    every: list[tuple[Any, ...]] = []
    while True:
        try:
            one = next(found)
        except StopIteration:
            return every
        except _FAILURES as error:
            marks = (getattr(error, name, None) for name in ("context_mark", "problem_mark"))
            return [*every, (type(error).__name__, getattr(error, "problem", ""), *map(_at, marks))]
        kept = (str(getattr(one, name, None)) for name in KEPT)
        every.append((type(one).__name__, *kept, _at(one.start_mark), _at(one.end_mark)))


def _at(mark: Any) -> tuple[int, int, int] | None:
    return mark and (mark.index, mark.line, mark.column)


def same(text: str) -> None:
    first, again = told(events(text)), told(events(text))  # what was read to its end is kept
    assert first == again == told(YAML(typ="safe", pure=True).parse(text))


def test_every_shipped_preset_has_the_events_of_ruamel() -> None:
    for name in shipped_presets():
        same(shipped_text(name))


@given(st.lists(st.sampled_from(PIECES), max_size=18).map("".join))
@example("{a:? b, c: [d:e, f:, g]}")
@example("a:\n  b c\n  d # e\nf: 'g  h\n  i''j'\nk: \"l\\\n  m\"\n")
@example("- [a b\n  c, d]\n- e\tf\n- g ::h: i\n")
@example("%YAML 1.1\n---\n{a?b: c}\n")
def test_any_text_has_the_events_of_ruamel(text: str) -> None:
    same(text)
