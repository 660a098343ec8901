"""The shelf of rules: checks that are not derived from clashing norms, one module each."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...reports.report import Finding
    from ..resolved import Scene


@cache
def _modules() -> tuple[Any, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def find_all(scene: Scene) -> Iterator[Finding]:
    """What every rule of the shelf has to say."""
    for module in _modules():
        yield from module.find(scene)
