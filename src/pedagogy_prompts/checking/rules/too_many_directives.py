"""PED705: more firm rules than a model can be expected to keep at once."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ...reports.saying import Sentences
from ..resolved import Resolved

_say = Sentences("checking/rules")

MOST = 25
"""So many; a preset that knows better accepts the finding with its reason."""


def find(resolved: Resolved) -> Iterator[Finding]:
    """Statements that must be followed, counted; permissions ask for nothing."""
    firm = {
        (claim.slug, claim.key) for _, claim, norm, _ in resolved.held() if claim.must and norm.modality != "permit"
    }
    live = resolved.resolution.live
    firm |= {  # rules in words alone count too
        (claim.slug, claim.key)
        for i, claim in enumerate(resolved.resolution.claims)
        if claim.must and not claim.norms and live[i]
    }
    if len(firm) > MOST:
        yield Finding.of(
            "PED705",
            _say("PED705", statements=len(firm), most=MOST),
            places=tuple(dict.fromkeys(one.home for one in resolved.placed)),
            args={"statements": len(firm), "most": MOST, "source": "jaroslawicz2025"},
        )
