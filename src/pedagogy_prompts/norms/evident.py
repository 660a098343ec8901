"""Who yields among equals because what was written makes it plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .claims import Claim, Clash, Evident, Said

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


def sides(
    clash: Clash, claims: Sequence[Claim], where: Mapping[int, Sequence[int]], ban: Sequence[Sequence[int]]
) -> list[Side]:
    """The sides of a clash; `where` and `ban` tell of each norm of each claim its states and the acts it bans."""
    found = []
    for i in clash.claims:
        own = {k for reason in clash.reasons for j, k in reason.norms if j == i}
        claim, states = claims[i], 0
        for k in own:
            states |= where[i][k]
        said = max((_WEIGHT[claim.said[k]] for k in own), default=2) if claim.said else 2
        bans = any(ban[i][k] and claim.norms[k].modality == "forbid" for k in own)
        found.append(Side(i, said, states, bans, claim.locked, claim.suspends))
    return found


def evident(found: Sequence[Side]) -> tuple[int, Evident] | None:
    """Who yields, and why; None where it is the author's to settle.

    What is written stands, and what is locked. Of the rest the wider yields to the narrower, then a default to what was
    meant, a duty to a ban, and of two defaults the later. Where nobody wrote more of what suspends than its name, what
    speaks of other turns too yields to it, written or not.
    """
    for one in found:
        if not one.suspends and any(o.suspends and o.said < 2 and one.where & ~o.where for o in found):
            return one.claim, "narrower"
    may = [one for one in found if one.said < 2 and not one.locked and not one.suspends]
    if not may:
        return None
    for one in sorted(may, key=lambda side: side.said):
        if any(_wider(one, other) for other in found if other is not one):
            return one.claim, "narrower"
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
    return bool(other.where and not other.where & ~one.where and one.where & ~other.where)
