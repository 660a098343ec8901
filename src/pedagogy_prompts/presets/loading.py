"""Reading presets from a path, a text or plain data. Everything that is wrong is said at once, with its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

from ..reports.report import Report
from .packs import Pack
from .parts import Contents
from .preset import Preset, or_raise
from .reading.loader import Loader, Resolve, Source
from .yaml_writer import write_yaml

__all__ = [
    "load_preset",
    "parse_preset",
    "read_data",
    "read_preset",
    "read_presets",
    "read_text",
    "write_yaml",
]


def load_preset(path: str | os.PathLike[str], *, packs: Iterable[Pack] = ()) -> Preset:
    """The preset in a YAML file.

    Raises `PresetError` with everything that is wrong, each with its file, line and column; also where the file is
    missing or cannot be read.
    """
    return or_raise(*Loader(packs=packs).file(os.fsdecode(path)).result)


def parse_preset(
    text: str, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> Preset:
    """The preset in a YAML text, such as one kept in a database.

    `source` names it in findings, and is where relative `extends` start when it is a path. `resolve` gives the YAML of
    a preset that is extended by a name the library does not ship; whatever it raises becomes a PED004. Raises
    `PresetError` with everything that is wrong.
    """
    return or_raise(*read_text(text, source=source, resolve=resolve, packs=packs))


def read_preset(
    path: str | os.PathLike[str], *, shipped: bool = False, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `load_preset`, without raising: the preset, or None and the report that says why.

    With `shipped`, `path` is the name of a preset that comes with the library. A finding with `args["unreadable"]`
    tells that the file is missing or cannot be opened.
    """
    if shipped:
        return _preset(*Loader().shipped(os.fsdecode(path)).result)
    return _preset(*Loader(packs=packs).file(os.fsdecode(path)).result)


def read_presets(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Preset | None, Report]]:
    """Each path as `read_preset` reads it; what several of them extend is read once."""
    loader = Loader()
    for path in paths:
        yield _preset(*loader.file(os.fsdecode(path)).result)


def read_text(
    text: str, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `parse_preset`, without raising."""
    return _preset(*Loader(resolve, packs).text(text, Source(source, "name" if resolve else "file")).result)


def read_data(
    data: Any, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `preset_from_data`, without raising."""
    return _preset(*Loader(resolve, packs).data(data, Source(source, "name" if resolve else "file")).result)


def _preset(contents: Contents | None, report: Report) -> tuple[Preset | None, Report]:
    return None if contents is None else Preset.of(contents), report
