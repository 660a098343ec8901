"""The shapes in which providers' clients take a system instruction: one module per target, no client imported."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any, Protocol

from ...base.errors import PedagogyError
from ...base.inline import shown
from ...norms.spelling import did_you_mean


class Composed(Protocol):
    """What a target reads of an instruction."""

    @property
    def text(self) -> str:
        """The whole system text: the stable text and, what may follow it."""

    @property
    def stable_text(self) -> str:
        """What is the same for every learner, so that a provider's prompt cache can keep it."""

    @property
    def closing_text(self) -> str:
        """What follows the stable text, or an empty string."""

    @property
    def cacheable(self) -> bool:
        """Whether the stable text is long enough for the provider's prompt cache, or nobody knows how long that is."""


def target_names() -> tuple[str, ...]:
    """The names `render` takes, in alphabetical order."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


def render(name: str, instruction: Composed) -> Any:
    """`instruction` in the shape that the client behind the target `name` takes: plain lists, dicts and strings.

    Raises PedagogyError if there is no such target.
    """
    known = target_names()
    if name not in known:
        raise PedagogyError(
            f"There is no target {shown(name)}.{did_you_mean(name, known)} Targets: {', '.join(known)}."
        )
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}").payload(instruction)
