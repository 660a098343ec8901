"""The whole texts of the shipped presets and of one lesson, in both frames: what a change does to them, people read."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from pedagogy_prompts import Preset, compose, load_preset, parse_preset
from pedagogy_prompts.instructions.section import STYLES, Style
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text

TEXTS = Path(__file__).with_name("texts")
LESSON = "fractions-grade-7"
NAMES = [*shipped_presets(), LESSON]
RENEW = "UPDATE_SNAPSHOTS=1 .venv/bin/pytest -q tests/snapshots"


def preset_named(name: str) -> Preset:
    if name == LESSON:
        return load_preset(Path(__file__).parents[2] / "examples" / f"{LESSON}.yaml")
    return parse_preset(shipped_text(name), source=f"{name}.yaml")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", NAMES)
def test_the_whole_text_is_what_was_read_last(name: str, style: Style) -> None:
    kept = TEXTS / f"{name}.{style}.txt"
    text = compose(preset_named(name), style=style).text + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        kept.write_bytes(text.encode())
    before = kept.read_bytes().decode() if kept.exists() else ""
    told = "\n".join(difflib.unified_diff(before.splitlines(), text.splitlines(), "as read last", "now", "", "", 1, ""))
    assert before == text, f"{told}\n\nIf this is what you want to say, write it anew and read the difference:\n{RENEW}"


def test_no_text_is_left_behind() -> None:
    expected = {f"{name}.{style}.txt" for name in NAMES for style in STYLES}
    assert {path.name for path in TEXTS.iterdir()} == expected, f"git rm what is gone; for what is new: {RENEW}"


def test_the_readme_names_the_command_that_renews_them() -> None:
    assert RENEW in (Path(__file__).parents[1] / "README.md").read_text("utf-8")
