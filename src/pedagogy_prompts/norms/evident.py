"""Who yields among equals because what was written makes it plain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .claims import Claim, Clash, Evident, Said
from .masks import union, without

_WEIGHT: dict[Said, int] = {"default": 0, "meant": 1, "written": 2}


class Side(NamedTuple):
    """What a claim brings into a clash."""

    claim: int
    said: int
    """How much of it was said: 0 a default, 1 what its attribute means, 2 written."""
    where: int
    """The states its norms in the clash speak of."""
    bans: bool
    locked: bool
    suspends: bool
    number: Said | None = None
    """Who said after how many times it holds."""


def sides(
    clash: Clash, claims: Sequence[Claim], where: Callable[[int, int], int], ban: Sequence[Sequence[int]]
) -> list[Side]:
    """The sides of a clash; none where all of it was written, so that nobody yields.

    `where` tells the states of each norm of each claim, `ban` the acts it bans.
    """
    own: dict[int, set[int]] = {i: set() for i in clash.claims}
    for reason in clash.reasons:
        for i, k in reason.norms:
            own[i].add(k)
    said = {i: _said(claims[i], norms) for i, norms in own.items()}
    if min(said.values()) == 2:
        return []
    found = []
    for i, norms in own.items():
        claim = claims[i]
        bans = any(ban[i][k] and claim.norms[k].modality == "forbid" for k in norms)
        found.append(
            Side(i, said[i], union(where(i, k) for k in norms), bans, claim.locked, claim.suspends, claim.number)
        )
    return found


def _said(claim: Claim, norms: Iterable[int]) -> int:
    return max((_WEIGHT[claim.said[k]] for k in norms), default=2) if claim.said else 2


def evident(found: Sequence[Side]) -> tuple[int, Evident] | None:
    """Who yields, and why; None where it is the author's to settle.

    What is written stands, and what is locked. Of the rest the wider yields to the narrower, then a number of times
    that nobody wrote to one that is written, a default to what was meant, a duty to a ban, and of two defaults the
    later. Where nobody wrote more of what suspends than its name, what speaks of other turns too yields to it, written
    or not.
    """
    for one in found:
        if not one.suspends and any(o.suspends and o.said < 2 and without(one.where, o.where) for o in found):
            return one.claim, "narrower"
    may = [one for one in found if one.said < 2 and not one.locked and not one.suspends]
    if not may:
        return None
    for one in sorted(may, key=lambda side: side.said):
        if any(_wider(one, other) for other in found if other is not one):
            return one.claim, "narrower"
    if any(one.number == "written" for one in found):
        if counting := [one for one in may if one.number == "default"]:
            return counting[-1].claim, "default"
    least = min(one.said for one in may)
    low = [one for one in may if one.said == least]
    if least == 0 and any(one.said for one in found):
        return low[-1].claim, "default"
    duties = [one for one in low if not one.bans]
    if duties and any(one.bans for one in found if one not in duties):
        return duties[-1].claim, "ban"
    return (low[-1].claim, "default") if least == 0 else None


def _wider(one: Side, other: Side) -> bool:
    """Whether a side speaks of all the states that another one speaks of, and of more."""
    return bool(other.where and not without(other.where, one.where) and one.where != other.where)
