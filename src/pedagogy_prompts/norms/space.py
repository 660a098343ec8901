"""The states a composition can tell apart, and conditions over them as bitsets.

Values of a variable that no condition tells apart share a class, and only combinations that can occur are numbered, so
the space is as small as the composition allows and stays exact. A bitset is an int with one bit a state; and, or, not,
overlap and subset are single operations on ints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from math import prod

from .boxes import Box
from .condition import ALWAYS, Condition
from .cover import Axis, cover
from .masks import union, without
from .states import Told, count_of, states_of
from .theory import FACTS, Fact, fact_names
from .variables import VARIABLES, Value, Variable

MAX_STATES = 400_000
_MOST_COARSE = 256
"""States up to which it pays to tell fewer apart for a short condition."""


Joined = tuple[tuple[int, ...], ...]
"""Some classes of a variable, by their numbers, put together."""


class TooManyStates(Exception):
    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


def _told(
    conditions: Iterable[Condition], variables: Mapping[str, Variable], facts: Sequence[Fact]
) -> tuple[tuple[Told, ...], tuple[Told, ...], tuple[Fact, ...]]:
    """The variables the conditions speak of, those that only facts link to them, and these facts.

    Raises `TooManyStates` beyond `MAX_STATES`, and KeyError for a variable that is not in `variables`.
    """
    told = dict.fromkeys(conditions)
    names = {name for condition in told for name in condition.variables}
    linking, speaking = [fact_names(fact) for fact in facts], dict[str, list[int]]()
    for i, some in enumerate(linking):
        for name in some:
            speaking.setdefault(name, []).append(i)
    linked, new, numbers = set(names), names, dict[int, None]()
    while new:
        more = sorted({i for name in new for i in speaking.get(name, ()) if i not in numbers})
        numbers |= dict.fromkeys(more)
        new = {name for i in more for name in linking[i]} - linked
        linked |= new
    met = [facts[i] for i in numbers]
    literals: dict[str, set[frozenset[Value]]] = {name: set() for name in linked}
    for condition in [*told, *(condition for fact in met for condition in fact[:2])]:
        for box in condition.boxes:
            for name, (_, values) in box:
                literals[name].add(values)

    def classed(name: str) -> Told:
        values = variables[name].values
        classes = _classes(values, variables[name].calm, frozenset(literals[name]))
        return Told(name, tuple(tuple([values[i] for i in members]) for members in classes))

    found = tuple(map(classed, sorted(names))), tuple(map(classed, sorted(linked - names))), tuple(met)
    # There are not more than all combinations, which are counted only where these are too many.
    if prod(len(one.classes) for one in found[0]) > MAX_STATES and (count := count_of(*found)) > MAX_STATES:
        raise TooManyStates(count)
    return found


@lru_cache(maxsize=4096)
def _classes(
    values: tuple[Value, ...], calm: Collection[Value], literals: frozenset[frozenset[Value]]
) -> tuple[tuple[int, ...], ...]:
    """The values of a variable that no literal tells apart, by their places: 1 and true are one key."""
    classes: dict[tuple[bool, ...], list[int]] = {}
    for i, value in enumerate(values):
        # Calm values stay apart: what may count on "nothing special happens" must be able to name it.
        key = (*(value in literal for literal in literals), not calm or value in calm)
        classes.setdefault(key, []).append(i)
    return tuple(map(tuple, classes.values()))


def few_enough(conditions: Iterable[Condition], *, variables: Mapping[str, Variable], facts: Sequence[Fact]) -> bool:
    """Whether the states that the conditions tell apart are few enough to analyse."""
    try:
        _told(conditions, variables, facts)
    except TooManyStates:
        return False
    return True


class Space:
    """All states the given conditions tell apart and that can occur, without those that `given` rules out.

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
        told, hidden, met = _told((*conditions, given), variables, facts)
        self.size, masks = states_of(told, hidden, met)
        self._axes = {
            name: Axis(variables[name], classes, own) for (name, classes), own in zip(told, masks, strict=True)
        }
        self._masks: dict[Condition, int] = {}
        self._calm: dict[str, Condition] = {}
        self._groups: dict[tuple[str, frozenset[frozenset[Value]]], Joined] = {}
        self._cells: dict[tuple[tuple[str, Joined], ...], tuple[list[Axis], list[int]]] = {}
        self._covers: dict[tuple[int, int], Condition] = {}
        self._chosen: dict[tuple[str, tuple[int, ...]], int] = {}
        self.possible = (1 << self.size) - 1
        """The states that can occur at all, whatever is given."""
        self.facts = met
        """The facts that decide which these are."""
        self.reachable = self._raw(given)

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
        return bool(without(self._raw(condition) & self.possible, self._raw(but)))

    def _raw(self, condition: Condition) -> int:
        return union(self._in_box(box) for box in condition.boxes)

    def _in_box(self, box: Box) -> int:
        mask = self.possible
        for n, (name, (positive, values)) in enumerate(box):
            axis = self._axes[name]
            own = self._axis_mask(axis, [i for i, c in enumerate(axis.classes) if (c[0] in values) is positive])
            mask = mask & own if n else own
        return mask

    def _axis_mask(self, axis: Axis, chosen: Iterable[int]) -> int:
        """The states in which the variable lies in one of these classes."""
        key = (axis.variable.name, tuple(chosen))
        found = self._chosen.get(key)
        if found is None:
            found = 0
            for i in key[1]:
                found |= axis.masks[i]
            self._chosen[key] = found
        return found

    def like(self, mask: int, names: Iterable[str]) -> int:
        """The states that are like one of `mask` in the variables of these names, whatever they are in the others."""
        parts = [self.possible] if mask else []
        for name in names:
            parts = [part for whole in parts for own in self._axes[name].masks if (part := whole & own) & mask]
        found = 0
        for part in parts:
            found |= part
        return found

    def calm(self, name: str) -> Condition:
        """Nothing unusual happens as far as this variable goes."""
        found = self._calm.get(name)
        if found is None:
            calm = frozenset(self._axes[name].variable.calm)
            found = self._calm[name] = Condition.of([((name, (True, calm)),)])
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
        """A condition that holds in the reachable states, and in no other state that can occur."""
        return cover(tuple(self._axes.values()), self.reachable, without(self.possible, self.reachable))

    def witness(self, mask: int, names: Iterable[str] | None = None) -> dict[str, Value]:
        """One state of `mask`, calm where it can be; only the variables in `names`, or all."""
        if not mask:
            raise ValueError("an empty set of states has no witness")
        for name, axis in self._axes.items():
            if axis.variable.calm:
                mask = mask & self.mask(self.calm(name)) or mask
        found: dict[str, Value] = {}
        for name, axis in reversed(self._axes.items()):  # the first one changes fastest: so to the lowest state
            here = next(i for i, own in enumerate(axis.masks) if mask & own)
            mask, found[name] = mask & axis.masks[here], axis.classes[here][0]
        wanted = set(self._axes if names is None else names)
        return {name: found[name] for name in self._axes if name in wanted}

    def cover(self, mask: int, free: int = 0, told: Collection[Condition] = ()) -> Condition:
        """A short condition that holds in all states of `mask` and in none outside `mask` and `free`.

        Unreachable states are free as well. `told` are conditions that `mask` is made of, where they are known: then
        fewer states have to be told apart.
        """
        found = self._covers.get((mask, free))
        if found is None:
            never = without(self.reachable, mask | free)
            found = (self._coarse(mask, never, told) if told else None) or cover(
                tuple(self._axes.values()), mask, never
            )
            self._covers[mask, free] = found
        return found

    def _coarse(self, mask: int, never: int, told: Iterable[Condition]) -> Condition | None:
        """The same among states that only `told` tell apart; None where these are too many, or not enough."""
        literals: dict[str, set[frozenset[Value]]] = {}
        for condition in set(told):
            for box in condition.boxes:
                for name, (_, values) in box:
                    literals.setdefault(name, set()).add(values)
        chosen = tuple((name, self._joined(name, frozenset(literals[name]))) for name in self._axes if name in literals)
        if prod(len(classes) for _, classes in chosen) > _MOST_COARSE:
            return None
        if chosen not in self._cells:
            self._cells[chosen] = self._cut(chosen)
        axes, cells = self._cells[chosen]
        inside = outside = 0
        for n, cell in enumerate(cells):
            here, there = cell & mask, cell & never
            if here and there:
                return None
            if here:
                inside |= 1 << n
            elif there:
                outside |= 1 << n
        return cover(axes, inside, outside)

    def _joined(self, name: str, literals: frozenset[frozenset[Value]]) -> Joined:
        """The classes of a variable, by their numbers, in groups of those that no literal tells apart."""
        found = self._groups.get((name, literals))
        if found is None:
            groups: dict[tuple[bool, ...], list[int]] = {}
            for i, values in enumerate(self._axes[name].classes):
                groups.setdefault(tuple(values[0] in literal for literal in literals), []).append(i)
            found = self._groups[name, literals] = tuple(map(tuple, groups.values()))
        return found

    def _cut(self, chosen: tuple[tuple[str, Joined], ...]) -> tuple[list[Axis], list[int]]:
        """The possible states in cells of those that some variables' joined classes do not tell apart.

        Each cell stands for one state of a smaller space, with axes of its own; the first one changes fastest.
        """
        cells: list[tuple[int, tuple[int, ...]]] = [(self.possible, ())]
        for name, groups in reversed(chosen):
            masks = [self._axis_mask(self._axes[name], group) for group in groups]
            cells = [(cut, (k, *at)) for part, at in cells for k, own in enumerate(masks) if (cut := part & own)]
        axes = []
        for i, (name, groups) in enumerate(chosen):
            axis, own = self._axes[name], [0] * len(groups)
            for n, (_, at) in enumerate(cells):
                own[at[i]] |= 1 << n
            classes = tuple(tuple(value for k in group for value in axis.classes[k]) for group in groups)
            axes.append(Axis(axis.variable, classes, tuple(own)))
        return axes, [cell for cell, _ in cells]
