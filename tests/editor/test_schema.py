"""The schema tells of the same mistakes as `check`, at the same places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from pedagogy_prompts import Attribute, Pack, Preset, PresetError, preset_schema
from pedagogy_prompts.attributes.kit import Statement, Statements, oblige
from pedagogy_prompts.presets.loading import read_data, read_preset

from .places import BAD, HERE, THREE, checked, in_a_form, validator


class Doodle(Attribute):
    """Draw while you think."""

    family = "presentation"
    words = '[doodle]\ntext = "Draw."'

    pens: int = 2
    """How many pens."""

    def statements(self) -> Statements:
        yield Statement("doodle", oblige("use_visual"))


def test_three_mistakes_are_three_messages_in_check_and_in_a_form() -> None:
    places = [place.path for place in checked(THREE)]
    assert (
        sorted(places)
        == sorted(in_a_form(THREE))
        == [
            ("attributes", "hint_ladder", "then"),
            ("attributes", "withhold_answer", "until", "attemps"),
            ("context", "work"),
        ]
    )


def test_a_mistake_of_any_kind_has_the_place_that_check_gives_it() -> None:
    for file in BAD:
        assert {place.path for place in checked(file)} == set(in_a_form(file)), file.name


def test_it_refuses_what_reading_refuses_and_takes_the_most_that_fits() -> None:
    rule, code = {"say": "x"}, {"code": "PED404", "because": "x"}
    taken: list[Any] = [
        {"title": "x" * 300},
        {"rules": ["x"] * 100},
        {"facts": ["x" * 2000] * 100},
        {"extends": ["socratic-tutor"]},
        {"rules": [{**rule, "id": "\u00fcber_1-" + "x" * 53, "means": ["oblige give_hint"] * 20}]},
        {"accept": [code] * 100},
        {
            "budget": {
                "share": 0.5,
                "priority": {"praise": 9},
                "keep_with": {"praise": "emoji"},
                "required": ["rules.x"],
            }
        },
        *({"given": {"attempts": one}} for one in ("10+", "0-10", "3-3", ["3-5", "7+"], 10)),
    ]
    refused: list[Any] = [
        {"title": ""},
        {"title": " "},
        {"title": "x" * 301},
        {"extends": ""},
        {"extends": [" "]},
        {"extends": ["a"] * 101},
        {"budget": {}},
        {"budget": {"step": 5}},
        {"budget": {"tokens": 800, "share": 0.5}},
        {"remove": ["nope"]},
        {"budget": {"tokens": 8, "priority": {"nope": 3}}},
        {"budget": {"tokens": 8, "keep_with": {"nope": "praise"}}},
        {"rules": ["x"] * 101},
        {"rules": [" "]},
        {"facts": ["x"] * 101},
        {"facts": [""]},
        {"facts": ["x" * 2001]},
        *({"rules": [{**rule, "id": name}]} for name in ("a b", "-a", "", "a.b", "x" * 61)),
        {"remove": ["rules.a b"]},
        {"rules": [{**rule, "means": ["oblige give_hint"] * 21}]},
        {"context": {"subject": " "}},
        *(
            {"accept": [{**code, **part}]}
            for part in ({"because": " "}, {"because": "x" * 2001}, {"attributes": ["nope"]})
        ),
        {"accept": [code] * 101},
        {"given": [{"attempts": "3+"}] * 17},
        *({"attributes": {"hint_ladder": {"when": {"attempts": one}}}} for one in ("11+", "5-3", "9-11", "-1+", 11)),
    ]
    for data, fine in [*((one, True) for one in taken), *((one, False) for one in refused)]:
        told = json.dumps(data)[:80]
        assert (read_data(data)[0] is not None) == fine, told
        assert validator().is_valid(data) == fine, told


def test_what_no_schema_can_say_is_told_of_the_attribute() -> None:
    with pytest.raises(PresetError) as caught:
        Preset.from_data({"attributes": {"turn_length": {}}})
    (finding,) = caught.value.report
    assert finding.code == "PED003" and finding.places[0].path == ("attributes", "turn_length")


def test_every_form_of_a_value_is_right() -> None:
    good = HERE / "good.yaml"
    assert list(read_preset(good)[1]) == []
    assert list(validator().iter_errors(YAML(typ="safe", pure=True).load(good))) == []


def test_an_attribute_has_a_schema_of_its_own_with_defaults_and_family() -> None:
    whole = preset_schema()
    ladder = whole["$defs"]["attribute.hint_ladder"]
    assert (ladder["title"], ladder["x-family"]) == ("Hint ladder", "disclosure")
    assert ladder["properties"]["then"]["default"] == "worked_example"
    assert whole["$defs"]["attribute.withhold_answer"]["properties"]["until"]["default"] == {"attempts": "3+"}
    assert all(one["description"] for one in whole["properties"].values())
    json.dumps(whole)


def test_a_pack_has_its_place_in_the_schema_and_in_its_name() -> None:
    own = preset_schema(packs=[Pack("drawing", attributes=(Doodle,))])
    assert own["$defs"]["attribute.doodle"]["properties"]["pens"]["default"] == 2
    assert own["$id"] == preset_schema()["$id"] + ":drawing"
    odd = preset_schema(packs=[Pack("class #7/\u00fc:b%", attributes=(Doodle,))])
    Draft202012Validator.check_schema(odd | {"$defs": {}})
    assert odd["$id"] == preset_schema()["$id"] + ":class%20%237%2F%C3%BC%3Ab%25"
