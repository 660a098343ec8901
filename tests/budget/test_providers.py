"""A provider's own count, through its real client, against a server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anthropic
import pytest
from google import genai

from pedagogy_prompts import Praise, WithholdAnswer, compose, count_tokens

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
    client = anthropic.Anthropic(api_key="none", base_url=url, max_retries=0)

    def count(text: str) -> int:
        messages: list[Any] = [{"role": "user", "content": "."}]
        return client.messages.count_tokens(model="claude-sonnet-4-5", system=text, messages=messages).input_tokens

    return count


def gemini_counter(url: str) -> Callable[[str], int]:
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
