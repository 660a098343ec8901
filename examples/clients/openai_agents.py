"""An agent of OpenAI's Agents SDK: pip install openai-agents

Reads OPENAI_API_KEY, and OPENAI_BASE_URL for another server.
"""

from __future__ import annotations

import os

from agents import Agent, RunConfig, Runner

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "gpt-4o")
# Unless told otherwise, the SDK sends a trace with every message to OpenAI's dashboard, whichever model answers.
QUIET = RunConfig(tracing_disabled=True)


def ask(turn: Turn) -> str:
    tutor = Agent(name="Tutor", model=MODEL, instructions=turn.instruction.text)
    messages = [
        *turn.spoken(),
        {"role": "system", "content": turn.note},  # the state line, in a role that no learner can take
        {"role": "user", "content": turn.message},
    ]
    return str(Runner.run_sync(tutor, messages, run_config=QUIET).final_output)
