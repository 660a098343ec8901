"""Open edX with its AI extensions: the content patch of a workflow profile.

Paste it, as JSON, into the profile's field "Content patch"; what the profile is based on stays, but for its prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed) -> dict[str, Any]:
    """The patch."""
    return {"processor_config": {"LLMProcessor": {"prompt": instruction.text}}}
