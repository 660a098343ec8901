"""Duties for some turns: what leaves them no turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .active import Active
from .claims import Clash, Found, Reason, minimal
from .clashes import bans, exclusions, together
from .condition import Condition
from .masks import union
from .space import Space
from .standing import Standing
from .sums import sums

Variables = Callable[[int], frozenset[str]]
"""The variables that say where a claim, given by its index, holds."""


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


def sometimes(duty: Active, standing: Standing, space: Space, variables: Variables) -> Tried:
    """A duty for some turns needs one state that admits it, without waiting for something unusual to happen.

    `against` holds the clashes of the duty with norms for every turn, as if it were a duty for every turn of `region`,
    the states in which it has to find its turn. It clashes where their regions cover all of `region`; told is a part of
    them that still does, with no clash too many.
    """
    against = Found()
    for find in (bans, exclusions, together):
        find(standing, against, duty)
    filling = _filling(duty, standing)
    opposed = filling.union(*(clash.claims for clash in against.values()))
    if not opposed:
        return Tried(None)
    turnless = _turnless(duty, against, filling, opposed, standing, space, variables)
    return Tried(turnless, opposed | standing.rates().claims if duty.norm.target == "only_questions" else opposed)


def _turnless(
    duty: Active,
    against: Found,
    filling: frozenset[int],
    opposed: frozenset[int],
    standing: Standing,
    space: Space,
    variables: Variables,
) -> Turnless | None:
    """What leaves the duty no turn, of its clashes and what may fill a bound; only opponents can narrow its region."""
    region, within = _region(duty, opposed, standing, space, variables)
    for key, clash in list(against.items()):
        clash.region &= region
        if not clash.region:
            del against[key]
    left = region & ~union(clash.region for clash in against.values())
    if left and not (filling and _sums(duty, left & -left, standing)):
        return None  # one state will do, and the lowest is among the calmest
    if filling:
        against.update(_sums(duty, region, standing))
    own = duty.at[0]
    opponents = [clash for clash in minimal(against) if own in clash.claims]
    if not _covers(opponents, region):
        return None
    # Stronger opponents first, so that a weak one is named only where it is needed.
    claims = standing.claims
    opponents.sort(
        key=lambda c: (max((claims[i].rank for i in c.claims if i != own), default=()), len(c.claims), c.claims)
    )
    needed = list(opponents)
    for clash in reversed(opponents):
        fewer = [c for c in needed if c is not clash]
        if _covers(fewer, region):
            needed = fewer
    parts = [part for clash in needed for reason in clash.reasons for part in reason.norms]
    return Turnless(needed[0].code, parts, region, needed[0].reasons[0], within)


def _sums(duty: Active, states: int, standing: Standing) -> Found:
    """The bounds that the duty does not fit in some of these states."""
    found = Found()
    sums(standing, found, Active(duty.at, duty.norm, states, duty.duty, 0))
    return found


def _region(
    duty: Active, opposed: frozenset[int], standing: Standing, space: Space, variables: Variables
) -> tuple[int, tuple[Condition, ...]]:
    """The states in which the duty has to find its turn, never none of its own, and what narrows them down to these.

    It may not wait for what is unusual, as far as its opponents speak of it and it does not, nor for a turn in which it
    has no point.
    """
    region, named = duty.mask, variables(duty.at[0])
    known = standing.closure.vocabulary.variables
    others = sorted(frozenset[str]().union(*map(variables, opposed)) - named)
    narrow = [space.calm(name) for name in others if known[name].calm]
    narrow += [~when for when in standing.closure.point(duty.duty) if not when.variables <= named]
    within = []
    for condition in narrow:
        if left := region & space.mask(condition):
            region = left
            within.append(condition)
    return region, tuple(within)


def _covers(clashes: Sequence[Clash], region: int) -> bool:
    """Whether there are clashes, in all states of the region."""
    for clash in clashes:
        region &= ~clash.region
        if not region:
            return True
    return False


def _filling(duty: Active, standing: Standing) -> frozenset[int]:
    """The claims that may fill a bound so that a duty of some turns does not fit it; none where nothing can."""
    claims: set[int] = set()
    for top, bearing in standing.tops:
        if top.norm.target == "reading_grade":
            if duty.norm.target == "only_questions" and top.mask & duty.mask:
                claims.update(a.at[0] for a in standing.bounds)
        elif top.most and duty.duty & bearing:
            weighed = standing.weighed(top.norm.target)
            least = standing.closure.least(top.norm.target, *weighed.whole(duty))
            if least > top.most and top.mask & duty.mask:
                claims |= {top.at[0]} | weighed.claims
    return frozenset(claims)
