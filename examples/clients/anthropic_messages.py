"""Anthropic's messages: pip install anthropic

Reads ANTHROPIC_API_KEY, and ANTHROPIC_BASE_URL for another server.
"""

from __future__ import annotations

import os
from typing import Any

from anthropic import Anthropic

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "claude-sonnet-5")
client = Anthropic()


def ask(turn: Turn) -> str:
    before = turn.spoken()
    if before:  # all up to here is the same in the next turn, so it is marked for the cache too
        kept = {"type": "text", "text": before[-1]["content"], "cache_control": {"type": "ephemeral"}}
        before[-1] = {**before[-1], "content": [kept]}
    # The state line has a block of its own.
    blocks = [{"type": "text", "text": turn.note}, {"type": "text", "text": turn.message}]
    messages: Any = [*before, {"role": "user", "content": blocks}]
    reply = client.messages.create(model=MODEL, max_tokens=500, messages=messages, **turn.instruction.to("anthropic"))
    return "".join(block.text for block in reply.content if block.type == "text")
