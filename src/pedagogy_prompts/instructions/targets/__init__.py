"""The shapes in which clients and chat products take a system instruction: one module a target, no client imported."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ...base.errors import PedagogyError
from ...base.inline import shown
from ...norms.spelling import did_you_mean

Role = Literal["system", "developer", "user"]
"""Whose message the instruction is."""


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What a target reads of an instruction."""

    text: str
    """The whole system text: the stable text and what follows it."""
    stable_text: str
    """What is the same for every learner, so that a provider's prompt cache can keep it."""
    title: str = ""
    """What the innermost preset is called, on one line and with no mark in it: some products tell their model."""
    cacheable: bool = True
    """Whether the stable text is long enough for the provider's prompt cache, or nobody knows how long that is."""
    cache_known: bool = False
    """Whether somebody knows how long that is."""
    role: Role = "system"
    """Whose message the model takes it as."""
    understood: str = ""
    """What a tutor answers to an instruction that comes in a user message."""
    window: int | None = None
    """The context window that the budget names, in tokens."""


@cache
def target_names() -> tuple[str, ...]:
    """The names `render` takes, in alphabetical order."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


def option_names() -> tuple[str, ...]:
    """The options that targets have, in alphabetical order."""
    return tuple(
        sorted({one for name in target_names() for one in [*inspect.signature(_payload(name)).parameters][1:]})
    )


def _payload(name: str) -> Any:
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}").payload


def render(name: str, instruction: Composed, options: Mapping[str, Any] | None = None) -> Any:
    """`instruction` in the shape that the client behind the target `name` takes: plain lists, dicts and strings.

    Raises PedagogyError if there is no such target, if it has no such option, and for what its product refuses.
    """
    known = target_names()
    if name not in known:
        raise PedagogyError(
            f"There is no target {shown(name)}.{did_you_mean(name, known)} Targets: {', '.join(known)}."
        )
    payload = _payload(name)
    _, *options_known = inspect.signature(payload).parameters
    for option in options or ():
        if option not in options_known:
            has = f"It takes: {', '.join(options_known)}." if options_known else "It takes none."
            raise PedagogyError(
                f"The target {name} has no option {shown(option)}.{did_you_mean(option, options_known)} {has}"
            )
    cache = (options or {}).get("cache")
    if cache is not None and not isinstance(cache, bool):  # the word "no" would else set the mark
        raise PedagogyError(f"`cache` is True or False, not {shown(cache)}.")
    return payload(instruction, **(options or {}))
