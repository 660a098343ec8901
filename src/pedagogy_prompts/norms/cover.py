"""Short conditions for sets of states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .boxes import Box
from .condition import Condition
from .variables import Value, Variable


@dataclass(frozen=True, slots=True)
class Axis:
    """One variable of a space: its classes of like values, and how many states lie between two neighbours."""

    variable: Variable
    classes: tuple[tuple[Value, ...], ...]
    stride: int

    def place(self, state: int) -> int:
        """The class in which the variable lies in a state."""
        return state // self.stride % len(self.classes)


def cover(axes: Sequence[Axis], mask: int, never: int) -> Condition:
    """A short condition that holds in all states of `mask` and in none of `never`.

    Greedy: the lowest state that is left grows into a box, which is as wide as `never` lets it be, until none is left.
    Every box lies outside `never` and holds a state of `mask` that no box before it holds.
    """
    boxes: list[Box] = []
    left = mask
    while left:
        box, sets = _grown((left & -left).bit_length() - 1, axes, mask, never)
        boxes.append(
            tuple(
                (axis.variable.name, (True, frozenset(v for i in chosen for v in axis.classes[i])))
                for axis, chosen in zip(axes, sets, strict=True)
                if len(chosen) < len(axis.classes)
            )
        )
        left &= ~box
    return Condition.of(boxes)


def _grown(state: int, axes: Sequence[Axis], mask: int, never: int) -> tuple[int, list[set[int]]]:
    """The box round a state, as states and as classes of each variable.

    One variable at a time: to everything where possible, else value by value. A box that has one class of a variable,
    moved by the stride, is the same box with another class of it.
    """
    places = [axis.place(state) for axis in axes]
    box, wide = _widened(places, axes, never)
    sets = [set(range(len(a.classes))) if all_ else {i} for a, all_, i in zip(axes, wide, places, strict=True)]
    for axis, chosen, here in zip(axes, sets, places, strict=True):
        if len(chosen) == len(axis.classes):
            continue
        lowest, count = box >> here * axis.stride, len(axis.classes)
        if axis.variable.scale:  # a run of numbers grows at its ends, and free values may shorten it
            for run in (range(here - 1, -1, -1), range(here + 1, count)):
                for i in run:
                    more = lowest << i * axis.stride
                    if more & never:
                        break
                    chosen.add(i)
                    box |= more
        else:  # free values would lengthen a list of names
            for i in range(count):
                more = lowest << i * axis.stride
                if i != here and not more & never and more & mask:
                    chosen.add(i)
                    box |= more
    return box, sets


def _widened(places: Sequence[int], axes: Sequence[Axis], never: int) -> tuple[int, list[bool]]:
    """The box round a state that has all classes of every variable it can have them of, and of which it has them.

    While the variables from one on are fixed, all happens in one window of neighbouring states: as the strides grow,
    each window is a part of the next, and most steps are on short numbers.
    """
    windows: list[int] = []
    for axis, here in zip(reversed(axes), reversed(places), strict=True):
        windows.append(never)
        never = never >> here * axis.stride & (1 << axis.stride) - 1
    box, wide = 1, []
    for axis, here, window in zip(axes, places, reversed(windows), strict=True):
        spread = _spread(box, axis.stride, len(axis.classes))
        wide.append(not spread & window)
        box = spread if wide[-1] else box << here * axis.stride
    return box, wide


def _spread(lowest: int, stride: int, number: int) -> int:
    """A box that has the first class of a variable, with all its classes; by doubling."""
    done = 1
    while done < number:
        step = min(done, number - done)
        lowest |= lowest << step * stride
        done += step
    return lowest
