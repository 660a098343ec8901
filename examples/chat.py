"""A whole chat: a stored instruction, the state of the dialogue, and each provider's own client.

For the developer: this is all that runs while a learner waits. Nothing is checked or composed, and no message of a
learner can stop it. The instruction is read from the text that was stored when the preset was saved; the state is plain
data beside the messages; what holds in a turn goes to the log, so that you can see later why the tutor answered so.

    pip install openai
    OPENAI_API_KEY=... python chat.py openai

Providers: openai, openai-responses, anthropic, gemini. TUTOR_BASE_URL points the client to another server that speaks
the same protocol; TUTOR_MODEL names the model.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from pedagogy_prompts import PedagogyError, State, SystemInstruction, compose, load_preset

BASE_URL = os.environ.get("TUTOR_BASE_URL")
SOLUTION = Fraction(5, 6)
log = logging.getLogger("chat")


@dataclass
class Chat:
    """One dialogue. `kept()` is what your database holds of it."""

    instruction: SystemInstruction
    learner: dict[str, Any]
    state: State = field(default_factory=State)
    messages: list[tuple[str, str]] = field(default_factory=list)
    """("learner", text) and ("tutor", text) in turn."""

    def kept(self) -> str:
        rest = {"learner": self.learner, "state": self.state.to_dict(), "messages": self.messages}
        return json.dumps({"instruction": self.instruction.to_json(), **rest})

    @classmethod
    def from_kept(cls, kept: str) -> Chat:
        data = json.loads(kept)
        return cls(
            SystemInstruction.from_json(data["instruction"]),
            data["learner"],
            State.from_dict(data["state"]),
            [(who, text) for who, text in data["messages"]],
        )


@dataclass(frozen=True)
class Turn:
    """What one request is made of."""

    instruction: SystemInstruction
    """Its system text is the same in every turn, so the provider's prompt cache keeps it."""
    before: tuple[tuple[str, str], ...]
    """The messages so far. They never change either: what is new stands behind them."""
    note: str
    """From the app: what is known of the learner, and where the dialogue stands. It is not kept among the messages."""
    message: str


def received(message: str) -> str:
    """A learner's message as every client can send it: no half characters, not endless, never empty."""
    return message.encode("utf-8", "replace").decode()[:8000].strip() or "(nothing)"


def judged(message: str) -> dict[str, Any]:
    """What a message does to the state. Yours may ask a model, or know it from the form the answer was typed into."""
    numbers = re.findall(r"(?<![\d/])[0-9]{1,9}/[0-9]{1,9}(?![\d/])", message)
    found: dict[str, Any] = {}
    if numbers:
        given = [Fraction(int(over), int(under)) for over, under in (n.split("/") for n in numbers) if int(under)]
        found["attempt"] = "correct" if SOLUTION in given[-1:] else "wrong"
    if re.search(r"\b(tell|give|show) me\b.*\banswer\b|\bwhat is the answer\b", message, re.IGNORECASE | re.DOTALL):
        found["asks_for_answer"] = True
    if re.search(r"\b(don.?t know|no idea|stuck)\b", message, re.IGNORECASE):
        found["stuck"] = True
    return found


def next_turn(chat: Chat, message: str) -> Turn:
    """The library's part of a turn: move the state on, log what holds, put together what is sent."""
    seen = judged(message)
    chat.state = chat.state.after(**seen, turn="later" if chat.messages else "first")
    if "attempt" in seen:
        chat.learner["recent_attempts"] = [*chat.learner.get("recent_attempts", ()), message][-3:]
    told = chat.instruction.for_learner(chat.learner, where="message")
    try:
        log.info("%s", json.dumps({"text": told.fingerprint, "holding": told.holding(chat.state).to_dict()}))
    except PedagogyError as error:  # a state that what is given rules out; the learner waits all the same
        log.warning("%s", error)
    note = "\n\n".join(part for part in (told.learner_text, told.state_line(chat.state)) if part)
    return Turn(told, tuple(chat.messages), note, message)


def answer(chat: Chat, message: str, ask: Callable[[Turn], str]) -> str:
    """The tutor's answer to a message, which both become part of the dialogue."""
    message = received(message)
    reply = ask(next_turn(chat, message)) or "..."  # no provider takes an empty message back
    chat.messages += [("learner", message), ("tutor", reply)]
    return reply


