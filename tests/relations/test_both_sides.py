"""The text never holds both sides of a clash: a sentence that gives way says where."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings as profile

from pedagogy_prompts import AssessmentMode, ConfirmCorrectness, Preset
from pedagogy_prompts.composing import draft

from .both_sides import both_sides, pairs
from .reading import made, read

MEETING = (
    "adapt_to_affect",
    "answer_on_request",
    "assessment_mode",
    "confirm_correctness",
    "effort_gate",
    "hint_ladder",
    "praise",
    "question_limit",
    "socratic_questioning",
    "turn_ending",
    "withhold_answer",
)
"""Attributes of which most meet."""
YIELDING = Preset.from_data({"attributes": {"assessment_mode": None, "confirm_correctness": None}})


def test_no_two_sentences_of_a_text_contradict() -> None:
    for parts in itertools.islice(pairs(1, MEETING), profile().max_examples // 2):
        assert not both_sides(*parts), parts


def test_no_two_sentences_of_a_whole_composition_contradict() -> None:
    for row in read("compositions.yaml")[::8]:
        assert not both_sides(*made(row["attributes"])), row["id"]


def test_a_sentence_that_gives_way_and_does_not_say_so_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not both_sides(YIELDING)
    monkeypatch.setattr(draft, "prefixed", lambda text, *_, **__: text)
    draft.draft.cache_clear()
    told = both_sides(YIELDING)
    draft.draft.cache_clear()
    assert told and all("say_verdict" in one for one in told)


def test_what_is_written_on_both_sides_is_refused_and_has_no_text() -> None:
    assert not both_sides(AssessmentMode(kind="summative"), ConfirmCorrectness(verdict="always"))
