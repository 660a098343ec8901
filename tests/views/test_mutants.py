"""Small changes of a preset, each with a state that shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from pedagogy_prompts import (
    CompositionError,
    Holding,
    Mutant,
    Pack,
    PedagogyError,
    Preset,
    State,
    Variable,
    check,
    compose,
    diff,
    mutants,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings as setting_of
from pedagogy_prompts.presets.parts import Entry

from .strategies import stacks


def preset(attributes: dict[str, Any], rules: list[Any] | None = None) -> Preset:
    return Preset.from_data({"attributes": attributes, **({"rules": rules} if rules else {})})


WORDY = {"say": "Write at length.", "means": ["bound words 80..200", "forbid praise"]}


def told(mutant: Mutant) -> tuple[str, dict[str, Any], list[str], list[str]]:
    was, now = ([f"{held.kind}: {held.words}" for held in some] for some in (mutant.was, mutant.now))
    usual = State(turn="later").to_dict()
    return mutant.change, {k: v for k, v in mutant.state.to_dict().items() if usual.get(k) != v}, was, now


def required(holding: Holding) -> set[tuple[Any, ...]]:
    named = {name: getattr(holding, name) for name in ("must", "must_not", "may", "bounds", "choices", "sometime")}
    return {(name, held.target, held.value, held.words) for name, some in named.items() for held in some}


@given(stacks())
@settings(max_examples=max(8, settings().max_examples // 4))
def test_each_behaves_otherwise_in_its_state(parts: list[Preset]) -> None:
    one, *beside = parts
    if not check(*parts).ok:
        with pytest.raises(CompositionError):
            mutants(*parts)
        return
    original = compose(*parts)
    for mutant in mutants(*parts, most=5):
        changed = compose(mutant.preset, *beside)
        assert required(original.holding(mutant.state)) != required(changed.holding(mutant.state)), mutant.change
        assert diff(original, changed), mutant.change
        assert beside or diff(one, mutant.preset), mutant.change
        assert mutant.was or mutant.now
        data = json.loads(json.dumps(mutant.to_dict()))
        assert Preset.from_data(data["preset"]).to_data(flat=True) == data["preset"]
        assert State.from_dict(data["state"]) == mutant.state


CASES: dict[str, tuple[Preset, str, tuple[str, dict[str, Any], list[str], list[str]]]] = {
    "a release that comes sooner": (
        preset({"withhold_answer": {"until": {"attempts": 3}}}),
        "withhold_answer.until={attempts: 1+}",
        (
            "withhold_answer: until is {attempts: 1+} instead of {attempts: 3+}",
            {"attempts": 1},
            ["must_not: give the answer"],
            [],
        ),
    ),
    "a release that never comes": (
        preset({"withhold_answer": {"until": {"attempts": 3}}}),
        "withhold_answer.until=never",
        (
            "withhold_answer: until is never instead of {attempts: 3+}",
            {"attempts": 3},
            [],
            ["must_not: give the answer"],
        ),
    ),
    "a bound doubled": (
        preset({"turn_length": {"max_words": 60}}),
        "turn_length.max_words=120",
        (
            "turn_length: max_words is 120 instead of 60",
            {},
            ["bound: words in a turn: at most 60"],
            ["bound: words in a turn: at most 120"],
        ),
    ),
    "an exception dropped": (
        preset({"emoji": {"policy": "none", "unless": {"affect": "frustrated"}}}),
        "emoji.no_unless",
        (
            "emoji holds without its exception, also when the learner is frustrated",
            {"affect": "frustrated"},
            [],
            ["choice: the use of emoji: none"],
        ),
    ),
    "a condition widened": (
        preset({"emoji": {"policy": "none", "when": {"attempts": "2+", "stuck": True}}}),
        "emoji.when={stuck: true}",
        (
            "emoji: when is {stuck: true} instead of {attempts: 2+, stuck: true}",
            {"stuck": True},
            [],
            ["choice: the use of emoji: none"],
        ),
    ),
    "a duty turned to a ban": (
        preset({}, [{"say": "Ask for units.", "means": "oblige ask_question", "when": {"attempts": "3+"}}]),
        "rules.ask_for_units.turned",
        (
            "rules.ask_for_units is turned round: Do not ask a question.",
            {"attempts": 3},
            ["must: ask a question"],
            ["must_not: ask a question"],
        ),
    ),
    "a duty in each turn instead of some": (
        preset({"socratic_questioning": {"intensity": "light"}}),
        "socratic_questioning.intensity=balanced",
        (
            "socratic_questioning: intensity is balanced instead of light",
            {},
            ["must: at some point: ask a guiding question"],
            ["must: ask a guiding question"],
        ),
    ),
    "a wish made to stand where it gave way": (
        preset({"turn_length": {"max_words": 60, "strength": "should"}}, [WORDY]),
        "turn_length.locked=true",
        (
            "turn_length: locked is true instead of false",
            {},
            ["must_not: praise", "bound: words in a turn: 80 to 200"],
            ["bound: words in a turn: at most 60"],
        ),
    ),
    "one of two instances left out": (
        preset({"emoji": [{"policy": "none", "when": {"stuck": True}}, {"policy": "free", "unless": {"stuck": True}}]}),
        "emoji.2.dropped",
        ("emoji.2 is left out", {}, ["choice: the use of emoji: free"], []),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_of_each_kind(case: str) -> None:
    one, name, expected = CASES[case]
    (found,) = [mutant for mutant in mutants(one, most=100) if mutant.id == name]
    assert told(found) == expected


def test_every_attribute_of_the_shelf_can_be_mutated() -> None:
    usual = {slug: setting_of(attribute_class(slug))[0] for slug in attribute_slugs()}
    assert [slug for slug, one in usual.items() if not mutants(Preset(entries=(Entry(one),)), most=1)] == []


def test_a_state_names_an_app_s_own_variables() -> None:
    words = {"true": "exams are near", "false": "no exam is near"}
    exam = Pack("mine", variables=(Variable("app.exam_week", (False, True), words=words),))
    data = {"attributes": {"emoji": {"policy": "none", "unless": {"app.exam_week": True}}}}
    found = mutants(Preset.from_data(data, packs=[exam]), packs=[exam])
    (dropped,) = [mutant for mutant in found if mutant.id == "emoji.no_unless"]
    assert dropped.state.app == {"app.exam_week": True}
    assert dropped.change == "emoji holds without its exception, also when exams are near"


def test_a_lock_shows_beside_an_inner_layer() -> None:
    school = Preset.from_data({"layer": "school", "attributes": {"turn_length": {"max_words": 60, "locked": True}}})
    lesson = Preset.from_data({"layer": "lesson", "attributes": {"turn_length": 120}})
    (found,) = [mutant for mutant in mutants(school, lesson) if mutant.id == "turn_length.locked=false"]
    assert told(found)[1:] == (
        {},
        ["bound: words in a turn: at most 60"],
        ["bound: words in a turn: at most 120"],
    )
    assert mutants(lesson, school) == ()
    assert "turn_length.locked=false" not in [mutant.id for mutant in mutants(school)]


NONE: dict[str, tuple[Preset, str]] = {
    "a wish that nothing stands against is followed all the same": (preset({"emoji": "none"}), "emoji.strength="),
    "a wider bound changes nothing within a narrower": (
        preset({"turn_length": 60}, [{"say": "Be very brief.", "means": "bound words 0..40"}]),
        "turn_length.max_words=120",
    ),
    "what the check refuses is no tutor": (
        preset({"withhold_answer": {"until": "never"}, "hint_ladder": {"then": "worked_example"}}),
        "hint_ladder.then=reveal",
    ),
    "the words of a rule are not changed without its meaning": (preset({}, [WORDY]), "rules.write_at_length.means="),
    "a bound that nobody set is not invented": (preset({"turn_length": 60}), "turn_length.min_words="),
}


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_mutant(case: str) -> None:
    one, name = NONE[case]
    found = [mutant.id for mutant in mutants(one, most=100)]
    assert found
    assert not [one for one in found if one.startswith(name)]


def test_every_attribute_comes_before_more_of_any_and_no_more_than_asked_for() -> None:
    one = preset({"withhold_answer": None, "emoji": "none", "turn_length": 60})
    names = [mutant.id.partition(".")[0] for mutant in mutants(one, most=4)]
    assert names == ["withhold_answer", "emoji", "turn_length", "withhold_answer"]
    assert mutants(one) == mutants(one)


def test_a_wrong_call_says_what_is_wanted() -> None:
    with pytest.raises(PedagogyError, match="load_preset"):
        mutants("lesson.yaml")  # type: ignore[arg-type]
    with pytest.raises(PedagogyError, match="at least 1"):
        mutants(preset({"emoji": "none"}), most=0)


def test_of_a_large_preset_some_changes_are_tried_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [{"say": f"Rule {i}.", "means": [f"forbid {act}" for act in ("praise", "give_hint")]} for i in range(9)]
    large = preset({}, rules)
    assert mutants(large, most=2).complete
    monkeypatch.setattr("pedagogy_prompts.views.mutants._MOST_WORK", 100)
    some = mutants(large)
    assert not some.complete and len(some) < 9
    assert mutants(preset({"emoji": "none"})).complete
