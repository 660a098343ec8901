"""The shelf of rules: checks that are not derived from clashing norms, one module each."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...reports.report import Finding
    from ..gather import Composition
    from ..resolved import Resolved


@cache
def _modules(function: str) -> tuple[Any, ...]:
    """The rules that have such a function."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return tuple(module for module in modules if hasattr(module, function))


def find_all(resolved: Resolved) -> Iterator[Finding]:
    """What the rules have to say that look at the attributes alone."""
    for module in _modules("find"):
        yield from module.find(resolved)


def find_in(composition: Composition, resolved: Resolved | None) -> list[Finding]:
    """What the rules have to say that also look at the lesson; `resolved` is None where it could not be analysed."""
    return [finding for module in _modules("find_in") for finding in module.find_in(composition, resolved)]
