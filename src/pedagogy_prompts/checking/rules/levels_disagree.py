"""PED405: the lesson is for one level, and the tutor is told to fit another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import ValidationError

from ...reports.report import Finding, Place
from ..claims import Placing
from ..gather import Composition
from ..resolved import Resolved


def find_in(composition: Composition, _: Resolved | None) -> Iterable[Finding]:
    """A level of the lesson, as far as it can be read, that is not the one an attribute fits content to."""
    lesson = composition.context.level
    return _disagreeing(composition.placed, lesson, composition.place("context", "level")) if lesson else ()


@lru_cache(maxsize=256)
def _disagreeing(placed: Placing, lesson: str, at: Place) -> tuple[Finding, ...]:
    """The findings for a level, kept: many lessons have the same."""
    return tuple(_findings(placed, lesson, at))


def _findings(placed: Placing, lesson: str, at: Place) -> Iterator[Finding]:
    for one in placed:
        level = getattr(one.attribute, "level", None)
        if one.layer == "learner" or level is None:
            continue
        try:
            other = type(one.attribute).model_validate({"level": lesson})
        except ValidationError:
            continue  # in words that name no year
        if _differ(other, one.attribute):
            slug = one.attribute.known_as
            yield Finding.of(
                "PED405",
                f"The lesson is for {lesson}, and `{slug}` fits content to {level}: the tutor is told both. Give them "
                "the same level, or take one out.",
                args={"lesson": lesson, "level": level},
                attributes=(slug,),
                places=(one.place("level"), at),
            )


def _differ(one: object, other: object) -> bool:
    """Whether both are school years, or both levels of a language, and not the same."""
    years = [getattr(attribute, "year", None) for attribute in (one, other)]
    levels = [getattr(attribute, "level", None) for attribute in (one, other)]
    return len(set(levels if years == [None, None] else years if None not in years else [0])) > 1
