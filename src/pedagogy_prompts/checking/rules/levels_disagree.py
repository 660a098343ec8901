"""PED405: the lesson is for one level, and the tutor is told to fit another."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from ...reports.report import Finding, Place
from ..gather import Composition
from ..resolved import Resolved


def find_in(composition: Composition, _: Resolved | None) -> Iterator[Finding]:
    """A level of the lesson, as far as it can be read, that is not the one an attribute fits content to."""
    lesson = composition.context.level
    if not lesson:
        return
    for placed in composition.placed:
        level = getattr(placed.attribute, "level", None)
        if placed.layer == "learner" or level is None:
            continue
        try:
            other = type(placed.attribute).model_validate({"level": lesson})
        except ValidationError:
            continue  # in words that name no year
        if getattr(other, "year", None) != getattr(placed.attribute, "year", None):
            slug = placed.attribute.slug()
            yield Finding.of(
                "PED405",
                f"The lesson is for {lesson}, and `{slug}` fits content to {level}: the tutor is told both. Give them "
                "the same level, or take one out.",
                args={"lesson": lesson, "level": level},
                attributes=(slug,),
                places=(placed.place("level"), Place(path=("context", "level"))),
            )
