"""OpenAI's chat completions, and the many servers that speak the same protocol, such as vLLM: pip install openai

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
        *turn.instruction.to("openai"),
        *turn.spoken(),
        {"role": "system", "content": turn.note},  # the state line, in a role that no learner can take
        {"role": "user", "content": turn.message},
    ]
    return client.chat.completions.create(model=MODEL, messages=messages).choices[0].message.content or ""
