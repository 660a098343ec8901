"""The states a composition can tell apart, and conditions over them as bitsets.

Values of a variable that no condition tells apart share a class, so the space is as small as the composition allows and
stays exact. A bitset is an int with one bit a state; and, or, not, overlap and subset are single operations on ints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .condition import ALWAYS, VARIABLES, Condition, Value, Variable, learner_move

FACTS: tuple[tuple[Condition, Condition, str], ...] = (
    (Condition(attempts=0), Condition(last_answer="none"), "with no attempt there is nothing to judge"),
    (Condition(turn="first"), Condition(stuck=False), "nobody is stuck before the dialogue has begun"),
    (learner_move("gives_up"), Condition(asks_for_answer=False), "who says 'I don't know' is not asking outright"),
)
"""What holds in every dialogue: where the first condition holds, so does the second."""

MAX_STATES = 200_000


class TooManyStates(Exception):
    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


@dataclass(frozen=True, slots=True)
class _Axis:
    variable: Variable
    classes: tuple[tuple[Value, ...], ...]
    stride: int


class Space:
    """All states the given conditions tell apart, without those the facts and `given` rule out.

    Raises `TooManyStates` beyond `MAX_STATES`, and KeyError for a variable that is not in `variables`.
    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        *,
        given: Condition = ALWAYS,
        variables: Mapping[str, Variable] = VARIABLES,
        facts: Sequence[tuple[Condition, Condition, str]] = FACTS,
    ) -> None:
        told = dict.fromkeys((*conditions, given))
        names = {name for condition in told for name in condition.variables}
        linked: list[Condition] = []
        pending = list(facts)
        grew = True
        while grew:
            grew = False
            for fact in list(pending):
                link = fact[0].variables | fact[1].variables
                if link & names:
                    names |= link
                    linked += fact[:2]
                    pending.remove(fact)
                    grew = True
        literals: dict[str, set[frozenset[Value]]] = {name: set() for name in names}
        for condition in (*told, *linked):
            for box in condition.boxes:
                for name, (_, values) in box:
                    literals[name].add(values)
        axes: list[_Axis] = []
        size = 1
        for name in sorted(names):
            variable = variables[name]
            classes: dict[tuple[bool, ...], list[Value]] = {}
            sets = sorted(literals[name], key=lambda s: sorted(map(str, s)))
            for value in variable.values:
                # Calm values stay apart: what may count on "nothing special happens" must be able to name it.
                key = (*(value in s for s in sets), not variable.calm or value in variable.calm)
                classes.setdefault(key, []).append(value)
            axes.append(_Axis(variable, tuple(tuple(c) for c in classes.values()), size))
            size *= len(classes)
            if size > MAX_STATES:
                raise TooManyStates(size)
        self._axes = {axis.variable.name: axis for axis in axes}
        self.size = size
        self._full = (1 << size) - 1
        self._masks: dict[Condition, int] = {}
        self._calm: dict[str, int] = {}
        self._covers: dict[tuple[int, int], Condition] = {}
        self._classes: dict[str, list[int]] = {}
        self._chosen: dict[tuple[str, tuple[int, ...]], int] = {}
        self.reachable = self._full
        for if_, then, _ in facts:
            if (if_.variables | then.variables) <= names:
                self.reachable &= ~(self._raw(if_) & ~self._raw(then))
        self.possible = self.reachable
        """The states that can occur at all, whatever is given."""
        self.reachable &= self._raw(given)

    def mask(self, condition: Condition) -> int:
        """The reachable states in which `condition` holds."""
        found = self._masks.get(condition)
        if found is None:
            found = self._masks[condition] = self._raw(condition) & self.reachable
        return found

    def ever(self, condition: Condition, but: Condition) -> bool:
        """Whether `condition` can hold at all outside `but`, leaving aside what is given."""
        return bool(self._raw(condition) & ~self._raw(but) & self.possible)

    def _raw(self, condition: Condition) -> int:
        union = 0
        for box in condition.boxes:
            mask = self._full
            for name, (positive, values) in box:
                axis = self._axes[name]
                mask &= self._axis_mask(axis, [i for i, c in enumerate(axis.classes) if (c[0] in values) is positive])
            union |= mask
        return union

    def _axis_mask(self, axis: _Axis, chosen: Iterable[int]) -> int:
        """The states in which the variable lies in one of these classes."""
        name = axis.variable.name
        if name not in self._classes:
            first, period = (1 << axis.stride) - 1, axis.stride * len(axis.classes)
            while period < self.size:  # repeated by doubling: to divide or multiply numbers of this size is slow
                first |= first << period
                period *= 2
            first &= self._full
            self._classes[name] = [first << i * axis.stride for i in range(len(axis.classes))]
        key = (name, tuple(chosen))
        found = self._chosen.get(key)
        if found is None:
            found = 0
            for i in key[1]:
                found |= self._classes[name][i]
            self._chosen[key] = found
        return found

    def calm_on(self, name: str) -> int:
        """The states in which nothing unusual happens as far as this variable goes."""
        found = self._calm.get(name)
        if found is None:
            axis = self._axes[name]
            calm = [i for i, c in enumerate(axis.classes) if c[0] in axis.variable.calm]
            found = self._calm[name] = self._axis_mask(axis, calm)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._axes)

    def witness(self, mask: int, names: Iterable[str] | None = None) -> dict[str, Value]:
        """One state of `mask`, calm where it can be; only the variables in `names`, or all."""
        if not mask:
            raise ValueError("an empty set of states has no witness")
        for name, axis in self._axes.items():
            if axis.variable.calm and mask & self.calm_on(name):
                mask &= self.calm_on(name)
        index = (mask & -mask).bit_length() - 1
        state: dict[str, Value] = {}
        wanted = set(self._axes if names is None else names)
        for name, axis in self._axes.items():
            if name in wanted:
                state[name] = axis.classes[index // axis.stride % len(axis.classes)][0]
        return state

    def cover(self, mask: int, free: int = 0) -> Condition:
        """A short condition that holds in all states of `mask` and in none outside `mask` and `free`.

        Unreachable states are free as well.
        """
        found = self._covers.get((mask, free))
        if found is None:
            found = self._covers[mask, free] = self._cover(mask, free)
        return found

    def _cover(self, mask: int, free: int) -> Condition:
        free |= self._full & ~self.reachable
        never = self._full & ~(mask | free)
        if not mask:
            return Condition._of([])
        boxes = []
        left = mask
        while left:
            index = (left & -left).bit_length() - 1
            here = {name: index // axis.stride % len(axis.classes) for name, axis in self._axes.items()}
            sets = {name: {i} for name, i in here.items()}
            box = 1 << index
            # Widen one variable at a time: to everything where possible, else value by value. A box that has one class
            # of a variable, moved by the stride, is the same box with another class of it.
            for name, axis in self._axes.items():
                steps = [i - here[name] for i in range(len(axis.classes))]
                if not any(_moved(box, step * axis.stride) & never for step in steps):
                    sets[name] = set(range(len(axis.classes)))
                    slices = [_moved(box, step * axis.stride) for step in steps]
                    for one in slices:
                        box |= one
            for name, axis in self._axes.items():
                order: Iterable[int] = range(len(axis.classes))
                if axis.variable.scale:  # a run of numbers grows at its ends
                    order = (*range(here[name] - 1, -1, -1), *range(here[name] + 1, len(axis.classes)))
                narrow = box
                for i in order:
                    if i in sets[name] or (axis.variable.scale and not {i - 1, i + 1} & sets[name]):
                        continue
                    one = _moved(narrow, (i - here[name]) * axis.stride)
                    # Free values lengthen a list of names, and may shorten a run of numbers.
                    if not one & never and (axis.variable.scale or one & mask):
                        sets[name].add(i)
                        box |= one
            boxes.append(
                tuple(
                    (name, (True, frozenset(v for i in sets[name] for v in self._axes[name].classes[i])))
                    for name in sorted(sets)
                    if len(sets[name]) < len(self._axes[name].classes)
                )
            )
            left &= ~box
        return Condition._of(boxes)


def _moved(mask: int, by: int) -> int:
    return mask << by if by >= 0 else mask >> -by
