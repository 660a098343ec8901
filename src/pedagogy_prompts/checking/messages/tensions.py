"""What can be followed and pulls all the same: told where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ...norms.tight import tight
from ...reports.report import Finding
from ..resolved import Resolved
from .labels import label


def tensions(resolved: Resolved) -> Iterator[Finding]:
    """Bounds that what is asked for leaves hardly any room in (PED506)."""
    claims = resolved.resolution.claims
    for one in tight(resolved.resolution, resolved.closure):
        (i, k), filling = one.top, list(dict.fromkeys(claims[i] for i, _ in one.parts))
        limit = label(claims[i], claims[i].norms[k], "most")
        asked = resolved.words.listed(dict.fromkeys(label(claim) for claim in filling), "and")
        when = resolved.when(one.region, [one.top, *one.parts])
        where = f" when {when}" if when else ""
        take = "take" if len(filling) > 1 else "takes"
        yield Finding.of(
            "PED506",
            f"{limit} allows {one.most} words in a turn, and {asked} {take} at least {one.least} of them{where}, put "
            "as briefly as can be: the tutor will be terse or go beyond. Allow more words, or ask for less in a turn.",
            args={"most": one.most, "least": one.least},
            attributes=tuple(dict.fromkeys([claims[i].slug, *(claim.slug for claim in filling)])),
            when=when or "always",
            witness=resolved.witness(one.region, [claims[i], *filling]),
            places=tuple(dict.fromkeys(resolved.place(claim) for claim in [claims[i], *filling])),
        )
