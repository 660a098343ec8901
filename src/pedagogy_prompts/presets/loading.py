"""Reading presets from a path, a text or plain data. Everything that is wrong is said at once, with its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..reports.report import Report
from .packs import Pack
from .parts import Contents, Layer
from .policy import Policy, Terms
from .preset import Preset, or_raise
from .reading.files import as_path
from .reading.loader import Loader, Resolve
from .shipped import shipped_presets
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


def _unsaid(_: str) -> None:
    """Nothing is said of a path."""


def load_preset(
    path: str | os.PathLike[str],
    *,
    layer: Layer | None = None,
    allow: Policy | None = None,
    root: str | os.PathLike[str] | None = None,
    packs: Iterable[Pack] = (),
) -> Preset:
    """The preset in a YAML file, or the one of this name that comes with the library, where no file is called so.

    `layer` pins the layer it stands in: a preset that says another is refused. `allow` says which keys and attributes
    it may use, by default all, and in the learner's layer wishes and facts about the learner. Files it extends lie
    below the folder `root`, by default its own; nothing outside is opened. `packs` bring attributes of your own.

    Raises `PresetError` with everything that is wrong, each with its file, line and column; also where the file is
    missing or cannot be read.
    """
    shipped = isinstance(path, str) and path in shipped_presets() and not os.path.lexists(path)
    return or_raise(*read_preset(path, shipped=shipped, layer=layer, allow=allow, root=root, packs=packs))


def parse_preset(
    text: str,
    *,
    source: str | None = None,
    resolve: Resolve | None = None,
    root: str | os.PathLike[str] | None = None,
    layer: Layer | None = None,
    allow: Policy | None = None,
    packs: Iterable[Pack] = (),
) -> Preset:
    """The preset in a YAML text, such as one kept in a database.

    `source` names it in findings. `layer` pins the layer it stands in, and `allow` says which keys and attributes it
    may use; see `load_preset`. `resolve` gives the YAML of a preset that is extended by a name the library does not
    ship; whatever it raises becomes a PED004. Without it files may be extended that lie below the folder `root`, seen
    from `source`; where that is a file, its folder is the root. Raises `PresetError` with everything that is wrong.
    """
    loader = Loader(resolve, packs, root=root, terms=Terms.of(layer, allow))
    return or_raise(*loader.text(text, source).result)


def read_preset(
    path: str | os.PathLike[str],
    *,
    shipped: bool = False,
    layer: Layer | None = None,
    allow: Policy | None = None,
    root: str | os.PathLike[str] | None = None,
    packs: Iterable[Pack] = (),
) -> tuple[Preset | None, Report]:
    """As `load_preset`, without raising: the preset, or None and the report that says why.

    With `shipped`, `path` is the name of a preset that comes with the library. A finding with `args["unreadable"]`
    tells that the file is missing or cannot be opened.
    """
    loader = Loader(packs=packs, root=root, terms=Terms.of(layer, allow))
    return _preset(*(loader.shipped if shipped else loader.file)(as_path(path)).result)


def read_presets(
    paths: Iterable[str | os.PathLike[str]],
    *,
    layers: Callable[[str], Layer | None] = _unsaid,
    roots: Callable[[str], str | None] = _unsaid,
    packs: Iterable[Pack] = (),
) -> Iterator[tuple[Preset | None, Report]]:
    """Each path as `read_preset` reads it, in its layer and below its root; what several extend is read once."""
    loader = Loader(packs=packs)
    for path in map(as_path, paths):
        yield _preset(*loader.file(path, root=roots(path), terms=Terms.of(layers(path), None)).result)


def read_text(
    text: str,
    *,
    source: str | None = None,
    resolve: Resolve | None = None,
    root: str | os.PathLike[str] | None = None,
    layer: Layer | None = None,
    packs: Iterable[Pack] = (),
) -> tuple[Preset | None, Report]:
    """As `parse_preset`, without raising."""
    return _preset(*Loader(resolve, packs, root=root, terms=Terms.of(layer, None)).text(text, source).result)


def read_data(
    data: Any, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `Preset.from_data`, without raising."""
    return _preset(*Loader(resolve, packs).data(data, source).result)


def _preset(contents: Contents | None, report: Report) -> tuple[Preset | None, Report]:
    return None if contents is None else Preset.of(contents), report
