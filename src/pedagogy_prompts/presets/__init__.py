"""The shelf of presets: one YAML file each, found by name, read when used."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def shipped_presets() -> tuple[str, ...]:
    """The names of the presets that come with the library, in alphabetical order, without reading any of them."""
    shelf = resources.files(__name__)
    return tuple(sorted(file.name[: -len(".yaml")] for file in shelf.iterdir() if file.name.endswith(".yaml")))


def shipped_text(name: str) -> str:
    """The YAML of a shipped preset. Raises LookupError where there is none of this name."""
    if name not in shipped_presets():
        raise LookupError(f"There is no shipped preset '{name}'.")
    return resources.files(__name__).joinpath(f"{name}.yaml").read_text("utf-8")
