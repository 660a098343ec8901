"""The shelf of rules: checks that are not derived from clashing norms, one module each, and a page for every code."""

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


def rule_pages() -> dict[str, dict[str, Any]]:
    """The pages of all codes that have one."""
    from importlib import resources

    shelf = resources.files(__name__)
    names = sorted(file.name.removesuffix(".yaml") for file in shelf.iterdir() if file.name.endswith(".yaml"))
    return {code: rule_page(code) for code in names}


def rule_page(code: str) -> dict[str, Any]:
    """What there is to say about a code: `meaning`, `why`, and where it has them presets `triggers` and `mended`."""
    from importlib import resources

    from ruamel.yaml import YAML

    text = resources.files(__name__).joinpath(f"{code}.yaml").read_text("utf-8")
    return dict(YAML(typ="safe", pure=True).load(text))
