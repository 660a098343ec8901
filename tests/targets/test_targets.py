"""Every target through the real client of its provider: the system text must arrive byte for byte."""

from __future__ import annotations

import json
import string
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pedagogy_prompts.base.errors import PedagogyError
from pedagogy_prompts.instructions.targets import Composed, render, target_names

from ..characters import CHARACTERS
from ..each import each

if TYPE_CHECKING:  # a client takes a second to import, so it is where it is used
    import anthropic
    import openai
    from google import genai


def composed(stable_text: str, rest: str = "", **known: Any) -> Composed:
    usual: dict[str, Any] = {"cache_known": True, "title": "Fractions, Grade 7", "understood": "Understood."}
    text = f"{stable_text}\n\n{rest}" if rest else stable_text
    return Composed(text=text, stable_text=stable_text, **(usual | known))


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
class Endpoint:
    """Where a provider is asked, what it answers, and where a request keeps the system text."""

    path: str
    answer: dict[str, Any]
    arrived: Callable[[dict[str, Any]], str]


@dataclass(frozen=True)
class Conversation(Endpoint):
    """How one provider's client is called."""

    client: Callable[[str], Any]
    ask: Callable[[Any, Any], str | None]


def openai_client(url: str) -> openai.OpenAI:
    import openai

    return openai.OpenAI(api_key="none", base_url=f"{url}/v1", max_retries=0)


def anthropic_client(url: str) -> anthropic.Anthropic:
    import anthropic

    return anthropic.Anthropic(api_key="none", base_url=url, max_retries=0)


def gemini_client(url: str) -> genai.Client:
    from google import genai

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

Sent = Callable[[Composed], str]


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

        def send(instruction: Composed) -> str:
            assert conversation.ask(client, render(name, instruction)) == "Why?"
            assert recorder.path.partition("?")[0].endswith(conversation.path)
            return conversation.arrived(recorder.body)

        thread.start()
        yield send
        client.close()
    recorder.server.shutdown()
    recorder.server.server_close()
    thread.join()


@each("learner", ["", LEARNER])
@each("text", TEXTS.values())
def test_the_text_arrives_byte_for_byte(sent: Sent, text: str, learner: str) -> None:
    instruction = composed(text, learner)
    assert sent(instruction).encode() == instruction.text.encode()


