"""Where presets come from: files, texts, data, the shelf, an app's own lookup; and what extends what."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, Literal

from ...norms.spelling import did_you_mean
from ..packs import Pack, pack_attributes
from ..shipped import shipped_presets, shipped_text
from .plain import Plain
from .problem import MAX_CHARACTERS, Problem, TooMuch
from .reader import Loaded, PresetReader, finding_of
from .yaml import Document, decode, read_yaml, too_long

Resolve = Callable[[str], str]
"""An app's own lookup: the text of a preset that is extended by a name."""

MAX_LINEAGE = 32
"""How long a chain of `extends` may be."""
MAX_PARENTS = 100
"""How many presets one preset may extend, all told."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a preset comes from: how findings call it, and what its `extends` mean."""

    label: str | None
    kind: Literal["file", "name", "shipped"] = "file"

    @property
    def identity(self) -> Hashable:
        if self.label is None:
            return object()
        if self.kind != "file":
            return self.kind, self.label
        try:
            return self.kind, os.path.realpath(self.label)
        except (OSError, ValueError):
            return self.kind, self.label


def _loaded(problem: Problem, source: Source) -> Loaded:
    return Loaded(None, (finding_of(problem, source.label, "lesson", {}, {}),))


_SHIPPED: dict[str, Loaded] = {}
"""Shipped presets that were read: they do not change while the process runs."""


class Loader:
    """Reads presets and what they extend, every file once."""

    def __init__(self, resolve: Resolve | None = None, packs: Iterable[Pack] = ()) -> None:
        self.resolve = resolve
        self.own = pack_attributes(packs)
        self._known: dict[Hashable, Loaded] = {}
        self._open: list[tuple[Hashable, str]] = []
        self._parents = 0

    def file(self, path: str) -> Loaded:
        source = Source(path)
        if (known := self._known.get(source.identity)) is not None:
            return known
        try:
            raw = _bytes(path)
        except (OSError, ValueError) as error:
            return _loaded(_unreadable(path, error), source)
        if isinstance(raw, Problem):
            return _loaded(raw, source)
        text = decode(raw)
        if isinstance(text, Problem):
            return _loaded(text, source)
        return self.text(text, source)

    def text(self, text: str, source: Source) -> Loaded:
        if not isinstance(text, str):
            return _loaded(Problem("PED001", f"A preset's text is a str, not {type(text).__name__}."), source)
        document, problems = read_yaml(text)
        if document is None:
            return Loaded(None, tuple(finding_of(problem, source.label, "lesson", {}, {}) for problem in problems))
        return self._read(document, source, problems)

    def data(self, data: Any, source: Source) -> Loaded:
        plain = Plain()
        try:
            copy = plain.copy(data)
        except TooMuch as stop:
            return _loaded(stop.problem, source)
        return self._read(Document(copy), source, plain.problems)

    def _read(self, document: Document, source: Source, problems: list[Problem]) -> Loaded:
        identity = source.identity
        self._open.append((identity, source.label or "this preset"))
        try:
            reader = PresetReader(source.label, self.own, lambda name: self.parent(name, source), problems, document)
            found = reader.read()
        finally:
            self._open.pop()
        self._known[identity] = found
        return found

    def shipped(self, name: str) -> Loaded:
        source = Source(name, "shipped")
        if name not in shipped_presets():
            near = did_you_mean(name, shipped_presets())
            return _loaded(_not_there(f"There is no shipped preset '{name}'.{near}"), source)
        if name not in _SHIPPED:
            _SHIPPED[name] = self.text(shipped_text(name), source)
        return _SHIPPED[name]

    def parent(self, name: str, child: Source) -> Loaded | Problem:
        """The preset that `child` extends by `name`, or why there is none."""
        if name in shipped_presets():
            identity = Source(name, "shipped").identity
            return self._circular(identity, name) if self._is_open(identity) else self.shipped(name)
        if len(self._open) > MAX_LINEAGE:
            return _no_parent(f"This chain of `extends` is longer than {MAX_LINEAGE}. Shorten it.")
        if self._parents >= MAX_PARENTS:
            return _no_parent(f"More than {MAX_PARENTS} presets are extended here, all told. Join some of them.")
        if child.kind == "shipped":
            return _no_parent(f"There is no shipped preset '{name}'.{did_you_mean(name, shipped_presets())}")
        if self.resolve is not None:
            return self._resolved(name, self.resolve)
        return self._relative(name, child)

    def _is_open(self, identity: Hashable) -> bool:
        return any(identity == known for known, _ in self._open)

    def _circular(self, identity: Hashable, name: str) -> Problem:
        start = [known for known, _ in self._open].index(identity)
        chain = " -> ".join([*(label for _, label in self._open[start:]), name])
        return _no_parent(f"These presets extend each other in a circle: {chain}. Take one of them out.")

    def _resolved(self, name: str, resolve: Resolve) -> Loaded | Problem:
        source = Source(name, "name")
        if source.identity in self._known:
            return self._known[source.identity]
        if self._is_open(source.identity):
            return self._circular(source.identity, name)
        try:
            text = resolve(name)
        except Exception as error:  # noqa: BLE001  the app's own lookup may fail in any way
            why = f" ({type(error).__name__}: {error})" if str(error) and not isinstance(error, KeyError) else ""
            near = did_you_mean(name, shipped_presets())
            return _no_parent(f"The preset '{name}' that is extended here was not found{why}.{near}")
        if not isinstance(text, str):
            return _no_parent(f"`resolve` gave no text for '{name}', but {type(text).__name__}.")
        self._parents += 1
        return self.text(text, source)

    def _relative(self, name: str, child: Source) -> Loaded | Problem:
        near = did_you_mean(name, shipped_presets())
        if child.label is None:
            return _no_parent(
                f"There is no shipped preset '{name}'.{near} Other presets are found beside this one's file,"
                " and it has none: give its path as `source`, or a `resolve`."
            )
        if FilePath(name).is_absolute():
            return _no_parent(f"'{name}' is an absolute path. Write it from this preset's folder, such as ./base.yaml.")
        folder = os.path.dirname(child.label)  # noqa: PTH120  Path would drop a leading ./ and collapse the label
        for ending in ("", ".yaml", ".yml"):
            path = os.path.normpath(os.path.join(folder, name + ending))  # noqa: PTH118
            try:
                if not FilePath(path).is_file():
                    continue
            except (OSError, ValueError):
                break
            identity = Source(path).identity
            if self._is_open(identity):
                return self._circular(identity, path)
            if identity not in self._known:
                self._parents += 1
            return self.file(path)
        near = near or did_you_mean(name, _beside(os.path.join(folder, os.path.dirname(name)), name))  # noqa: PTH118, PTH120
        return _no_parent(
            f"There is no preset '{name}'.{near} Shipped presets go by their names, others by the path from this file,"
            " such as ./base.yaml."
        )


