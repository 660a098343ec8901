"""Reading presets from a path, a text or plain data. Everything that is wrong is said at once, with its place."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from .._attribute import Attribute, attribute_class, attribute_slugs
from .._budget import Budget
from .._context import MAX_ITEMS, Context
from .._errors import PresetError
from .._pack import SHIPPED as SHIPPED_PACKS
from .._pack import Pack, pack_attributes
from .._preset import FORMAT, LAYERS, Acceptance, Entry, Layer, Origin, Preset
from .._report import CODES, Finding, Path, Place, Report
from .._text import did_you_mean
from ..norms.condition import ALWAYS, Condition
from ..presets import shipped_presets, shipped_text
from ._problem import BAD, MAX_CHARACTERS, Position, Problem, TooMuch, has_bad, shown
from ._values import (
    MAX_ALTERNATIVES,
    Plain,
    condition_problems,
    no_parameters,
    text_problem,
    validated,
)
from ._yaml import SMALLEST, decode, read_yaml, too_long, write_yaml

__all__ = [
    "load_preset",
    "parse_preset",
    "preset_from_data",
    "read_data",
    "read_preset",
    "read_presets",
    "read_text",
    "write_yaml",
]

Resolve = Callable[[str], str]
Item = TypeVar("Item")

MAX_LINEAGE = 32
"""How long a chain of `extends` may be."""
MAX_PARENTS = 100
"""How many presets one preset may extend, all told."""
MAX_SENTENCE = 2_000
"""The longest fact or rule, in characters."""
MAX_TITLE = 300

_BUDGET = "Write `budget: {tokens: 800}`."
_TOKENS = {"tokens": 1, "reserve": 0, "learner_reserve": 0, "step": 1}
"""The whole numbers of a budget, and the least each may be."""

_KEYS = (
    "format",
    "title",
    "extends",
    "remove",
    "layer",
    "context",
    "given",
    "attributes",
    "facts",
    "rules",
    "budget",
    "accept",
    "reminder",
    "packs",
)


def load_preset(path: str | os.PathLike[str], *, packs: Iterable[Pack] = ()) -> Preset:
    """The preset in a YAML file.

    Raises `PresetError` with everything that is wrong, each with its file, line and column; also where the file is
    missing or cannot be read.
    """
    return _or_raise(*read_preset(path, packs=packs))


def parse_preset(
    text: str, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> Preset:
    """The preset in a YAML text, such as one kept in a database.

    `source` names it in findings, and is where relative `extends` start when it is a path. `resolve` gives the YAML of
    a preset that is extended by a name the library does not ship; whatever it raises becomes a PED004. Raises
    `PresetError` with everything that is wrong.
    """
    return _or_raise(*read_text(text, source=source, resolve=resolve, packs=packs))


def preset_from_data(
    data: Any, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> Preset:
    """The preset in plain data; `data` is not changed. As `parse_preset`, but places have a path and no line."""
    return _or_raise(*read_data(data, source=source, resolve=resolve, packs=packs))


def read_preset(
    path: str | os.PathLike[str], *, shipped: bool = False, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `load_preset`, without raising: the preset, or None and the report that says why.

    With `shipped`, `path` is the name of a preset that comes with the library. A finding with `args["unreadable"]`
    tells that the file is missing or cannot be opened.
    """
    if shipped:
        return _Loader().shipped(os.fsdecode(path)).result
    return _Loader(packs=packs).file(os.fsdecode(path)).result


def read_presets(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Preset | None, Report]]:
    """Each path as `read_preset` reads it; what several of them extend is read once."""
    loader = _Loader()
    for path in paths:
        yield loader.file(os.fsdecode(path)).result


