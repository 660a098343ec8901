"""Two attributes that are only named do not clash: what nobody wrote is no error a teacher would understand."""

from __future__ import annotations

from itertools import combinations

from pydantic import ValidationError

from pedagogy_prompts import Attribute, check
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.norms.meeting import touched
from pedagogy_prompts.presets.packs import closure_of

UNDERSTOOD = {
    ("adult_learner", "young_children"): "one learner is no child and adult at once",
    ("safeguarding", "young_children"): "who guards learners of 13 to 15 has to say that they are younger",
    ("screen_reader", "visual_aids"): "what is drawn or set in columns cannot be heard",
}
"""Pairs that are an error by their names alone, and why a teacher understands it."""


def test_no_two_attributes_at_their_defaults_are_an_error() -> None:
    shelf: list[Attribute] = []
    for slug in attribute_slugs():
        try:
            shelf.append(attribute_class(slug)())
        except ValidationError:
            continue  # it says nothing by its name alone
    closure = closure_of(())
    touch = [touched((n for statement in one.statements() for n in statement.norms), closure) for one in shelf]
    met = [(shelf[i], shelf[j]) for i, j in combinations(range(len(shelf)), 2) if touch[i].may_meet(touch[j])]
    assert len(met) > len(shelf) / 3, "hardly any of them have to do with one another"
    assert [(one.slug(), other.slug()) for one, other in met if check(one, other).errors] == list(UNDERSTOOD)
