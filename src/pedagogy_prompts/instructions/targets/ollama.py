"""Ollama's chat, with the context window to serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...base.errors import PedagogyError
from ...base.inline import shown

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed, *, window: int | None = None) -> dict[str, Any]:
    """``messages`` to put before the conversation, and ``options``, for ``ollama.chat(model=..., ...)``.

    A server with little memory serves 4,096 tokens unless told otherwise, and cuts what is longer without a word.
    `window` (at least 1) is how many to serve; without it the one the budget names, and else the server's own.
    """
    window = window if window is not None else instruction.window
    if window is not None and (isinstance(window, bool) or not isinstance(window, int) or window < 1):
        raise PedagogyError(f"`window` is a whole number of tokens, at least 1, not {shown(window)}.")
    options = {} if window is None else {"num_ctx": window}
    return {"messages": [{"role": "system", "content": instruction.text}], "options": options}
