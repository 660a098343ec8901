"""OpenAI's responses: pip install openai

Reads OPENAI_API_KEY, and OPENAI_BASE_URL for another server.
"""

from __future__ import annotations

import os
from typing import Any

from openai import OpenAI

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "gpt-4o")
client = OpenAI()


def ask(turn: Turn) -> str:
    messages: Any = [
        *turn.spoken(),
        {"role": "system", "content": turn.note},  # the state line, in a role that no learner can take
        {"role": "user", "content": turn.message},
    ]
    reply = client.responses.create(model=MODEL, input=messages, **turn.instruction.to("openai-responses"))
    return str(reply.output_text)
