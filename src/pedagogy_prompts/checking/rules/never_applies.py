"""PED301 and PED302: conditions that leave no state, and exceptions that take none away."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ...reports.saying import Sentences
from ..parameters import content_of
from ..removals import Removal, widened
from ..resolved import Resolved

_say = Sentences("checking/rules")


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
                _say("PED301", attribute=claim.slug),
                attributes=(claim.slug,),
                places=(placed.place("when"),),
                remedy=Removal(
                    resolved,
                    claim.owner,
                    loses=bool(content_of(placed.attribute)),
                    instead=widened(resolved, claim.owner),
                ),
            )
        elif not claim.but.never and not space.ever(claim.scope & claim.but, ~claim.scope):
            yield Finding.of(
                "PED302",
                _say("PED302", attribute=claim.slug),
                attributes=(claim.slug,),
                places=(placed.place("unless"),),
                remedy=Removal(resolved, claim.owner, "unless"),
            )
