"""LiteLLM, one call for many providers: pip install litellm

Reads the keys of the provider that the model's name begins with. LITELLM_LOCAL_MODEL_COST_MAP=True keeps it from
fetching a list of prices when it is imported.
"""

from __future__ import annotations

import os

import litellm

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "anthropic/claude-sonnet-5")


def ask(turn: Turn) -> str:
    # The state line has a block of its own. As a system message LiteLLM would move it, elsewhere for each provider.
    blocks = [{"type": "text", "text": turn.note}, {"type": "text", "text": turn.message}]
    messages = [*turn.instruction.to("litellm"), *turn.spoken(), {"role": "user", "content": blocks}]
    reply = litellm.completion(model=MODEL, messages=messages, max_tokens=500)
    return str(reply.choices[0].message.content or "")
