"""The states a composition can tell apart, and conditions over them as bitsets.

Values of a variable that no condition tells apart share a class, so the space is as small as the composition allows and
stays exact. A bitset is an int with one bit a state; and, or, not, overlap and subset are single operations on ints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy

from .condition import ALWAYS, Condition
from .cover import Axis, cover
from .theory import FACTS, Fact, fact_names
from .variables import VARIABLES, Value, Variable

MAX_STATES = 200_000


class TooManyStates(Exception):
    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


def axes_of(
    conditions: Iterable[Condition],
    *,
    variables: Mapping[str, Variable] = VARIABLES,
    facts: Sequence[Fact] = FACTS,
) -> tuple[Axis, ...]:
    """The variables the conditions speak of, and those the facts link to them, in classes of like values.

    Raises `TooManyStates` beyond `MAX_STATES`, and KeyError for a variable that is not in `variables`.
    """
    told = dict.fromkeys(conditions)
    names = {name for condition in told for name in condition.variables}
    pending = list(facts)
    linked = [fact for fact in pending if fact_names(fact) & names]
    while linked:
        for fact in linked:
            pending.remove(fact)
            names |= fact_names(fact)
            told |= dict.fromkeys(fact[:2])
        linked = [fact for fact in pending if fact_names(fact) & names]
    literals: dict[str, set[frozenset[Value]]] = {name: set() for name in names}
    for condition in told:
        for box in condition.boxes:
            for name, (_, values) in box:
                literals[name].add(values)
    axes: list[Axis] = []
    size = 1
    for name in sorted(names):
        variable = variables[name]
        classes: dict[tuple[bool, ...], list[Value]] = {}
        for value in variable.values:
            # Calm values stay apart: what may count on "nothing special happens" must be able to name it.
            key = (*(value in values for values in literals[name]), not variable.calm or value in variable.calm)
            classes.setdefault(key, []).append(value)
        axes.append(Axis(variable, tuple(tuple(c) for c in classes.values()), size))
        size *= len(classes)
        if size > MAX_STATES:
            raise TooManyStates(size)
    return tuple(axes)


def few_enough(conditions: Iterable[Condition], *, variables: Mapping[str, Variable], facts: Sequence[Fact]) -> bool:
    """Whether the states that the conditions tell apart are few enough to analyse."""
    try:
        axes_of(conditions, variables=variables, facts=facts)
    except TooManyStates:
        return False
    return True


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
        facts: Sequence[Fact] = FACTS,
    ) -> None:
        axes = axes_of((*conditions, given), variables=variables, facts=facts)
        self._axes = {axis.variable.name: axis for axis in axes}
        self.size = axes[-1].stride * len(axes[-1].classes) if axes else 1
        self._full = (1 << self.size) - 1
        self._masks: dict[Condition, int] = {}
        self._calm: dict[str, int] = {}
        self._covers: dict[tuple[int, int], Condition] = {}
        self._classes: dict[str, list[int]] = {}
        self._chosen: dict[tuple[str, tuple[int, ...]], int] = {}
        self.reachable = self._full
        for fact in facts:
            if fact_names(fact) <= self._axes.keys():
                self.reachable &= ~(self._raw(fact[0]) & ~self._raw(fact[1]))
        self.possible = self.reachable
        """The states that can occur at all, whatever is given."""
        self.reachable &= self._raw(given)

    def without_given(self) -> Space:
        """The same states told apart, with all of them reachable that can occur at all."""
        free = copy(self)
        free.reachable = self.possible
        free._masks, free._covers = {}, {}
        return free

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

    def _axis_mask(self, axis: Axis, chosen: Iterable[int]) -> int:
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
        """The variables it tells states apart by."""
        return tuple(self._axes)

    def classes(self, name: str) -> tuple[tuple[Value, ...], ...]:
        """A variable's values in classes of those that nothing here tells apart."""
        return self._axes[name].classes

    def region(self, condition: Condition) -> int:
        """The reachable states that agree with `condition`, as far as the space tells states apart."""
        mask = 0
        for box in condition.boxes:
            literals = []
            for name, (positive, values) in box:
                if name in self._axes:
                    # A class of values stands under its first one.
                    touched = [c[0] for c in self.classes(name) if any((v in values) is positive for v in c)]
                    literals.append((name, (True, frozenset(touched))))
            mask |= self.mask(Condition.of([tuple(literals)]))
        return mask

    def limits(self) -> Condition:
        """A condition that holds in the reachable states, and in no other state that is told apart."""
        return cover(tuple(self._axes.values()), self.reachable, self._full & ~self.reachable)

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
            never = self.reachable & ~(mask | free)
            found = self._covers[mask, free] = cover(tuple(self._axes.values()), mask, never)
        return found
