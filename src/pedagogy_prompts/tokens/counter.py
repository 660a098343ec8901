"""Counting tokens: exactly, by estimate, or by a provider's own count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from ..base.cached import kept
from ..base.errors import ArgumentError
from ..base.inline import shown
from . import estimates
from .models import HasModels, Model, UnknownModelError, find_model, list_models, unknown_encoding
from .vocabulary import ENCODINGS, CountingError, encoded, load_encoding

Kind = Literal["exact", "estimate", "provider", "characters"]

DEFAULT_ENCODING = "o200k_base"


@dataclass(frozen=True, slots=True)
class TokenCount:
    """A number of tokens, or of characters, and how far it can be trusted.

    Attributes:
        value: the number, or for an estimate the usual number.
        low: the least that it may be; equal to `value` unless an estimate.
        high: the most that it may be. Budgets compare this one.
        kind: `exact`, `estimate`, `provider` (counted by the function passed as `counter`) or
            `characters`, where a budget counts these.
        basis: what the number rests on, in words.
    """

    value: int
    low: int
    high: int
    kind: Kind
    basis: str

    def to_dict(self) -> dict[str, Any]:
        """All fields, as plain data."""
        return asdict(self)

    def __str__(self) -> str:
        unit = ("character" if self.kind == "characters" else "token") + ("" if self.high == 1 else "s")
        if self.kind == "estimate":
            return f"about {self.value:,} {unit} ({self.low:,} to {self.high:,})"
        return f"{self.value:,} {unit}"


class Counter:
    """Counts tokens for one model or encoding. `counter_for` makes them.

    Nothing is loaded until the first text is counted.

    Attributes:
        exact: whether counts are exact.
        basis: what the counts rest on, in words.
        model: the model counted for, if one was named and is known.
        slack: tokens that every estimate adds to `high` once, however short the text. The `high`
            numbers of n parts, less n - 1 times this, are never below the `high` of the whole.
    """

    __slots__ = ("_range", "basis", "exact", "kind", "model", "slack")

    def __init__(
        self,
        count: Callable[[str], tuple[int, int, int]],
        *,
        kind: Kind,
        basis: str,
        model: Model | None,
        slack: int = 0,
    ) -> None:
        self._range = count
        self.kind: Kind = kind
        self.exact: bool = kind == "exact"
        self.basis: str = basis
        self.model: Model | None = model
        self.slack: int = slack

    def count(self, text: str) -> TokenCount:
        """The number of tokens in `text`, with its range and basis."""
        low, value, high = self._range(text)
        return TokenCount(value, low, high, self.kind, self.basis)

    def measure(self, text: str) -> int:
        """The number that budgets compare: the most tokens that `text` may have."""
        return self._range(text)[2]


def counter_for(
    *,
    model: str | None = None,
    encoding: str | None = None,
    like: str | None = None,
    counter: Callable[[str], int] | None = None,
    packs: Sequence[HasModels] = (),
) -> Counter:
    """The counter for a model, an encoding, or a count of one's own.

    Say one of these; with none, the encoding is `o200k_base`.

    Args:
        model: a model's name, for example `gpt-4o` or `claude-sonnet-4-5`. Beside `like` or
            `counter` it may be any name, which then only says what is counted for.
        encoding: `o200k_base`, `cl100k_base` or `o200k_harmony`.
        like: a known model that counts as yours does, for deployment names of your own.
        counter: a function from text to its number of tokens, for example a call of a provider's
            counting endpoint.
        packs: packs whose models are known too.

    Raises:
        UnknownModelError: the model or encoding is not known.
        CountingError: two ways were given at once.
    """
    ways = {"model": model, "encoding": encoding, "like": like, "counter": counter}
    given = [way for way, value in ways.items() if value is not None]
    if len(given) > 1 and given not in (["model", "like"], ["model", "counter"]):
        raise CountingError(
            f"Say in one way what to count for, not in {len(given)}: {', '.join(f'{way}=' for way in given)}. "
            "Only model= may stand beside like= or counter=, as a name of your own."
        )
    if counter is not None:
        return _own_counter(counter, model, packs)
    if encoding is not None:
        return _exact(encoding, None)
    name = like if like is not None else model
    if name is None:
        return _exact(DEFAULT_ENCODING, None)
    found = find_model(name, packs)
    made = _estimate(found) if found.encoding is None else _exact(found.encoding, found)
    if like is not None and model is not None:
        made.model = replace(found, name=model, aliases=())
        made.basis = f"{made.basis}; {model} is taken to count like {found.name}"
    return made


def count_tokens(
    text: str,
    *,
    model: str | None = None,
    encoding: str | None = None,
    like: str | None = None,
    counter: Callable[[str], int] | None = None,
    packs: Sequence[HasModels] = (),
) -> TokenCount:
    """Count the tokens of `text` offline: exactly for OpenAI's encodings, by estimate for others.

    Names of special tokens in the text (`<|endoftext|>`) count as the plain text they are. See
    `counter_for` for the parameters and errors.

    Example:
        >>> count_tokens("Ask one guiding question.").value
        5
    """
    if not isinstance(text, str):
        raise ArgumentError(f"The tokens of a text are counted, not of {shown(text)}.")
    return counter_for(model=model, encoding=encoding, like=like, counter=counter, packs=packs).count(text)


_LINE_END = re.compile(r"\n(?=[^\s/])")
"""Behind it no token reaches over: a line break, unless white space or "/" follows. So exact counts add up."""

_SHORT = 500
"""Counts of lines up to this many characters are kept."""


def count_parts(first: str, rest: str, *, encoding: str = DEFAULT_ENCODING, like: str | None = None) -> TokenCount:
    """Count the tokens of `first + rest`, where `first` ends with a line break and `rest` begins with a letter or sign.

    The count of `first` is kept, and so are those of the lines in `rest`: from one lesson to the next few are new.
    Raises `UnknownModelError` for an encoding or model that is not known.
    """
    if like is not None:
        return counter_for(like=like).count(first + rest)
    basis = _exact(encoding, None).basis
    *lines, last = _LINE_END.split(rest)
    number = _kept_count(first, encoding) + _kept_count(last, encoding)
    for line in lines:
        number += _line_count(line, encoding) if len(line) < _SHORT else _count(line + "\n", encoding)
    return TokenCount(number, number, number, "exact", basis)


def _count(text: str, encoding: str) -> int:
    return len(encoded(load_encoding(encoding), text))


_kept_count = lru_cache(maxsize=256)(_count)


@kept(4096)
def _line_count(line: str, encoding: str) -> int:
    return _count(line + "\n", encoding)


def _exact(encoding: str, model: Model | None) -> Counter:
    if encoding not in ENCODINGS:
        raise unknown_encoding(encoding, ENCODINGS)

    def count(text: str) -> tuple[int, int, int]:
        number = _count(text, encoding)
        return number, number, number

    basis = f"counted with {encoding}" + (f", the encoding of {model.name}" if model else "")
    return Counter(count, kind="exact", basis=basis, model=model)


def _characters(text: str) -> tuple[int, int, int]:
    return len(text), len(text), len(text)


CHARACTERS = Counter(_characters, kind="characters", basis="characters, counted", model=None)
"""Counts the characters of a text, as fields of chat products do."""


def _estimate(model: Model) -> Counter:
    tables = estimates.factor_tables()
    if model.factors is None or model.factors not in tables:
        raise CountingError(
            f"The model {model.name!r} has neither an encoding nor a factor table that exists ({model.factors!r}). "
            f"Factor tables are {', '.join(tables)}; encodings are {', '.join(ENCODINGS)}."
        )
    table = tables[model.factors]
    return Counter(table.estimate, kind="estimate", basis=table.basis, model=model, slack=table.slack)


def counter_like(model: Model) -> str:
    """The name of a model of the library whose tokens are estimated as those of `model` are.

    Raises `CountingError` where `model` does not say how its tokens are counted.
    """
    _estimate(model)
    return next(one.name for one in list_models() if one.factors == model.factors)


def _own_counter(counter: Callable[[str], int], model: str | None, packs: Sequence[HasModels]) -> Counter:
    known = None
    if model is not None:
        try:
            known = find_model(model, packs)
        except UnknownModelError:
            known = None  # A name of one's own: the counter is enough.

    def count(text: str) -> tuple[int, int, int]:
        number = counter(text)
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise CountingError(
                f"The counter gave back {shown(number)}, not a number of tokens. It must return an int of 0 or more."
            )
        return number, number, number

    name = getattr(counter, "__name__", type(counter).__name__)
    return Counter(count, kind="provider", basis=f"counted by {name}", model=known)
