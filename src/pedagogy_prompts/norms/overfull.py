"""Where what stands comes to too much, and the least of it that still does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, reduce
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from .active import Active
from .claims import Claim
from .masks import union, without

W = TypeVar("W", bound=Hashable)
"""What norms weigh: more of them never weigh less."""


Told = dict[tuple[Active, ...], int]
"""Parts that are too much, each with its states."""


class _Cell(NamedTuple, Generic[W]):
    """The norms of one claim that stand together in some states."""

    mask: int
    weight: W
    sources: tuple[Active, ...]


class _Group(NamedTuple, Generic[W]):
    """The norms of one claim."""

    claim: int
    mask: int
    weight: W
    cells: Sequence[_Cell[W]]


class _Step(NamedTuple, Generic[W]):
    """What of a claim is taken in, and in which states, where it came to `before`."""

    before: W
    cell: _Cell[W]
    states: int


class _Block(NamedTuple, Generic[W]):
    """Norms that are needed, what they come to, and the states, by what is taken in there beside them."""

    needed: tuple[Active, ...]
    weight: W
    states: dict[W | None, int]


class Weighed(Generic[W]):
    """Norms that may come to too much together, by claims, the strongest first."""

    def __init__(
        self,
        sources: Sequence[Active],
        claims: Sequence[Claim],
        nothing: W,
        weight: Callable[[Active], W],
        joined: Callable[[W, W], W],
    ) -> None:
        self.nothing, self.joined = nothing, joined
        self._weigh, self._weights = weight, {source: weight(source) for source in sources}
        self.order = {source.at: n for n, source in enumerate(sources)}
        self.claims = frozenset(source.at[0] for source in sources)
        self.sources, self._all_claims = sources, claims
        self._whole = self.sum(sources)
        self._in_state: dict[int, W] = {}

    @cached_property
    def groups(self) -> list[_Group[W]]:
        """The norms of each claim."""
        by_claim: dict[int, list[Active]] = {}
        for source in self.sources:
            by_claim.setdefault(source.at[0], []).append(source)
        order = sorted(by_claim, key=lambda i: (self._all_claims[i].rank, i))
        return [self._group(i, by_claim[i]) for i in order]

    def weight(self, source: Active) -> W:
        """What one norm, among these or not, comes to."""
        return self._weights[source] if source in self._weights else self._weigh(source)

    def whole(self, more: Active | None) -> W:
        """What all of them could come to, with one more."""
        return self.joined(self._whole, self.weight(more)) if more else self._whole

    def beside(self, more: Active, state: int) -> tuple[W, W]:
        """What those that stand in one state come to, by themselves and with one more."""
        kept = self._in_state.get(state)
        if kept is None:
            kept = self._in_state[state] = self.sum(source for source in self.sources if source.mask & state)
        return kept, self.joined(kept, self.weight(more))

    def sum(self, sources: Iterable[Active]) -> W:
        """What some of them come to."""
        return reduce(self.joined, map(self.weight, sources), self.nothing)

    def _group(self, claim: int, sources: Sequence[Active]) -> _Group[W]:
        mask = union(source.mask for source in sources)
        cells = [_Cell(mask, self.nothing, ())]
        for source in sources:
            cut: list[_Cell[W]] = []
            for cell in cells:
                both = cell.mask & source.mask
                if both:
                    cut.append(_Cell(both, self.joined(cell.weight, self.weight(source)), (*cell.sources, source)))
                if both != cell.mask:
                    cut.append(cell._replace(mask=cell.mask ^ both))
            cells = cut
        return _Group(claim, mask, self.sum(sources), cells)


class Overfull(Generic[W]):
    """Which of some norms are too much together for a bound, and where.

    Claims are taken in from the strongest on until it is too much. Then, from the weakest on, each is given up where it
    is too much without it too, beside those that were needed so far. So a weak claim is named only where it is needed.
    States in which the same weight has come together are gone through as one.
    """

    def __init__(
        self,
        weighed: Weighed[W],
        own: int,
        mask: int,
        exceeds: Callable[[W], bool],
        known: Told | None = None,
        changed: int = -1,
    ) -> None:
        """`own` is the claim of the bound, which stands in `mask`.

        `known` is what was found when something else stood in the states `changed`.
        """
        self._weighed, self._joined, self._exceeds = weighed, weighed.joined, cache(exceeds)
        self._mask, self._known, self._changed = mask, known or {}, changed
        # Whose bound it is, is named anyway: what else it says is fixed first.
        self._own = [group for group in weighed.groups if group.claim == own]
        self._groups = [group for group in weighed.groups if group.claim != own]
        self._no_cell = _Cell(0, weighed.nothing, ())

    @cached_property
    def alone(self) -> Told:
        """The minimal parts that are too much, each with its states."""
        found = self._told(self._mask & self._changed, ())
        same = without(self._mask, self._changed)
        for parts, states in self._known.items():
            if left := states & same:
                found[parts] = found.get(parts, 0) | left
        return found

    @cached_property
    def _full(self) -> int:
        return union(self.alone.values())

    def beside(self, extra: Active) -> Told:
        """The minimal parts that only with one more norm are too much, each with its states."""
        return self._told(without(self._mask & extra.mask, self._full), (extra,))

    def _told(self, mask: int, always: tuple[Active, ...]) -> Told:
        found: Told = {}
        start = self._weighed.sum(always)
        if not self._exceeds(self._joined(self._weighed.whole(None), start)):
            return found
        for weight, states, own in self._beginnings(mask, start):
            for block in self._needed(states, weight):
                parts = (*always, *self._singly((*own, *block.needed), start))
                found[parts] = found.get(parts, 0) | union(block.states.values())
        return found

    def _beginnings(self, mask: int, start: W) -> Iterator[tuple[W, int, tuple[Active, ...]]]:
        """What is fixed before all, with its weight and states."""
        for cell in (cell for group in self._own for cell in group.cells):
            if both := mask & cell.mask:
                mask ^= both
                yield self._joined(start, cell.weight), both, cell.sources
        if mask:
            yield start, mask, ()

    def _needed(self, mask: int, weight: W) -> Iterable[_Block[W]]:
        """What is needed, beside what comes to `weight`, and where, for it to be too much."""
        if self._exceeds(weight):
            return [_Block((), weight, {None: mask})]
        # What stands in few states goes first, so that most states are soon known to hold too little.
        rare_first = sorted(self._groups, key=lambda group: (group.mask & mask).bit_count())
        full = union(step.states for steps in self._taken_in(rare_first, mask, weight) for step in steps[None])
        whole = _Block[W]((), weight, {None: full})
        blocks: list[_Block[W]] = []
        for steps in reversed(list(self._taken_in(self._groups, full, weight))):
            blocks = [before for block in (*blocks, whole) for before in self._without(block, steps)]
        return blocks

    def _taken_in(self, groups: Sequence[_Group[W]], mask: int, weight: W) -> Iterator[dict[W | None, list[_Step[W]]]]:
        """For one group after another the steps by what it comes to with it; None is where it becomes too much."""
        joined, exceeds = self._joined, self._exceeds
        groups = [group for group in groups if group.mask & mask]
        ahead = list(accumulate((group.weight for group in reversed(groups)), joined, initial=self._weighed.nothing))
        blocks = {weight: mask}
        for group in groups:
            rest = ahead.pop()
            steps: dict[W | None, list[_Step[W]]] = {None: []}
            for before, states in blocks.items():
                if not exceeds(joined(before, rest)):
                    continue  # too little even with all that is to come
                for cell in group.cells:
                    more = joined(before, cell.weight)
                    if more != before and (both := states & cell.mask):
                        states ^= both
                        steps.setdefault(None if exceeds(more) else more, []).append(_Step(before, cell, both))
                if states:
                    steps.setdefault(before, []).append(_Step(before, self._no_cell, states))
            yield steps
            blocks = {more: union(step.states for step in some) for more, some in steps.items() if more is not None}

    def _without(self, block: _Block[W], steps: Mapping[W | None, Sequence[_Step[W]]]) -> Iterable[_Block[W]]:
        """A block before a group was taken in: what of it is needed, is so where it is too little without."""
        split: dict[tuple[Active, ...], _Block[W]] = {}
        for more, states in block.states.items():
            for before, cell, there in steps[more]:
                if both := states & there:
                    if self._exceeds(self._joined(block.weight, before)):
                        cell = self._no_cell
                    if cell.sources not in split:
                        weight = self._joined(block.weight, cell.weight)
                        split[cell.sources] = _Block((*block.needed, *cell.sources), weight, {})
                    left = split[cell.sources].states
                    left[before] = left.get(before, 0) | both
        return split.values()

    def _singly(self, fixed: Sequence[Active], start: W) -> list[Active]:
        """The norms of the claims that are needed, without those that can be given up one by one."""
        in_order = sorted(fixed, key=lambda source: self._weighed.order[source.at])
        weights = [self._weighed.weight(source) for source in in_order]
        left = list(accumulate(reversed(weights), self._joined, initial=self._weighed.nothing))[-2::-1]
        needed = []
        for source, weight, rest in zip(in_order, weights, left, strict=True):
            if not self._exceeds(self._joined(start, rest)):
                needed.append(source)
                start = self._joined(start, weight)
        return needed
