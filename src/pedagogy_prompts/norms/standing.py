"""The norms that stand somewhere, put in order for the searches for clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .claims import Claim
from .closure import Closure
from .masks import union
from .norm import Norm


@dataclass(slots=True, eq=False)
class Active:
    """One norm with everything the searches ask of it."""

    at: tuple[int, int]
    """(claim, norm) indices."""
    norm: Norm
    mask: int
    """The states in which it stands."""
    duty: int
    ban: int
    least: int = field(init=False)
    most: int | None = field(init=False)
    asked: int = field(init=False)
    """How many questions a turn must hold by this norm's own number."""

    def __post_init__(self) -> None:
        value = self.norm.value
        low, self.most = value if isinstance(value, tuple) else (None, None)
        self.least = low or 0
        self.asked = self.least if self.norm.target == "questions" else 0


@dataclass(frozen=True, slots=True)
class Load:
    """What all that stands may add up to, of one quantity."""

    acts: int
    asked: int
    claims: frozenset[int]


class Standing:
    """The norms that stand, each kind in the order of the claims; what is asked of them again and again is kept."""

    def __init__(self, claims: Sequence[Claim], closure: Closure, active: Iterable[Active]) -> None:
        self.claims = claims
        self.closure = closure
        self.every: list[Active] = []
        self.some: list[Active] = []
        """The duties of some turns; the other lists hold norms for every turn."""
        for one in active:
            (self.every if one.norm.every else self.some).append(one)
        self.duties = [a for a in self.every if a.duty]
        self.bans = [a for a in self.every if a.ban]
        self.permits = [a for a in self.every if a.norm.modality == "permit"]
        self.bounds = [a for a in self.every if a.norm.modality == "bound"]
        self.choices = [a for a in self.every if a.norm.modality == "choose"]
        self.banned = union(a.ban for a in self.bans)
        self._doing: dict[int, list[Active]] = {}
        self._adding: dict[str, list[Active]] = {}
        self._loads: dict[str, Load] = {}

    def bounding(self, quantity: str) -> list[Active]:
        """The bounds of one quantity."""
        return [a for a in self.bounds if a.norm.target == quantity]

    def doing(self, act: int) -> list[Active]:
        """The duties that are to do an act, given as its bit."""
        kept = self._doing.get(act)
        if kept is None:
            kept = self._doing[act] = [d for d in self.duties if d.duty & act]
        return kept

    def adding(self, quantity: str) -> list[Active]:
        """What makes a turn hold some of a quantity: duties by their acts, and numbers of questions by the numbers."""
        kept = self._adding.get(quantity)
        if kept is None:
            bearing = self.closure.bearing(quantity)
            kept = [d for d in self.duties if d.norm.modality == "oblige" and d.duty & bearing]
            if quantity in ("words", "sentences"):
                kept += [a for a in self.bounding("questions") if a.least]
            self._adding[quantity] = kept
        return kept

    def load(self, quantity: str) -> Load:
        """An upper bound of what any state has of a quantity: everything that adds to it at once."""
        kept = self._loads.get(quantity)
        if kept is None:
            bearing = self.closure.bearing(quantity)
            sources = [d for d in self.duties if d.duty & bearing] + self.bounding("questions")
            asked = max((s.asked for s in sources), default=0)
            kept = Load(union(s.duty for s in sources), asked, frozenset(s.at[0] for s in sources))
            self._loads[quantity] = kept
        return kept
