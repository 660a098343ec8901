"""How much one template may do: each step is counted as it is taken, and so is each text that is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..base.errors import PedagogyError
from ..base.inline import shown


class BrokenStringError(ValueError):
    """A template cannot be read or said; the message says why."""


@contextmanager
def one_error() -> Iterator[None]:
    """Whatever Jinja or Python raises for somebody's template, as BrokenStringError."""
    try:
        yield
    except (BrokenStringError, PedagogyError):
        raise
    except RecursionError as error:
        raise BrokenStringError("it is nested too deeply") from error
    except ValueError as error:
        raise BrokenStringError("a number in it is too long") from error
    except Exception as error:
        from jinja2 import TemplateSyntaxError

        if isinstance(error, TemplateSyntaxError):
            raise BrokenStringError(f"{(error.message or '')[:200]} (line {error.lineno})") from error
        raise BrokenStringError(str(error)[:200].rstrip(".")) from error


MOST_CHARACTERS = 20_000
"""How long a template may be."""
MOST_SAID = 200_000
"""How many characters it may say: many long values fit, and nothing that grows by itself."""
MOST_STEPS = 20_000
"""How many steps a sentence may take, with all the phrases it is made of."""

_CHARACTERS, _ITEMS = 1_000, 10  # what is done with so many of a text, or of a list, is a step


class Effort:
    """The steps that are left."""

    def __init__(self, most: int = MOST_STEPS) -> None:
        self.most = self.left = most

    def take(self, steps: int = 1) -> None:
        """Raise BrokenStringError where so many steps are too many."""
        self.left -= steps
        if self.left < 0:
            raise BrokenStringError(f"it takes more than {self.most:,} steps: loop less, or say less in each round")

    def handle(self, *values: Any) -> None:
        """Take the steps that it is to read or to write these values."""
        self.take(1 + sum(map(weight, values)))

    def joining(self, items: Any, between: Any) -> None:
        """Take, before it is done, the steps that it is to put a text between items."""
        if isinstance(items, list | tuple) and isinstance(between, str):
            self.take(len(items) * len(between) // _CHARACTERS)


def weight(value: Any) -> int:
    """The steps that it is to read or to write a value."""
    if isinstance(value, str):
        return len(value) // _CHARACTERS
    if isinstance(value, list | tuple):
        return len(value) // _ITEMS + sum(len(item) for item in value if isinstance(item, str)) // _CHARACTERS
    return 0


class Said:
    """What a template has said so far."""

    def __init__(self, effort: Effort) -> None:
        self._effort, self._pieces, self._length = effort, list[str](), 0

    def add(self, text: str) -> None:
        """One piece more. Raises BrokenStringError where all of them are too long."""
        self._effort.handle(text)
        self._pieces.append(text)
        self._length += len(text)
        if self._length > MOST_SAID:
            raise BrokenStringError(f"it says more than {MOST_SAID:,} characters")

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


def filtered(name: str, through: Callable[..., Any], value: Any, arguments: Sequence[Any], effort: Effort) -> Any:
    """A value put through a filter. Raises BrokenStringError where it does not take the value or its arguments."""
    effort.handle(value, *arguments)
    for text in arguments:
        effort.joining(value, text)
    try:
        return through(value, *arguments)
    except BrokenStringError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        given = ", ".join(shown(one, 40) for one in (value, *arguments))
        raise BrokenStringError(f"`{name}` does not take what it is given: {given}") from error
