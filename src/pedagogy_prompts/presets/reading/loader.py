"""Where presets come from: files, texts, data, the shelf, an app's own lookup; and what extends what."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from ...base.inline import shown
from ...norms.spelling import sparing
from ...reports.report import Report
from ...reports.saying import Sentences
from ..packs import Pack, pack_attributes, packs_of
from ..parts import Contents, Layer
from ..policy import Terms
from ..shipped import shipped_presets, shipped_text
from .files import (
    as_path,
    found_below,
    is_absolute,
    is_file,
    leaves,
    presets_in,
    read_below,
    read_bytes,
    real,
    unreadable,
    why_unreadable,
)
from .loaded import Loaded, findings_of
from .near import near
from .plain import Plain
from .problem import MAX_CHARACTERS, MAX_NAME, MAX_NODES, Problem, TooMuch
from .reader import PresetReader
from .yaml import Document, decode, read_yaml

_say = Sentences("presets/reading")

Resolve = Callable[[str], str]
"""An app's own lookup: the text of a preset that is extended by a name."""

MAX_LINEAGE = 32
"""How long a chain of `extends` may be."""
MAX_PARENTS = 100
"""How many presets one preset may extend, all told."""


_FREE = Terms()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a preset comes from: how findings call it, and what its `extends` mean."""

    label: str | None
    kind: Literal["file", "name", "shipped"] = "file"
    root: str | None = None
    """The folder that holds all files it may extend, itself or by what it extends; None where it may extend none."""
    terms: Terms = _FREE

    @property
    def identity(self) -> Hashable:
        if self.label is None:
            return object()
        if self.kind != "file":
            return self.kind, self.label, None, self.terms
        return self.kind, real(self.label), self.root, self.terms


def _loaded(problem: Problem, source: Source) -> Loaded:
    return Loaded(None, findings_of([problem], source.label, source.terms.layer or "lesson"), False)


_SHIPPED: dict[str, Loaded] = {}
"""Shipped presets that were read: they do not change while the process runs."""


class Loader:
    """Reads presets and what they extend, every file once.

    `root` is the folder below which `extends` finds files, by default that of the file it begins with; `terms` are for
    the presets a caller asks for, not for what these extend. Raises `PedagogyError` for packs that do not fit together.
    """

    def __init__(
        self,
        resolve: Resolve | None = None,
        packs: Iterable[Pack] = (),
        *,
        root: str | os.PathLike[str] | None = None,
        terms: Terms = _FREE,
    ) -> None:
        self.resolve = resolve
        self.packs = packs_of(packs)
        self.own = pack_attributes(self.packs)
        self.root = None if root is None else real(as_path(root, "root"))
        self.terms = terms
        self._known: dict[Hashable, Loaded] = {}
        self._open: list[tuple[Hashable, str]] = []
        self._parents = self._characters = self._values = 0  # of all that the preset extends that was asked for

    def file(self, path: str, *, root: str | None = None, terms: Terms | None = None) -> Loaded:
        """The preset in a file; with a root and terms of its own."""
        below = self.root if root is None else real(root)
        folder = os.path.dirname(path)  # noqa: PTH120  Path would drop a leading ./ and collapse the label
        return self._file(Source(path, "file", below or real(folder), terms or self.terms))

    def text(self, text: str, label: str | None) -> Loaded:
        """The preset in a text."""
        return self._text(text, self._outside(label))

    def data(self, data: Any, label: str | None) -> Loaded:
        """The preset in plain data."""
        return self.data_of(data, self._outside(label))

    def data_of(self, data: Any, source: Source) -> Loaded:
        """The preset in plain data, of a source that is known."""
        plain = Plain()
        try:
            copy = plain.copy(data)
        except TooMuch as stop:
            return _loaded(stop.problem, source)
        return self._read(Document(copy), source, plain.problems)

    def _outside(self, label: str | None) -> Source:
        """The source of what no file holds; where its label is that of a file, it stands beside that."""
        if label is not None:
            label = as_path(label, "source")
        root = self.root
        if root is None and label is not None and is_file(label):
            root = real(os.path.dirname(label))  # noqa: PTH120
        return Source(label, "name" if self.resolve else "file", root, self.terms)

    def _file(self, source: Source, followed: str | None = None) -> Loaded:
        """A file; of one that is extended the path that was found to stay below the root is read, and no other."""
        if (known := self._known.get(source.identity)) is not None:
            return known
        path = source.label or ""
        try:
            raw = read_bytes(path) if followed is None else read_below(source.root or "", followed)
        except (OSError, ValueError) as error:
            return _loaded(why_unreadable(path, error), source)
        if isinstance(raw, Problem):
            return _loaded(raw, source)
        text = decode(raw)
        if isinstance(text, Problem):
            return _loaded(text, source)
        return self._text(text, source)

    def _text(self, text: str, source: Source) -> Loaded:
        if not isinstance(text, str):
            return _loaded(Problem("PED001", _say("PED001.not_text", type=type(text).__name__)), source)
        if not self._open:  # a preset that is asked for
            self._parents = self._characters = self._values = 0
        with sparing():
            document, problems = read_yaml(text)
        self._characters += len(text)
        self._values += 0 if document is None else len(document.positions) + len(document.keys)
        if document is None:
            return Loaded(None, findings_of(problems, source.label, source.terms.layer or "lesson"), False)
        return self._read(document, source, problems)

    def _read(self, document: Document, source: Source, problems: list[Problem]) -> Loaded:
        identity = source.identity
        self._open.append((identity, source.label or "this preset"))
        try:
            with sparing():
                found = PresetReader(
                    source.label, self.own, lambda name: self.parent(name, source), problems, document, source.terms
                ).read()
        finally:
            self._open.pop()
        if found.preset is not None:
            again = Again(source, self.resolve, self.packs)
            found = replace(found, preset=replace(found.preset, anew=again))
        self._known[identity] = found
        return found

    def shipped(self, name: str) -> Loaded:
        """A preset that comes with the library."""
        if name not in shipped_presets():
            missing = _say("PED001.no_shipped", name=shown(name), near=near(name, shipped_presets()))
            return _loaded(unreadable(missing), Source(name, "shipped"))
        if self.terms != _FREE and not self._open:  # asked for by a caller, and not by what extends it
            return self._text(shipped_text(name), Source(name, "shipped", terms=self.terms))
        if name not in _SHIPPED:
            _SHIPPED[name] = Loader()._text(shipped_text(name), Source(name, "shipped"))
        return _SHIPPED[name]

    def parent(self, name: str, child: Source) -> Loaded | Problem:
        """The preset that `child` extends by `name`, or why there is none. Of what is no preset not a word is told."""
        if name in shipped_presets():
            identity = Source(name, "shipped").identity
            return self._circular(identity, name) if self._is_open(identity) else self.shipped(name)
        if len(self._open) > MAX_LINEAGE:
            return _no_parent(_say("PED004.chain", limit=MAX_LINEAGE))
        if self._parents >= MAX_PARENTS:
            return _no_parent(_say("PED004.parents", limit=MAX_PARENTS))
        if self._characters > MAX_CHARACTERS or self._values > MAX_NODES:
            return _no_parent(_say("PED004.whole", characters=MAX_CHARACTERS, values=MAX_NODES))
        if child.kind == "shipped":
            return _no_parent(_say("PED004.no_shipped", name=shown(name), near=near(name, shipped_presets())))
        found = self._relative(name, child) if self.resolve is None else self._resolved(name, self.resolve)
        if isinstance(found, Problem) or found.preset is not None or found.is_preset:
            return found
        if any(finding.args.get("unreadable") for finding in found.findings):
            return _no_parent(_say("PED004.unreadable", name=shown(name)))
        return _no_parent(_say("PED004.no_preset", name=shown(name)))

    def _is_open(self, identity: Hashable) -> bool:
        return any(identity == known for known, _ in self._open)

    def _circular(self, identity: Hashable, name: str) -> Problem:
        start = [known for known, _ in self._open].index(identity)
        chain = " -> ".join([*(label for _, label in self._open[start:]), name])
        return _no_parent(_say("PED004.circle", chain=chain))

    def _resolved(self, name: str, resolve: Resolve) -> Loaded | Problem:
        source = Source(name, "name")
        if source.identity in self._known:
            return self._known[source.identity]
        if self._is_open(source.identity):
            return self._circular(source.identity, name)
        try:
            text = resolve(name)
        except Exception as error:  # noqa: BLE001  the app's own lookup may fail in any way
            told = "" if isinstance(error, KeyError) else str(error)
            why = f" ({type(error).__name__}: {shown(told, 200)[1:-1]})" if told else ""
            hint = near(name, shipped_presets())
            return _no_parent(_say("PED004.not_found", name=shown(name), why=why, near=hint))
        if not isinstance(text, str):
            return _no_parent(_say("PED004.no_text", name=shown(name), type=type(text).__name__))
        self._parents += 1
        return self._text(text, source)

    def _relative(self, name: str, child: Source) -> Loaded | Problem:
        if len(name) > MAX_NAME:  # each step of a path may be a link that is followed
            return _no_parent(_say("PED004.long", length=len(name), limit=MAX_NAME))
        hint = near(name, shipped_presets())
        if is_absolute(name):
            return _no_parent(_say("PED004.absolute", name=shown(name)))
        if child.root is None:
            return _no_parent(_say("PED004.no_root", name=shown(name), near=hint))
        folder = os.path.dirname(child.label or "") if child.kind == "file" else child.root  # noqa: PTH120
        outside = leaves(child.root, folder, name)
        for ending in ("", ".yaml", ".yml"):
            path = os.path.normpath(os.path.join(folder, name + ending))  # noqa: PTH118
            followed = None if outside else found_below(child.root, path)
            if followed is None:
                return _no_parent(_say("PED004.outside", name=shown(name)))
            if not is_file(followed):
                continue
            parent = Source(path, "file", child.root)
            if self._is_open(parent.identity):
                return self._circular(parent.identity, path)
            if parent.identity not in self._known:
                self._parents += 1
            return self._file(parent, followed)
        beside = os.path.join(folder, os.path.dirname(name))  # noqa: PTH118, PTH120
        hint = hint or near(name, presets_in(beside, name))
        return _no_parent(_say("PED004.no_file", name=shown(name), near=hint))


@dataclass(frozen=True, slots=True)
class Again:
    """How a preset was read, to read on the same terms what it has become."""

    source: Source
    resolve: Resolve | None = None
    packs: tuple[Pack, ...] = ()

    def __call__(
        self,
        data: Any,
        source: str | None,
        layer: Layer,
        *,
        resolve: Resolve | None = None,
        root: str | os.PathLike[str] | None = None,
        packs: Iterable[Pack] = (),
    ) -> tuple[Contents | None, Report]:
        terms = Terms(layer, self.source.terms.policy)
        packs = packs_of(packs) or self.packs
        if resolve is not None or root is not None:
            return Loader(resolve, packs, root=root, terms=terms).data(data, source).result
        known = replace(self.source, label=source, terms=terms)
        return Loader(self.resolve, packs, terms=terms).data_of(data, known).result

    def __deepcopy__(self, _: Any) -> Again:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # An app's lookup, and the code of a pack, are often no values that can be pickled.
        return Again, (self.source, None if self.resolve is None else _lost)


def _lost(_: str) -> str:
    raise LookupError("the `resolve` it was read with was not pickled; hand it in again")


def _no_parent(message: str) -> Problem:
    return Problem("PED004", message)
