"""Budgets, and the choice of wording that says the most within one.

Nothing is ever cut. Each unit of the text comes in up to three forms (full, brief, absent), each with its price in
tokens and its worth; the fit picks one form a unit so that the worth is greatest and the price within the limit. It is
the multiple-choice knapsack problem, solved exactly over the Pareto front of (price, worth).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BRIEF_WORTH = 6
FULL_WORTH = 10
"""A brief text carries the same norms without reasons and examples: judged at six tenths of the full one's worth."""

MUST_PRIORITY = 2
SHOULD_PRIORITY = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """How long an instruction may be.

    `tokens` (at least 1) or `share` of the model's context window (above 0, at most 1). `reserve` and `learner_reserve`
    are tokens kept free, for the conversation and for the learner part. `step` rounds the limit down to its multiples,
    so that neighbouring budgets give the same text. `required` attributes are never left out; `priority` (1 to 9;
    2 for a must, 1 for a should) weighs what is kept; `keep_with` leaves an attribute out unless the other one is in.
    """

    tokens: int | None = None
    share: float | None = None
    reserve: int = 0
    learner_reserve: int = 0
    step: int = 1
    required: tuple[str, ...] = ()
    priority: Mapping[str, int] = field(default_factory=dict)
    keep_with: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.tokens is None) == (self.share is None):
            raise ValueError("A budget is either `tokens` or a `share` of the context window, one of the two.")
        if self.tokens is not None and (not _whole(self.tokens) or self.tokens < 1):
            raise ValueError(f"`tokens` is a whole number, at least 1, not {self.tokens!r}.")
        if self.share is not None and not 0 < self.share <= 1:
            raise ValueError(f"`share` is a part of the context window, above 0 and at most 1, not {self.share!r}.")
        for name in ("reserve", "learner_reserve"):
            if not _whole(getattr(self, name)) or getattr(self, name) < 0:
                raise ValueError(f"`{name}` is a whole number of tokens, at least 0, not {getattr(self, name)!r}.")
        if not _whole(self.step) or self.step < 1:
            raise ValueError(f"`step` is a whole number of tokens, at least 1, not {self.step!r}.")
        for slug, weight in self.priority.items():
            if not _whole(weight) or not 1 <= weight <= 9:
                raise ValueError(f"The priority of {slug} is a whole number from 1 to 9, not {weight!r}.")

    def __hash__(self) -> int:
        return hash((self.tokens, self.share, self.reserve, self.learner_reserve, self.step, self.required))

    def limit(self, window: int | None) -> int:
        """The tokens the stable text may take. Raises ValueError for a share of a window nobody knows."""
        if self.tokens is not None:
            whole = self.tokens
        elif window is None:
            raise ValueError("A share of the context window needs a model whose window is known.")
        else:
            whole = int(window * (self.share or 0))
        free = whole - self.reserve - self.learner_reserve
        return free // self.step * self.step

    def to_data(self) -> dict[str, Any]:
        """The budget as a preset writes it."""
        data: dict[str, Any] = {"tokens": self.tokens} if self.tokens is not None else {"share": self.share}
        for name in ("reserve", "learner_reserve"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        if self.step != 1:
            data["step"] = self.step
        if self.required:
            data["required"] = list(self.required)
        if self.priority:
            data["priority"] = dict(self.priority)
        if self.keep_with:
            data["keep_with"] = dict(self.keep_with)
        return data


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a unit: what it costs, what it is worth, and a name for it. `empty` when it says nothing."""

    price: int
    worth: int
    name: Any
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """Units that stand under one heading, which costs `heading` tokens as soon as one of them says something."""

    heading: int
    units: tuple[tuple[Form, ...], ...]


def fit(shelves: Sequence[Shelf], limit: int) -> tuple[int, list[Any]] | None:
    """The forms of greatest worth whose price is within `limit`: (price, the chosen names in order).

    Among equal worth the cheaper choice wins, then the one that comes first. None where nothing fits.
    """
    front: list[_Point] = [_Point(0, 0, None, None)]
    for shelf in shelves:
        closed = front
        opened: list[_Point] = []
        for forms in shelf.units:
            still, then = [], []
            for form in forms:
                if form.empty:
                    still += _add(closed, form, 0, limit)
                else:
                    then += _add(closed, form, shelf.heading, limit)
                then += _add(opened, form, 0, limit)
            closed, opened = _front(still), _front(then)
        front = _front([*closed, *opened])
        if not front:
            return None
    best = front[-1]
    names: list[Any] = []
    point: _Point | None = best
    while point is not None and point.before is not None:
        names.append(point.name)
        point = point.before
    return best.price, names[::-1]


class _Point:
    __slots__ = ("before", "name", "price", "worth")

    def __init__(self, price: int, worth: int, name: Any, before: _Point | None) -> None:
        self.price = price
        self.worth = worth
        self.name = name
        self.before = before


def _add(points: Iterable[_Point], form: Form, heading: int, limit: int) -> list[_Point]:
    price, worth, name = form.price + heading, form.worth, form.name
    most = limit - price
    return [_Point(point.price + price, point.worth + worth, name, point) for point in points if point.price <= most]


def _front(points: list[_Point]) -> list[_Point]:
    """The points no other beats in both price and worth, by rising price."""
    points.sort(key=lambda point: (point.price, -point.worth))
    kept: list[_Point] = []
    best = -1
    for point in points:
        if point.worth > best:
            kept.append(point)
            best = point.worth
    return kept
