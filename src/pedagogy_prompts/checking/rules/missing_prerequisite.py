"""PED402: an attribute needs of the lesson what the lesson does not have."""

from __future__ import annotations

from functools import lru_cache

from ...reports.report import Finding
from ..claims import Placing
from ..gather import Composition
from ..resolved import Resolved

_MISSING = {
    "materials": "has no materials to teach from. Put them under `context: materials:`",
    "objectives": "has no objectives to go by. List them under `context: objectives:`",
}


def find_in(composition: Composition, _: Resolved | None) -> tuple[Finding, ...]:
    """Attributes that go by something of the lesson, in a lesson that is described and does not have it."""
    context = composition.context
    described = context.topic or context.problem or context.objectives or context.materials
    lacking = frozenset(name for name in _MISSING if not getattr(context, name))
    return _unserved(composition.placed, lacking) if described else ()


@lru_cache(maxsize=256)
def _unserved(placed: Placing, lacking: frozenset[str]) -> tuple[Finding, ...]:
    return tuple(
        Finding.of(
            "PED402",
            f"`{one.attribute.slug()}` {_MISSING[need]}, or take the attribute out.",
            attributes=(one.attribute.slug(),),
            places=(one.place(),),
        )
        for one in placed
        for need in one.attribute.needs
        if need in lacking
    )
