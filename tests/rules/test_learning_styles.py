"""Learning styles are named where they are meant, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Preset, PresetError, check, parse_preset

TURN = {"attributes": {"turn_moves": None}}


def told(**preset: Any) -> list[Any]:
    data: dict[str, Any] = {**TURN, **preset}
    return [one for one in check(Preset.from_data(data)).findings if one.code == "PED406"]


@pytest.mark.parametrize(
    ("preset", "path"),
    [
        ({"rules": ["Match your replies to the learning style."]}, ("rules", 0)),
        ({"context": {"learner": {"level": "a kinaesthetic learner"}}}, ("context", "learner", "level")),
        ({"context": {"learner": {"interests": ["chess", "VARK"]}}}, ("context", "learner", "interests", 1)),
        ({"attributes": {"persona": {"description": "a coach for visual types"}}}, ("attributes", "persona")),
    ],
)
def test_they_are_found_where_they_are_meant(preset: dict[str, Any], path: tuple[Any, ...]) -> None:
    (found,) = told(**preset)
    assert found.severity == "info" and "visual_aids" in found.message
    assert found.places[0].path[: len(path)] == path


@pytest.mark.parametrize(
    "preset",
    [
        {"context": {"materials": [{"title": "Myths", "text": "Are there learning styles?"}]}},
        {"rules": ["Use a clear writing style, and visual aids for all learners."]},
        {"context": {"topic": "visual arts"}},
    ],
)
def test_they_are_not_found_in_what_is_read_or_only_sounds_alike(preset: dict[str, Any]) -> None:
    assert told(**preset) == []


@pytest.mark.parametrize("name", ["learning_style", "learning_styles"])
def test_an_attribute_of_that_name_is_answered_with_what_helps(name: str) -> None:
    with pytest.raises(PresetError, match=r"has not been found to help \(Pashler et al\. 2008\).*visual_aids"):
        parse_preset(f"attributes: {{{name}: visual}}")
