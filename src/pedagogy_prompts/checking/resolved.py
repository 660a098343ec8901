"""What is resolved: the one value that rules, messages, fixes and views ask about some attributes together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..norms.claims import Claim, Resolution
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.norm import Norm
from ..norms.resolving import Analysis
from ..norms.space import Space
from ..reports.report import Place
from ..wording.words import Words
from .claims import Placed, claims_of, origin_of


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

    def held(self) -> Iterator[Held]:
        """Every norm that stands somewhere."""
        for which in range(len(self.resolution.claims)):
            yield from self.standing(which)

    def standing(self, which: int) -> Iterator[Held]:
        """The norms of one claim that stand somewhere."""
        claim, live = self.resolution.claims[which], self.resolution.live[which]
        for norm in claim.norms:
            if states := live & self.space.mask(norm.when):
                yield Held(which, claim, norm, states)

    def speaks(self, claim: Claim) -> int:
        """The states a claim says anything about, were it not for the conditions of its attribute."""
        states = 0
        for norm in claim.norms:
            states |= self.space.mask(norm.when)
        return states

    def place(self, claim: Claim) -> Place:
        """Where a claim was written."""
        placed, statement = origin_of(claim)
        return placed.place(statement.param) if statement.param else placed.place()

    def when(self, states: int) -> str:
        """States in words; "" for all of them."""
        return self.words.condition(self.space.cover(states), self.closure.vocabulary.variables)

    def witness(self, states: int, claims: Iterable[Claim]) -> dict[str, Any]:
        """One of the states, in the variables that bear on the claims; where none does, any turn will do."""
        names = {name for claim in claims for name in claim.variables}
        return self.space.witness(states, names) or {"turn": "first"}
