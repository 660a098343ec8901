"""Every target through the real client of its provider: the system text must arrive byte for byte."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anthropic
import openai
import pytest
from google import genai
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts.base.errors import PedagogyError
from pedagogy_prompts.instructions.targets import render, target_names


@dataclass(frozen=True)
class Instruction:
    stable_text: str
    closing_text: str = ""
    cacheable: bool = True

    @property
    def text(self) -> str:
        return f"{self.stable_text}\n\n{self.closing_text}" if self.closing_text else self.stable_text


TEXTS = {
    "plain": "# Role\nYou are a tutor.",
    "quotes": 'Say "half of 8" and \'a third\'; never \\"42\\" \\n, nor `code`, nor ${x}, nor {{ y }}.',
    "lines": "  one\n\n\ttwo\r\nthree   \n",
    "emoji": "Family: 👨‍👩‍👧‍👦, flag: 🇨🇭, thumb: 👍🏽.",
    "right to left": "אמור: מהו המכנה המשותף?\nقل: ما المقام المشترك؟ می‌خواهم",
    "signs": "½ + ⅓ = ⅚, x² ≤ 9, 中文, e\u0301 and \u00e9, \U0001d54f, \u2028 a line.",
    "markup": '<lesson a="1">&amp; </lesson> <|im_end|> [INST] system:',
}
LEARNER = "The learner likes football. ⚽"


class Recorder:
    """A server on this machine that keeps the last request and gives the answer it is told to."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.path = ""
        self.body: dict[str, Any] = {}
        recorder = self
        encoded = json.dumps(answer).encode()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                recorder.path = self.path
                recorder.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(encoded)))
                self.end_headers()
                self.wfile.write(encoded)

            def log_message(self, format: str, *args: Any) -> None:
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@dataclass(frozen=True)
class Conversation:
    """How one provider's client is called, what it answers with, and where the request keeps the system text."""

    path: str
    answer: dict[str, Any]
    client: Callable[[str], Any]
    ask: Callable[[Any, Any], str | None]
    arrived: Callable[[dict[str, Any]], str]


def openai_client(url: str) -> openai.OpenAI:
    return openai.OpenAI(api_key="none", base_url=f"{url}/v1", max_retries=0)


def anthropic_client(url: str) -> anthropic.Anthropic:
    return anthropic.Anthropic(api_key="none", base_url=url, max_retries=0)


def gemini_client(url: str) -> genai.Client:
    return genai.Client(api_key="none", vertexai=False, http_options={"base_url": url})


def ask_openai(client: openai.OpenAI, payload: Any) -> str | None:
    messages = [*payload, {"role": "user", "content": "Is it 2/5?"}]
    return client.chat.completions.create(model="m", messages=messages).choices[0].message.content


def ask_openai_responses(client: openai.OpenAI, payload: Any) -> str | None:
    text: str = client.responses.create(model="m", input="Is it 2/5?", **payload).output_text
    return text


def ask_anthropic(client: anthropic.Anthropic, payload: Any) -> str | None:
    message = client.messages.create(
        model="m", max_tokens=9, messages=[{"role": "user", "content": "Is it 2/5?"}], **payload
    )
    return "".join(block.text for block in message.content if block.type == "text")


def ask_gemini(client: genai.Client, payload: Any) -> str | None:
    return client.models.generate_content(model="m", contents="Is it 2/5?", config=payload).text


CONVERSATIONS = {
    "openai": Conversation(
        path="/chat/completions",
        answer={
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Why?"}}],
        },
        client=openai_client,
        ask=ask_openai,
        arrived=lambda body: "".join(m["content"] for m in body["messages"] if m["role"] == "system"),
    ),
    "openai-responses": Conversation(
        path="/responses",
        answer={
            "id": "1",
            "object": "response",
            "created_at": 0,
            "model": "m",
            "output": [
                {
                    "id": "2",
                    "type": "message",
                    "role": "assistant",
                    "status": "completed",
                    "content": [{"type": "output_text", "text": "Why?", "annotations": []}],
                }
            ],
            "parallel_tool_calls": False,
            "tool_choice": "auto",
            "tools": [],
        },
        client=openai_client,
        ask=ask_openai_responses,
        arrived=lambda body: body["instructions"],
    ),
    "anthropic": Conversation(
        path="/messages",
        answer={
            "id": "1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "content": [{"type": "text", "text": "Why?"}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": {"input_tokens": 1, "output_tokens": 1},
        },
        client=anthropic_client,
        ask=ask_anthropic,
        arrived=lambda body: "".join(block["text"] for block in body["system"]),
    ),
    "gemini": Conversation(
        path="/models/m:generateContent",
        answer={"candidates": [{"content": {"role": "model", "parts": [{"text": "Why?"}]}, "finishReason": "STOP"}]},
        client=gemini_client,
        ask=ask_gemini,
        arrived=lambda body: "".join(part["text"] for part in body["systemInstruction"]["parts"]),
    ),
}

Sent = Callable[[Instruction], str]


@pytest.fixture(scope="module", params=CONVERSATIONS)
def sent(request: pytest.FixtureRequest) -> Iterator[Sent]:
    """Send an instruction with a client of the provider; give back the system text the server received."""
    name: str = request.param
    conversation = CONVERSATIONS[name]
    recorder = Recorder(conversation.answer)
    thread = threading.Thread(target=recorder.server.serve_forever)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        client = conversation.client(recorder.url)

        def send(instruction: Instruction) -> str:
            assert conversation.ask(client, render(name, instruction)) == "Why?"
            assert recorder.path.partition("?")[0].endswith(conversation.path)
            return conversation.arrived(recorder.body)

        thread.start()
        yield send
        client.close()
    recorder.server.shutdown()
    recorder.server.server_close()
    thread.join()


@pytest.mark.parametrize("learner", ["", LEARNER], ids=["stable", "learner"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_text_arrives_byte_for_byte(sent: Sent, text: str, learner: str) -> None:
    instruction = Instruction(text, learner)
    assert sent(instruction).encode() == instruction.text.encode()


@settings(max_examples=15)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_arrives_byte_for_byte(sent: Sent, text: str) -> None:
    assert sent(Instruction(text)).encode() == text.encode()


def test_the_shelf_is_listed_by_the_names_users_write() -> None:
    assert set(target_names()) == set(CONVERSATIONS)
    assert list(target_names()) == sorted(target_names())


@pytest.mark.parametrize(
    ("name", "meant"),
    [("openai_responses", "openai-responses"), ("antropic", "anthropic"), ("Gemini", "gemini")],
)
def test_an_unknown_target_names_the_one_that_was_meant(name: str, meant: str) -> None:
    with pytest.raises(PedagogyError, match=f"{name}.*Did you mean '{meant}'"):
        render(name, Instruction("You are a tutor."))


@pytest.mark.parametrize("name", ["", "..openai", "__init__", "os"])
def test_a_name_that_is_no_target_says_which_there_are(name: str) -> None:
    with pytest.raises(PedagogyError, match="anthropic, gemini, openai, openai-responses"):
        render(name, Instruction("You are a tutor."))
