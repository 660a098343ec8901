"""What an author wrote is told from what nobody wrote, wherever an attribute goes."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable

import pytest

from pedagogy_prompts import Attribute, OutputFormat, Preset, WithholdAnswer, parse_preset
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.parameters import parameters_of
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking.claims import statements_of
from pedagogy_prompts.presets.parts import Entry


def preset(attribute: Attribute) -> Preset:
    return Preset(entries=(Entry(attribute),))


def only(found: Preset) -> Attribute:
    (attribute,) = found.attributes
    return attribute


JOURNEYS: dict[str, Callable[[Attribute], Attribute]] = {
    "data": lambda one: only(Preset.from_data(preset(one).to_data())),
    "JSON": lambda one: only(Preset.from_data(json.loads(json.dumps(preset(one).to_data())))),
    "YAML": lambda one: only(parse_preset(preset(one).to_yaml())),
    "its own JSON": lambda one: type(one).model_validate_json(one.model_dump_json()),
    "its own data": lambda one: type(one).model_validate(one.model_dump()),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "model_copy": lambda one: one.model_copy(),
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),
    "extends": lambda one: only(
        Preset.from_data({"extends": ["parent.yaml"]}, source="child.yaml", resolve=lambda _: preset(one).to_yaml())
    ),
    "a change of nothing": lambda one: only(preset(one).having(**{one.slug(): {}})),
}
ALL = [
    one
    for slug in attribute_slugs()
    for cls in [attribute_class(slug)]
    for base in settings(cls)[:1]
    for one in (
        base,
        *(
            cls(**{**{name: getattr(base, name) for name in base.written}, name: parameters_of(cls)[name].default})
            for name in cls.parameters()
            if not parameters_of(cls)[name].required
            and not base.written
            and parameters_of(cls)[name].default is not None
        ),
    )
]


@pytest.mark.parametrize("way", JOURNEYS)
def test_what_was_written_stays_written_and_nothing_else_becomes_so(way: str) -> None:
    for one in ALL:
        there = JOURNEYS[way](one)
        assert there.written == one.written, one
        assert there == one and hash(there) == hash(one)


def test_a_default_that_was_written_is_told_from_one_that_was_not() -> None:
    unwritten, written = WithholdAnswer(), WithholdAnswer(grain="final_answer")
    assert unwritten != written and len({unwritten, written, WithholdAnswer()}) == 2
    assert unwritten.written == set() and written.written == {"grain"}
    assert preset(unwritten) != preset(written)
    assert written.to_value() == {"grain": "final_answer"}


def test_what_is_kept_for_the_one_is_not_shown_for_the_other() -> None:
    statements_of.cache_clear()
    for one in (WithholdAnswer(), WithholdAnswer(grain="final_answer"), WithholdAnswer()):
        statements_of(one)
    assert statements_of.cache_info().misses == 2


def test_what_every_attribute_takes_is_no_statement_of_its_own() -> None:
    assert WithholdAnswer(strength="must") == WithholdAnswer()


def test_speech_is_spoken_without_anybody_writing_it() -> None:
    assert OutputFormat(format="speech").math == "spoken"
    assert OutputFormat(format="speech").written == {"format"}
    assert OutputFormat(format="speech", math="latex").math == "latex"
    assert OutputFormat(format="speech", math="spoken").written == {"format", "math"}


def test_every_norm_names_a_parameter_that_its_attribute_has() -> None:
    for slug in attribute_slugs():
        for one in settings(attribute_class(slug)):
            for statement in one.statements():
                for norm in statement.norms:
                    assert statement.param_of(norm) in (None, *one.parameters()), (one, statement.key, norm)