def _no_parent(message: str) -> Problem:
    return Problem("PED004", message)


def _beside(folder: str, name: str) -> list[str]:
    """The presets in a folder, written as `name` writes it."""
    prefix = name[: name.rfind("/") + 1]
    try:
        with os.scandir(folder or ".") as files:
            return [prefix + file.name for file in islice(files, 1000) if file.name.lower().endswith((".yaml", ".yml"))]
    except (OSError, ValueError):
        return []


def _bytes(path: str) -> bytes | Problem:
    """The bytes of a file. Only regular files: reading a pipe or a device might never end."""
    mode = os.stat(path).st_mode  # noqa: PTH116  a path as it was given, also where pathlib would change it
    if stat.S_ISDIR(mode):
        return _not_there(f"{path} is a directory. Name the preset in it, such as {FilePath(path, 'lesson.yaml')}.")
    if not stat.S_ISREG(mode):
        return _not_there(f"{path} is not a file. Give the path of a YAML file.")
    with open(path, "rb") as file:  # noqa: PTH123
        raw = file.read(4 * MAX_CHARACTERS + 4)
    return raw if len(raw) <= 4 * MAX_CHARACTERS else too_long(os.stat(path).st_size)  # noqa: PTH116


def _unreadable(path: str, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        folder, name = os.path.split(path)
        near = did_you_mean(name, _beside(folder, name))
        if path in shipped_presets():
            near = f" A shipped preset has this name; it is taken in by a preset: `extends: [{path}]`."
        return _not_there(f"There is no file {path}.{near}")
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _not_there(f"{path!r} cannot be read: {why[:1].lower()}{why[1:]}.")


def _not_there(message: str) -> Problem:
    return Problem("PED001", message, args={"unreadable": True})
