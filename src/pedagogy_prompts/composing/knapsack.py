"""The choice of wording that says the most within a limit.

Nothing is ever cut. Each unit of the text comes in several options (full, brief, absent ...), each with its price in
tokens and its worth; the fit picks one option a unit so that the worth is greatest and the price within the limit. It
is the multiple-choice knapsack problem, solved exactly by dynamic programming over the price.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """One way to say a unit: what it costs, what it is worth, and a name for it. `empty` when it says nothing."""

    price: int
    worth: int
    name: Any
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Units that stand under one heading, which costs `heading` tokens as soon as one of them says something."""

    heading: int
    units: tuple[tuple[Option, ...], ...]


_NEVER = -(10**12)
"""Less than any worth: nothing fits."""

_Worths = list[int]
"""At each price the greatest worth that so much, or less, can buy. Beyond its end it stays as it is."""


class Fit:
    """The greatest worth for every price from 0 to `limit`."""

    def __init__(self, groups: Sequence[Group], limit: int) -> None:
        self._stages: list[tuple[Group, tuple[Option, ...] | None, _Worths, list[_Worths]]] = []
        worths, reach = [0] if limit >= 0 else [_NEVER], 0
        for group in groups:
            silent = _silent(group)
            opened = _best([(worths, group.heading, 0)], min(limit, reach + group.heading) + 1)
            reach += group.heading
            steps: list[_Worths] = []
            for options in group.units:
                steps.append(opened)
                reach += max(option.price for option in options)
                opened = _best([(opened, option.price, option.worth) for option in options], min(limit, reach) + 1)
            self._stages.append((group, silent, worths, steps))
            if silent is not None:
                price, worth = sum(option.price for option in silent), sum(option.worth for option in silent)
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
        """The choice of greatest worth at `price`: the names of its options, in order."""
        found: list[Any] = []
        worth = _at(self.worths, price)
        for group, silent, before, steps in reversed(self._stages):
            if silent is not None:
                less, left = (
                    price - sum(option.price for option in silent),
                    worth - sum(option.worth for option in silent),
                )
                if _at(before, less) == left:
                    found += [option.name for option in reversed(silent)]
                    price, worth = less, left
                    continue
            for options, had in zip(reversed(group.units), reversed(steps), strict=True):
                option = next(one for one in options if _at(had, price - one.price) == worth - one.worth)
                price, worth = price - option.price, worth - option.worth
                found.append(option.name)
            price -= group.heading
        return found[::-1]


def _silent(group: Group) -> tuple[Option, ...] | None:
    """The options in which nothing under a heading is said, so that it is not paid for; None where there are none."""
    empty = [next((option for option in options if option.empty), None) for options in group.units]
    return tuple(option for option in empty if option) if group.heading and all(empty) else None


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
