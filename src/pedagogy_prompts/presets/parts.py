"""The parts of a preset, each with the place where it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Protocol, get_args

from ..attributes.kit.attribute import Attribute
from ..attributes.kit.natural import stands_alone
from ..base.path import Path
from ..norms.condition import ALWAYS, Condition
from ..reports.report import Finding, Place, Report
from .budget import Budget
from .context import Context

Layer = Literal["platform", "school", "course", "lesson", "learner"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
"""Outer to inner."""
FORMAT = 1
"""The newest preset format this version reads."""


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Where an attribute was written: its source, its path there, and the positions of everything below it.

    Origins are told apart by identity: what is kept for one file is never shown for another.
    """

    source: str | None = None
    path: Path = ()
    positions: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    changes: bool = False
    """Whether it changes what a parent wrote, which stays where it is taken out here."""
    mapping: bool = True
    """Whether it is written as a mapping of parameters, and not as a main value or as nothing."""
    own: frozenset[str] = frozenset()
    """The parameters that are written here, where others come from `before`."""
    before: Origin | None = None
    """Where what it changes was written."""

    def place(self, layer: str, *below: str | int) -> Place:
        """The place of a parameter, or of the whole attribute where nobody wrote the parameter."""
        if not self.mapping and self.path[:1] == ("rules",):
            below = ()  # a sentence alone is its own place
        if below and self.before is not None and below[0] not in self.own:
            return self.before.place(layer, *below)
        path = (*self.path, *below)
        written = path in self.positions if self.positions else True
        at = path
        while at and at not in self.positions:
            at = at[:-1]
        line, column = self.positions.get(at, (None, None))
        return Place(self.source, layer, path, line, column, written)


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribute of a preset and where it comes from."""

    attribute: Attribute
    origin: Origin = field(default_factory=Origin, compare=False)

    def place(self, layer: str, *below: str | int) -> Place:
        """The place of the attribute or of one of its parameters; defaults are places nobody wrote."""
        place = self.origin.place(layer, *below)
        if below and not self.origin.positions and below[0] not in self.attribute.model_fields_set:
            return replace(place, written=False)
        return place


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding its author has seen and accepts, with the reason."""

    code: str
    because: str
    attributes: tuple[str, ...] = ()
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Written:
    """A preset as its author wrote it, without what it extends."""

    data: Mapping[str, Any]
    inherits: frozenset[str]
    """The attributes that what it extends brings, those it takes out included."""
    says: tuple[Any, ...]
    """What the preset said with it, and with what it extends: changed by hand it is no longer what was written."""


class Anew(Protocol):
    """Reads other data on the terms that a preset was read on: the same policy, and no more that may be extended."""

    def __call__(
        self,
        data: Any,
        source: str | None,
        layer: Layer,
        *,
        resolve: Callable[[str], str] | None = None,
        root: Any = None,
        packs: Iterable[Any] = (),
    ) -> tuple[Contents | None, Report]: ...


@dataclass(frozen=True, slots=True)
class Contents:
    """What a preset says, its `extends` already taken in: what reading yields."""

    title: str | None = None
    layer: Layer = "lesson"
    context: Context = field(default_factory=Context)
    given: Condition = ALWAYS
    entries: tuple[Entry, ...] = ()
    facts: tuple[str, ...] = ()
    rules: tuple[Entry, ...] = ()
    """What it says in its authors' own words: entries that hold a `Rule` each."""
    budget: Budget | None = None
    accept: tuple[Acceptance, ...] = ()
    reminder: str | None = None
    packs: tuple[str, ...] = ()
    removes: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """What it takes out of what it extends; `entries` lack it already."""
    writes: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The attributes it names itself, also where it adds nothing to what it extends."""
    written: Written | None = field(default=None, compare=False, repr=False)
    source: str | None = field(default=None, compare=False)
    positions: Mapping[Path, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    notes: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    """What was found while reading that keeps nothing from being read, also in what it extends."""
    places: Mapping[Path, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where something was written that stands elsewhere here, or in a parent: rules, facts, parts of the context."""
    anew: Anew | None = field(default=None, compare=False, repr=False)
    """How it is read anew where it has changed; None where it was made in Python."""

    def place(self, *path: str | int) -> Place:
        """Where something of the preset was written, also in what it extends; or the nearest above it."""
        at: Path = path
        if path[:1] == ("rules",) and len(path) > 1 and isinstance(path[1], int) and path[1] < len(self.rules):
            if (origin := self.rules[path[1]].origin).path:
                return origin.place(self.layer, *path[2:])
        while at:
            if at in self.places:
                found = self.places[at]
                return replace(found, layer=self.layer, path=(*found.path, *path[len(at) :]))
            if at in self.positions:
                break
            at = at[:-1]
        return Place(self.source, self.layer, path, *self.positions.get(at, (None, None)))

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        return tuple(entry.attribute for entry in self.entries)

    def __iter__(self) -> Iterator[Attribute]:
        return iter(self.attributes)

    def says(self) -> tuple[Any, ...]:
        """Everything by which two presets are told apart."""
        return tuple(getattr(self, one.name) for one in fields(self) if one.compare)

    def to_data(self, *, flat: bool = False) -> dict[str, Any]:
        """The preset as plain data, as it was written: with its `extends` and with the defaults that stand there.

        `flat` gives one that stands by itself, what it extends written out; so does a preset that was made or changed
        in Python otherwise than with `having`. `Preset.from_data(preset.to_data()) == preset`, where what it extends
        can be found again.
        """
        if not flat and self.written is not None and self.written.says == self.says():
            return deepcopy(dict(self.written.data))
        data: dict[str, Any] = {"format": FORMAT}
        if self.title is not None:
            data["title"] = self.title
        data["layer"] = self.layer
        if context := self.context.to_data():
            data["context"] = context
        if self.packs:
            data["packs"] = list(self.packs)
        if not self.given.always:
            data["given"] = self.given.to_data()
        attributes: dict[str, Any] = {}
        for entry in self.entries:
            attributes.setdefault(entry.attribute.slug(), []).append(entry.attribute)
        if attributes:
            data["attributes"] = {slug: value_of(group) for slug, group in attributes.items()}
        if self.facts:
            data["facts"] = list(self.facts)
        if self.rules:
            data["rules"] = [entry.attribute.to_value() for entry in self.rules]
        if self.budget is not None:
            data["budget"] = self.budget.to_data()
        if self.accept:
            data["accept"] = [
                {"code": a.code, **({"attributes": list(a.attributes)} if a.attributes else {}), "because": a.because}
                for a in self.accept
            ]
        if self.reminder is not None:
            data["reminder"] = self.reminder
        return data


def value_of(group: Sequence[Attribute]) -> Any:
    """Instances of one attribute as a preset writes them, with every parameter that somebody wrote."""
    mappings = [_mapping(attribute) for attribute in group]
    if len(mappings) > 1:
        return mappings
    (data,) = mappings
    main = group[0].parameters()[:1]
    if not data:
        return None
    if tuple(data) != main or data[main[0]] is None or isinstance(data[main[0]], dict | list):
        return data
    return data[main[0]] if stands_alone(data[main[0]]) else data


def _mapping(attribute: Attribute) -> dict[str, Any]:
    wanted = attribute.model_fields_set | set(attribute.to_mapping())
    return {name: attribute.as_written(name) for name in type(attribute).model_fields if name in wanted}
