"""The side-by-side of tutor texts: who is given what, and how it is counted."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

SPEC = importlib.util.spec_from_file_location("trial", Path(__file__).parents[2] / "tools" / "trial.py")
assert SPEC is not None and SPEC.loader is not None
trial: Any = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(trial)

DIALOGUES = [{"id": f"d{n}", "dialogue": f"Student: {n}?"} for n in range(12)]
REPLIES = {name: {f"d{n}": f"{name} on {n}" for n in range(12)} for name in ("ours", "theirs", "other")}


def test_a_player_gets_the_text_and_ten_dialogues_at_most() -> None:
    first, second = trial.players("Be kind.", DIALOGUES)
    assert "Be kind." in first and "Student: 9?" in first and "Student: 10?" not in first
    assert "Student: 11?" in second and "Student: 9?" not in second


def test_a_rater_sees_no_name_and_the_key_tells_them_apart() -> None:
    items, key = trial.packed(DIALOGUES, REPLIES, 7)
    assert len(items) == 12 and len({tuple(letters.values()) for letters in key.values()}) > 1
    for item in items:
        for letter, reply in item["replies"].items():
            assert reply == REPLIES[key[item["id"]][letter]][item["id"]]
    assert packed_alike(7) == (items, key) != packed_alike(8)


def packed_alike(seed: int) -> Any:
    return trial.packed(DIALOGUES, REPLIES, seed)


def test_a_dialogue_that_one_text_did_not_answer_is_left_out() -> None:
    items, _ = trial.packed(DIALOGUES, {**REPLIES, "late": {"d3": "late on 3"}}, 1)
    assert [item["id"] for item in items] == ["d3"]


def test_wins_are_shares_of_raters_in_each_dialogue() -> None:
    key = {"d0": {"A": "ours", "B": "theirs"}, "d1": {"A": "theirs", "B": "ours"}}
    both, one = ({"d0": {"rank": ["A", "B"]}, "d1": {"rank": order}} for order in (["B", "A"], ["A", "B"]))
    found = trial.wins([(key, both), (key, one)])
    assert found["ours", "theirs"] == {"d0": 1.0, "d1": 0.5}
    assert found["theirs", "ours"] == {"d0": 0.0, "d1": 0.5}


def test_an_interval_spans_what_other_dialogues_would_give() -> None:
    low, high = trial.interval([1.0] * 10 + [0.0] * 10)
    assert 0.2 <= low <= 0.35 and 0.65 <= high <= 0.8
    assert trial.interval([0.5] * 20) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("Yes. What comes next?", (True, True, True)),
        ("What? And why? Tell me.", (True, False, False)),
        ("one two three four five six?", (False, True, True)),
        ("Look:\n```python\na ? b ? c ? d ? e\n```\nWhat is **this?**", (True, True, True)),
        ("2 | ? \u2192 what?", (True, True, True)),
    ],
)
def test_what_can_be_counted_is(reply: str, kept: tuple[bool, ...]) -> None:
    assert tuple(trial.counted(reply, 5, 1).values()) == kept


def test_ratings_and_keys_are_plain_json() -> None:
    items, key = trial.packed(DIALOGUES[:1], REPLIES, 1)
    assert json.loads(json.dumps([items, key])) == [items, key]
