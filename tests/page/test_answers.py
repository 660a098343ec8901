"""Every answer is an edit in place, and is read back as that answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts.attributes.kit.attribute import attribute_class
from pedagogy_prompts.cli.page.answers import Lesson, answer_in, answered
from pedagogy_prompts.cli.page.questions import Question, question, question_about, questions
from pedagogy_prompts.presets.shipped import shipped_text

from ..each import each

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "answers.yaml").read_text("utf-8")
)
TEXT = "Naïve: # yes, 7 & {x} “a”"


def lesson(text: str) -> Lesson:
    return Lesson.of(text, "lesson.yaml")


def option(asked: Question, say: str) -> int | str:
    """The number of an option, or the words themselves where there are none to choose."""
    return [one.say for one in asked.options].index(say) if asked.options else say


def two_of(asked: Question) -> Iterator[int | str]:
    yield from (len(asked.options) - 1, 0) if asked.options else (TEXT, "")


@each("case", CASES)
def test_an_answer_changes_its_own_place_alone(case: dict[str, Any]) -> None:
    asked = question(case["question"])
    assert answered(lesson(case["before"]), asked, option(asked, case["answer"])) == case["after"]


def test_there_are_ten_to_fourteen_questions_and_each_can_be_left_open() -> None:
    assert 10 <= len(questions()) <= 14
    for asked in questions():
        assert answer_in(lesson(""), asked).value == (0 if asked.options else ""), asked.id


@pytest.mark.parametrize("text", [shipped_text("guided-homework"), "extends: [homework-help]"])
def test_an_answer_is_read_back_and_the_others_stand(text: str) -> None:
    before = lesson(text)
    for asked in questions():
        for value in two_of(asked):
            if asked.id == "goal" and value == 0 and text.startswith("extends"):
                continue  # a value of the context that is inherited can be changed and not taken out
            after = lesson(answered(before, asked, value))
            assert after.preset is not None, f"{asked.id} {value}: {after.report}"
            assert answer_in(after, asked).value == value
            others = [one for one in questions() if one is not asked]
            assert [answer_in(after, one) for one in others] == [answer_in(before, one) for one in others]


def test_options_of_a_question_set_the_same_parameters_and_no_two_questions_share_an_attribute() -> None:
    slugs = [slug for asked in questions() for slug in asked.slugs]
    assert len(slugs) == len(set(slugs))
    for asked in questions():
        for one in asked.options:
            for slug, parameters in one.set.items():
                assert set(parameters) == asked.owned(slug)
                assert question_about(slug) == asked
                attribute_class(slug)(**parameters)


@pytest.mark.parametrize(
    ("text", "asked", "value", "more"),
    [
        ("attributes: {hint_ladder: {rungs: [orient, next_step], then: reveal}}", "stuck", 2, True),
        ("attributes: {hint_ladder: {then: reveal, unless: {turn: first}}}", "stuck", 2, True),
        ("attributes: {hint_ladder: {then: reveal}}", "stuck", 2, False),
        ("attributes: {hint_ladder: {then: stay}}", "stuck", None, True),
        ("attributes: {praise: effort}", "praise", 1, False),
        ("attributes: {response_language: Deutsch}", "language", 4, False),
        ("attributes: {withhold_answer: {until: {attempts: 3+}}}", "answer", 3, False),
        ("attributes: {praise: [effort", "praise", 0, False),
        ("attributes: {praise: 7, tone: plain}", "praise", 0, False),
        ("attributes: {praise: effort, tone: [7]}", "praise", 1, False),
        ("attributes: 7", "praise", 0, False),
        ("attributes: {escalate_to_human: {triggers: [request], channel: the desk}}", "distress", "", True),
    ],
)
def test_what_a_preset_says_is_read_as_an_answer(text: str, asked: str, value: Any, more: bool) -> None:
    found = answer_in(lesson(text), question(asked))
    assert (found.value, found.more) == (value, more)


def test_what_is_no_answer_is_told() -> None:
    with pytest.raises(LookupError, match="no answer 9"):
        answered(lesson(""), question("praise"), 9)
    with pytest.raises(LookupError, match="no question 'mood'"):
        question("mood")
    with pytest.raises(LookupError, match="cannot be edited"):
        answered(lesson("a: [1\nb: 2"), question("praise"), 1)