# Where the note goes. OpenAI has a role for the app, which a learner cannot take; elsewhere it is a part of its own in
# the latest message. Either way it stands behind all that is the same as in the turn before.


def spoken(turn: Turn, tutor: str) -> list[dict[str, Any]]:
    """The messages so far, with the name the provider has for the tutor's side."""
    return [{"role": tutor if who == "tutor" else "user", "content": text} for who, text in turn.before]


def openai_messages(turn: Turn) -> list[dict[str, Any]]:
    note = {"role": "system", "content": turn.note}
    return [*spoken(turn, "assistant"), note, {"role": "user", "content": turn.message}]


def anthropic_messages(turn: Turn) -> list[dict[str, Any]]:
    parts = [{"type": "text", "text": turn.note}, {"type": "text", "text": turn.message}]
    before = spoken(turn, "assistant")
    if before:  # all up to here is the same in the next turn
        cached = {"type": "text", "text": before[-1]["content"], "cache_control": {"type": "ephemeral"}}
        before[-1] = {**before[-1], "content": [cached]}
    return [*before, {"role": "user", "content": parts}]


def gemini_contents(turn: Turn) -> list[dict[str, Any]]:
    before = [{"role": one["role"], "parts": [{"text": one["content"]}]} for one in spoken(turn, "model")]
    return [*before, {"role": "user", "parts": [{"text": turn.note}, {"text": turn.message}]}]


def openai() -> Callable[[Turn], str]:
    from openai import OpenAI

    client, model = OpenAI(base_url=BASE_URL), os.environ.get("TUTOR_MODEL", "gpt-4o")

    def ask(turn: Turn) -> str:
        messages: Any = [*turn.instruction.to("openai"), *openai_messages(turn)]
        return client.chat.completions.create(model=model, messages=messages).choices[0].message.content or ""

    return ask


def openai_responses() -> Callable[[Turn], str]:
    from openai import OpenAI

    client, model = OpenAI(base_url=BASE_URL), os.environ.get("TUTOR_MODEL", "gpt-4o")

    def ask(turn: Turn) -> str:
        messages: Any = openai_messages(turn)
        reply = client.responses.create(model=model, input=messages, **turn.instruction.to("openai-responses"))
        return str(reply.output_text)

    return ask


def anthropic() -> Callable[[Turn], str]:
    from anthropic import Anthropic

    client, model = Anthropic(base_url=BASE_URL), os.environ.get("TUTOR_MODEL", "claude-sonnet-5")

    def ask(turn: Turn) -> str:
        messages: Any = anthropic_messages(turn)
        reply = client.messages.create(
            model=model, max_tokens=500, messages=messages, **turn.instruction.to("anthropic")
        )
        return "".join(block.text for block in reply.content if block.type == "text")

    return ask


def gemini() -> Callable[[Turn], str]:
    from google import genai
    from google.genai import types

    client = genai.Client(http_options=types.HttpOptions(base_url=BASE_URL))
    model = os.environ.get("TUTOR_MODEL", "gemini-2.5-flash")

    def ask(turn: Turn) -> str:
        contents: Any = gemini_contents(turn)
        config = types.GenerateContentConfig(**turn.instruction.to("gemini"))
        return client.models.generate_content(model=model, contents=contents, config=config).text or ""

    return ask


PROVIDERS = {"openai": openai, "openai-responses": openai_responses, "anthropic": anthropic, "gemini": gemini}


def stored() -> str:
    """What you kept when the teacher saved the preset."""
    return compose(load_preset(Path(__file__).with_name("fractions-grade-7.yaml"))).to_json()


def lines() -> Iterator[str]:
    """What the learner types, until the end of input."""
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "openai"
    if name not in PROVIDERS:
        sys.exit(f"There is no provider {name!r} here. Providers: {', '.join(PROVIDERS)}.")
    logging.basicConfig(filename=os.environ.get("TUTOR_LOG", os.devnull), level=logging.INFO, encoding="utf-8")
    chat = Chat(SystemInstruction.from_json(stored()), {"name": "Amina", "interests": ["football"]})
    ask = PROVIDERS[name]()
    for message in lines():
        print(answer(chat, message, ask), flush=True)


if __name__ == "__main__":
    main()
