"""LangChain, here with its client for OpenAI: pip install langchain-core langchain-openai

Any other chat model of LangChain takes the same messages. Reads OPENAI_API_KEY, and OPENAI_BASE_URL for another server.
"""

from __future__ import annotations

import os

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_openai import ChatOpenAI

from .turn import Turn

model = ChatOpenAI(model=os.environ.get("TUTOR_MODEL", "gpt-4o"))


def ask(turn: Turn) -> str:
    # A SystemMessage is sent as it is. ("system", text) would be a template: what stands in braces would be replaced.
    prompt = ChatPromptTemplate([SystemMessage(turn.instruction.text), MessagesPlaceholder("messages")])
    before = [AIMessage(text) if who == "tutor" else HumanMessage(text) for who, text in turn.before]
    # The state line has a block of its own; some chat models refuse a system message here.
    latest = HumanMessage([{"type": "text", "text": turn.note}, {"type": "text", "text": turn.message}])
    return str((prompt | model).invoke({"messages": [*before, latest]}).text)
