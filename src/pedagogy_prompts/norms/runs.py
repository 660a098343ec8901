"""Numbered things that words name: "chapters 1 to 4", "numbers up to 100"."""

from __future__ import annotations

import re
from typing import NamedTuple

_RUN = re.compile(r"\b([a-z]+?)s? (?:from )?(?:(\d{1,9}) ?(?:to|-|\u2013) ?|up to )(\d{1,9})\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_BARE = "number"
"""What every number of a text is one of."""
_WHOLE = re.compile(r"(?<![\w.,])\d{1,9}(?![.,]?\w)")
_BELOW_ZERO = re.compile(r"\b(?:below zero|negative numbers?)\b")
_BEYOND = "beyond "


class _Run(NamedTuple):
    kind: str
    first: int
    last: int

    def numbers(self, words: str) -> list[int]:
        """The numbers of its kind in words."""
        told = _THOUSANDS.sub("", words)
        if self.kind != _BARE:
            return [int(one) for one in re.findall(rf"\b{self.kind}s? (\d{{1,9}})\b", told)]
        return [*map(int, _WHOLE.findall(told)), *[-1] * len(_BELOW_ZERO.findall(told))]


def _run(words: str) -> _Run | None:
    found = _RUN.search(_THOUSANDS.sub("", words))
    return _Run(found[1], int(found[2] or 0), int(found[3])) if found else None


def beyond(texts: list[str]) -> str | None:
    """What lies beyond the one run that texts name; None where they name none, or several."""
    named = [text for text in texts if _run(text.casefold())]
    return _BEYOND + named[0] if len(named) == 1 else None


def within(named: str) -> str | None:
    """The run beyond which something lies that is named so; None where it is named by itself."""
    return named.removeprefix(_BEYOND) if named.startswith(_BEYOND) and _run(named) else None


def numbered_in(words: str, named: str) -> bool:
    """Whether words, in lower case, speak of one of the numbered things that are named, or that lie beyond these."""
    run = _run(named)
    outside = named.startswith(_BEYOND)
    return run is not None and any((run.first <= one <= run.last) is not outside for one in run.numbers(words))
