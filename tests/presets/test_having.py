"""`Preset.having`: a copy with some attributes changed."""

from __future__ import annotations

import pytest

from pedagogy_prompts import Preset, SocraticQuestioning, UnknownAttributeError

BASE = Preset.from_data({"attributes": {"emoji": "sparse", "hint_ladder": {"rungs": ["orient"], "then": "reveal"}}})


def attributes(preset: Preset) -> object:
    return preset.to_data()["attributes"]


def test_a_mapping_changes_the_parameters_it_names() -> None:
    changed = BASE.having(hint_ladder={"then": "stay"})
    assert attributes(changed) == {"emoji": "sparse", "hint_ladder": {"rungs": ["orient"], "then": "stay"}}


def test_none_takes_an_attribute_out_and_the_original_stays() -> None:
    assert attributes(BASE.having(emoji=None)) == {"hint_ladder": {"rungs": ["orient"], "then": "reveal"}}
    assert "emoji" in BASE.to_data()["attributes"]


def test_an_attribute_replaces_and_a_list_gives_several_instances() -> None:
    changed = BASE.having(
        socratic_questioning=SocraticQuestioning(intensity="light"),
        emoji=[{"policy": "none", "when": {"stuck": True}}, {"policy": "free", "unless": {"stuck": True}}],
    )
    assert [one.slug() for one in changed] == ["hint_ladder", "socratic_questioning", "emoji", "emoji"]


def test_an_unknown_attribute_is_named() -> None:
    with pytest.raises(UnknownAttributeError, match="Did you mean 'emoji'"):
        BASE.having(emojy="none")
