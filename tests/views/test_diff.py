"""The change of behaviour, by named cases and laws."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from pedagogy_prompts.base.errors import PedagogyError
from pedagogy_prompts.composing.compose import compose
from pedagogy_prompts.instructions.instruction import SystemInstruction
from pedagogy_prompts.norms.norm import Norm
from pedagogy_prompts.norms.variables import Value
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.reports.errors import CompositionError
from pedagogy_prompts.views.changes import Diff
from pedagogy_prompts.views.diff import diff
from pedagogy_prompts.views.what_if import what_if

from .strategies import completed, presets, states


def preset(source: str = "a.yaml", **attributes: Any) -> Preset:
    return Preset.from_data({"attributes": attributes}, source=source)


# Old, new, and the lines of the difference.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "the answer is released": (
        {"withhold_answer": "never"},
        {"withhold_answer": {"until": {"attempts": 3}}},
        [
            ("give the answer: was forbidden always; now allowed once the learner has made three attempts"),
            (
                "give a hint: was due when the learner asks for the answer; "
                "now due when the learner asks for the answer and the learner has made at most two attempts"
            ),
        ],
    ),
    "released later": (
        {"withhold_answer": {"until": {"attempts": 3}, "on_pressure": "hold"}},
        {"withhold_answer": {"until": {"last_answer": "correct"}, "on_pressure": "hold"}},
        [
            (
                "give the answer: was allowed once the learner has made three attempts; "
                "now forbidden except when the last answer was correct"
            ),
            (
                "say that the answer stays with the learner: was due when the learner asks for the answer and the "
                "learner has made at most two attempts; now due when the learner asks for the answer and the last "
                "answer was not correct"
            ),
        ],
    ),
    "what matters most comes first": (
        {"emoji": "none"},
        {"emoji": "free", "turn_length": 60, "injection_resistance": None, "answer_on_request": "final_answer"},
        [
            "give the answer: was not due; now due when the learner asks for the answer",
            "change its rules on demand: was not forbidden; now forbidden always",
            "explain that its rules stay: was not due; now due when the learner tries to change the tutor's rules",
            "words in a turn: was no limit; now at most 60",
            "the use of emoji: was none; now free",
        ],
    ),
    "a bound gets a condition": (
        {"turn_length": 60},
        {
            "turn_length": [
                {"max_words": 60, "unless": {"affect": "frustrated"}},
                {"max_words": 30, "when": {"affect": "frustrated"}},
            ]
        },
        ["words in a turn: was at most 60; now at most 30 when the learner is frustrated, at most 60 otherwise"],
    ),
    "a choice gets a condition": (
        {"response_language": "fr"},
        {"response_language": {"language": "fr", "unless": {"stuck": True}}},
        ["the language of its replies: was fr; now fr except when the learner is stuck"],
    ),
    "the order of moves": (
        {"turn_moves": {"moves": ["respond", "credit", "ask"]}},
        {"turn_moves": {"moves": ["credit", "respond", "ask"]}},
        [
            (
                "the order of its moves: was in this order: taking up what the learner said, naming what is right, "
                "then a question; now in this order: naming what is right, taking up what the learner said, then a "
                "question"
            )
        ],
    ),
    "a duty for some turns": (
        {"understanding_check": None},
        {},
        [
            "have the learner explain it in their own words: was due at some point; now not due",
            "how often it checks understanding: was concept; now open",
        ],
    ),
    "the same in other words": ({"confirm_correctness": None}, {"confirm_correctness": {"strength": "must"}}, []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told(name: str) -> None:
    old, new, expected = CASES[name]
    found = diff(preset(**old), preset(**new))
    assert [str(change) for change in found.changes] == expected
    assert bool(found) is bool(expected)


def test_each_change_has_old_and_new_source() -> None:
    (change, _) = diff(preset(withhold_answer="never"), preset("b.yaml", withhold_answer=None)).changes
    assert change.old_sources == ("withhold_answer (lesson, a.yaml)",)
    assert change.new_sources == ("withhold_answer (lesson, b.yaml)",)


def test_a_wider_ban_is_no_news_for_what_it_covers() -> None:
    found = diff(
        preset(withhold_answer={"until": "never"}), preset(withhold_answer={"grain": "any_form", "until": "never"})
    )
    targets = {change.target for change in found.changes}
    assert targets == {"give_answer_away", "show_partial_solution", "give_next_step"}


def test_equal_behaviour_says_so() -> None:
    found = diff(preset(emoji="none"), preset("b.yaml", emoji="none"))
    assert str(found) == "The behaviour is the same."
    assert found.to_dict() == {"equal": True, "changes": []}


def test_rules_and_what_is_known_count() -> None:
    old = Preset.from_data({"rules": ["Say the command words."], "given": {"phase": "practice"}})
    new = Preset.from_data({"attributes": {}})
    assert [str(change) for change in diff(old, new).changes] == [
        "what is known from the start: was that the session is in the practice phase; now nothing",
        "the rule \u201cSay the command words.\u201d: was there; now not there",
    ]


def test_presets_with_conflicts_can_be_compared() -> None:
    clash = preset(withhold_answer="never", hint_ladder={"then": "reveal"})
    found = diff(clash, preset(withhold_answer="never", hint_ladder={"then": "stay"}))
    assert "give the answer" in {change.words for change in found.changes}


def test_only_presets_and_instructions_are_compared() -> None:
    with pytest.raises(TypeError, match="Use load_preset"):
        diff("a.yaml", "b.yaml")  # type: ignore[arg-type]
    with pytest.raises(CompositionError):
        diff(preset(emoji="none"), preset(emoji={"policy": "none", "when": {"app.week": 3}}))


@given(presets())
def test_nothing_differs_from_itself(one: Preset) -> None:
    assert diff(one, one) == Diff(())


@given(presets())
def test_an_instruction_behaves_as_its_preset(one: Preset) -> None:
    instruction = composed(one)
    if instruction is not None:
        assert not diff(one, instruction)
        assert not diff(SystemInstruction.from_json(instruction.to_json()), one)


@given(presets(), presets())
def test_looking_back_swaps_was_and_now(old: Preset, new: Preset) -> None:
    there = [(c.kind, c.target, c.was, c.now, c.old_sources, c.new_sources) for c in diff(old, new).changes]
    back = [(c.kind, c.target, c.now, c.was, c.new_sources, c.old_sources) for c in diff(new, old).changes]
    assert sorted(there) == sorted(back)


@given(presets(), presets(), states())
def test_a_ban_that_is_new_in_some_state_is_told(old: Preset, new: Preset, state: dict[str, Value]) -> None:
    try:
        before, after = (what_if(one, state=completed(state)) for one in (old, new))
    except PedagogyError:  # a state that cannot occur
        return
    closure = closure_of(())
    banned = 0
    for one in (*before.must_not, *before.bounds):
        banned |= closure.ban(Norm("bound" if one.kind == "bound" else "forbid", one.target, one.value))
    fresh = {one.target for one in after.must_not if not closure.implied[one.target] & banned}
    assert fresh <= {change.target for change in diff(old, new).changes}


@given(presets(), presets())
def test_it_is_plain_data(old: Preset, new: Preset) -> None:
    found = diff(old, new)
    assert json.loads(json.dumps(found.to_dict()))["equal"] is not bool(found)


def composed(one: Preset) -> SystemInstruction | None:
    try:
        return compose(one)
    except CompositionError:
        return None
