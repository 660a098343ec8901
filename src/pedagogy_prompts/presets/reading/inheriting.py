"""What a preset being read has of its parents, and how its own comes to that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from ...attributes.kit.attribute import Attribute
from ...base.path import Path
from ...norms.condition import ALWAYS, Condition
from ...norms.notation import MAX_ALTERNATIVES
from ...reports.report import Finding, Place
from ...reports.saying import Sentences
from ..budget import Budget
from ..context import MAX_ITEMS, Context
from ..parts import Acceptance, Contents, Entry
from .problems import Problems

_say = Sentences("presets/reading")

Item = TypeVar("Item")

Written = Callable[..., Place]
"""Where what stands at a path was written."""


@dataclass
class Inherited:
    """What a preset has of its parents, and then of itself."""

    context: Context = field(default_factory=Context)
    given: Condition = ALWAYS
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    rules: tuple[Entry, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    budget: Budget | None = None
    reminder: str | None = None
    packs: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    inherits: frozenset[str] = frozenset()
    """The attributes that parents bring."""
    notes: tuple[Finding, ...] = ()
    places: dict[Path, Place] = field(default_factory=dict)
    """Where what stands at a path of the result was written, where that is another path or another preset."""

    def paths(self) -> Iterator[Path]:
        """The path of everything that is said so far."""
        yield from (("attributes", slug) for slug in self.entries)
        yield from (("context", name) for name in self.context.to_data())
        for name in ("given", "facts", "rules", "budget", "accept", "reminder", "packs"):
            if getattr(self, name) not in ((), None, ALWAYS):
                yield (name,)

    def take(self, parent: Contents, path: Path, problems: Problems) -> None:
        """What a parent says, after what the parents before it say."""
        self._follow_context(parent.context, parent.place)
        self.context = parent.context.stacked_on(self.context)
        self.take_given(parent.given, path, problems)
        self._follow_facts(parent.facts, parent.place)
        for name in ("given", "budget", "reminder"):
            if getattr(parent, name) not in (None, ALWAYS):
                self.places[(name,)] = parent.place(name)
        self.facts = appended(self.facts, parent.facts)
        self.rules = replaced(self.rules, parent.rules)
        self.accept = appended(self.accept, parent.accept)
        self.budget = parent.budget or self.budget
        self.reminder = parent.reminder or self.reminder
        self.packs = appended(self.packs, parent.packs)
        self.notes = appended(self.notes, parent.notes)
        self._take_entries(parent, path, problems)

    def _take_entries(self, parent: Contents, path: Path, problems: Problems) -> None:
        groups: dict[str, list[Entry]] = {}
        for entry in parent.entries:
            groups.setdefault(entry.attribute.slug(), []).append(entry)
        for slug, group in groups.items():
            before = self.entries.get(slug)
            if not before or len(before) > 1 or len(group) > 1:
                self.entries[slug] = group
                continue
            changed = written(group[0].attribute)
            if not changed:
                continue
            try:
                both = type(group[0].attribute)(**{**written(before[0].attribute), **changed})
            except ValidationError as error:
                why = "; ".join(str(part["msg"]).removeprefix("Value error, ") for part in error.errors())
                problems.say("PED003", _say("PED003.parents", name=slug, why=why), path)
                continue
            origin = group[0].origin
            if origin.before is None:
                origin = replace(origin, own=frozenset(changed), before=before[0].origin)
            self.entries[slug] = [Entry(both, origin)]

    def leave_out(self, name: str) -> bool:
        """Take an attribute, or the rules of a name, out of what is inherited; whether there was one."""
        kept = tuple(one for one in self.rules if one.attribute.known_as != name)
        found = self.entries.pop(name, None) is not None or len(kept) < len(self.rules)
        self.rules = kept
        return found

    def _follow_facts(self, more: tuple[str, ...], place: Written) -> None:
        """Keep where facts were written that come to those which are there."""
        kept = [i for i, fact in enumerate(more) if fact not in self.facts]
        self.places |= {("facts", at): place("facts", i) for at, i in enumerate(kept, len(self.facts))}

    def _follow_context(self, more: Context, place: Written) -> None:
        self.places |= {there: place(*here) for there, here in more.paths_on(self.context).items()}

    def take_given(self, more: Condition, path: Path, problems: Problems) -> None:
        """What is known of the dialogue, and this too."""
        both = self.given & more
        if both.never:
            problems.say("PED003", _say("PED003.given"), path)
        elif len(both.boxes) > MAX_ALTERNATIVES:
            problems.say("PED003", _say("PED003.given_alternatives", limit=MAX_ALTERNATIVES), path)
        else:
            self.given = both

    def take_context(self, own: Context, problems: Problems, place: Written) -> None:
        """What the preset itself says of the lesson; `place` tells where."""
        self._follow_context(own, place)
        context = own.stacked_on(self.context)
        self.context = context
        for name in Context.model_fields:
            value = getattr(context, name)
            if isinstance(value, tuple) and len(value) > MAX_ITEMS:
                message = _say("PED003.items_inherited", name=name, count=len(value), limit=MAX_ITEMS)
                problems.say("PED003", message, ("context", name))

    def take_facts(self, own: tuple[str, ...], problems: Problems, place: Written) -> None:
        """The preset's own facts, after those it inherits."""
        self._follow_facts(own, place)
        self.facts = appended(self.facts, own)
        _hold_to_bound("facts", len(self.facts), problems)

    def take_rules(self, own: tuple[Entry, ...], problems: Problems) -> None:
        """The preset's own rules, after those it inherits or in their place."""
        self.writes += tuple(dict.fromkeys(one.attribute.known_as for one in own))
        self.rules = replaced(self.rules, own)
        _hold_to_bound("rules", len(self.rules), problems)


def _hold_to_bound(key: str, count: int, problems: Problems) -> None:
    if count > MAX_ITEMS:
        problems.say("PED003", _say("PED003.items_whole", name=key, count=count, limit=MAX_ITEMS), (key,))


def replaced(before: tuple[Entry, ...], more: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """`more` rules after `before`; those of the same name stand in the place of the ones before."""
    names = [one.attribute.known_as for one in more]
    found: list[Entry] = []
    for one in before:
        name = one.attribute.known_as
        if name not in names:
            found.append(one)
        elif all(other.attribute.known_as != name for other in found):
            found += [other for other in more if other.attribute.known_as == name]
    there = {one.attribute.known_as for one in before}
    return (*found, *(one for one, name in zip(more, names, strict=True) if name not in there))


def written(attribute: Attribute) -> dict[str, Any]:
    """The parameters somebody wrote."""
    return {name: getattr(attribute, name) for name in attribute.model_fields_set}


def appended(before: tuple[Item, ...], more: tuple[Item, ...]) -> tuple[Item, ...]:
    """`more` after `before`, without what is there already: two parents may have one parent."""
    return (*before, *(item for item in more if item not in before))