@settings(max_examples=settings().max_examples // 4)
@given(text=st.text(CHARACTERS, min_size=1))
def test_any_text_arrives_byte_for_byte(sent: Sent, text: str) -> None:
    assert sent(composed(text)).encode() == text.encode()


@given(text=st.text(st.sampled_from("{}:!a \n")))
def test_a_template_gives_the_text_back(text: str) -> None:
    [message] = render("langchain-template", composed(text))
    assert message["role"] == "system"
    assert string.Formatter().vformat(message["content"], (), {}) == text


def test_the_shelf_is_listed_by_the_names_users_write() -> None:
    assert {
        *CONVERSATIONS,
        "bedrock",
        "langchain-template",
        "litellm",
        "ollama",
        "custom-gpt",
        "skill",
        "open-edx",
        "open-webui",
    } == {*target_names()}
    assert list(target_names()) == sorted(target_names())


@pytest.mark.parametrize(
    ("name", "meant"),
    [("openai_responses", "openai-responses"), ("antropic", "anthropic"), ("Gemini", "gemini")],
)
def test_an_unknown_target_names_the_one_that_was_meant(name: str, meant: str) -> None:
    with pytest.raises(PedagogyError, match=f"{name}.*Did you mean '{meant}'"):
        render(name, composed("You are a tutor."))


@pytest.mark.parametrize("name", ["", "..openai", "__init__", "os"])
def test_a_name_that_is_no_target_says_which_there_are(name: str) -> None:
    with pytest.raises(
        PedagogyError, match="anthropic, bedrock, custom-gpt, gemini, langchain-template, litellm, ollama, open-"
    ):
        render(name, composed("You are a tutor."))


WHOLE = composed("Stable.", "For one learner.")


@pytest.mark.parametrize(
    ("name", "options", "instruction", "payload"),
    [
        ("openai", {}, composed("T", role="developer"), [{"role": "developer", "content": "T"}]),
        ("openai", {"role": "system"}, composed("T", role="user"), [{"role": "system", "content": "T"}]),
        (
            "openai",
            {"role": "user"},
            composed("T"),
            [{"role": "user", "content": "T"}, {"role": "assistant", "content": "Understood."}],
        ),
        (
            "bedrock",
            {},
            WHOLE,
            {
                "system": [
                    {"text": "Stable."},
                    {"cachePoint": {"type": "default"}},
                    {"text": "\n\nFor one learner."},
                ]
            },
        ),
        # A model that caches nothing refuses a cache point, so one whose minimum nobody knows gets none.
        ("bedrock", {}, composed("T", cache_known=False), {"system": [{"text": "T"}]}),
        ("bedrock", {"cache": False}, composed("T"), {"system": [{"text": "T"}]}),
        ("anthropic", {"cache": False}, composed("T"), {"system": [{"type": "text", "text": "T"}]}),
        (
            "litellm",
            {},
            composed("T"),
            [
                {
                    "role": "system",
                    "content": [{"type": "text", "text": "T", "cache_control": {"type": "ephemeral"}}],
                }
            ],
        ),
        ("ollama", {}, composed("T"), {"messages": [{"role": "system", "content": "T"}], "options": {}}),
        (
            "ollama",
            {},
            composed("T", window=8192),
            {"messages": [{"role": "system", "content": "T"}], "options": {"num_ctx": 8192}},
        ),
        ("custom-gpt", {}, composed("T" * 8_000), "T" * 8_000),
        ("open-edx", {}, composed("T"), {"processor_config": {"LLMProcessor": {"prompt": "T"}}}),
        (
            "skill",
            {"description": 'When a "class" works on: fractions'},
            composed("T"),
            '---\nname: fractions-grade-7\ndescription: "When a \\"class\\" works on: fractions"\n---\n\nT\n',
        ),
        (
            "open-webui",
            {"base_model": "llama3.2", "name": "Frau Keller"},
            composed("T", window=4096),
            [
                {
                    "id": "frau-keller",
                    "base_model_id": "llama3.2",
                    "name": "Frau Keller",
                    "params": {"system": "T", "num_ctx": 4096},
                    "meta": {},
                    "is_active": True,
                }
            ],
        ),
    ],
)
def test_a_payload(name: str, options: dict[str, Any], instruction: Composed, payload: Any) -> None:
    assert render(name, instruction, options) == payload


@pytest.mark.parametrize(
    ("name", "options", "instruction", "told"),
    [
        ("openai", {"rol": "user"}, WHOLE, "openai has no option 'rol'. Did you mean 'role'? It takes: role"),
        ("openai", {"role": "usr"}, WHOLE, "There is no role 'usr'. Did you mean 'user'"),
        ("openai", {"role": ""}, WHOLE, "no role ''"),
        ("anthropic", {"cache": "no"}, WHOLE, "`cache` is True or False, not 'no'"),
        ("bedrock", {"cache": 0}, WHOLE, "`cache` is True or False, not 0"),
        ("litellm", {"cache": "false"}, WHOLE, "`cache` is True or False, not 'false'"),
        ("gemini", {"cache": True}, WHOLE, "no option 'cache'. It takes none"),
        ("ollama", {"window": 0}, WHOLE, "at least 1, not 0"),
        ("custom-gpt", {}, composed("T" * 8_001), "The field takes 8,000 characters, and the text has 8,001"),
        ("skill", {"name": "My Skill"}, WHOLE, "A skill needs a `name`"),
        ("skill", {"description": ""}, WHOLE, "A skill needs a `description`"),
        ("skill", {}, composed("T", title="\u5206\u6570"), "A skill needs a `name`"),
        ("open-webui", {}, WHOLE, "Say which model answers"),
        ("open-webui", {"base_model": "m", "name": "-"}, WHOLE, "Say how the tutor is called"),
    ],
)
def test_what_a_target_refuses(name: str, options: dict[str, Any], instruction: Composed, told: str) -> None:
    with pytest.raises(PedagogyError) as error:
        render(name, instruction, options)
    assert told in str(error.value)


@each("title", ["a\x7fb", "a\x9bb", "a\ufffeb", "a: b # c", "{x}", "\u00fcber \U0001f600"])
def test_the_head_of_a_skill_is_yaml_whatever_the_title(title: str) -> None:
    head = render("skill", composed("T", title=title), {"name": "tutor"}).split("---\n")[1]
    assert YAML(typ="safe", pure=True).load(head) == {"name": "tutor", "description": " ".join(title.split())}
