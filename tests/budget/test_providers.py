"""A provider's own count, through its real client, against a server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import (
    Attribute,
    CompositionError,
    GrowthMindset,
    PedagogyError,
    Praise,
    StimulateCuriosity,
    SystemInstruction,
    Tone,
    TurnMoves,
    WithholdAnswer,
    compose,
    count_tokens,
)
from pedagogy_prompts.tokens.vocabulary import CountingError

from .strategies import attributes, within

TEXT = compose(WithholdAnswer(), Praise(), topic="Brüche ½ + ⅓").text


class Endpoint:
    """Counts one token for each word of the text it is sent."""

    def __init__(self, text_in: Callable[[dict[str, Any]], str], answer: str) -> None:
        endpoint = self
        self.paths: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                endpoint.paths.append(self.path.partition("?")[0])
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                told = json.dumps({answer: len(text_in(body).split())}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, format: str, *args: Any) -> None:
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


def anthropic_counter(url: str) -> Callable[[str], int]:
    import anthropic  # a client takes a second to import, so it is where it is used

    client = anthropic.Anthropic(api_key="none", base_url=url, max_retries=0)

    def count(text: str) -> int:
        messages: list[Any] = [{"role": "user", "content": "."}]
        return client.messages.count_tokens(model="claude-sonnet-4-5", system=text, messages=messages).input_tokens

    return count


def gemini_counter(url: str) -> Callable[[str], int]:
    from google import genai

    client = genai.Client(api_key="none", vertexai=False, http_options={"base_url": url})

    def count(text: str) -> int:
        return client.models.count_tokens(model="gemini-2.5-pro", contents=text).total_tokens or 0

    return count


PROVIDERS: dict[str, tuple[Any, Any, str, str]] = {
    "claude-sonnet-4-5": (anthropic_counter, lambda body: body["system"], "input_tokens", "/count_tokens"),
    "gemini-2.5-pro": (
        gemini_counter,
        lambda body: body["contents"][0]["parts"][0]["text"],
        "totalTokens",
        ":countTokens",
    ),
}


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Any, Endpoint]]:
    counter, text_in, answer, _ = PROVIDERS[request.param]
    endpoint = Endpoint(text_in, answer)
    thread = threading.Thread(target=endpoint.server.serve_forever)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    thread.start()
    yield request.param, counter(endpoint.url), endpoint
    endpoint.server.shutdown()
    endpoint.server.server_close()
    thread.join()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_providers_count_is_taken_as_it_is(provider: tuple[str, Any, Endpoint]) -> None:
    model, counter, endpoint = provider
    count = count_tokens(TEXT, model=model, counter=counter)
    assert (count.value, count.low, count.high, count.kind) == (*[len(TEXT.split())] * 3, "provider")
    assert [path.endswith(PROVIDERS[model][3]) for path in endpoint.paths] == [True]
    assert count_tokens(TEXT, model=model).kind == "estimate"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_budget_goes_by_the_providers_count(provider: tuple[str, Any, Endpoint]) -> None:
    model, counter, endpoint = provider
    parts = [WithholdAnswer(), Praise(), Tone(), GrowthMindset(), StimulateCuriosity(), TurnMoves()]
    full = compose(*parts, model=model, counter=counter)
    assert full.tokens.kind == "provider" and full.tokens.value == len(full.text.split())
    endpoint.paths.clear()
    fitted = compose(*parts, model=model, counter=counter, budget=full.tokens.value * 3 // 4)
    assert len(endpoint.paths) <= 20
    assert fitted.tokens.value == len(fitted.text.split()) <= full.tokens.value * 3 // 4
    assert fitted.receipt().unused == full.tokens.value * 3 // 4 - fitted.tokens.value
    assert SystemInstruction.from_json(fitted.to_json()) == fitted
    assert fitted.for_learner(name="Bo").tokens.kind == "estimate"


WAYS: dict[str, Callable[[str], int]] = {
    "words": lambda text: len(text.split()),
    "letters": len,
    "half of it": lambda text: len(text.split()) // 2,
    "a frame of 300": lambda text: 300 + len(text.split()),
}


@given(attributes(least=4, most=12), st.integers(35, 99), st.sampled_from(sorted(WAYS)))
@settings(max_examples=settings().max_examples // 2)
def test_whatever_counts_the_text_is_within_and_little_is_unused(
    parts: list[Attribute], percent: int, way: str
) -> None:
    counter = WAYS[way]
    full = compose(*parts, counter=counter)
    budget = full.tokens.value * percent // 100
    fitted = within(parts, budget, counter=counter)
    if fitted is None:
        return
    assert counter(fitted.text) == fitted.tokens.value <= budget
    assert fitted == compose(*parts, counter=counter, budget=budget)


def test_a_model_of_ones_own_needs_no_entry_where_a_counter_counts() -> None:
    fitted = compose(WithholdAnswer(), Praise(), model="our-deployment", counter=WAYS["words"], budget=120)
    assert fitted.for_learner(name="Bo").tokens.kind == "estimate" and fitted.receipt().provider_count == fitted.tokens
    assert fitted.tokens.basis and fitted.tokens.value <= 120
    with pytest.raises(CompositionError) as error:
        compose(WithholdAnswer(), model="our-deployment", counter=WAYS["words"], budget=0.1)
    assert [finding.code for finding in error.value.report.errors] == ["PED708"]


@pytest.mark.parametrize("budget", [None, 80])
def test_a_count_that_cannot_be_had_is_a_finding(budget: int | None) -> None:
    def broken(text: str) -> int:
        raise ConnectionError(f"no way out for {len(text)} characters")

    with pytest.raises(CompositionError) as error:
        compose(WithholdAnswer(), counter=broken, budget=budget)
    (finding,) = error.value.report.errors
    assert finding.code == "PED709" and "no way out" in finding.message
    assert isinstance(error.value.__cause__, PedagogyError)


def test_a_counter_that_gives_no_number_is_said_so() -> None:
    with pytest.raises(CountingError, match="not a number of tokens"):
        compose(WithholdAnswer(), counter=lambda _: -1, budget=80)
