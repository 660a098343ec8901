"""PED402: an attribute needs of the lesson what the lesson does not have."""

from __future__ import annotations

from ...base.cached import kept
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..claims import Placing
from ..gather import Composition

_say = Sentences("checking/rules")


def find_for(composition: Composition, _: str) -> tuple[Finding, ...]:
    """Attributes that go by something of the lesson, in a lesson that is described and does not have it."""
    context = composition.context
    if not (context.topic or context.problem or context.objectives or context.materials):
        return ()
    return _unserved(composition.placed, bool(context.materials), bool(context.objectives))


@kept(256)
def _unserved(placed: Placing, materials: bool, objectives: bool) -> tuple[Finding, ...]:
    has = {"materials": materials, "objectives": objectives}
    return tuple(
        Finding.of(
            "PED402",
            _say(f"PED402.{need}", attribute=one.attribute.slug()),
            attributes=(one.attribute.slug(),),
            places=(one.place(),),
        )
        for one in placed
        for need in one.attribute.needs
        if not has[need]
    )
