"""Claims that no clash makes yield, but one with what suspends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .claims import LEARNER, Claim
from .condition import Condition


def firm(claims: Sequence[Claim], given: Condition) -> Iterator[int]:
    """Those, by their numbers, that no other layer outranks and that are locked or written out by their author.

    Where something is given, what is for the close of a session may be silent because of it.
    """
    layers = {claim.layer for claim in claims}
    strongest = {layer: min(claim.rank for claim in claims if claim.layer == layer) for layer in layers}
    for i, claim in enumerate(claims):
        outranked = any(rank < claim.rank for layer, rank in strongest.items() if layer != claim.layer)
        stays = claim.locked or (written(claim) and (given.always or "moment" not in claim.variables))
        if claim.must and claim.layer != LEARNER and claim.rests_on is None and stays and not outranked:
            yield i


def written(claim: Claim) -> bool:
    """Whether an author wrote all that it says."""
    return all(said == "written" for said in claim.said)
