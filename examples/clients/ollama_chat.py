"""Models on your own machine, through Ollama: pip install ollama

Reads OLLAMA_HOST for another server.
"""

from __future__ import annotations

import os

import ollama

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "llama3.2")
WINDOW = 8192  # tokens; without it Ollama may serve 4,096 and cut the instruction without a word
client = ollama.Client()


def ask(turn: Turn) -> str:
    start = turn.instruction.to("ollama", window=WINDOW)
    messages = [
        *start["messages"],
        *turn.spoken(),
        {"role": "system", "content": turn.note},  # the state line; a message has one text here
        {"role": "user", "content": turn.message},
    ]
    return str(client.chat(model=MODEL, messages=messages, options=start["options"]).message.content or "")
