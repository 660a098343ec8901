"""Short conditions for sets of states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .boxes import Box
from .condition import Condition
from .masks import lowest, union, without
from .variables import Value, Variable


@dataclass(frozen=True, slots=True)
class Axis:
    """One variable of a space: its classes of like values, and for each class the states in which it lies there."""

    variable: Variable
    classes: tuple[tuple[Value, ...], ...]
    masks: tuple[int, ...]

    def place(self, state: int) -> int:
        """The class in which the variable lies in a state, given as its bit."""
        return next(i for i, mask in enumerate(self.masks) if mask & state)


def cover(axes: Sequence[Axis], mask: int, never: int) -> Condition:
    """A short condition that holds in all states of `mask` and in none of `never`.

    Greedy: the lowest state that is left grows into a box, which is as wide as `never` lets it be, until none is left.
    Every box lies outside `never` and holds a state of `mask` that no box before it holds.
    """
    boxes: list[Box] = []
    left = mask
    while left:
        box, sets = _grown(lowest(left), axes, mask, never)
        boxes.append(
            tuple(
                (axis.variable.name, (True, frozenset(v for i in chosen for v in axis.classes[i])))
                for axis, chosen in zip(axes, sets, strict=True)
                if len(chosen) < len(axis.classes)
            )
        )
        left = without(left, box)
    return Condition.of(boxes)


def _grown(state: int, axes: Sequence[Axis], mask: int, never: int) -> tuple[int, list[set[int]]]:
    """The box round a state, as states and as classes of each variable.

    One variable at a time: to everything where possible, else value by value.
    """
    all_ = mask | never
    places = [axis.place(state) for axis in axes]
    sets = [{here} for here in places]
    later = _later(axes, places, all_)
    before = all_
    for axis, chosen, after in zip(axes, sets, later, strict=True):
        if before & after & never:
            before &= axis.masks[next(iter(chosen))]
        else:
            chosen.update(range(len(axis.classes)))
    later = _later(axes, places, all_, [len(s) == len(a.classes) for a, s in zip(axes, sets, strict=True)])
    before = all_
    for axis, chosen, here, after in zip(axes, sets, places, later, strict=True):
        if len(chosen) < len(axis.classes):
            box = before & after
            _widen(axis, chosen, here, box, mask, never)
            before &= union(axis.masks[i] for i in chosen)
    return before, sets


def _later(axes: Sequence[Axis], places: Sequence[int], all_: int, wide: Sequence[bool] = ()) -> list[int]:
    """For each variable the states in which those after it lie where `places` says, but for the `wide` ones."""
    found = [all_]
    for i in range(len(axes) - 1, 0, -1):
        found.append(found[-1] if wide and wide[i] else found[-1] & axes[i].masks[places[i]])
    return found[: len(axes)][::-1]


def _widen(axis: Axis, chosen: set[int], here: int, box: int, mask: int, never: int) -> None:
    """Takes more classes of a variable into a box, which lies in `box` as far as the others go."""
    count = len(axis.classes)
    if axis.variable.scale:  # a run of numbers grows at its ends, and free values may shorten it
        for run in (range(here - 1, -1, -1), range(here + 1, count)):
            for i in run:
                if box & axis.masks[i] & never:
                    break
                chosen.add(i)
    else:  # free values would lengthen a list of names
        for i in range(count):
            more = box & axis.masks[i]
            if i != here and not more & never and more & mask:
                chosen.add(i)