def read_text(
    text: str, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `parse_preset`, without raising."""
    return _Loader(resolve, packs).text(text, _Source(source, "name" if resolve else "file")).result


def read_data(
    data: Any, *, source: str | None = None, resolve: Resolve | None = None, packs: Iterable[Pack] = ()
) -> tuple[Preset | None, Report]:
    """As `preset_from_data`, without raising."""
    return _Loader(resolve, packs).data(data, _Source(source, "name" if resolve else "file")).result


def _or_raise(preset: Preset | None, report: Report) -> Preset:
    if preset is None:
        raise PresetError(report)
    return preset


# Where presets come from ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
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


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A preset with its ancestors taken in, or what is wrong with it and with them."""

    preset: Preset | None
    findings: tuple[Finding, ...]

    @property
    def result(self) -> tuple[Preset | None, Report]:
        # In the order of the text, file by file, rather than by code: it is read beside the text.
        files = list(dict.fromkeys(finding.places[0].source for finding in self.findings))

        def order(finding: Finding) -> tuple[int, int, int]:
            place = finding.places[0]
            return files.index(place.source), place.line or 0, place.column or 0

        unique: list[Finding] = []
        for finding in self.findings:
            if finding not in unique:
                unique.append(finding)
        return self.preset, Report(tuple(sorted(unique, key=order)))


def _loaded(problem: Problem, source: _Source) -> _Loaded:
    return _Loaded(None, (_finding(problem, source.label, "lesson", {}, {}),))


_SHIPPED: dict[str, _Loaded] = {}
"""Shipped presets that were read: they do not change while the process runs."""


class _Loader:
    """Reads presets and what they extend, every file once."""

    def __init__(self, resolve: Resolve | None = None, packs: Iterable[Pack] = ()) -> None:
        self.resolve = resolve
        self.own = pack_attributes(packs)
        self._known: dict[Hashable, _Loaded] = {}
        self._open: list[tuple[Hashable, str]] = []
        self._parents = 0

    def file(self, path: str) -> _Loaded:
        source = _Source(path)
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

    def text(self, text: str, source: _Source) -> _Loaded:
        if not isinstance(text, str):
            return _loaded(Problem("PED001", f"A preset's text is a str, not {type(text).__name__}."), source)
        document, problems = read_yaml(text)
        if document is None:
            return _Loaded(None, tuple(_finding(problem, source.label, "lesson", {}, {}) for problem in problems))
        return self._read(document.data, source, problems, document.positions, document.keys)

    def data(self, data: Any, source: _Source) -> _Loaded:
        plain = Plain()
        try:
            copy = plain.copy(data)
        except TooMuch as stop:
            return _loaded(stop.problem, source)
        return self._read(copy, source, plain.problems, {}, {})

    def _read(
        self,
        data: Any,
        source: _Source,
        problems: list[Problem],
        positions: Mapping[Path, Position],
        keys: Mapping[Path, Position],
    ) -> _Loaded:
        identity = source.identity
        self._open.append((identity, source.label or "this preset"))
        try:
            found = _Reading(self, source, problems, positions, keys).read(data)
        finally:
            self._open.pop()
        self._known[identity] = found
        return found

    def shipped(self, name: str) -> _Loaded:
        source = _Source(name, "shipped")
        if name not in shipped_presets():
            near = did_you_mean(name, shipped_presets())
            return _loaded(_not_there(f"There is no shipped preset '{name}'.{near}"), source)
        if name not in _SHIPPED:
            _SHIPPED[name] = self.text(shipped_text(name), source)
        return _SHIPPED[name]

    def parent(self, name: str, child: _Source) -> _Loaded | Problem:
        """The preset that `child` extends by `name`, or why there is none."""
        if name in shipped_presets():
            identity = _Source(name, "shipped").identity
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

    def _resolved(self, name: str, resolve: Resolve) -> _Loaded | Problem:
        source = _Source(name, "name")
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

    def _relative(self, name: str, child: _Source) -> _Loaded | Problem:
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
            identity = _Source(path).identity
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
            return [prefix + file.name for file in islice(files, 1000) if file.name.endswith((".yaml", ".yml"))]
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


# Reading one preset --------------------------------------------------------------------------------------------------


def _finding(
    problem: Problem,
    source: str | None,
    layer: str,
    positions: Mapping[Path, Position],
    keys: Mapping[Path, Position],
) -> Finding:
    at: Position | None = problem.at or (keys.get(problem.path) if problem.key else None)
    above = problem.path
    while at is None:
        at = positions.get(above)
        if not above:
            break
        above = above[:-1]
    line, column = at or (None, None)
    written = problem.path in positions or problem.key or problem.at is not None or not positions
    places = [Place(source, layer, problem.path, line, column, written)]
    if problem.also is not None:
        places.append(Place(source, layer, problem.path, *problem.also))
    slug = problem.path[1] if len(problem.path) > 1 and problem.path[0] == "attributes" else None
    slugs = (slug,) if isinstance(slug, str) and slug in attribute_slugs() else ()
    return Finding.of(problem.code, problem.message, places=tuple(places), attributes=slugs, args=problem.args)


@dataclass
class _Inherited:
    """What a preset has of its parents, and then of itself."""

    context: Context = field(default_factory=Context)
    given: Condition = ALWAYS
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    budget: Budget | None = None
    reminder: str | None = None
    packs: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()


class _Reading:
    """One preset being read: its problems, and what it is made of so far."""

    def __init__(
        self,
        loader: _Loader,
        source: _Source,
        problems: list[Problem],
        positions: Mapping[Path, Position],
        keys: Mapping[Path, Position],
    ) -> None:
        self.loader = loader
        self.source = source
        self.problems = list(problems)
        self.positions = dict(positions)
        self.keys = keys
        self.layer: Layer = "lesson"
        self.ancestry: list[Finding] = []
        self.orphan = False
        self.so_far = _Inherited()

    def read(self, data: Any) -> _Loaded:
        if not isinstance(data, dict):
            if data is not BAD:
                self._say("PED001", f"A preset is a mapping of names to values, not {shown(data)}. {SMALLEST}", ())
            return self._done(None)
        if not self._format(data):
            return self._done(None)
        for name in data:
            if name not in _KEYS:
                self._unknown(name)
        self.layer = self._one_of(data, "layer", LAYERS) or "lesson"
        title = self._text(data, "title", MAX_TITLE)
        self._extends(data)
        self._remove(data)
        self._context(data)
        self._given(data)
        self._attributes(data)
        so_far = self.so_far
        so_far.facts = self._sentences(data, "facts", so_far.facts)
        so_far.rules = self._sentences(data, "rules", so_far.rules)
        so_far.accept = _appended(so_far.accept, self._accept(data))
        so_far.budget = self._budget(data) or so_far.budget
        reminder = data.get("reminder")
        if reminder is not None and reminder is not BAD and self._slug(reminder, ("reminder",)):
            so_far.reminder = reminder
        so_far.packs = _appended(so_far.packs, self._packs(data))
        return self._done(title)

    def _done(self, title: str | None) -> _Loaded:
        findings = [
            *(_finding(problem, self.source.label, self.layer, self.positions, self.keys) for problem in self.problems),
            *self.ancestry,
        ]
        if findings:
            return _Loaded(None, tuple(findings))
        so_far = self.so_far
        preset = Preset(
            title=title,
            layer=self.layer,
            context=so_far.context,
            given=so_far.given,
            entries=tuple(entry for group in so_far.entries.values() for entry in group),
            facts=so_far.facts,
            rules=so_far.rules,
            budget=so_far.budget,
            accept=so_far.accept,
            reminder=so_far.reminder,
            packs=so_far.packs,
            removes=so_far.removes,
            source=self.source.label,
            positions=self.positions,
        )
        return _Loaded(preset, ())

    def _say(self, code: str, message: str, path: Path, **rest: Any) -> None:
        self.problems.append(Problem(code, message, path, **rest))

    def _unknown(self, name: str) -> None:
        if name in attribute_slugs():
            hint = f" '{name}' is an attribute: indent it under `attributes:`."
        elif name in Context.model_fields:
            hint = f" '{name}' belongs under `context:`."
        else:
            hint = did_you_mean(name, _KEYS) or did_you_mean(name, [*attribute_slugs(), *Context.model_fields])
        message = f"A preset has no key '{shown(name)[1:-1]}'.{hint} It takes {', '.join(_KEYS)}."
        self._say("PED002", message, (name,), key=True, args={"name": name})

    # Single values

    def _format(self, data: dict[str, Any]) -> bool:
        value = data.get("format")
        if value is None or value is BAD:
            return True
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self._say("PED003", f"{shown(value)} is not a format. Write `format: {FORMAT}`.", ("format",))
        elif value > FORMAT:
            self._say(
                "PED003",
                f"This preset is written in format {value}; this version reads formats up to {FORMAT}."
                " Upgrade pedagogy-prompts, or write the preset in the older format.",
                ("format",),
                args={"format": value, "newest": FORMAT},
            )
            return False
        return True

    def _one_of(self, data: dict[str, Any], key: str, known: tuple[Item, ...]) -> Item | None:
        value = data.get(key)
        if value is None or value is BAD:
            return None
        if value in known:
            return known[known.index(value)]
        names = [str(name) for name in known]
        message = f"{shown(value)} is not a value of `{key}`.{did_you_mean(value, names)} It takes {', '.join(names)}."
        self._say("PED003", message, (key,))
        return None

    def _text(self, data: dict[str, Any], key: str, most: int) -> str | None:
        value = data.get(key)
        if value is None:
            return None
        if problem := text_problem((key,), value, most):
            self.problems.append(problem)
            return None
        return value if isinstance(value, str) else None

    def _budget(self, data: dict[str, Any]) -> Budget | None:
        value = data.get("budget")
        if value is None or value is BAD:
            return None
        before = len(self.problems)
        if not isinstance(value, dict):
            return Budget(value) if self._number(value, ("budget",), 1) else None
        fields: dict[str, Any] = {}
        for name, part in value.items():
            path = ("budget", name)
            if name in _TOKENS:
                self._number(part, path, _TOKENS[name])
            elif name == "share":
                self._share(part, path)
            elif name == "required":
                part = tuple(self._list(part, path, alone=True))
                for i, slug in enumerate(part):
                    self._slug(slug, (*path, i))
            elif name in ("priority", "keep_with"):
                self._by_attribute(part, path)
            else:
                known = tuple(Budget.__dataclass_fields__)
                message = (
                    f"A budget has no '{shown(name)[1:-1]}'.{did_you_mean(name, known)} It takes {', '.join(known)}."
                )
                self._say("PED002", message, path, key=True)
            fields[name] = part
        if ("tokens" in value) == ("share" in value):
            message = f"A budget is `tokens` or a `share` of the model's context window, one of the two. {_BUDGET}"
            self._say("PED003", message, ("budget",))
        return Budget(**fields) if len(self.problems) == before and not has_bad(value) else None

    def _number(self, value: Any, path: Path, least: int) -> bool:
        if value is BAD or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
            return value is not BAD
        hint = " Write it without quotes." if isinstance(value, str) and value.isdecimal() else ""
        words = (
            f"{shown(value)} is not a value of `{path[-1]}`.{hint} It takes a whole number of tokens, at least {least}"
        )
        self._say("PED003", f"{words}: `budget: {{tokens: 800}}`.", path, args={"value": shown(value)})
        return False

    def _share(self, value: Any, path: Path) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not BAD and not (number and 0 < value <= 1):
            message = f"{shown(value)} is not a share of the context window. It takes a number above 0, at most 1: 0.1."
            self._say("PED003", message, path)

    def _by_attribute(self, value: Any, path: Path) -> None:
        if not isinstance(value, dict):
            if value is not BAD:
                self._say(
                    "PED003", f"`{path[-1]}` takes names of attributes with a value each, not {shown(value)}.", path
                )
            return
        for slug, part in value.items():
            self._slug(slug, (*path, slug), key=True)
            if path[-1] == "keep_with":
                self._slug(part, (*path, slug))
            elif part is not BAD and (isinstance(part, bool) or not isinstance(part, int) or not 1 <= part <= 9):
                message = f"{shown(part)} is not a priority. It takes a whole number from 1 to 9."
                self._say("PED003", message, (*path, slug))

    def _slug(self, value: Any, path: Path, *, key: bool = False) -> bool:
        """Whether `value` names an attribute; says so where it does not."""
        known = (*attribute_slugs(), *self.loader.own)
        if isinstance(value, str) and value in known:
            return True
        if value is BAD:
            return False
        if not isinstance(value, str):
            self._say("PED003", f"{shown(value)} is not the name of an attribute. Write one, such as praise.", path)
            return False
        near = did_you_mean(value, known)
        message = f"There is no attribute {shown(value)}.{near} `pedagogy-prompts list attributes` shows all of them."
        self._say("PED002", message, path, key=key, args={"name": value})
        return False

    # Lists

    def _packs(self, data: dict[str, Any]) -> tuple[str, ...]:
        found = []
        for i, name in enumerate(self._list(data.get("packs"), ("packs",), alone=True)):
            if name in SHIPPED_PACKS:
                found.append(str(name))
            elif name is not BAD:
                near = did_you_mean(name, SHIPPED_PACKS)
                message = f"There is no shipped pack {shown(name)}.{near} Shipped: {', '.join(sorted(SHIPPED_PACKS))}."
                self._say("PED002", message, ("packs", i), args={"name": shown(name)})
        return tuple(found)

    def _list(self, value: Any, path: Path, *, alone: bool = False) -> list[Any]:
        """The items of a list; of a single value where it may stand `alone`."""
        if value is None or value is BAD:
            return []
        if isinstance(value, list):
            if len(value) > MAX_ITEMS:
                self._say("PED003", f"`{path[-1]}` has {len(value)} items; at most {MAX_ITEMS} fit.", path)
                return []
            return value
        if alone and isinstance(value, str):
            return [value]
        self._say("PED003", f"`{path[0]}` takes a list: write each item in a line of its own, after `- `.", path)
        return []

    def _sentences(self, data: dict[str, Any], key: str, inherited: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for i, item in enumerate(self._list(data.get(key), (key,))):
            if problem := text_problem((key, i), item, MAX_SENTENCE):
                if isinstance(item, dict) and len(item) == 1:
                    message = "This sentence holds a colon, so YAML reads a name and a value. Put it all in quotes."
                    problem = replace(problem, message=message)
                self.problems.append(problem)
            elif item is not BAD:
                found.append(item)
        joined = _appended(inherited, tuple(found))
        if len(joined) > MAX_ITEMS:
            message = f"With what it inherits this preset has {len(joined)} {key}; at most {MAX_ITEMS} fit."
            self._say("PED003", message, (key,))
        return joined

    def _accept(self, data: dict[str, Any]) -> tuple[Acceptance, ...]:
        found: list[Acceptance] = []
        for i, item in enumerate(self._list(data.get("accept"), ("accept",))):
            path = ("accept", i)
            if item is BAD:
                continue
            if not isinstance(item, dict):
                self._say("PED003", f'{shown(item)} is not complete. Write {{code: PED401, because: "..."}}.', path)
                continue
            for name in item:
                if name not in ("code", "attributes", "because"):
                    near = did_you_mean(name, ("code", "attributes", "because"))
                    message = f"`accept` has no '{shown(name)[1:-1]}'.{near} It takes code, attributes, because."
                    self._say("PED002", message, (*path, name), key=True)
            before = len(self.problems)
            self._code(item, path)
            slugs = self._list(item.get("attributes"), (*path, "attributes"), alone=True)
            alone = not isinstance(item.get("attributes"), list)
            for k, slug in enumerate(slugs):
                self._slug(slug, (*path, "attributes") if alone else (*path, "attributes", k))
            because = item.get("because")
            if because is None:
                self._say("PED003", "Say why this is accepted: `because: ...`.", (*path, "because"))
            elif problem := text_problem((*path, "because"), because, MAX_SENTENCE):
                self.problems.append(problem)
            if len(self.problems) == before and not has_bad(item):
                line, column = self.positions.get(path, (None, None))
                place = Place(self.source.label, self.layer, path, line, column)
                found.append(Acceptance(item["code"], item["because"], tuple(slugs), place))
        return tuple(found)

    def _code(self, item: dict[str, Any], path: Path) -> None:
        code = item.get("code")
        if code is BAD:
            return
        if code is None:
            self._say("PED003", "Say which finding is accepted: `code: PED401`.", (*path, "code"))
        elif not isinstance(code, str) or code not in CODES:
            named = [known for known, about in CODES.items() if about.name == code]
            hint = f" Write {named[0]}." if named else _near_code(code)
            self._say("PED002", f"There is no finding {shown(code)}.{hint}", (*path, "code"))
        elif CODES[code].severity == "error":
            message = f"{code} is an error: it cannot be accepted, only mended. Warnings and infos can be accepted."
            self._say("PED003", message, (*path, "code"), args={"code": code})

    # Parts that are inherited

    def _extends(self, data: dict[str, Any]) -> None:
        value = data.get("extends")
        alone = not isinstance(value, list)
        seen: set[str] = set()
        for i, name in enumerate(self._list(value, ("extends",), alone=True)):
            path: Path = ("extends",) if alone else ("extends", i)
            if name is BAD:
                self.orphan = True
                continue
            if not isinstance(name, str) or not name.strip():
                self._say("PED003", f"{shown(name)} does not name a preset. Write its name or its path.", path)
                self.orphan = True
                continue
            if name in seen:
                self._say("PED003", f"'{shown(name)[1:-1]}' is extended twice. Take one of them out.", path)
                continue
            seen.add(name)
            found = self.loader.parent(name, self.source)
            if isinstance(found, Problem):
                self.problems.append(replace(found, path=path, args={"name": name}))
                self.orphan = True
            elif found.preset is None:
                self.ancestry += found.findings
                self.orphan = True
            else:
                self._inherit(found.preset, path)
        if value is BAD or (value is not None and not isinstance(value, str | list)):
            self.orphan = True

    def _inherit(self, parent: Preset, path: Path) -> None:
        so_far = self.so_far
        so_far.context = parent.context.stacked_on(so_far.context)
        so_far.given = self._and(so_far.given, parent.given, path)
        so_far.facts = _appended(so_far.facts, parent.facts)
        so_far.rules = _appended(so_far.rules, parent.rules)
        so_far.accept = _appended(so_far.accept, parent.accept)
        so_far.budget = parent.budget or so_far.budget
        so_far.reminder = parent.reminder or so_far.reminder
        so_far.packs = _appended(so_far.packs, parent.packs)
        groups: dict[str, list[Entry]] = {}
        for entry in parent.entries:
            groups.setdefault(entry.attribute.slug(), []).append(entry)
        for slug, group in groups.items():
            before = so_far.entries.get(slug)
            if not before or len(before) > 1 or len(group) > 1:
                so_far.entries[slug] = group
                continue
            changed = _written(group[0].attribute)
            if not changed:
                continue
            try:
                both = type(group[0].attribute)(**{**_written(before[0].attribute), **changed})
            except ValidationError as error:
                why = "; ".join(str(part["msg"]).removeprefix("Value error, ") for part in error.errors())
                message = f"What two parents say about '{slug}' does not go together: {why} Extend only one of them."
                self._say("PED003", message, path)
                continue
            so_far.entries[slug] = [Entry(both, group[0].origin)]

    def _remove(self, data: dict[str, Any]) -> None:
        value = data.get("remove")
        for i, slug in enumerate(self._list(value, ("remove",), alone=True)):
            path: Path = ("remove", i) if isinstance(value, list) else ("remove",)
            if not self._slug(slug, path):
                continue
            if self.so_far.entries.pop(slug, None) is None and not self.orphan:
                message = f"There is nothing to remove: this preset inherits no '{slug}'. Delete it here."
                self._say("PED003", message, path)
            self.so_far.removes += (slug,)

    def _context(self, data: dict[str, Any]) -> None:
        raw = data.get("context")
        if raw is None or raw is BAD:
            return
        if not isinstance(raw, dict):
            fields = ", ".join(Context.model_fields)
            self._say("PED003", f"`context` takes names and values, not {shown(raw)}. It takes {fields}.", ("context",))
            return
        # An empty field is one that is left out.
        raw = {name: value for name, value in raw.items() if value is not None or name not in Context.model_fields}
        own, problems = validated(Context, raw, ("context",))
        self.problems += problems
        if own is None:
            return
        context = own.stacked_on(self.so_far.context)
        self.so_far.context = context
        for part, path in ((context, ("context",)), (context.learner, ("context", "learner"))):
            for name in type(part).model_fields:
                value = getattr(part, name)
                if isinstance(value, tuple) and len(value) > MAX_ITEMS:
                    message = f"`{name}` has {len(value)} items, inherited ones included; at most {MAX_ITEMS} fit."
                    self._say("PED003", message, (*path, name))

    def _given(self, data: dict[str, Any]) -> None:
        raw = data.get("given")
        if raw is None or raw is BAD:
            return
        problems = condition_problems(raw, ("given",))
        self.problems += problems
        if not problems and not has_bad(raw):
            self.so_far.given = self._and(self.so_far.given, Condition(raw), ("given",))

    def _and(self, before: Condition, more: Condition, path: Path) -> Condition:
        both = before & more
        if both.never:
            message = "This can never be so together with what is inherited as `given`. Change one of them."
            self._say("PED003", message, path)
            return before
        if len(both.boxes) > MAX_ALTERNATIVES:
            message = f"With what is inherited, `given` has more than {MAX_ALTERNATIVES} alternatives. Say it in fewer."
            self._say("PED003", message, path)
            return before
        return both

    # Attributes

    def _attributes(self, data: dict[str, Any]) -> None:
        raw = data.get("attributes")
        if raw is None or raw is BAD:
            return
        if not isinstance(raw, dict):
            hint = ""
            if isinstance(raw, list):
                hint = " Write them without the dashes: `socratic_questioning:` in a line of its own."
            self._say("PED003", f"`attributes` takes names and values, not {shown(raw)}.{hint}", ("attributes",))
            return
        for slug, value in raw.items():
            if self._slug(slug, ("attributes", slug), key=True) and value is not BAD:
                self._attribute(self.loader.own.get(slug) or attribute_class(slug), slug, value)

    def _attribute(self, cls: type[Attribute], slug: str, value: Any) -> None:
        path = ("attributes", slug)
        before = self.so_far.entries.get(slug, [])
        if before and (value is None or value == {}):
            return
        try:
            instances = cls.values_from(value)
        except ValueError:
            self.problems.append(no_parameters(path, slug, value))
            return
        direct = value is not None and not isinstance(value, dict) and not instances[0][0]
        inherits = len(before) == 1 and len(instances) == 1 and not instances[0][0]
        entries: list[Entry] = []
        for below, parameters in instances:
            inherited = _written(before[0].attribute) if inherits else None
            base = (*path, *below)
            found, problems = validated(cls, parameters, base, direct=direct, inherited=inherited)
            self.problems += problems
            if found is not None:
                if direct and base in self.positions:
                    # The main parameter stands where the attribute's value stands.
                    self.positions[(*base, cls.parameters()[0])] = self.positions[base]
                entries.append(Entry(found, Origin(self.source.label, base, self.positions, inherits)))
        self.so_far.entries[slug] = entries


def _near_code(code: Any) -> str:
    return did_you_mean(code, [known.lower() for known in CODES]).replace("'ped", "'PED")


def _written(attribute: Attribute) -> dict[str, Any]:
    """The parameters somebody wrote."""
    return {name: getattr(attribute, name) for name in attribute.model_fields_set}


def _appended(before: tuple[Item, ...], more: tuple[Item, ...]) -> tuple[Item, ...]:
    """`more` after `before`, without what is there already: two parents may have one parent."""
    return (*before, *(item for item in more if item not in before))
