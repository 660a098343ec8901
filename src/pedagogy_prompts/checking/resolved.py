"""What is resolved: the one value that rules, messages, fixes and views ask about some attributes together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..norms.claims import Claim, Resolution
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.norm import Norm
from ..norms.notation import ConditionError
from ..norms.resolving import Analysis
from ..norms.space import Space
from ..reports.report import Place
from ..wording.words import Words
from .claims import Placed, claims_of, origin_of


class When(NamedTuple):
    """States told: in words, "" for all of them; and the same as `condition` in data, where it can be written down."""

    words: str
    data: dict[str, Any]


class Held(NamedTuple):
    """A norm that stands somewhere."""

    which: int
    """The number of its claim."""
    claim: Claim
    norm: Norm
    states: int
    """In which states it stands, as a mask of the space."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Some attributes together, with what is left of each.

    Sets of dialogue states are masks of `space`.
    """

    placed: tuple[Placed, ...]
    resolution: Resolution
    closure: Closure
    words: Words
    given: Condition
    _held: list[Held] = field(init=False, default_factory=list, compare=False, repr=False)
    _winners: dict[int, set[int]] = field(init=False, default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, placed: Sequence[Placed], closure: Closure, words: Words, given: Condition) -> Resolved:
        """Raises `TooManyStates`."""
        claims = claims_of(placed, words.locale)
        return cls(tuple(placed), Analysis(claims, closure, given).resolve(), closure, words, given)

    def changed(self, placed: Sequence[Placed]) -> Resolved:
        """The same with other attributes. Raises `TooManyStates`."""
        return self.of(placed, self.closure, self.words, self.given)

    @property
    def space(self) -> Space:
        return self.resolution.space

    @property
    def cost(self) -> int:
        """What it takes to resolve the like again, roughly, in norms."""
        norms = max(len(self.held()), len(self.resolution.claims))  # those without a meaning take their time too
        return 1 + norms + 3 * len(self.resolution.yieldings) + self.space.reachable.bit_length() // 200

    @property
    def size(self) -> int:
        """What its sets of states take, roughly, in bytes."""
        return len(self.held()) * self.space.reachable.bit_length() // 8

    def held(self) -> Sequence[Held]:
        """Every norm that stands somewhere, looked for once."""
        if not self._held:
            every = range(len(self.resolution.claims))
            self._held[:] = [held for which in every for held in self.standing(which)]  # threads may do it twice
        return self._held

    def standing(self, which: int) -> Iterator[Held]:
        """The norms of one claim that stand somewhere."""
        claim, live = self.resolution.claims[which], self.resolution.live[which]
        for norm in claim.norms:
            if states := live & self.space.mask(norm.when):
                yield Held(which, claim, norm, states)

    def stands(self, which: int, norm: int) -> int:
        """The states in which a norm of a claim stands, both by their numbers."""
        return self.resolution.live[which] & self.space.mask(self.resolution.claims[which].norms[norm].when)

    def speaks(self, claim: Claim) -> int:
        """The states a claim says anything about, were it not for the conditions of its attribute."""
        states = 0 if claim.norms else self.space.reachable
        for norm in claim.norms:
            states |= self.space.mask(norm.when)
        return states

    def place(self, claim: Claim) -> Place:
        """Where a claim was written."""
        placed, statement = origin_of(claim)
        return placed.place(statement.param) if statement.param else placed.place()

    def when(self, states: int, norms: Iterable[tuple[int, int]] = (), within: Iterable[Condition] = ()) -> When:
        """States in words and as data.

        `norms` are those that decide which states they are, by the numbers of claim and norm; `within` is what else.
        """
        cover = self.space.cover(states, told=(*self._told(set(norms)), *within))
        words = self.words.condition(cover, self.closure.vocabulary.variables)
        try:
            return When(words, {"condition": cover.to_data()})
        except ConditionError:  # the complement of an app's own variable
            return When(words, {})

    def _told(self, norms: set[tuple[int, int]]) -> Iterator[Condition]:
        """All that says where some norms stand: their conditions, and those of whom they have given way to."""
        claims, winners = self.resolution.claims, self._given_way()
        for i, k in norms:
            yield from (claims[i].scope, claims[i].but, claims[i].norms[k].when)
        for i in frozenset[int]().union(*(winners.get(i, ()) for i in {i for i, _ in norms})):
            yield from claims[i].conditions

    def _given_way(self) -> Mapping[int, Iterable[int]]:
        """To which claims each that yields has given way, looked for once."""
        if not self._winners:
            found: dict[int, set[int]] = {}
            for one in self.resolution.yieldings:
                found.setdefault(one.loser, set()).update(one.winners)
            self._winners.update(found)  # as one, for threads
        return self._winners

    def witness(self, states: int, claims: Iterable[Claim]) -> dict[str, Any]:
        """One of the states, in the variables that bear on the claims; where none does, any turn will do."""
        names = {name for claim in claims for name in claim.variables}
        return self.space.witness(states, names) or {"turn": "first"}
