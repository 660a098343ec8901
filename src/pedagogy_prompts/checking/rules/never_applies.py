"""PED301 and PED302: conditions that leave no state, and exceptions that take none away."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ..parameters import content_of
from ..removals import Removal
from ..resolved import Resolved


def find(resolved: Resolved) -> Iterator[Finding]:
    """Attributes that never hold, and those whose `when` or `unless` changes nothing."""
    space = resolved.space
    told: set[int] = set()
    for claim in resolved.resolution.claims:
        if claim.owner in told:
            continue
        told.add(claim.owner)
        placed = resolved.placed[claim.owner]
        if not space.ever(claim.scope, claim.but):
            yield Finding.of(
                "PED301",
                f"`{claim.slug}` never applies: its conditions leave no dialogue state. Widen `when` or narrow "
                "`unless`.",
                attributes=(claim.slug,),
                places=(placed.place("when"),),
                remedy=Removal(resolved, claim.owner, loses=bool(content_of(placed.attribute))),
            )
        elif not claim.but.never and not space.ever(claim.scope & claim.but, ~claim.scope):
            yield Finding.of(
                "PED302",
                f"`unless` of `{claim.slug}` has no effect: `when` leaves these states out already. Take one of "
                "the two out.",
                attributes=(claim.slug,),
                places=(placed.place("unless"),),
                remedy=Removal(resolved, claim.owner, "unless"),
            )
