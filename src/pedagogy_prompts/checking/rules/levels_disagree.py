"""PED405: the lesson or the learner is described in one way, and the tutor is told to fit another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from ...attributes.kit.attribute import Statement
from ...attributes.kit.levels import CEFR, bounds_at, level_named
from ...base.cached import kept
from ...norms.norm import Norm
from ...reports.report import Finding, Place
from ...reports.saying import Sentences
from ..claims import Placed, Placing, statements_of
from ..gather import Composition
from ..parameters import parameter_of

_say = Sentences("checking/rules")

Bound = tuple[int | None, int | None]


class _Described(NamedTuple):
    """Who is taught, as the lesson says it."""

    who: Literal["lesson", "learner"]
    level: str
    wide: bool
    """Whether only what leaves room for several years counts: one learner may stand elsewhere than their class."""


def find_for(composition: Composition, _: str) -> Iterable[Finding]:
    """A level of the lesson or of the learner, as far as it can be read, that an attribute rules out."""
    lesson, learner = composition.context.level, composition.context.learner.level
    found: list[Finding] = []
    if lesson and (all_told := _of_lesson(composition.placed, lesson)):
        found += _at(all_told, composition.place("context", "level"))
    if learner and (all_told := _of_learner(composition.placed, learner)):
        found += _at(all_told, composition.place("context", "learner", "level"))
    return found


def _at(found: tuple[Finding, ...], place: Place) -> Iterator[Finding]:
    """The findings, with the place of the level that they speak of too."""
    return (replace(one, places=(*one.places, place)) for one in found)


@kept(256)
def _of_lesson(placed: Placing, level: str) -> tuple[Finding, ...]:
    """The findings for a level, kept: many lessons have the same."""
    return _disagreeing(placed, _Described("lesson", level, wide=False))


@kept(256)
def _of_learner(placed: Placing, level: str) -> tuple[Finding, ...]:
    return _disagreeing(placed, _Described("learner", level, wide=True))


def _disagreeing(placed: Placing, told: _Described) -> tuple[Finding, ...]:
    try:
        level = level_named(told.level)
    except ValueError:
        return ()  # in words that name no year
    return tuple(_findings(placed, told, level))


def _findings(placed: Placing, told: _Described, level: str) -> Iterator[Finding]:
    bounds = bounds_at(level)
    for one in placed:
        if one.layer == "learner":
            continue
        found = next(filter(None, (_against(one, *pair, bounds, level, wide=told.wide) for pair in _norms(one))), None)
        if found is not None:
            slug = one.attribute.slug()
            value = one.attribute.as_written(found)
            yield Finding.of(
                "PED405",
                _say(f"PED405.{told.who}", level=told.level, attribute=slug, parameter=found, value=str(value)),
                args={"lesson": told.level, "level": value},
                attributes=(slug,),
                places=(one.place(found),),
            )


def _norms(one: Placed) -> Iterator[tuple[Statement, Norm]]:
    for statement in statements_of(one.attribute):
        for norm in statement.norms:
            yield statement, norm


def _against(
    one: Placed, statement: Statement, norm: Norm, bounds: Mapping[str, Bound], level: str, *, wide: bool
) -> str | None:
    """The parameter by which a norm fits no learner of this level; None where it fits one."""
    param = statement.param_of(norm)
    if norm.modality == "choose" and norm.target == "language_level" and isinstance(norm.value, frozenset):
        return param if level in CEFR and level not in norm.value and not wide else None
    if not isinstance(norm.value, tuple) or norm.target not in bounds:
        return None
    (least, most), (low, high) = norm.value, bounds[norm.target]
    if wide and least == most:
        return None
    if least is not None and high is not None and least > high:
        return parameter_of(one.attribute, norm, "least", param)
    if most is not None and low is not None and most < low:
        return parameter_of(one.attribute, norm, "most", param)
    return None
