"""The norms that stand somewhere, put in order for the searches for clashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from .active import Active
from .claims import Claim
from .closure import Closure
from .masks import union
from .overfull import Overfull, Told, W, Weighed
from .weights import NO_RATE, NO_WEIGHT, Rate, Weight, joined, joined_rates, rate_of, weight_of

End = Literal["least", "most"]


class Change(NamedTuple):
    """How what stands differs from what stood before."""

    lost: Mapping[int, int]
    """For each claim, by its index, the states in which it stands no longer."""
    gained: int
    """The states in which some claim stands that did not."""

    def reaches(self, claims: Iterable[int]) -> int:
        """The states in which one of these claims is gone, or anything is new."""
        return self.gained | union(self.lost[i] for i in claims if i in self.lost)


ALL_NEW = Change({}, -1)


class Standing:
    """The norms that stand, each kind in the order of the claims; what is asked of them again and again is kept."""

    def __init__(
        self,
        claims: Sequence[Claim],
        closure: Closure,
        active: Iterable[Active],
        before: Standing | None = None,
        change: Change = ALL_NEW,
        about: int | None = None,
    ) -> None:
        """`before` is what stood before, and `change` how it differed; `about` is the only claim asked about."""
        self._about = about
        self._left_out: set[tuple[End, tuple[int, int]]] = set()
        self._unknown = before._left_out if before is not None else frozenset()
        self._known = {} if before is None else {at: search.alone for at, search in before._overfull.items()}
        self.change = change
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
        self.tops = [(a, closure.bearing(a.norm.target)) for a in self.bounds if a.most is not None]
        """The bounds that allow only so much, each with the acts that add to it."""
        self.choices = [a for a in self.every if a.norm.modality == "choose"]
        self.banned = union(a.ban for a in self.bans)
        self._doing: dict[int, list[Active]] = {}
        self._banning: dict[int, list[Active]] = {}
        self._weighed: dict[str, Weighed[Weight]] = {}
        self._rates: Weighed[Rate] | None = None
        self._overfull: dict[tuple[End, tuple[int, int]], Overfull[Any]] = {}

    def bounding(self, quantity: str) -> list[Active]:
        """The bounds of one quantity."""
        return [a for a in self.bounds if a.norm.target == quantity]

    def doing(self, act: int) -> list[Active]:
        """The duties that are to do an act, given as its bit."""
        kept = self._doing.get(act)
        if kept is None:
            kept = self._doing[act] = [d for d in self.duties if d.duty & act]
        return kept

    def banning(self, acts: int) -> list[Active]:
        """The bans on some of these acts, given as bits."""
        hit = acts & self.banned
        kept = self._banning.get(hit)
        if kept is None:
            kept = self._banning[hit] = [ban for ban in self.bans if ban.ban & hit] if hit else []
        return kept

    def weighed(self, quantity: str) -> Weighed[Weight]:
        """What makes a turn hold some of a quantity: duties by their acts, and numbers of questions by the numbers."""
        kept = self._weighed.get(quantity)
        if kept is None:
            bearing, counted = self.closure.bearing(quantity), self.closure.counted(quantity)
            adding = [d for d in self.duties if d.norm.modality == "oblige" and d.duty & bearing]
            if quantity in ("words", "sentences", "instructions"):
                adding += [a for a in self.bounding("questions") if a.least]
            kept = Weighed(adding, self.claims, NO_WEIGHT, lambda one: weight_of(one, quantity, counted), joined)
            self._weighed[quantity] = kept
        return kept

    def rates(self) -> Weighed[Rate]:
        """What bears on the length of sentences."""
        if self._rates is None:
            bearing = [a for a in self.bounding("words") if a.least]
            bearing += [a for a in self.bounds if a.norm.target in ("sentences", "questions", "chunks") and a.most]
            bearing += [d for d in self.duties if d.norm.target == "only_questions"]
            self._rates = Weighed(bearing, self.claims, NO_RATE, rate_of, joined_rates)
        return self._rates

    def concerns(self, end: End, bound: Active, weighed: Weighed[W]) -> bool:
        """Whether what comes to too much for a bound may hold the claim that is asked about; else it is left out."""
        if self._about is None or self._about == bound.at[0] or self._about in weighed.claims:
            return True
        self._left_out.add((end, bound.at))
        return False

    def overfull(self, end: End, bound: Active, weighed: Weighed[W], exceeds: Callable[[W], bool]) -> Overfull[W]:
        """What is too much for one end of a bound, of what bears on it."""
        kept = self._overfull.get((end, bound.at))
        if kept is None:
            known = self._known.get((end, bound.at), {})
            anew = -1 if (end, bound.at) in self._unknown else self._anew(known)
            kept = Overfull(weighed, bound.at[0], bound.mask, exceeds, known, anew)
            self._overfull[end, bound.at] = kept
        return kept

    def _anew(self, known: Told) -> int:
        """The states in which what was found to be too much has to be looked for again.

        A claim that is gone and was not needed changes nothing: without it the same ones are the last that are needed.
        """
        gone = (states & self.change.reaches(source.at[0] for source in parts) for parts, states in known.items())
        return self.change.gained | union(gone)
