"""Presets stacked by layer: who wins where, what the text says of it, what the report keeps."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import Attribute, CompositionError, Finding, Preset, check, compose
from pedagogy_prompts._attribute import attribute_class, attribute_slugs
from pedagogy_prompts._preset import LAYERS, Entry
from pedagogy_prompts._settings import settings as settings_of


def preset(layer: str, **attributes: object) -> Preset:
    return Preset.from_data({"layer": layer, "title": layer, "attributes": attributes}, source=f"{layer}.yaml")


def found(code: str, *presets: Preset) -> list[Finding]:
    return [finding for finding in check(*presets) if finding.code == code]


def test_the_inner_instance_replaces_the_outer_one() -> None:
    school, lesson = preset("school", turn_length={"max_words": 120}), preset("lesson", turn_length={"max_words": 60})
    text = compose(school, lesson).text
    assert "60 words" in text and "120" not in text
    (told,) = found("PED201", school, lesson)
    assert told.severity == "info" and [place.source for place in told.places] == ["school.yaml", "lesson.yaml"]


def test_a_locked_outer_instance_stays_beside_the_inner_one() -> None:
    school = preset("school", withhold_answer={"until": {"attempts": 5}, "locked": True})
    lesson = preset("lesson", withhold_answer={"until": {"attempts": 2}}, answer_on_request={"give": "final_answer"})
    instruction = compose(school, lesson)
    assert "at least five attempts" in instruction.text
    (told,) = found("PED202", school, lesson)
    assert "answer_on_request" in told.attributes and told.severity == "warning"
    bans = [n.when for n in instruction.norms if (n.modality, n.target) == ("forbid", "state_final_answer")]
    duties = [n.when for n in instruction.norms if (n.modality, n.target) == ("oblige", "state_final_answer")]
    assert bans and duties
    assert all((duty & ban).never for duty in duties for ban in bans)


def test_between_different_attributes_the_inner_layer_wins_where_they_clash() -> None:
    school = preset("school", turn_ending="question")
    lesson = preset("lesson", adapt_to_affect={"on_frustration": "pause_questions"})
    text = compose(school, lesson).text
    assert "Except when the learner is frustrated: end every turn" in text
    (told,) = found("PED201", school, lesson)
    assert told.when == "the learner is frustrated" and told.witness == {"affect": "frustrated"}


def test_within_a_layer_a_clash_is_an_error_locked_or_not() -> None:
    school = preset("school", turn_ending="question")
    lesson = preset("school", question_limit={"max": 0, "locked": True})
    assert not check(school, lesson).ok


def test_safety_and_integrity_are_locked_by_nature() -> None:
    school = preset("school", assessment_mode="summative")
    lesson = preset("lesson", confirm_correctness="always")
    (told,) = found("PED202", school, lesson)
    assert set(told.attributes) == {"confirm_correctness", "assessment_mode"}
    assert "Except when the session is in the assessment: tell" in compose(school, lesson).text


def test_a_learner_wishes_and_does_not_rule() -> None:
    course = preset("course", response_language="fr")
    learner = preset("learner", response_language="en", emoji="sparse")
    instruction = compose(course, learner)
    assert "English" not in instruction.text
    assert "emoji" in instruction.closing_text and "emoji" not in instruction.stable_text
    assert instruction.stable_text == compose(course).stable_text
    (told,) = found("PED203", course, learner)
    assert told.severity == "info"


def test_a_should_gives_way_to_a_must_of_any_layer() -> None:
    lesson = preset("lesson", question_limit={"max": 0, "strength": "should"})
    school = preset("school", socratic_questioning=None)
    assert found("PED204", lesson, school) and "No questions" not in compose(school, lesson).text


def test_context_and_budget_stack() -> None:
    def with_context(layer: str, **data: object) -> Preset:
        return Preset.from_data({"layer": layer, "attributes": {"praise": None}, **data})

    school = with_context("school", context={"subject": "Science", "objectives": ["a"]}, budget={"tokens": 900})
    lesson = with_context("lesson", context={"subject": "Chemistry", "objectives": ["b"]}, budget={"tokens": 2000})
    text = compose(school, lesson).text
    assert "Subject: Chemistry" in text and text.index("> a") < text.index("> b")
    assert compose(school, lesson).tokens.value <= 900


@st.composite
def stacks(draw: st.DrawFn) -> list[Preset]:
    presets = []
    for layer in draw(st.lists(st.sampled_from(LAYERS), min_size=2, max_size=4, unique=True)):
        attributes: list[Attribute] = []
        for slug in draw(st.lists(st.sampled_from(attribute_slugs()), min_size=1, max_size=4, unique=True)):
            one = draw(st.sampled_from(settings_of(attribute_class(slug), most=12)))
            attributes.append(one.model_copy(update={"locked": draw(st.booleans())}))
        presets.append(Preset(layer=layer, source=f"{layer}.yaml", entries=tuple(Entry(one) for one in attributes)))
    return presets


@given(stacks())
@settings(max_examples=60)
def test_a_locked_outer_statement_holds_in_every_state_of_every_stack(presets: list[Preset]) -> None:
    try:
        whole = compose(*presets)
    except CompositionError:
        return
    outermost = min(presets, key=lambda one: LAYERS.index(one.layer))
    if outermost.layer == "learner":
        return
    locked = [one for one in outermost.attributes if one.is_locked]
    if not locked:
        return
    alone = compose(*[Preset(layer=outermost.layer, entries=tuple(Entry(one) for one in locked))])
    for norm in alone.norms:
        same = [
            n.when
            for n in whole.norms
            if (n.attribute, n.statement, n.modality, n.target, n.value)
            == (norm.attribute, norm.statement, norm.modality, norm.target, norm.value)
        ]
        left = norm.when
        for when in same:
            left &= ~when
        assert norm.strength == "should" or left.never
