"""OpenAI chat completions, and the many servers that speak the same protocol, such as vLLM."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ...base.errors import PedagogyError
from ...base.inline import shown
from ...norms.spelling import did_you_mean

if TYPE_CHECKING:
    from . import Composed, Role


def payload(instruction: Composed, *, role: Role | None = None) -> list[dict[str, str]]:
    """Messages to put first: ``messages=[*payload, *conversation]``.

    `role` is "system", "developer" or "user"; without it the one that the instruction's model takes. Behind a user
    message comes a short answer, since chat templates that refuse a system message want the two sides to take turns.
    """
    from . import Role

    role = instruction.role if role is None else role
    if not isinstance(role, str) or role not in get_args(Role):
        raise PedagogyError(
            f"There is no role {shown(role)}.{did_you_mean(role, get_args(Role))} Roles: {', '.join(get_args(Role))}."
        )
    messages = [{"role": role, "content": instruction.text}]
    if role == "user":
        messages.append({"role": "assistant", "content": instruction.understood})
    return messages
