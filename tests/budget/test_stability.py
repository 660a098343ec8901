"""What is the same for every learner stays the same, byte for byte, and providers are told where it ends."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import (
    CompositionError,
    HintLadder,
    Pack,
    PedagogyError,
    SystemInstruction,
    TurnEnding,
    TurnMoves,
    WithholdAnswer,
    compose,
)
from pedagogy_prompts.tokens.models import Model
from pedagogy_prompts.tokens.vocabulary import CountingError

from .strategies import SPOKEN, STYLES, TEXTS

LONG = "Show every step and name the rule you use. " * 400


@given(TEXTS, TEXTS, st.sampled_from(STYLES), st.sampled_from([None, 300]))
@settings(max_examples=settings().max_examples // 2)
def test_two_learners_share_the_whole_stable_text(one: str, two: str, style: Any, budget: int | None) -> None:
    course = compose(WithholdAnswer(), HintLadder(), subject="Fractions", style=style, budget=budget)
    first, second = course.for_learner(name=one), course.for_learner(name=two, interests=["football"])
    assert first.stable_text == second.stable_text == course.stable_text
    assert first.text.startswith(course.stable_text) and second.text.startswith(course.stable_text)
    blocks = [one.to("anthropic")["system"] for one in (first, second)]
    assert blocks[0][0] == blocks[1][0]
    for instruction, sent in zip((first, second), blocks, strict=True):
        assert "".join(block["text"] for block in sent) == instruction.text


def marks(instruction: SystemInstruction) -> list[bool]:
    return ["cache_control" in block for block in instruction.to("anthropic")["system"]]


@pytest.mark.parametrize(
    ("model", "problem", "marked"),
    [
        ("claude-sonnet-4-5", "2x = 6", [False, False]),
        ("claude-sonnet-4-5", LONG, [True, False]),
        ("claude-2", "2x = 6", [True, False]),
        (None, "2x = 6", [True, False]),
    ],
    ids=["too short", "long enough", "minimum not known", "no model"],
)
def test_the_cache_mark_stands_where_the_stable_text_ends(model: str | None, problem: str, marked: list[bool]) -> None:
    instruction = compose(WithholdAnswer(), problem=problem, model=model)
    assert marks(instruction) == marked
    assert marks(SystemInstruction.from_json(instruction.to_json()).for_learner(name="Ada")) == marked
    first = instruction.to("anthropic")["system"][0]
    assert first["text"] == instruction.stable_text
    assert first.get("cache_control") == ({"type": "ephemeral"} if marked[0] else None)


def test_a_text_that_is_all_stable_is_one_block() -> None:
    (block,) = compose(subject="Fractions").to("anthropic")["system"]
    assert block["text"] == compose(subject="Fractions").text


@pytest.mark.parametrize(("minimum", "marked"), [(0, 0), (-1, 0), (1, 1)], ids=["exactly", "below", "above"])
def test_the_mark_keeps_to_the_minimum_to_the_token(minimum: int, marked: int) -> None:
    size = compose(WithholdAnswer()).receipt().stable.value + minimum
    mine = Pack("mine", models=(Model(name="our-tutor", provider="us", encoding="o200k_base", cacheable_prefix=size),))
    instruction = compose(WithholdAnswer(), model="our-tutor", packs=[mine])
    assert marks(instruction) == [not marked, False]
    assert instruction.receipt().cacheable_prefix == size


# -- the learner part in the message list


@pytest.mark.parametrize("target", ["openai", "openai-responses", "gemini", "anthropic"])
def test_a_learner_part_for_the_messages_is_in_no_system_text(target: str) -> None:
    course = compose(WithholdAnswer(), subject="Fractions")
    mine = course.for_learner(name="Aylin", where="message")
    assert "> Name: Aylin" in mine.learner_text and "Aylin" not in mine.text
    assert mine.text == course.text
    assert mine.to(target) == course.to(target)
    assert json.dumps(course.for_learner(name="Aylin").to(target)).count("Aylin") == 1


@pytest.mark.parametrize("spoken", SPOKEN)
def test_where_the_learner_part_stands_is_kept(spoken: str) -> None:
    mine = compose(WithholdAnswer()).for_learner(name=spoken, where="message")
    again = SystemInstruction.from_json(mine.to_json())
    assert again == mine and again.text == mine.text and again.learner_text == mine.learner_text
    back = mine.for_learner(name=spoken)
    assert back.text == compose(WithholdAnswer()).for_learner(name=spoken).text


def test_another_place_is_refused() -> None:
    with pytest.raises(ValueError, match="'messages'"):
        compose(WithholdAnswer()).for_learner(name="Ada", where="messages")  # type: ignore[arg-type]


def test_an_instruction_can_be_pickled() -> None:
    instruction = compose(WithholdAnswer(), HintLadder(), budget=250)
    again = pickle.loads(pickle.dumps(instruction))
    assert again == instruction and again.receipt() == instruction.receipt()


def test_findings_with_fixes_can_be_pickled_and_keep_them() -> None:
    told = compose(TurnEnding(), TurnMoves())
    assert any(finding.fixes for finding in told.report)
    again = pickle.loads(pickle.dumps(told))
    assert again == told and [f.fixes for f in again.report] == [f.fixes for f in told.report]
    with pytest.raises(CompositionError) as error:
        compose(WithholdAnswer(until="never"), HintLadder(then="reveal"))
    report = pickle.loads(pickle.dumps(error.value.report))
    assert report == error.value.report and report.errors[0].fixes == error.value.report.errors[0].fixes
    assert pickle.loads(pickle.dumps(error.value)).report == report


@pytest.mark.parametrize("factors", [None, "nobody"])
def test_a_model_that_does_not_say_how_it_counts_is_never_exact(factors: str | None) -> None:
    mine = Pack("mine", models=(Model(name="mine-1", provider="us", context_window=4000, factors=factors),))
    for budget in (None, 200):
        with pytest.raises(CountingError, match="mine-1"):
            compose(WithholdAnswer(), model="mine-1", packs=[mine], budget=budget)


@pytest.mark.parametrize("detail", ["ful", "short"])
def test_an_unknown_detail_is_refused(detail: Any) -> None:
    with pytest.raises(PedagogyError, match="Details: full, brief"):
        compose(WithholdAnswer(), detail=detail)
