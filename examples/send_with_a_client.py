"""Send one message to a tutor, with the provider's own client.

For the developer: `to` gives plain data in the shape the client takes; the library itself opens no connection.

    pip install openai
    OPENAI_API_KEY=... python send_with_a_client.py openai

Each client reads its key from the environment (OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY). TUTOR_BASE_URL
points it to another server that speaks the same protocol, such as one on your own machine; TUTOR_MODEL names the model.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pedagogy_prompts import SystemInstruction, compose, load_preset

MESSAGE = "I got 2/5. Is that right?"
BASE_URL = os.environ.get("TUTOR_BASE_URL")


def ask_openai(tutor: SystemInstruction) -> str | None:
    from openai import OpenAI

    client = OpenAI(base_url=BASE_URL)
    answer = client.chat.completions.create(
        model=os.environ.get("TUTOR_MODEL", "gpt-4o"),
        messages=[*tutor.to("openai"), {"role": "user", "content": MESSAGE}],
    )
    return answer.choices[0].message.content


def ask_anthropic(tutor: SystemInstruction) -> str | None:
    from anthropic import Anthropic

    client = Anthropic(base_url=BASE_URL)
    answer = client.messages.create(
        model=os.environ.get("TUTOR_MODEL", "claude-sonnet-5"),
        max_tokens=500,
        messages=[{"role": "user", "content": MESSAGE}],
        **tutor.to("anthropic"),
    )
    return "".join(block.text for block in answer.content if block.type == "text")


def ask_gemini(tutor: SystemInstruction) -> str | None:
    from google import genai
    from google.genai import types

    client = genai.Client(http_options=types.HttpOptions(base_url=BASE_URL))
    answer = client.models.generate_content(
        model=os.environ.get("TUTOR_MODEL", "gemini-2.5-flash"),
        contents=MESSAGE,
        config=types.GenerateContentConfig(**tutor.to("gemini")),
    )
    return answer.text


PROVIDERS = {"openai": ask_openai, "anthropic": ask_anthropic, "gemini": ask_gemini}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else "openai"
    if name not in PROVIDERS:
        sys.exit(f"There is no provider {name!r} here. Providers: {', '.join(PROVIDERS)}.")
    tutor = compose(load_preset(Path(__file__).with_name("fractions-grade-7.yaml")))
    print(PROVIDERS[name](tutor))
