"""Estimates: the stated range holds on texts that the factors were not set on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.tokens.counter import Counter, count_tokens, counter_for
from pedagogy_prompts.tokens.estimates import factor_tables, script_counter
from pedagogy_prompts.tokens.models import list_models
from pedagogy_prompts.tokens.scripts import SCRIPTS

Texts = list[dict[str, str]]

MODELS = {
    "llama-3": "llama-3.3",
    "llama-4": "llama-4-scout",
    "qwen": "qwen3",
    "mistral": "mistral-nemo",
    "deepseek": "deepseek-v3",
    "claude-2023": "claude-2",
}
DERIVED = {"gemini": "gemini-2.5-pro", "claude": "claude-sonnet-4-5", "claude-4.7": "claude-opus-5"}
ESTIMATED = sorted({model.factors: model.name for model in list_models() if model.factors}.items())


def test_texts_cover_many_scripts_and_languages(texts: Texts) -> None:
    seen = {split: {script for text in texts if text["split"] == split for script in scripts(text)} for split in SPLITS}
    assert len(seen["held"] - {"marks", "other"}) >= 12
    assert seen["held"] <= seen["dev"]
    assert len({text["language"] for text in texts}) >= 14


SPLITS = ("dev", "held")


def scripts(text: dict[str, str]) -> set[str]:
    counts = script_counter().count(text["text"])
    return {script for script, number in counts.items() if number * 5 > sum(counts.values())}


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("table", MODELS)
def test_range_holds(table: str, split: str, texts: Texts, measured: dict[str, Any]) -> None:
    outside = []
    for text in texts:
        if text["split"] == split:
            count = count_tokens(text["text"], model=MODELS[table])
            real = measured[table]["counts"][text["id"]]
            if not count.low <= real <= count.high:
                outside.append((text["id"], real, str(count)))
    assert outside == []


@pytest.mark.parametrize("table", MODELS)
def test_usual_number_is_close_for_english(table: str, texts: Texts, measured: dict[str, Any]) -> None:
    for text in texts:
        if text["language"] == "en" and text["id"].startswith("en-"):
            count = count_tokens(text["text"], model=MODELS[table])
            real = measured[table]["counts"][text["id"]]
            assert abs(count.value - real) <= 0.1 * real
            assert count.high <= 1.3 * real + 3


def test_long_texts_hold_too(texts: Texts, measured: dict[str, Any]) -> None:
    """All held texts of all languages as one text: the ranges do not rest on the slack."""
    held = [text for text in texts if text["split"] == "held"]
    for table, model in MODELS.items():
        count = count_tokens("\n\n".join(text["text"] for text in held), model=model)
        real = sum(measured[table]["counts"][text["id"]] for text in held)
        assert count.low < real < count.high


@pytest.mark.parametrize("name", factor_tables())
def test_table_is_complete_and_ordered(name: str) -> None:
    table = factor_tables()[name]
    assert set(table.factors) == {*SCRIPTS, "digits1", "digits2", "digits3"} - {"digits"}
    assert all(0 < low <= usual <= high for low, usual, high in table.factors.values())
    assert table.slack > 0
    assert table.basis


def test_unknown_tokenizers_get_wider_ranges_than_measured_ones() -> None:
    text = "Ask one guiding question, then stop and wait for the learner.\n" * 20

    def width(model: str) -> float:
        count = count_tokens(text, model=model)
        return (count.high - count.low) / count.value

    assert max(map(width, MODELS.values())) < min(map(width, DERIVED.values())) < width("gpt-6-sol")


@pytest.mark.parametrize(("table", "model"), ESTIMATED)
def test_estimate_is_never_called_exact(table: str, model: str) -> None:
    counter = counter_for(model=model)
    count = counter.count("Ask one guiding question.")
    assert not counter.exact
    assert count.kind == "estimate"
    assert count.low < count.value < count.high
    assert count.basis == counter.basis == factor_tables()[table].basis
    assert counter.measure("") == counter.count("").value == 0


PIECES = [
    "Ask the learner",
    "Frage",
    "1234 + 5",
    "क्या",
    "학생",
    "សិស្ស",
    "ተማሪ",
    "😀",
    "∑",
    "\n",
    "- x",
    "|",
    "\ud800",
    "ᏣᎳᎩ",
]
PARTS = st.one_of(st.lists(st.sampled_from(PIECES)).map(" ".join), st.text(st.characters())).map(str.strip)
PARTS = PARTS.filter(lambda part: not part.startswith("/"))


@pytest.mark.parametrize("model", ["llama-3.3", "claude-sonnet-4-5"])
@given(parts=st.lists(PARTS.filter(bool), min_size=1, max_size=5))
def test_parts_are_never_cheaper_than_the_whole(model: str, parts: list[str]) -> None:
    counter: Counter = counter_for(model=model)
    prices = [counter.measure(part + "\n\n") for part in parts[:-1]] + [counter.measure(parts[-1])]
    assert sum(prices) - (len(parts) - 1) * counter.slack >= counter.measure("\n\n".join(parts))


@given(text=st.text(st.characters()))
def test_classes_account_for_every_token(text: str) -> None:
    assert sum(script_counter().count(text).values()) == count_tokens(text).value


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Ask the learner what they tried.", "english"),
        ("Frag das Kind, was es versucht hat.", "latin"),
        ("Спроси ученика", "cyrillic"),
        ("ተማሪውን ጠይቅ", "ethiopic"),
        ("សួរសិស្ស", "khmer"),
        ("ᏣᎳᎩ", "other"),
        ("😀👍", "other"),
        ("—…“”", "marks"),
        ("12", "digits2"),
    ],
)
def test_class_of_writing(text: str, script: str) -> None:
    counts = script_counter().count(text)
    assert max(counts, key=counts.__getitem__) == script
