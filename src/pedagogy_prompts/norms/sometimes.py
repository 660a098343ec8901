"""Duties for some turns: what leaves them no turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from .active import Active
from .claims import Clash, Found, Reason, minimal
from .clashes import bans, exclusions, together
from .condition import Condition
from .masks import lowest, union, without
from .space import Space
from .standing import Standing
from .sums import Filled, add, filled

Variables = Sequence[frozenset[str]]
"""For each claim the variables that say where it holds."""


class Turnless(NamedTuple):
    """A clash that leaves a duty no turn."""

    code: str
    parts: list[tuple[int, int]]
    region: int
    reason: Reason
    within: tuple[Condition, ...]
    """What confines it to its region."""

    def add(self, found: Found, duty: Active) -> None:
        """Tells it among others, as one that takes the whole duty."""
        clash = found.add(self.code, self.parts, self.region, self.reason.kind, **self.reason.about, some=duty.at)
        clash.whole[duty.at[0]] = clash.whole.get(duty.at[0], 0) | duty.mask
        clash.within += self.within


class Tried(NamedTuple):
    """What came of the search for a turn."""

    turnless: Turnless | None
    opposed: frozenset[int] = frozenset()
    """The claims on which it rests: as long as they stand, and nothing else does, it is the same."""
    turn: int = 0
    """A state that admits it also when some of these are gone, unless a bound is too small for it then; 0 for none."""


class Turns:
    """The searches for a turn over one space; what they come to is kept while it holds."""

    def __init__(self, space: Space, variables: Variables) -> None:
        self._space, self._variables = space, variables
        self._kept: dict[tuple[int, int], tuple[Active, Tried]] = {}

    def tried(self, duty: Active, standing: Standing) -> Tried:
        """Whether a duty of some turns finds one; the same as before where nothing that bears on it has changed."""
        kept, tried = self._kept.get(duty.at, (None, None))
        if tried is None or kept is not duty:
            tried = _sometimes(duty, standing, self._space, self._variables)
        else:
            if standing.change.gained:  # what is new may narrow down where the duty has to find its turn
                tried = tried._replace(turn=0)
            if standing.change.reaches(tried.opposed) & duty.mask:
                if not tried.turn or not _fits(duty, tried.turn, filled(standing, duty)):
                    tried = _sometimes(duty, standing, self._space, self._variables)
        self._kept[duty.at] = duty, tried
        return tried


def _sometimes(duty: Active, standing: Standing, space: Space, variables: Variables) -> Tried:
    """A duty for some turns needs one state that admits it, without waiting for something unusual to happen.

    `against` holds the clashes of the duty with norms for every turn, as if it were a duty for every turn of `region`,
    the states in which it has to find its turn. It clashes where their regions cover all of `region`; told is a part of
    them that still does, with no clash too many.
    """
    against = Found()
    for find in (bans, exclusions, together):
        find(standing, against, duty)
    full = list(filled(standing, duty))
    opposed = _filling(duty, full, standing).union(*(clash.claims for clash in against.values()))
    if not opposed:
        return Tried(None)
    rests_on = opposed | standing.rates().claims if duty.norm.target == "only_questions" else opposed
    region, within, narrowed = _region(duty, opposed, standing, space, variables)
    left = without(region, union(clash.region for clash in against.values()))
    turn = lowest(left)  # one will do, and the lowest is among the calmest
    if turn and _fits(duty, turn, full):
        return Tried(None, rests_on, turn if narrowed else 0)
    return Tried(_turnless(duty, against, full, region, within, standing), rests_on)


def _fits(duty: Active, turn: int, full: Iterable[Filled]) -> bool:
    """Whether a duty is too much in one state for none of some bounds."""
    return not any(one.top.mask & turn and one.tipped_by(duty, turn) for one in full)


def _turnless(
    duty: Active,
    against: Found,
    full: Sequence[Filled],
    region: int,
    within: tuple[Condition, ...],
    standing: Standing,
) -> Turnless | None:
    """What leaves the duty no turn in the region, of its clashes and what may fill a bound."""
    for key, clash in list(against.items()):
        clash.region &= region
        if not clash.region:
            del against[key]
    opponents = _opponents(duty, against, standing)
    last = _last(opponents, region)
    bearing = [one for one in full if one.top.mask & region]
    if last is None or not all(_comes_after(last, one, duty, standing) for one in bearing):
        here = Active(duty.at, duty.norm, region, duty.duty, 0)
        for one in bearing:
            add(one, standing, against, here)
        opponents = _opponents(duty, against, standing)
        if _last(opponents, region) is None:
            return None
    needed = _needed(opponents, region)
    parts = [part for clash in needed for reason in clash.reasons for part in reason.norms]
    return Turnless(needed[0].code, parts, region, needed[0].reasons[0], within)


def _opponents(duty: Active, against: Found, standing: Standing) -> list[Clash]:
    """The clashes of a duty, stronger opponents first, so that a weak one is named only where it is needed."""
    opponents = [clash for clash in minimal(against) if duty.at[0] in clash.claims]
    return sorted(opponents, key=lambda clash: (_rank(duty, clash, standing), len(clash.claims), clash.claims))


def _rank(duty: Active, clash: Clash, standing: Standing) -> tuple[int, ...]:
    """That of the weakest opponent."""
    return max((standing.claims[i].rank for i in clash.claims if i != duty.at[0]), default=())


def _last(opponents: Sequence[Clash], region: int) -> Clash | None:
    """With which of them, one taken in after another, all states of the region are covered."""
    for clash in opponents:
        region = without(region, clash.region)
        if not region:
            return clash
    return None


def _comes_after(last: Clash, one: Filled, duty: Active, standing: Standing) -> bool:
    """Whether all that is too much for a bound has at least three claims and comes after an opponent.

    So it would not be told where those up to this one cover the region, and need not be looked for.
    """
    pair = duty.at[0], one.top.at[0]
    two = one.weighed.sum(source for source in (duty, *one.weighed.sources) if source.at[0] in pair)
    strongest = standing.claims[one.top.at[0]].rank, 3
    return pair[0] != pair[1] and not one.exceeds(two) and strongest > (_rank(duty, last, standing), len(last.claims))


def _region(
    duty: Active, opposed: frozenset[int], standing: Standing, space: Space, variables: Variables
) -> tuple[int, tuple[Condition, ...], bool]:
    """The states in which the duty has to find its turn, never none of its own, and what narrows them down to these.

    It may not wait for what is unusual, as far as its opponents speak of it and it does not, nor for a turn in which it
    has no point; at last, whether all of that could be kept to.
    """
    region, named = duty.mask, variables[duty.at[0]]
    known = standing.closure.vocabulary.variables
    others = sorted(frozenset[str]().union(*{variables[i] for i in opposed}) - named)
    narrow = [space.calm(name) for name in others if known[name].calm]
    narrow += [when for when in standing.closure.point(duty.duty) if not when.variables <= named]
    within = []
    for condition in narrow:
        if left := region & space.mask(condition):
            region = left
            within.append(condition)
    return region, tuple(within), len(within) == len(narrow)


def _needed(clashes: Sequence[Clash], region: int) -> list[Clash]:
    """Of clashes that cover a region those that are left once each, from the last one on, is dropped if it can be."""
    before = list(accumulate((clash.region for clash in clashes), or_, initial=0))
    needed: list[Clash] = []
    for clash, others in zip(reversed(clashes), reversed(before[:-1]), strict=True):
        if without(region, others):
            needed.append(clash)
            region = without(region, clash.region)
    return needed[::-1]


def _filling(duty: Active, full: Sequence[Filled], standing: Standing) -> frozenset[int]:
    """The claims that may fill a bound so that a duty of some turns does not fit it; none where nothing can."""
    claims: set[int] = set()
    for top, weighed, _ in full:
        claims |= {top.at[0]} | weighed.claims
    if duty.norm.target == "only_questions":
        grades = standing.bounding("reading_grade")
        if any(grade.most is not None and grade.mask & duty.mask for grade in grades):
            claims.update(bound.at[0] for bound in standing.bounds)
    return frozenset(claims)
