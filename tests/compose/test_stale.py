"""A stored instruction is stale where its presets give another text today, and not otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Budget, PedagogyError, SystemInstruction, compose, is_stale, load_preset
from pedagogy_prompts.presets.preset import Preset


def stored(*parts: Preset, **how: Any) -> SystemInstruction:
    return SystemInstruction.from_json(compose(*parts, **how).to_json())


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"style": "xml", "model": "claude-sonnet-4-5", "budget": Budget(tokens=900, reserve=20, learner_reserve=50)},
        {"model": "our-tutor", "like": "gpt-4o", "budget": 500},
        {"budget": Budget(characters=3000)},
        {
            "words": {
                "withhold_answer": {"keep": {"full": "{{ until }}, keep {{ grain }} to yourself. {{ on_pressure }}."}}
            }
        },
    ],
    ids=lambda how: ",".join(how) or "plain",
)
def test_what_was_stored_is_composed_again_as_it_was(how: dict[str, Any]) -> None:
    tutor = load_preset("socratic-tutor")
    one = stored(tutor, **how)
    assert not is_stale(one, tutor) and not is_stale(one.for_learner(name="Mia"), tutor)
    assert is_stale(one, tutor.having(tone=None))


def test_a_lesson_beside_the_presets_is_given_again() -> None:
    tutor = load_preset("socratic-tutor")
    one = stored(tutor, subject="Fractions")
    assert is_stale(one, tutor) and not is_stale(one, tutor, subject="Fractions")


def test_what_can_no_longer_be_composed_is_stale() -> None:
    clash = Preset.from_data({"attributes": {"withhold_answer": "never", "hint_ladder": {"then": "reveal"}}})
    assert is_stale(stored(clash.having(hint_ladder=None)), clash)


def test_a_budget_of_the_presets_counts_as_it_is_now() -> None:
    tutor = load_preset("socratic-tutor")
    short = Preset.from_data({"extends": "socratic-tutor", "budget": 350})
    one = stored(short)
    assert not is_stale(one, short) and is_stale(one, Preset.from_data({"extends": "socratic-tutor", "budget": 2000}))
    assert not is_stale(one, tutor)  # which brings none, so that the old one holds


def test_a_frame_of_ones_own_has_to_be_given() -> None:
    tutor = load_preset("socratic-tutor")
    sections = "{% for group in groups %}{% for one in group.sections %}{{ one.text }}{% endfor %}{% endfor %}"
    frame = {"closing": f"The end. {sections}"}
    one = stored(tutor, frame=frame)
    assert not is_stale(one, tutor, frame=frame)
    with pytest.raises(PedagogyError, match="frame"):
        is_stale(one, tutor)


def test_what_is_no_instruction_is_said() -> None:
    with pytest.raises(TypeError, match="from_json"):
        is_stale("{}", load_preset("socratic-tutor"))  # type: ignore[arg-type]


def test_a_slip_in_the_call_makes_nothing_stale() -> None:
    tutor = load_preset("socratic-tutor")
    one = stored(tutor, subject="Fractions")
    wrong: list[dict[str, Any]] = [
        {"subjet": "Fractions"}, {"context": 5}, {"context": {"subjet": "Fractions"}}, {"given": {"atempts": 1}},
        {"model": "gtp-4o"}, {"style": "html"}, {"locale": "xx"}, {"budget": "many"},
    ]  # fmt: skip
    for how in wrong:
        with pytest.raises(PedagogyError):
            is_stale(one, tutor, **how)
    with pytest.raises(TypeError, match="composed of"):
        is_stale(one)
