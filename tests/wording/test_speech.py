"""What is worked on and who learns stand in the lesson's own words, wherever the library speaks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pedagogy_prompts import (
    EscalateToHuman,
    HintLadder,
    PedagogyError,
    SystemInstruction,
    TurnMoves,
    Unstick,
    WithholdAnswer,
    compose,
    decision_table,
    parse_preset,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.wording.files import data_of
from pedagogy_prompts.wording.speech import LEARNER_WORDS, WORKS, spoken, spoken_phrases
from pedagogy_prompts.wording.statements import DETAILS, statement_text
from pedagogy_prompts.wording.words import LocaleError, words_for

PARTS = (WithholdAnswer(), HintLadder(), Unstick(switch_to="simpler_problem"), TurnMoves())
LESSON: dict[str, Any] = {"work": "essay", "learner_word": "child"}


def test_a_text_speaks_of_the_lessons_work_and_learner() -> None:
    text = compose(*PARTS, **LESSON).text
    assert "The finished wording is the child's to find." in text
    assert "turn to a smaller piece of it, such as one sentence" in text
    assert not re.search(r"\b(?:learners?|task|problem|answer is the|numbers)\b", text), text


@pytest.mark.parametrize(("work", "told"), [(None, "the answer"), ("task", "the answer"), ("code", "the working code")])
def test_without_a_word_it_is_a_task(work: Any, told: str) -> None:
    assert f"If they ask for {told} too early" in compose(WithholdAnswer(), work=work).text


def test_words_are_taken_as_people_write_them() -> None:
    text = compose(*PARTS, context={"learner_word": "Pupil", "work": "Essay"}).text
    assert "the pupil has made" in text and "The finished wording" in text


def test_the_glossary_states_and_findings_speak_so_and_are_stored() -> None:
    own = compose(HintLadder(), EscalateToHuman(), **LESSON)
    again = SystemInstruction.from_json(own.to_json())
    assert again.state_line(asks_for_answer=True) == own.state_line(asks_for_answer=True)
    assert "the child asks for the finished wording" in again.state_line(asks_for_answer=True).lower()
    assert "learner" not in again.for_learner(name="Ada").text


def test_the_table_speaks_so() -> None:
    preset = parse_preset("context: {work: source, learner_word: student}\nattributes:\n  withhold_answer:\n")
    told = str(decision_table(preset))
    assert "give the verdict on the source" in told and "learner" not in told


def test_an_inner_layer_says_its_own_word() -> None:
    course = parse_preset("layer: course\ncontext: {work: text}\nattributes:\n  withhold_answer:\n")
    lesson = parse_preset("layer: lesson\ncontext: {work: source}\nattributes:\n  tone:\n")
    assert "ask for the verdict on the source" in compose(course, lesson).text
    assert "ask for what the text means" in compose(course).text


@pytest.mark.parametrize("work", WORKS)
def test_each_kind_of_work_has_all_phrases_and_no_word_of_another(work: str) -> None:
    own = data_of("wording/speech.en.toml")["work"]
    assert set(own[work]) <= set(own["task"])
    if work not in ("task", "problem"):
        said = " ".join(map(str, own[work].values()))
        assert not re.search(r"\b(?:tasks?|problems?|numbers|final)\b", said), said


def test_values_of_authors_are_left_alone() -> None:
    text = compose(EscalateToHuman(channel="the learner centre, {{ work }}"), **LESSON).text
    assert "the learner centre, {{ work }}" in text


def test_an_apps_own_phrases_speak_so_too() -> None:
    words = {"withhold_answer": {"keep": {"full": "A learner's {{ work }} is theirs. {{ until }} {{ grain }}."}}}
    assert (
        "A child's essay is theirs. Until the child has made" in compose(WithholdAnswer(), words=words, **LESSON).text
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A learner asks", "An apprentice asks"),
        ("learners' work, the learner's work, Learners", "apprentices' work, the apprentice's work, Apprentices"),
        ("{{ learner_level }} {learner}", "{{ learner_level }} {learner}"),
        ("{{ work | capitalize }}: {{ a_work }}", "Essay: an essay"),
    ],
)  # fmt: skip
def test_the_usual_word_gives_way_with_its_article_and_case(text: str, told: str) -> None:
    assert spoken(text, "en-x-essay-apprentice") == told


def test_children_own_things() -> None:
    assert spoken("learners' and learner's", "en-x-child") == "children's and child's"


@pytest.mark.parametrize("locale", ["en-x-poem", "xx-x-essay", "en-x-"])
def test_a_variant_nobody_knows_is_refused(locale: str) -> None:
    with pytest.raises(LocaleError):
        words_for(locale)


@pytest.mark.parametrize("fields", [{"work": "poem"}, {"learner_word": "kid"}])
def test_a_word_nobody_knows_is_refused_with_what_there_is(fields: dict[str, Any]) -> None:
    with pytest.raises(PedagogyError, match=r"essay|learner"):
        compose(*PARTS, **fields)


def test_no_table_says_of_itself_what_only_the_lesson_knows() -> None:
    locale = f"en-x-essay-{LEARNER_WORDS[-1]}"
    assert "work" in spoken_phrases(locale)
    for slug in attribute_slugs():
        for one in settings(attribute_class(slug), most=12):
            for statement in one.statements():
                for detail in DETAILS:
                    said = statement_text(one, statement.key, detail, locale, bare=True)
                    assert not re.search(r"\b(?:learners?|problems?|final answer)\b", said), said
