"""Locks hold: what an outer layer locks is said, alone, whatever inner layers bring."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Attribute, CompositionError, Finding, Preset, check, compose
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings as settings_of
from pedagogy_prompts.checking.claims import statements_of
from pedagogy_prompts.norms.condition import NEVER, Condition
from pedagogy_prompts.presets.parts import Entry
from pedagogy_prompts.wording.statements import statement_text


def preset(layer: str, **data: Any) -> Preset:
    return Preset.from_data({"layer": layer, **data}, source=layer)


def having(layer: str, **attributes: object) -> Preset:
    return preset(layer, attributes=attributes)


def found(code: str, *presets: Preset) -> list[Finding]:
    return [finding for finding in check(*presets) if finding.code == code]


# -- one attribute in two layers speaks with one voice


def test_beneath_a_locked_ladder_stands_no_other() -> None:
    ladder = {"rungs": ["recall_principle", "point_to_information"], "then": "worked_example", "locked": True}
    school = having("school", hint_ladder=ladder)
    lesson = having("lesson", hint_ladder={"rungs": ["orient"], "then": "stay"})
    assert compose(school, lesson).text == compose(school).text
    (told,) = found("PED202", school, lesson)
    assert told.attributes == ("hint_ladder",) and "in any turn" in told.message
    assert [place.source for place in told.places] == ["lesson", "lesson", "school", "school"]


def test_beneath_a_locked_reply_stands_no_other_not_even_what_follows_it() -> None:
    school = having("school", answer_on_request={"give": "hint", "locked": True})
    lesson = having("lesson", answer_on_request={"give": "final_answer", "then": "explain_back"})
    assert compose(school, lesson).text == compose(school).text
    assert found("PED202", school, lesson)


@pytest.mark.parametrize("layer", ["course", "lesson"])
def test_whom_to_turn_to_is_not_named_twice(layer: str) -> None:
    school = having("school", escalate_to_human={"channel": "Ms Okafor"})
    inner = having(layer, escalate_to_human={"channel": "bob@elsewhere.example"})
    text = compose(school, inner).text
    assert "Ms Okafor" in text and "bob@" not in text
    assert found("PED202", school, inner)


def test_what_an_inner_layer_adds_in_other_states_stays() -> None:
    school = having("school", escalate_to_human={"triggers": ["request"], "channel": "Ms Okafor"})
    lesson = having("lesson", escalate_to_human={"triggers": ["repeated_failure"], "channel": "Mr Lind"})
    text = compose(school, lesson).text
    assert "Ms Okafor" in text and "Mr Lind" in text
    (told,) = found("PED202", school, lesson)
    assert "and the learner asks for a person: " in told.message

    school = having("school", press_for_reasoning={"after": "right", "locked": True})
    lesson = having("lesson", press_for_reasoning={"after": "both"})
    (told,) = found("PED202", school, lesson)
    assert told.when == "the last answer was correct"


def test_what_says_the_same_is_said_once_and_not_told() -> None:
    school = having("school", safeguarding=None, withhold_answer={"on_pressure": "hold", "locked": True})
    lesson = having("lesson", safeguarding=None, withhold_answer={"on_pressure": "explain_role"})
    (told,) = found("PED202", school, lesson)
    assert told.attributes == ("withhold_answer",) and "explain_role" in told.message
    assert compose(school, lesson).text == compose(school).text


def test_a_locked_instance_leaves_the_states_it_does_not_hold_in() -> None:
    school = having("school", turn_length={"max_words": 50, "when": {"phase": "assessment"}, "locked": True})
    lesson = having("lesson", turn_length={"max_words": 90})
    text = compose(school, lesson).text
    assert "50 words" in text and "Except when the session is in the assessment: " in text and "90 words" in text


def sentences(attribute: Attribute) -> set[str]:
    return {statement_text(attribute, one.key, "full", "en") for one in statements_of(attribute)}


def spoken(attribute: Attribute, besides: Attribute | None = None) -> Condition:
    """All states in which an attribute says anything, or anything that another does not say too."""
    states = NEVER
    for statement in statements_of(attribute):
        if besides is None or statement_text(attribute, statement.key, "full", "en") not in sentences(besides):
            for norm in statement.norms:
                states |= norm.when
    return states


@pytest.mark.parametrize("slug", attribute_slugs())
def test_two_settings_of_one_attribute_never_stand_side_by_side_beneath_a_lock(slug: str) -> None:
    """All pairs of some settings: the lock whole, and of the other what it says elsewhere, with word of the rest."""
    some = settings_of(attribute_class(slug), most=5)
    for outer in some:
        locked = Preset(layer="school", entries=(Entry(outer.model_copy(update={"locked": True})),))
        for inner in some:
            if sentences(outer) == sentences(inner):
                continue
            lesson = Preset(layer="lesson", entries=(Entry(inner),))
            try:
                instruction = compose(locked, lesson)
            except CompositionError:
                with pytest.raises(CompositionError):  # that setting cannot be followed by itself
                    compose(Preset(entries=(Entry(inner),)))
                continue
            assert all(sentence in instruction.text for sentence in sentences(outer))
            left = {norm.when for norm in instruction.norms if norm not in compose(locked).norms}
            told = [finding for finding in instruction.report if finding.code == "PED202"]
            meet = not (spoken(outer) & spoken(inner, besides=outer)).never
            assert bool(told) is meet, (outer, inner)
            for when in left:
                assert (when & spoken(outer)).never, (outer, inner)


# -- nothing a learner wishes changes what is the same for all


@pytest.mark.parametrize(("essay", "explain"), [("course", "school"), ("lesson", "school"), ("lesson", "course")])
def test_a_wish_changes_no_condition_of_an_author(essay: str, explain: str) -> None:
    authors = (
        having(essay, no_ghostwriting="essay"),
        having(explain, direct_instruction={"about": "current_problem", "locked": True}),
    )
    wish = having("learner", effort_gate={"when": {"stuck": True}})
    assert "Only when the last answer was correct" in compose(*authors).stable_text
    assert compose(*authors, wish).stable_text == compose(*authors).stable_text
