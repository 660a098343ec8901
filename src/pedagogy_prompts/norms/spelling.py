"""The nearest known names to a wrong one, and numbers that are written in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MAX_WORD = 100
"""A longer word is nobody's slip of the pen."""
MAX_COMPARED = 20_000
"""How many known words are looked at while one text is read: a list of a thousand slips needs no thousand hints."""

_LEFT: ContextVar[list[int] | None] = ContextVar("_LEFT", default=None)


@contextmanager
def sparing() -> Iterator[None]:
    """Within this, no more than `MAX_COMPARED` known words are looked at, all told."""
    if _LEFT.get() is not None:
        yield
        return
    token = _LEFT.set([MAX_COMPARED])
    try:
        yield
    finally:
        _LEFT.reset(token)


_CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_ORDINALS = (
    "1st first", "2nd second", "3rd third", "4th fourth", "5th fifth", "6th sixth", "7th seventh", "8th eighth",
    "9th ninth", "10th tenth", "11th eleventh", "12th twelfth", "13th thirteenth",
)  # fmt: skip
_FIGURES = {
    **{word: str(n) for n, word in enumerate(_CARDINALS)},
    **{word: str(10 * n) for n, word in enumerate(_TENS, 3)},
    **{word: figure for figure, word in map(str.split, _ORDINALS)},
}


def too_long(word: str | float) -> bool:
    """Whether a word or number has more than `MAX_WORD` characters. Python cannot even write every whole number."""
    return len(word) > MAX_WORD if isinstance(word, str) else not abs(word) < 10**MAX_WORD


def nearest(word: object, known: Iterable[str]) -> list[str]:
    """The one or two known words nearest to `word`."""
    if not isinstance(word, str | int | float) or too_long(word):
        return []
    left = _LEFT.get()
    if left is not None and left[0] <= 0:
        return []
    import difflib

    names = {name.lower(): name for name in known}
    if left is not None:
        left[0] -= len(names)
    told = str(word).lower()
    near = difflib.get_close_matches(told, list(names), n=2, cutoff=0.6)
    near = near or [name for name in names if len(told) > 2 and name.startswith(told)][:2]
    return [names[name] for name in near]


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """' Did you mean "x"?' for the known words nearest to `word`, or an empty string."""
    near = nearest(word, known)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def with_figures(text: str) -> str:
    """A text in lower case with its numbers in figures: "fourth grade" as "4th grade"."""
    return re.sub("[a-z]+", lambda word: _FIGURES.get(word[0], word[0]), text.casefold())
