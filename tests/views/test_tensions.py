"""What can be followed but leaves hardly any room: told with the gaps, and never by the check."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Preset, check, gaps

CASES: dict[str, tuple[dict[str, Any], tuple[str, ...] | None]] = {
    "twelve of fifteen words": (
        {"turn_length": {"max_words": 15}, "direct_instruction": None},
        ("direct_instruction",),
    ),
    "twelve of sixty": ({"turn_length": {"max_words": 60}, "direct_instruction": None}, None),
    "twelve of ten is a conflict": ({"turn_length": {"max_words": 10}, "direct_instruction": None}, None),
    "only where the learner is stuck": (
        {"turn_length": {"max_words": 16}, "think_aloud": {"when": {"stuck": True}}},
        ("think_aloud",),
    ),
    "two that fill it together": (
        {"turn_length": {"max_words": 12}, "question_limit": {"max": 3, "min": 3}, "tone": None},
        ("question_limit",),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_limit_that_is_nearly_filled_is_told_with_the_gaps(name: str) -> None:
    attributes, filling = CASES[name]
    preset = Preset.from_data({"attributes": attributes})
    found = [finding for finding in gaps(preset) if finding.code == "PED506"]
    assert [finding.severity for finding in found] == ["info"] * bool(filling)
    assert (
        [set(filling) <= set(finding.attributes) for finding in found] == [True] * bool(filling)
        if filling
        else not found
    )
    assert "PED506" not in {finding.code for finding in check(preset)}
