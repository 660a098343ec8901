"""Open WebUI: a model of your own, to import in its workspace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...base.errors import PedagogyError

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed, *, base_model: str = "", name: str | None = None) -> list[dict[str, Any]]:
    """What to save as a JSON file and import.

    `base_model` is the model that answers, as the server names it; `name` what the tutor is called, and without it
    the preset's title. Raises PedagogyError where either is missing.
    """
    if not isinstance(base_model, str) or not base_model:
        raise PedagogyError("Say which model answers, as Open WebUI lists it: `base_model=`.")
    name = name if name is not None else instruction.title
    identity = re.sub(r"[\W_]+", "-", name.lower()).strip("-") if isinstance(name, str) else ""
    if not identity:
        raise PedagogyError("Say how the tutor is called: `name=`.")
    params: dict[str, Any] = {"system": instruction.text}
    if instruction.window is not None:
        params["num_ctx"] = instruction.window
    own = {"id": identity, "base_model_id": base_model, "name": name}
    return [{**own, "params": params, "meta": {}, "is_active": True}]
