"""What a resolution has to say, in a form that can be compared: what a change takes away, and what it adds."""

from __future__ import annotations

from collections.abc import Sequence

from ..norms.claims import Resolution
from .claims import Placed

Key = tuple[str, tuple[str, ...]]


def names(placed: Sequence[Placed], owners: Sequence[int]) -> tuple[str, ...]:
    return tuple(sorted(placed[i].attribute.known_as for i in owners))


def keys_of(resolution: Resolution, placed: Sequence[Placed]) -> set[Key]:
    """What a resolution has to say, in a form that can be compared: clashes, and who yields to whom."""
    claims = resolution.claims
    keys = {
        (clash.code, names(placed, sorted({claims[i].owner for i in clash.claims}))) for clash in resolution.clashes
    }
    for one in resolution.yieldings:
        loser, winners = claims[one.loser].owner, sorted({claims[i].owner for i in one.winners})
        keys.add(yields(placed, loser, winners))
    return keys


def yields(placed: Sequence[Placed], loser: int, winners: Sequence[int]) -> Key:
    return "yields", (placed[loser].attribute.known_as, *names(placed, winners))
