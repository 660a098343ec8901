"""Random sets of attributes, lessons in several languages, and frames."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pedagogy_prompts import Attribute, CompositionError, SystemInstruction, compose
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings

from ..characters import CHARACTERS

SPOKEN = (
    "Add fractions with unlike denominators.",
    "Brüche mit verschiedenen Nennern addieren – möglichst ohne Taschenrechner.",
    "分数の足し算：分母が異なる場合。",
    "جمع الكسور ذات المقامات المختلفة",
    "भिन्नों का योग",
    "Сложение дробей с разными знаменателями",
    "½ + ⅓ = ?  👩‍🏫🎉",
    "/a/path or // two\n\n- a list\n# a heading",
)
MODELS = ("gpt-4o", "gpt-4", "gpt-oss-20b")
"""One for each exact encoding."""

STYLES = ("markdown", "xml")

TEXTS = st.one_of(st.sampled_from(SPOKEN), st.text(CHARACTERS, min_size=1, max_size=80))


@st.composite
def attributes(draw: st.DrawFn, least: int = 1, most: int = 14) -> list[Attribute]:
    """Attributes that can be followed together; some of them only wishes."""
    slugs = draw(st.lists(st.sampled_from(attribute_slugs()), min_size=least, max_size=most, unique=True))
    found: list[Attribute] = []
    for slug in slugs:
        one = draw(st.sampled_from(settings(attribute_class(slug), most=8)))
        found.append(one.model_copy(update={"strength": "should"}) if draw(st.booleans()) else one)
    while found and whole(found) is None:
        found.pop()
    return found


def whole(parts: list[Attribute], **fields: Any) -> SystemInstruction | None:
    """The text without a budget; None where the parts clash."""
    try:
        return compose(*parts, **fields)
    except CompositionError:
        return None


def within(parts: list[Attribute], budget: Any, **fields: Any) -> SystemInstruction | None:
    """The text within a budget; None where even the shortest is over it."""
    try:
        return compose(*parts, budget=budget, **fields)
    except CompositionError as error:
        if {finding.code for finding in error.report.errors} != {"PED701"}:
            raise
        return None
