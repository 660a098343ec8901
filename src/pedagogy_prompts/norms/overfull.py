"""Where what stands comes to too much, and the least of it that still does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
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

    Claims are taken in from the strongest on until it is too much: the last one is needed, those after it are not. With
    that one fixed the search goes on among those before it, until what is fixed is too much by itself. So a weak claim
    is named only where it is needed. States in which the same weight has come together are gone through as one.
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
            for fixed, region in self._fixed(states, weight, self._groups, own):
                parts = (*always, *self._singly(fixed, start))
                found[parts] = found.get(parts, 0) | region
        return found

    def _beginnings(self, mask: int, start: W) -> Iterator[tuple[W, int, tuple[Active, ...]]]:
        """What is fixed before all, with its weight and states."""
        for cell in (cell for group in self._own for cell in group.cells):
            if both := mask & cell.mask:
                mask ^= both
                yield self._joined(start, cell.weight), both, cell.sources
        if mask:
            yield start, mask, ()

    def _fixed(
        self, mask: int, weight: W, groups: Sequence[_Group[W]], fixed: tuple[Active, ...]
    ) -> Iterator[tuple[tuple[Active, ...], int]]:
        """What of the groups has to be fixed beside what is fixed already and comes to `weight`."""
        if self._exceeds(weight):
            yield fixed, mask
            return
        for before, cell, states in self._last(mask, weight, groups):
            yield from self._fixed(states, self._joined(weight, cell.weight), before, (*fixed, *cell.sources))

    def _last(
        self, mask: int, weight: W, groups: Sequence[_Group[W]]
    ) -> Iterator[tuple[Sequence[_Group[W]], _Cell[W], int]]:
        """Where it becomes too much with which of the groups, taken in one after another, and those taken in before."""
        joined, exceeds = self._joined, self._exceeds
        there = {id(group.mask): group.mask for group in groups}
        there = {at: one & mask for at, one in there.items()}
        groups = [group for group in groups if there[id(group.mask)]]
        ahead = [self._weighed.nothing]
        for group in reversed(groups):
            ahead.append(joined(ahead[-1], group.weight))
        blocks = {weight: mask}
        for n, group in enumerate(groups):
            after: dict[W, int] = {}
            full = [0] * len(group.cells)
            for before, states in blocks.items():
                if not exceeds(joined(before, ahead[-1 - n])):
                    continue  # too little even with all that is to come
                for k, cell in enumerate(group.cells):
                    more = joined(before, cell.weight)
                    if more == before or not (both := states & cell.mask):
                        continue
                    states ^= both
                    if exceeds(more):
                        full[k] = _with(full[k], both)
                    else:
                        after[more] = _with(after.get(more), both)
                if states:
                    after[before] = _with(after.get(before), states)
            yield from ((groups[:n], group.cells[k], states) for k, states in enumerate(full) if states)
            blocks = after

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


def _with(some: int | None, more: int) -> int:
    """The states of both; large sets are not copied where there is only one."""
    return some | more if some else more
