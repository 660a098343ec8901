"""Budgets, and the choice of wording that says the most within one.

Nothing is ever cut. Each unit of the text comes in up to three forms (full, brief, absent), each with its price in
tokens and its worth; the fit picks one form a unit so that the worth is greatest and the price within the limit. It is
the multiple-choice knapsack problem, solved exactly by dynamic programming over the price.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

PRESENCE = 1000
"""What it is worth that a unit is said at all. Each token that its full wording has beyond the brief one is worth 1
more, and all of it is weighed by priority: so one thing more comes before the rest at length."""

MUST_PRIORITY = 2
SHOULD_PRIORITY = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """How long an instruction may be.

    `tokens` (at least 1) or `share` of the model's context window (above 0, at most 1). `reserve` and `learner_reserve`
    are tokens kept free, for the conversation and for the learner part. `step` rounds the limit down to its multiples,
    so that neighbouring budgets give the same text. `required` attributes are never left out; `priority` (1 to 9;
    2 for a must, 1 for a should) weighs what is kept; `keep_with` leaves an attribute out where the other one is left
    out.
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
        required = (self.required,) if isinstance(self.required, str) else tuple(self.required)
        object.__setattr__(self, "required", required)
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

    def whole(self, window: int | None) -> int:
        """The tokens of the whole budget. Raises ValueError for a share of a window nobody knows."""
        if self.tokens is not None:
            return self.tokens
        if window is None:
            raise ValueError("A share of the context window needs a model whose window is known.")
        return int(window * (self.share or 0))

    def limit(self, window: int | None) -> int:
        """The tokens the text without the learner part may take. Raises ValueError as `whole` does."""
        free = max(0, self.whole(window) - self.reserve - self.learner_reserve)
        return free // self.step * self.step

    def _tightness(self, window: int | None) -> float:
        # A share of a window nobody knows counts as looser than any number of tokens.
        return float("inf") if self.tokens is None and window is None else self.limit(window)

    def least(self, tokens: int) -> int:
        """The smallest budget, in tokens, that leaves `tokens` for the text."""
        return -(-tokens // self.step) * self.step + self.reserve + self.learner_reserve

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


def stacked(call: Budget | int | float | None, presets: Sequence[Budget], window: int | None) -> Budget | None:
    """The budget that holds for a call with presets, from the outside in, for a model with this context window.

    A `Budget` in the call is all there is. A number in the call takes the place of the presets' amounts; without one
    the tightest of them holds. What the presets require is required, their reserves and steps are the largest, and of
    their priorities and ties the inner ones win. Raises ValueError for a wrong amount.
    """
    if isinstance(call, Budget):
        return call
    amount = None if call is None else _amount(call)
    if not presets:
        return amount
    amount = amount or min(presets, key=lambda budget: budget._tightness(window))
    return replace(
        amount,
        reserve=max(budget.reserve for budget in presets),
        learner_reserve=max(budget.learner_reserve for budget in presets),
        step=max(budget.step for budget in presets),
        required=tuple(dict.fromkeys(slug for budget in presets for slug in budget.required)),
        priority={slug: weight for budget in presets for slug, weight in budget.priority.items()},
        keep_with={slug: other for budget in presets for slug, other in budget.keep_with.items()},
    )


def _amount(value: int | float) -> Budget:
    """Tokens (a whole number), or a share of the context window (a fraction below 1)."""
    if isinstance(value, float) and 0 < value < 1:
        return Budget(share=value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"A budget is a number of tokens, or a share of the context window below 1, not {value!r}.")
    return Budget(tokens=value)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a budget left for one text, and what was made of it.

    `limit` is for the text without the learner part, which takes `spent`; `required` are the attributes that could not
    be left out, `left_out` those that were; `pinned` says that the wording was not up for choice. A budget larger by
    `richer` tokens would say more, of `richer_of`; None where there is no more to say.
    """

    limit: int
    reserve: int = 0
    learner_reserve: int = 0
    required: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pinned: bool = False
    richer: int | None = None
    richer_of: tuple[str, ...] = ()
    spent: int | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Allowance:
        lists = {name: tuple(data[name]) for name in ("required", "left_out", "richer_of")}
        return cls(**{**data, **lists})


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
    solved = Fit(shelves, limit)
    price = solved.price(limit)
    return None if price is None else (price, solved.names(price))


_NEVER = -(10**12)
"""Less than any worth: nothing fits."""

_Worths = list[int]
"""At each price the greatest worth that so much, or less, can buy. Beyond its end it stays as it is."""


class Fit:
    """The greatest worth for every price from 0 to `limit`."""

    def __init__(self, shelves: Sequence[Shelf], limit: int) -> None:
        self._stages: list[tuple[Shelf, tuple[Form, ...] | None, _Worths, list[_Worths]]] = []
        worths, reach = [0] if limit >= 0 else [_NEVER], 0
        for shelf in shelves:
            silent = _silent(shelf)
            opened = _best([(worths, shelf.heading, 0)], min(limit, reach + shelf.heading) + 1)
            reach += shelf.heading
            steps: list[_Worths] = []
            for forms in shelf.units:
                steps.append(opened)
                reach += max(form.price for form in forms)
                opened = _best([(opened, form.price, form.worth) for form in forms], min(limit, reach) + 1)
            self._stages.append((shelf, silent, worths, steps))
            if silent is not None:
                price, worth = sum(form.price for form in silent), sum(form.worth for form in silent)
                opened = _best([(opened, 0, 0), (worths, price, worth)], min(limit, reach) + 1)
            worths = opened
        self.worths = worths

    def worth(self, price: int) -> int:
        """The greatest worth that `price` can buy; below 0 where it buys no text at all."""
        return _at(self.worths, price)

    def price(self, limit: int) -> int | None:
        """The least that the greatest worth within `limit` costs."""
        worth = self.worth(limit)
        return bisect_left(self.worths, worth) if worth >= 0 else None

    def richer(self, worth: int) -> int | None:
        """The least price of something worth more; None where there is nothing within the limit."""
        price = bisect_right(self.worths, worth)
        return price if price < len(self.worths) else None

    def names(self, price: int) -> list[Any]:
        """The choice of greatest worth at `price`: the names of its forms, in order."""
        found: list[Any] = []
        worth = _at(self.worths, price)
        for shelf, silent, before, steps in reversed(self._stages):
            if silent is not None:
                less, left = price - sum(form.price for form in silent), worth - sum(form.worth for form in silent)
                if _at(before, less) == left:
                    found += [form.name for form in reversed(silent)]
                    price, worth = less, left
                    continue
            for forms, had in zip(reversed(shelf.units), reversed(steps), strict=True):
                form = next(one for one in forms if _at(had, price - one.price) == worth - one.worth)
                price, worth = price - form.price, worth - form.worth
                found.append(form.name)
            price -= shelf.heading
        return found[::-1]


def _silent(shelf: Shelf) -> tuple[Form, ...] | None:
    """The forms in which nothing under a heading is said, so that it is not paid for; None where there are none."""
    empty = [next((form for form in forms if form.empty), None) for forms in shelf.units]
    return tuple(form for form in empty if form) if shelf.heading and all(empty) else None


def _at(worths: _Worths, price: int) -> int:
    return _NEVER if price < 0 else worths[min(price, len(worths) - 1)]


def _best(moves: Sequence[tuple[_Worths, int, int]], size: int) -> _Worths:
    """The greatest worth at each price below `size`, each of `moves` adding a price and a worth to what was there."""
    size = max(size, 1)
    found: _Worths | None = None
    for before, price, worth in sorted(moves, key=lambda move: move[1:]):
        if price >= size or before[-1] < 0:
            continue
        had = before[: size - price]
        had += [had[-1]] * (size - price - len(had))
        if found is None:
            found = [_NEVER] * price + ([one + worth for one in had] if worth else had)
        else:
            moved = zip(found[price:], had, strict=True)
            found[price:] = [one if one > (more := other + worth) else more for one, other in moved]
    return [_NEVER] * size if found is None else found
