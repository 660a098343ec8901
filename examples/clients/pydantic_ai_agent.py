"""An agent of Pydantic AI: pip install "pydantic-ai-slim[openai]"

Reads the keys of the provider that the model's name begins with.
"""

from __future__ import annotations

import os

from pydantic_ai import Agent, ModelRequest, ModelResponse, TextPart, UserPromptPart

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "openai-chat:gpt-4o")


def ask(turn: Turn) -> str:
    # `instructions`, not `system_prompt`: that one is left out as soon as there are messages before.
    agent = Agent(MODEL, instructions=turn.instruction.text)
    before = [
        ModelResponse([TextPart(text)]) if who == "tutor" else ModelRequest([UserPromptPart(text)])
        for who, text in turn.before
    ]
    # The state line is a part of its own, and is not kept among the messages.
    return str(agent.run_sync([turn.note, turn.message], message_history=before).output)
