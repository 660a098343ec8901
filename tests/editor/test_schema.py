"""The schema tells of the same mistakes as `check`, at the same places."""

from __future__ import annotations

import json

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import Attribute, Pack, Preset, PresetError, preset_schema
from pedagogy_prompts.attributes.kit import Statement, Statements, oblige
from pedagogy_prompts.presets.loading import read_preset

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
