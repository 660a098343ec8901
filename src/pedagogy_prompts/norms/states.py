"""Which combinations of values can occur together, counted and numbered without a look at those that cannot.

The variables are gone through one by one. All that has to be known of the values chosen so far is what the facts still
rule out, so branches that leave the same are counted once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .theory import Fact, ruled_out
from .variables import Value

Classes = tuple[tuple[Value, ...], ...]
_Side = tuple[int, frozenset[int]]
"""An axis, by its number, and the classes in which it would have to lie."""
_NOTHING_LEFT = 1
"""The bit of the box without sides, which rules out all states."""


class Told(NamedTuple):
    """A variable by its name, with its values in classes of like ones."""

    name: str
    classes: Classes


class States(NamedTuple):
    """All combinations that can occur, numbered: the first variable changes fastest."""

    number: int
    masks: tuple[tuple[int, ...], ...]
    """For each variable and each of its classes the states in which it lies in it, as bits."""


@lru_cache(maxsize=256)
def states_of(told: tuple[Told, ...], hidden: tuple[Told, ...], facts: tuple[Fact, ...]) -> States:
    """The combinations of `told` that occur in some state; `hidden` are further variables the facts speak of."""
    tree = _tree(told, hidden, facts)
    count, masks = tree.masks(len(tree.axes), tree.ruled)
    return States(count, tuple(map(tuple, masks)))


@lru_cache(maxsize=1024)
def count_of(told: tuple[Told, ...], hidden: tuple[Told, ...], facts: tuple[Fact, ...]) -> int:
    """How many combinations occur."""
    tree = _tree(told, hidden, facts)
    return tree.count(len(tree.axes), tree.ruled)


@lru_cache(maxsize=1)
def _tree(told: tuple[Told, ...], hidden: tuple[Told, ...], facts: tuple[Fact, ...]) -> _Tree:
    """Who counts the combinations numbers them next."""
    return _Tree([*hidden, *told], len(hidden), facts)


class _Tree:
    """Choices of classes for the last variable first; the first `hidden` variables are only asked for one that fits."""

    def __init__(self, axes: Sequence[Told], hidden: int, facts: Sequence[Fact]) -> None:
        self.axes = axes
        self.hidden = hidden
        self._bits: dict[tuple[_Side, ...], int] = {(): _NOTHING_LEFT}
        self._left: dict[int, int] = {}
        """For each box, by its bit, the bit of what is left of it once its last axis is chosen."""
        self._speaking = [0] * len(axes)
        """For each axis the boxes whose last side it is, and for each of its classes those of them that it lies in."""
        self._inside = [[0] * len(axis.classes) for axis in axes]
        self.ruled = self._ruled(facts)
        self._kept: dict[tuple[int, int], list[int]] = {}
        self._counts: dict[tuple[int, int], int] = {}
        self._masks: dict[tuple[int, int], tuple[int, list[list[int]]]] = {}

    def _ruled(self, facts: Sequence[Fact]) -> int:
        """The boxes that the facts rule out, each as a bit."""
        number = {axis.name: i for i, axis in enumerate(self.axes)}
        ruled = 0
        for fact in facts:
            for box in ruled_out(fact).boxes:
                sides = []
                for name, (positive, values) in box:
                    classes = self.axes[number[name]].classes
                    inside = frozenset(k for k, one in enumerate(classes) if (one[0] in values) is positive)
                    sides.append((number[name], inside))
                ruled |= self._bit(tuple(sorted(sides, key=lambda side: side[0])))
        return ruled

    def _bit(self, box: tuple[_Side, ...]) -> int:
        """The bit of a box; what is left of it has one too."""
        bit = self._bits.get(box)
        if bit is None:
            left = self._bit(box[:-1])
            bit = self._bits[box] = 1 << len(self._bits)
            axis, classes = box[-1]
            self._left[bit] = left
            self._speaking[axis] |= bit
            for k in classes:
                self._inside[axis][k] |= bit
        return bit

    def count(self, level: int, ruled: int) -> int:
        """The number of states of the first `level` variables that are not ruled out."""
        if ruled & _NOTHING_LEFT:
            return 0
        if not level:
            return 1
        known = self._counts.get((level, ruled))
        if known is None:
            parts = (self.count(level - 1, left) for left in self._branches(level - 1, ruled))
            known = self._counts[level, ruled] = any(parts) if level <= self.hidden else sum(parts)
        return known

    def masks(self, level: int, ruled: int) -> tuple[int, list[list[int]]]:
        """The same, with the masks of the variables told among them."""
        if level <= self.hidden:
            return int(self.count(level, ruled)), []
        known = self._masks.get((level, ruled))
        if known is None:
            known = self._masks[level, ruled] = self._joined(level, ruled)
        return known

    def _joined(self, level: int, ruled: int) -> tuple[int, list[list[int]]]:
        at = 0
        own: list[int] = []
        below = [[0] * len(axis.classes) for axis in self.axes[self.hidden : level - 1]]
        for left in self._branches(level - 1, ruled):
            size, inner = (0, []) if left & _NOTHING_LEFT else self.masks(level - 1, left)
            own.append((1 << size) - 1 << at)
            for mine, theirs in zip(below, inner, strict=False):  # where nothing can be, there are none
                for k, mask in enumerate(theirs):
                    mine[k] |= mask << at
            at += size
        return at, [*below, own]

    def _branches(self, axis: int, ruled: int) -> list[int]:
        """For each class of a variable what is still ruled out once it lies there; later variables are chosen."""
        found = self._kept.get((axis, ruled))
        if found is None:
            others = ruled & ~self._speaking[axis]
            found = self._kept[axis, ruled] = [others | self._after(ruled & inside) for inside in self._inside[axis]]
        return found

    def _after(self, boxes: int) -> int:
        """What is left of these boxes once their last axis is chosen."""
        left = 0
        while boxes:
            bit = boxes & -boxes
            left |= self._left[bit]
            boxes ^= bit
        return left
