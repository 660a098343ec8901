"""Duties for some turns: what leaves them no turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .active import Active
from .claims import Clash, Found, minimal
from .clashes import bans, exclusions, together
from .condition import Condition
from .space import Space
from .standing import Standing
from .sums import sums

Variables = Callable[[int], frozenset[str]]
"""The variables that say where a claim, given by its index, holds."""


def sometimes(duty: Active, standing: Standing, space: Space, variables: Variables, found: Found) -> None:
    """A duty for some turns needs one state that admits it, without waiting for something unusual to happen.

    `against` holds the clashes of the duty with norms for every turn, as if it were a duty for every turn of `region`,
    the states in which it has to find its turn. It clashes where their regions cover all of `region`; told is a part of
    them that still does, with no clash too many.
    """
    against = Found()
    for find in (bans, exclusions, together):
        find(standing, against, duty)
    filling = _filling(duty, standing)
    if not against and not filling:
        return
    # Only opponents can narrow the region: no other attribute changes where this one stands.
    opposed = filling.union(*(clash.claims for clash in against.values()))
    region, within = _region(duty, opposed, standing, space, variables)
    for key, clash in list(against.items()):
        clash.region &= region
        if not clash.region:
            del against[key]
    if filling:
        sums(standing, against, Active(duty.at, duty.norm, region, duty.duty, 0))
    own = duty.at[0]
    opponents = [clash for clash in minimal(against) if own in clash.claims]
    if not _covers(opponents, region):
        return
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
    first = needed[0].reasons[0]
    clash = found.add(needed[0].code, parts, region, first.kind, **first.about, some=duty.at)
    clash.whole[own] = clash.whole.get(own, 0) | duty.mask
    clash.within += within


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
    closure = standing.closure
    for top in standing.bounds:
        quantity = top.norm.target
        if top.most is None:
            continue
        if quantity == "reading_grade":
            if duty.norm.target == "only_questions" and top.mask & duty.mask:
                claims.update(a.at[0] for a in standing.bounds)
        elif top.most and duty.duty & closure.bearing(quantity):
            weighed = standing.weighed(quantity)
            if closure.least(quantity, *weighed.whole(duty)) > top.most and top.mask & duty.mask:
                claims |= {top.at[0]} | weighed.claims
    return frozenset(claims)
