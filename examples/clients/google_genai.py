"""Gemini: pip install google-genai

Reads GEMINI_API_KEY, and GOOGLE_GEMINI_BASE_URL for another server.
"""

from __future__ import annotations

import os
from typing import Any

from google import genai

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "gemini-2.5-flash")
client = genai.Client()


def ask(turn: Turn) -> str:
    before = [{"role": one["role"], "parts": [{"text": one["content"]}]} for one in turn.spoken("model")]
    # The state line has a part of its own.
    latest = {"role": "user", "parts": [{"text": turn.note}, {"text": turn.message}]}
    contents: Any = [*before, latest]
    return (
        client.models.generate_content(model=MODEL, contents=contents, config=turn.instruction.to("gemini")).text or ""
    )
