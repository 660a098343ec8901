"""What was written comes back from a preset: as it was written, or flat where that is asked for."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pedagogy_prompts import Emoji, Pack, compose, load_preset, parse_preset
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text

from ..each import each
from .strategies import built, presets

ROW: dict[str, Any] = {
    "extends": ["socratic-tutor"],
    "remove": "question_limit",
    "attributes": {"emoji": "none", "hint_ladder": None, "tone": {"strength": "must"}},
    "facts": ["A fact."],
    "budget": 800,
}


def _plain(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def test_a_row_comes_back_with_what_it_extends_and_with_written_defaults() -> None:
    row = {"extends": ["socratic-tutor"], "attributes": {"emoji": "none", "withhold_answer": {"grain": "final_answer"}}}
    preset = Preset.from_data(row)
    assert preset.to_data() == row
    assert _plain(preset.to_yaml()) == row
    assert "extends" not in preset.to_data(flat=True)
    assert Preset.from_data(preset.to_data(flat=True)) == preset


def test_a_written_default_stays_in_the_flat_form_too() -> None:
    preset = parse_preset("attributes: {emoji: none, withhold_answer: {grain: final_answer, until: {attempts: 3+}}}")
    flat = preset.to_data(flat=True)["attributes"]
    assert flat == {"emoji": "none", "withhold_answer": {"until": {"attempts": "3+"}, "grain": "final_answer"}}


@each("name", shipped_presets())
def test_every_shipped_preset_comes_back_as_it_stands(name: str) -> None:
    text = shipped_text(name)
    preset = parse_preset(text)
    assert preset.to_data() == _plain(text)
    for again in (
        Preset.from_data(preset.to_data()),
        parse_preset(preset.to_yaml()),
        pickle.loads(pickle.dumps(preset)),
    ):
        assert again == preset
        assert again.to_data() == preset.to_data()
    assert Preset.from_data(preset.to_data(flat=True)) == preset


@given(presets(), st.lists(st.sampled_from(shipped_presets()), max_size=2, unique=True))
def test_any_data_comes_back_as_it_was_written(preset: Preset, parents: list[str]) -> None:
    data = {**preset.to_data(), "given": {}, "extends": parents}
    made = Preset.from_data(data)
    assert made.to_data() == data
    assert parse_preset(made.to_yaml()).to_data() == data
    flat = Preset.from_data(made.to_data(flat=True))
    assert flat == made
    assert flat.to_data() == made.to_data(flat=True)


WISHES = [slug for slug in attribute_slugs() if built(slug, {"strength": "should"}) is not None]
"""The attributes that a preset can make a wish, and say no more of."""


@given(st.dictionaries(st.sampled_from(WISHES), st.sampled_from([None, {"strength": "should"}]), max_size=3))
def test_what_is_changed_in_python_is_written_beside_what_is_extended(changes: dict[str, Any]) -> None:
    changed = Preset.from_data(ROW).having(**changes)
    data = changed.to_data()
    assert data["extends"] == ["socratic-tutor"]
    assert Preset.from_data(data) == changed
    assert data["facts"] == ["A fact."]
    assert data["budget"] == 800


def test_taking_out_what_a_parent_brings_is_written_as_that() -> None:
    changed = Preset.from_data(ROW).having(hint_ladder=None, emoji="sparse")
    assert changed.to_data() == {
        **ROW,
        "remove": ["question_limit", "hint_ladder"],
        "attributes": {"tone": {"strength": "must"}, "emoji": "sparse"},
    }
    assert ROW["remove"] == "question_limit"


def test_the_data_given_back_is_the_callers_own() -> None:
    preset = Preset.from_data(ROW)
    preset.to_data()["attributes"]["emoji"] = "free"
    assert preset.to_data() == ROW


def test_a_preset_changed_by_hand_says_what_it_says_now() -> None:
    preset = replace(Preset.from_data(ROW), title="Another")
    assert preset.to_data()["title"] == "Another"
    assert Preset.from_data(preset.to_data()) == preset


def test_packs_bring_own_attributes_to_rows_of_data() -> None:
    class SingAlong(Emoji):
        """Sing."""

    pack = Pack("choir", attributes=(SingAlong,))
    preset = Preset.from_data({"attributes": {"sing_along": "sparse"}}, packs=[pack])
    assert preset.attributes == (SingAlong(policy="sparse"),)
    assert Preset.from_data(preset.to_data(), packs=[pack]) == preset
    assert preset.having(sing_along="none").attributes == (SingAlong(policy="none"),)


def test_a_file_comes_back_with_its_relative_base(tmp_path: Any) -> None:
    tmp_path.joinpath("base.yaml").write_text("attributes: {emoji: none}\n")
    tmp_path.joinpath("lesson.yaml").write_text("extends: ./base.yaml\nrules: [Be kind.]\n")
    preset = load_preset(tmp_path / "lesson.yaml")
    again = Preset.from_data(preset.to_data(), source=str(tmp_path / "lesson.yaml"))
    assert again == preset
    assert compose(again).text == compose(preset).text
