"""What one request is made of. `chat.py` puts it together; each file beside this one sends it with one client.

The note is from the app: what is known of the learner, and the state line. It always stands behind the messages so far
and is not kept among them, so that everything before it is the same as in the turn before and the provider's prompt
cache keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pedagogy_prompts import SystemInstruction


@dataclass(frozen=True)
class Turn:
    """One message of a learner, and all that goes with it."""

    instruction: SystemInstruction
    """Its system text is the same in every turn."""
    before: tuple[tuple[str, str], ...]
    """The messages so far, ("learner", text) and ("tutor", text) in turn. They never change."""
    note: str
    """From the app: the learner part and the state line."""
    message: str
    """What the learner says now."""

    def spoken(self, tutor: str = "assistant") -> list[dict[str, Any]]:
        """The messages so far, with the name that the provider has for the tutor's side."""
        return [{"role": tutor if who == "tutor" else "user", "content": text} for who, text in self.before]
