"""A prompt template of LangChain, which puts values in the place of what stands in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed) -> list[dict[str, str]]:
    """Messages to put first: ``ChatPromptTemplate([*payload, MessagesPlaceholder("messages")])``.

    Braces are doubled, which this kind of template reads as braces that stand for themselves. Where no template is
    needed, ``SystemMessage(instruction.text)`` is sent as it is.
    """
    return [{"role": "system", "content": instruction.text.replace("{", "{{").replace("}", "}}")}]
