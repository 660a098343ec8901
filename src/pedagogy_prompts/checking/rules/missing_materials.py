"""PED402: an attribute needs of the lesson what the lesson does not have."""

from __future__ import annotations

from functools import lru_cache

from ...reports.report import Finding
from ..claims import Placing
from ..gather import Composition
from ..resolved import Resolved


def find_in(composition: Composition, _: Resolved | None) -> tuple[Finding, ...]:
    """Attributes that teach from materials, in a lesson that is described and has none."""
    context = composition.context
    described = context.topic or context.problem or context.objectives
    return _ungrounded(composition.placed) if described and not context.materials else ()


@lru_cache(maxsize=256)
def _ungrounded(placed: Placing) -> tuple[Finding, ...]:
    return tuple(
        Finding.of(
            "PED402",
            f"`{one.attribute.known_as}` has no materials to teach from. Put them under `context: materials:`, or "
            "take the attribute out.",
            attributes=(one.attribute.known_as,),
            places=(one.place(),),
        )
        for one in placed
        if "materials" in one.attribute.needs
    )
