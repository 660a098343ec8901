"""Names: which model is meant, how it is counted, and what an unknown one says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
import tiktoken.model

from pedagogy_prompts.base.errors import PedagogyError
from pedagogy_prompts.tokens.counter import TokenCount, count_tokens, counter_for
from pedagogy_prompts.tokens.estimates import factor_tables
from pedagogy_prompts.tokens.models import Model, UnknownModelError, find_model, list_models
from pedagogy_prompts.tokens.vocabulary import ENCODINGS, CountingError

from ..each import each

MEANT = {
    "gpt-4o": "gpt-4o",
    "gpt-4o-2024-08-06": "gpt-4o",
    "gpt-4o-mini-2024-07-18": "gpt-4o-mini",
    "gpt-4-0613": "gpt-4",
    "gpt-4-1106-preview": "gpt-4-turbo",
    "gpt-4.1-nano-2025-04-14": "gpt-4.1-nano",
    "o3-2025-04-16": "o3",
    "openai/gpt-oss-120b": "gpt-oss-120b",
    "gpt-oss:20b": "gpt-oss-20b",
    "ft:gpt-4o-mini-2024-07-18:school::abc": "gpt-4o-mini",
    "GPT-5.1": "gpt-5.1",
    "claude-3-5-sonnet-20241022": "claude-3-5-sonnet",
    "claude-3.5-sonnet": "claude-3-5-sonnet",
    "claude-3-5-sonnet@20240620": "claude-3-5-sonnet",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0": "claude-sonnet-4-5",
    "claude-opus-4-20250514": "claude-opus-4",
    "models/gemini-2.5-flash-preview-05-20": "gemini-2.5-flash",
    "gemini-2.5-flash-lite": "gemini-2.5-flash-lite",
    "meta-llama/Llama-3.3-70B-Instruct": "llama-3.3",
    "meta-llama/Llama-4-Scout-17B-16E-Instruct": "llama-4-scout",
    "llama3.1:8b": "llama-3.1",
    "mistral-large-2512": "mistral-large",
    "Qwen/Qwen2.5-7B-Instruct": "qwen2.5",
    "deepseek-ai/DeepSeek-R1-0528": "deepseek-r1",
}


@each(("written", "meant"), MEANT.items())
def test_name_is_understood(written: str, meant: str) -> None:
    assert find_model(written).name == meant


UNKNOWN = {
    "gpt-4oo": "gpt-4o",
    "gpt-4o-mnii": "gpt-4o-mini",
    "gtp-4.1": "gpt-4.1",
    "claude-sonet-4-5": "claude-sonnet-4-5",
    "claude-opus-4-9": "claude-opus-4-8",  # a version that is not known is not an older one
    "gemini-2.5-prod": "gemini-2.5-pro",
}


@pytest.mark.parametrize(("written", "meant"), UNKNOWN.items())
def test_unknown_name_says_what_is_near(written: str, meant: str) -> None:
    with pytest.raises(UnknownModelError) as caught:
        count_tokens("a", model=written)
    message = str(caught.value)
    assert repr(written) in message
    assert f"Did you mean {meant!r}" in message
    assert f"like={meant!r}" in message


@pytest.mark.parametrize("name", ["", " ", "-", "my-school-tutor", "\u0000", "x" * 10_000])
def test_strange_names_are_unknown(name: str) -> None:
    with pytest.raises(UnknownModelError, match="like="):
        find_model(name)


def test_unknown_encoding_says_which_are_carried() -> None:
    with pytest.raises(UnknownModelError, match=r"Did you mean 'o200k_base'\? Carried are .*cl100k_base"):
        count_tokens("a", encoding="o200k")


def test_errors_are_of_the_library() -> None:
    assert issubclass(UnknownModelError, PedagogyError) and issubclass(UnknownModelError, LookupError)
    assert issubclass(CountingError, PedagogyError) and issubclass(CountingError, ValueError)


@each("model", list_models())
def test_table_is_sound(model: Model) -> None:
    assert find_model(model.name) == model
    assert all(find_model(alias) == model for alias in model.aliases)
    assert (model.encoding is None) != (model.factors is None)
    assert model.encoding is None or model.encoding in ENCODINGS
    assert model.factors is None or model.factors in factor_tables()
    assert model.context_window is None or model.context_window >= 8192
    assert model.cacheable_prefix is None or 64 <= model.cacheable_prefix <= 8192
    assert model.source
    assert model.checked in ("verified", "unverified")
    assert model.since is None or (len(model.since) == 7 and "2022-11" < model.since < "2027-01")


@each("model", [m for m in list_models() if m.encoding])
def test_encodings_are_those_tiktoken_knows(model: Model) -> None:
    assert tiktoken.model.encoding_name_for_model(f"{model.name}-") == model.encoding or (
        tiktoken.model.encoding_name_for_model(model.name) == model.encoding
    )


def test_all_providers_are_there() -> None:
    providers = {"openai", "anthropic", "google", "meta", "mistral", "qwen", "deepseek"}
    assert {model.provider for model in list_models()} == providers


def test_default_is_o200k_base() -> None:
    assert count_tokens("Ask one question.") == count_tokens("Ask one question.", encoding="o200k_base")
    assert counter_for().model is None
    assert counter_for().exact


def test_like_counts_a_name_of_ones_own() -> None:
    counter = counter_for(model="my-deployment", like="gpt-4o")
    assert counter.exact
    assert counter.model is not None
    assert counter.model.name == "my-deployment"
    assert counter.model.context_window == 128_000
    assert (
        counter.basis == "counted with o200k_base, the encoding of gpt-4o; my-deployment is taken to count like gpt-4o"
    )
    assert counter.count("Ask.").value == count_tokens("Ask.", model="gpt-4o").value
    assert count_tokens("Ask.", like="gpt-4o").value == counter.count("Ask.").value


def test_a_counter_of_ones_own() -> None:
    def endpoint(text: str) -> int:
        return len(text.split())

    count = count_tokens("Ask one question.", counter=endpoint)
    assert count == TokenCount(3, 3, 3, "provider", "counted by endpoint")
    assert counter_for(model="gpt-4o", counter=endpoint).model == find_model("gpt-4o")
    assert counter_for(model="my-deployment", counter=endpoint).model is None
    assert not counter_for(counter=endpoint).exact


@pytest.mark.parametrize("answer", [None, -1, 1.5, "7", True])
def test_a_counter_must_give_a_number_of_tokens(answer: Any) -> None:
    with pytest.raises(CountingError, match="must return an int"):
        count_tokens("a", counter=lambda _: answer)


@pytest.mark.parametrize(
    "ways",
    [
        {"model": "gpt-4o", "encoding": "o200k_base"},
        {"encoding": "o200k_base", "like": "gpt-4o"},
        {"encoding": "o200k_base", "counter": len},
        {"like": "gpt-4o", "counter": len},
        {"model": "gpt-4o", "like": "gpt-4o", "counter": len},
    ],
)
def test_two_ways_at_once_are_refused(ways: dict[str, Any]) -> None:
    with pytest.raises(CountingError, match="in one way"):
        count_tokens("a", **ways)


@dataclass
class Pack:
    models: tuple[Model, ...]


def test_a_pack_adds_models_and_wins() -> None:
    mine = Model(name="school-tutor", provider="us", encoding="cl100k_base", context_window=9000)
    other = Model(name="gpt-4o", provider="us", factors="llama-3")
    packs = [Pack((mine, other))]
    assert find_model("school-tutor-2026-01-01", packs) is mine
    assert counter_for(model="gpt-4o", packs=packs).model is other
    assert [model.name for model in list_models(packs)].count("gpt-4o") == 1
    assert list_models(packs)[:2] == (mine, other)
    with pytest.raises(UnknownModelError, match="school-tutor"):
        find_model("school-tutr", packs)


def test_a_packs_model_must_say_how_it_is_counted() -> None:
    packs = [Pack((Model(name="school-tutor", provider="us", factors="lama-3"),))]
    with pytest.raises(CountingError, match="llama-3"):
        counter_for(model="school-tutor", packs=packs)


def test_count_as_data_and_words() -> None:
    exact = count_tokens("Ask one guiding question.")
    assert json.loads(json.dumps(exact.to_dict())) == {
        "value": 5, "low": 5, "high": 5, "kind": "exact", "basis": "counted with o200k_base",
    }  # fmt: skip
    assert str(exact) == "5 tokens"
    assert str(count_tokens("Ask")) == "1 token"
    estimate = TokenCount(1200, 1000, 1500, "estimate", "a guess")
    assert str(estimate) == "about 1,200 tokens (1,000 to 1,500)"
