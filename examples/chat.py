"""A whole chat: a stored instruction, the state of the dialogue, and your provider's own client.

For the developer: this is all that runs while a learner waits. Nothing is checked or composed, and no message of a
learner can stop it. The instruction is read from the text that was stored when the preset was saved; the state is plain
data beside the messages; what holds in a turn goes to the log, so that you can see later why the tutor answered so.

    pip install openai
    OPENAI_API_KEY=... python chat.py openai_chat

Each file in `clients` sends a turn with one client; take the one that you use. TUTOR_MODEL names the model.
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
from importlib import import_module
from pathlib import Path
from typing import Any

from clients.turn import Turn

from pedagogy_prompts import PedagogyError, State, SystemInstruction, compose, load_preset

CLIENTS = sorted(path.stem for path in Path(__file__).parent.glob("clients/*.py") if path.stem != "turn")
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


def stored() -> str:
    """What you kept when the teacher saved the preset."""
    return compose(load_preset(Path(__file__).with_name("fractions-grade-7.yaml"))).to_json()


def lines() -> Iterator[str]:
    """What the learner types, until the end of input."""
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "openai_chat"
    if name not in CLIENTS:
        sys.exit(f"There is no client {name!r} here. Clients: {', '.join(CLIENTS)}.")
    ask = import_module(f"clients.{name}").ask
    logging.basicConfig(filename=os.environ.get("TUTOR_LOG", os.devnull), level=logging.INFO, encoding="utf-8")
    chat = Chat(SystemInstruction.from_json(stored()), {"name": "Amina", "interests": ["football"]})
    for message in lines():
        print(answer(chat, message, ask), flush=True)


if __name__ == "__main__":
    main()
