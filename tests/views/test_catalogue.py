"""The catalogue says of every parameter what a form needs, and says it as the preset's reader takes it."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Attribute, Pack, PresetError, attribute_catalogue
from pedagogy_prompts.attributes.kit import Statement, Statements, oblige
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.presets.preset import Preset

WHOLE = attribute_catalogue()
ATTRIBUTES = {one["slug"]: one for one in WHOLE["attributes"]}


def parameter(slug: str, name: str) -> dict[str, Any]:
    return next(one for one in ATTRIBUTES[slug]["parameters"] if one["name"] == name)


def test_every_attribute_is_there_with_title_family_and_help() -> None:
    assert tuple(ATTRIBUTES) == attribute_slugs()
    families = {one["name"] for one in WHOLE["families"]}
    for slug, one in ATTRIBUTES.items():
        assert one["title"] and one["help"] and one["family"] in families, slug
        for each in one["parameters"]:
            assert each["types"] and each["help"] and each["label"], (slug, each["name"])
    assert ATTRIBUTES["ai_disclosure"]["title"] == "AI disclosure"


def test_a_parameter_says_what_it_takes() -> None:
    words = parameter("turn_length", "max_words")
    assert (words["types"], words["least"], words["most"], words["default"]) == (["number"], 10, 1000, None)
    rungs = parameter("hint_ladder", "rungs")
    assert (rungs["types"], rungs["items"], rungs["distinct"]) == (["choices"], 1, True)
    assert rungs["choices"][1] == {"value": "point_to_information", "label": "Point to information"}
    until = parameter("withhold_answer", "until")
    assert (until["types"], until["default"]) == (["release"], {"attempts": "3+"})
    assert parameter("difficulty_control", "up_after")["types"] == ["number", "choice"]
    assert [one["value"] for one in parameter("difficulty_control", "up_after")["choices"]] == ["never"]
    assert parameter("set_phrase", "say")["required"] and parameter("set_phrase", "say")["longest"] == 300
    materials = next(one for one in WHOLE["context"] if one["name"] == "materials")
    assert materials["types"] == ["mappings"] and [one["name"] for one in materials["fields"]] == ["title", "text"]
    attempts = WHOLE["variables"][0]
    assert (attempts["name"], attempts["type"], attempts["least"], attempts["most"]) == ("attempts", "number", 0, 10)


def test_defaults_and_the_ends_of_ranges_are_read_and_what_lies_beyond_is_not() -> None:
    """Of each attribute at once: what the catalogue says of a parameter is what reading takes."""
    wrong: list[str] = []
    for slug, one in ATTRIBUTES.items():
        for each in one["parameters"]:
            path = ("attributes", slug, each["name"])
            fine = [each["default"], each["least"], each["most"]]
            beyond = [
                value
                for end, step in ((each["least"], -1), (each["most"], 1))
                if end is not None
                for value in (end + step,)
            ]
            taken = {repr(value): _refused(slug, each["name"], value, path) for value in fine if value is not None}
            wrong += [f"{slug}.{each['name']}: {value} is refused" for value, refused in taken.items() if refused]
            wrong += [
                f"{slug}.{each['name']}: {value} is taken"
                for value in beyond
                if not _refused(slug, each["name"], value, path)
            ]
    assert wrong == []


def _refused(slug: str, name: str, value: Any, path: tuple[str, ...]) -> bool:
    """Whether a value is refused for itself, and not for what it would need beside it."""
    try:
        Preset.from_data({"attributes": {slug: {name: value}}})
    except PresetError as error:
        return any(finding.places[0].path[:3] == path for finding in error.report)
    return False


def test_an_attribute_of_a_pack_is_there_with_its_docs_wherever_its_class_stands() -> None:
    class Doodle(Attribute):
        """Draw while you think."""

        family = "presentation"
        words = '[doodle]\ntext = "Draw."'

        pens: int = 2
        """How many pens."""

        def statements(self) -> Statements:
            yield Statement("doodle", oblige("use_visual"))

    (one,) = [
        one
        for one in attribute_catalogue(packs=[Pack("drawing", attributes=(Doodle,))])["attributes"]
        if one["slug"] == "doodle"
    ]
    assert one["help"] == "Draw while you think."
    assert (one["parameters"][0]["help"], one["parameters"][0]["default"]) == ("How many pens.", 2)


def test_what_is_given_is_the_callers_own() -> None:
    attribute_catalogue()["attributes"].clear()
    assert attribute_catalogue() == WHOLE


@pytest.mark.parametrize("packs", [3, ["praise"]])
def test_what_is_no_pack_is_said(packs: Any) -> None:
    with pytest.raises(TypeError, match="pack"):
        attribute_catalogue(packs=packs)
