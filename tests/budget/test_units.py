"""Budgets in characters, windows that are really served, and models that take no system message."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Budget, CompositionError, PedagogyError, Preset, SystemInstruction, compose
from pedagogy_prompts.presets.budget import BudgetError

TUTOR = Preset.from_data({"extends": "socratic-tutor"})


@pytest.mark.parametrize("characters", [800, 1_000, 1_234, 1_500, 2_001, 9_000])
def test_a_text_is_never_longer_than_its_field(characters: int) -> None:
    written = compose(TUTOR, budget=Budget(characters=characters))
    assert len(written.text) <= characters
    receipt = written.receipt()
    assert receipt.limit == characters and receipt.unused == characters - len(written.text)
    assert f"{characters:,} characters for it" in str(receipt)
    more = receipt.richer
    if more is None:
        assert written.text == compose(TUTOR).text
    else:
        assert compose(TUTOR, budget=Budget(characters=characters + more)).text != written.text
    assert SystemInstruction.from_json(written.to_json()) == written


def test_a_field_that_is_too_small_says_so_in_characters() -> None:
    with pytest.raises(CompositionError) as error:
        compose(TUTOR, budget=Budget(characters=300))
    (finding,) = error.value.report.errors
    assert finding.code == "PED701" and "characters at its shortest, and 300 are free" in finding.message
    least = finding.args["least"]
    assert len(compose(TUTOR, budget=Budget(characters=least)).text) == least


def test_a_preset_names_characters_and_a_provider_still_counts_tokens() -> None:
    preset = Preset.from_data({"extends": "socratic-tutor", "budget": {"characters": 1_500}})
    asked: list[str] = []

    def count(text: str) -> int:
        asked.append(text)
        return len(text) // 4

    written = compose(preset, counter=count)
    assert len(written.text) <= 1_500 and asked == [written.text]
    assert written.provider_count is not None and written.provider_count.kind == "provider"


@pytest.mark.parametrize("amounts", [{}, {"tokens": 9, "characters": 9}, {"share": 0.5, "characters": 9}])
def test_a_budget_is_one_amount(amounts: dict[str, Any]) -> None:
    told = "one of `tokens`, `characters` and a `share` of the context window"
    with pytest.raises(BudgetError, match=told):
        Budget(**amounts)
    with pytest.raises(PedagogyError, match=told):
        Preset.from_data({"attributes": {"praise": None}, "budget": amounts or {"step": 5}})


def test_a_share_is_of_the_window_that_is_served() -> None:
    served = Budget(share=0.1, window=8_000)
    assert served.whole(128_000) == served.whole(None) == 800
    written = compose(TUTOR, budget=served)
    assert written.allowance is not None and written.allowance.limit == 800 and written.allowance.window == 8_000
    assert written.to("ollama")["options"] == {"num_ctx": 8_000}
    assert SystemInstruction.from_json(written.to_json()).to("ollama") == written.to("ollama")
    with pytest.raises(BudgetError, match="`window` is a whole number of tokens"):
        Budget(tokens=9, window=0)


@pytest.mark.parametrize(("model", "role"), [("o1-mini", "user"), ("gpt-5", "developer"), ("gpt-4o", "system")])
def test_a_model_gets_the_instruction_in_the_message_that_it_takes(model: str, role: str) -> None:
    written = compose(TUTOR, model=model)
    stored = SystemInstruction.from_json(written.to_json())
    assert written.to("openai")[0] == stored.to("openai")[0] == {"role": role, "content": written.text}
    assert ("PED710" in {finding.code for finding in written.report}) is (role == "user")
