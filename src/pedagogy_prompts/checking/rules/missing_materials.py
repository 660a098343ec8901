"""PED402: an attribute needs of the lesson what the lesson does not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...reports.report import Finding
from ..claims import Placed, Placing
from ..gather import Composition
from ..resolved import Resolved


def find_in(composition: Composition, _: Resolved | None) -> Iterator[Finding]:
    """Attributes that teach from materials, in a lesson that is described and has none."""
    context = composition.context
    described = context.topic or context.problem or context.objectives
    if described and not context.materials:
        for placed in _grounded(composition.placed):
            slug = placed.attribute.slug()
            yield Finding.of(
                "PED402",
                f"`{slug}` has no materials to teach from. Put them under `context: materials:`, or "
                "take the attribute out.",
                attributes=(slug,),
                places=(placed.place(),),
            )


@lru_cache(maxsize=256)
def _grounded(placed: Placing) -> tuple[Placed, ...]:
    return tuple(one for one in placed if "materials" in one.attribute.needs)
