"""The shelf of presets: one YAML file each, found by name, read when used."""

from __future__ import annotations

from functools import cache

SCHEMA_FILE = "pedagogy-preset.schema.json"
"""What the schema is called where it lies beside presets."""
MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
"""The line at the top of a preset by which editors find the schema beside it."""


@cache
def shipped_presets() -> tuple[str, ...]:
    """The names of the presets that come with the library, in alphabetical order, without reading any of them."""
    from importlib import resources

    shelf = resources.files(__name__)
    return tuple(sorted(file.name[: -len(".yaml")] for file in shelf.iterdir() if file.name.endswith(".yaml")))


def shipped_text(name: str) -> str:
    """The YAML of a shipped preset. Raises LookupError where there is none of this name."""
    if name not in shipped_presets():
        raise LookupError(f"There is no shipped preset '{name}'.")
    from importlib import resources

    return resources.files(__name__).joinpath(f"{name}.yaml").read_text("utf-8")


def starter(base: str | None) -> str:
    """The YAML of a teacher's first preset, on a shipped one or on its own."""
    name = base or "socratic-tutor"
    return (
        f"{MODELINE}\n"
        f"# A first preset. It takes over everything from the shipped preset '{name}'; change what your lesson needs.\n"
        "format: 1\n"
        "title: My lesson\n"
        f"extends: [{name}]\n"
        "layer: lesson\n"
    ) + sample_lesson(name)


def sample_lesson(name: str) -> str:
    """The YAML of a lesson that fits a shipped preset. Raises LookupError where there is none of this name."""
    import tomllib
    from importlib import resources

    lessons = tomllib.loads(resources.files(__name__).joinpath("lessons.toml").read_text("utf-8"))
    if name not in lessons:
        raise LookupError(f"There is no lesson for a shipped preset '{name}'.")
    return str(lessons[name])
