"""What can be followed and pulls all the same: told where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ...norms.tight import tight
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..resolved import Resolved
from .labels import label

_say = Sentences("checking")


def tensions(resolved: Resolved) -> Iterator[Finding]:
    """Bounds that what is asked for leaves hardly any room in (PED506)."""
    claims = resolved.resolution.claims
    for one in tight(resolved.resolution, resolved.closure):
        (i, k), filling = one.top, list(dict.fromkeys(claims[i] for i, _ in one.parts))
        limit = label(claims[i], claims[i].norms[k], "most")
        asked = resolved.words.listed(dict.fromkeys(label(claim) for claim in filling), "and")
        when, condition = resolved.when(one.region, [one.top, *one.parts])
        where = _say("parts.behind_when", when=when) if when else ""
        many = "more" if len(filling) > 1 else "one"
        yield Finding.of(
            "PED506",
            _say(f"PED506.{many}", limit=limit, most=one.most, asked=asked, least=one.least, where=where),
            args={"most": one.most, "least": one.least, **condition},
            attributes=tuple(dict.fromkeys([claims[i].slug, *(claim.slug for claim in filling)])),
            when=when or "always",
            witness=resolved.witness(one.region, [claims[i], *filling]),
            places=tuple(dict.fromkeys(resolved.place(claim) for claim in [claims[i], *filling])),
        )
