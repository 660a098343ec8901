"""One preset being read: every key of it, every problem with it, and what it has of its parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ...attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from ...base.inline import shown
from ...base.path import Path
from ...norms.condition import Condition
from ...reports.report import Finding, Place
from ...reports.saying import Sentences
from ...wording.owners import answering
from ..context import Context
from ..packs import SHIPPED as SHIPPED_PACKS
from ..parts import FORMAT, LAYERS, Contents, Entry, Layer, Origin, Written
from ..policy import KEYS, Terms
from ..states import saturated
from .acceptances import MAX_SENTENCE, read_acceptances
from .budgets import read_budget
from .inheriting import Inherited, appended, written
from .loaded import Loaded, findings_of
from .near import near
from .problem import BAD, Problem, has_bad
from .problems import Problems
from .values import condition_problems, no_parameters, text_problem, validated
from .yaml import Document

_say = Sentences("presets/reading")

Item = TypeVar("Item")

MAX_TITLE = 300
_STORED = frozenset(("format", "sections", "norms", "fingerprint"))
"""What an instruction that was stored has, and no preset."""


class PresetReader:
    """One preset being read: its problems, and what it is made of so far."""

    def __init__(
        self,
        label: str | None,
        own: Mapping[str, type[Attribute]],
        parent: Callable[[str], Loaded | Problem],
        problems: list[Problem],
        document: Document,
        terms: Terms,
    ) -> None:
        self.label = label
        self.own = own
        self.parent = parent
        self.problems = Problems(problems, own)
        self.document = document
        self.terms = terms
        self.positions = dict(document.positions)
        self.layer: Layer = "lesson"
        self.ancestry: dict[int, Finding] = {}  # by identity: two parents may have one parent
        self.orphan = False
        self.so_far = Inherited()

    def read(self) -> Loaded:
        data = self.document.data
        if not isinstance(data, dict):
            if data is not BAD:
                message = _say("PED001.not_mapping", data=shown(data), smallest=_say("parts.reading.smallest"))
                self.problems.say("PED001", message, ())
            return self._done(None)
        if data.keys() >= _STORED:
            self.problems.say("PED001", _say("PED001.stored.instruction"), ())
            return self._done(None)
        if not _is_readable(data.get("format"), self.problems):
            return self._done(None)
        for name in data:
            if name not in KEYS:
                self._unknown(name)
        declared = self.problems.one_of(data.get("layer"), "layer", LAYERS)
        self.layer = self.terms.layer or declared or "lesson"
        if declared is not None and declared != self.layer:
            self.problems.say("PED006", _say("PED006.layer", declared=declared, layer=self.layer), ("layer",))
        title = data.get("title")
        title = None if title is None else self.problems.text(title, ("title",), MAX_TITLE)
        self._extends(data)
        self.so_far.inherits = frozenset(self.so_far.entries)
        self._remove(data)
        self._context(data)
        self._given(data)
        self._attributes(data)
        so_far = self.so_far
        so_far.take_facts(self._facts(data), self.problems, self._place)
        self._rules(data.get("rules"))
        so_far.accept = appended(so_far.accept, read_acceptances(data.get("accept"), self.problems, self._place))
        if budget := read_budget(data.get("budget"), self.problems):
            so_far.budget = budget
            so_far.places.pop(("budget",), None)
        reminder = data.get("reminder")
        if reminder is not None and reminder is not BAD and self.problems.slug(reminder, ("reminder",)):
            so_far.reminder = reminder
            so_far.places.pop(("reminder",), None)
        so_far.packs = appended(so_far.packs, _packs(data.get("packs"), self.problems))
        self._hold_to_terms(data)
        return self._done(title)

    def _hold_to_terms(self, data: dict[str, Any]) -> None:
        if self.terms.policy is not None:
            families = {slug: cls.family for slug, cls in self._classes(data).items()}
            for path in self.terms.trespasses(data, self.so_far.paths(), families):
                self.problems.found.append(not_allowed(path, data, self.layer))

    def _classes(self, data: dict[str, Any]) -> Mapping[str, type[Attribute]]:
        """The attributes that are named here or inherited."""
        raw = data.get("attributes")
        named = [*(raw if isinstance(raw, dict) else ()), *self.so_far.entries]
        known = attribute_slugs()
        return {one: self.own.get(one) or attribute_class(one) for one in named if one in known or one in self.own}

    def _done(self, title: str | None) -> Loaded:
        found, notes = (
            findings_of(problems, self.label, self.layer, self.positions, self.document.keys)
            for problems in (self.problems.found, self.document.notes)
        )
        if found or self.ancestry:
            data = self.document.data
            return Loaded(
                None, (*found, *self.ancestry.values(), *notes), isinstance(data, dict) and set(data) <= set(KEYS)
            )
        so_far = self.so_far
        preset = Contents(
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
            writes=so_far.writes,
            source=self.label,
            positions=self.positions,
            places=so_far.places,
            notes=appended(so_far.notes, notes),
        )
        data = self.document.data
        if self.layer != (data.get("layer") or "lesson"):
            data = {**data, "layer": self.layer}
        written = Written(data, so_far.inherits, preset.says())
        return Loaded(replace(preset, written=written), ())

    def _place(self, *path: str | int) -> Place:
        """Where something of this preset itself is written."""
        return Contents(layer=self.layer, source=self.label, positions=self.positions).place(*path)

    def _unknown(self, name: str) -> None:
        if name in attribute_slugs():
            hint: str = _say("parts.reading.indent", name=name)
        elif name in Context.model_fields:
            hint = _say("parts.reading.under_context", name=name)
        else:
            hint = near(name, KEYS) or near(name, [*attribute_slugs(), *Context.model_fields])
        message = _say("PED002.key", name=shown(name)[1:-1], hint=hint, takes=list(KEYS))
        self.problems.say("PED002", message, (name,), key=True, args={"name": name})

    def _rules(self, value: Any) -> None:
        if value is not None:
            from .rules import read_rules  # most presets have none

            own = read_rules(value, self.problems, self.label, self.positions, self.so_far.rules)
            self.so_far.take_rules(own, self.problems)

    def _facts(self, data: dict[str, Any]) -> tuple[str, ...]:
        found: list[str] = []
        for i, item in enumerate(self.problems.items(data.get("facts"), ("facts",))):
            if problem := text_problem(("facts", i), item, MAX_SENTENCE):
                if isinstance(item, dict) and len(item) == 1:
                    problem = replace(problem, message=_say("PED003.colon"))
                self.problems.found.append(problem)
            elif item is not BAD:
                found.append(item)
        return tuple(found)

    # Parts that are inherited

    def _extends(self, data: dict[str, Any]) -> None:
        value = data.get("extends")
        alone = not isinstance(value, list)
        seen: set[str] = set()
        for i, name in enumerate(self.problems.items(value, ("extends",), alone=True)):
            path: Path = ("extends",) if alone else ("extends", i)
            if name is BAD:
                self.orphan = True
                continue
            if not isinstance(name, str) or not name.strip():
                self.problems.say("PED003", _say("PED003.extends", value=shown(name)), path)
                self.orphan = True
                continue
            if name in seen:
                self.problems.say("PED003", _say("PED003.extends_twice", name=shown(name)[1:-1]), path)
                continue
            seen.add(name)
            found = self.parent(name)
            if isinstance(found, Problem):
                self.problems.found.append(replace(found, path=path, args={"name": name}))
                self.orphan = True
            elif found.preset is None:
                self.ancestry |= {id(finding): finding for finding in found.findings}
                self.orphan = True
            else:
                self.so_far.take(found.preset, path, self.problems)
        if value is BAD or (value is not None and not isinstance(value, str | list)):
            self.orphan = True

    def _remove(self, data: dict[str, Any]) -> None:
        value = data.get("remove")
        for i, slug in enumerate(self.problems.items(value, ("remove",), alone=True)):
            path: Path = ("remove", i) if isinstance(value, list) else ("remove",)
            if not self.problems.slug(slug, path, rules=self.so_far.rules):
                continue
            if not self.so_far.leave_out(slug) and not self.orphan:
                hint = near(slug, [one.attribute.known_as for one in self.so_far.rules])
                self.problems.say("PED003", _say("PED003.remove", name=slug, near=hint), path)
            self.so_far.removes += (slug,)

    def _context(self, data: dict[str, Any]) -> None:
        raw = data.get("context")
        if raw is None or raw is BAD:
            return
        if not isinstance(raw, dict):
            message = _say("PED003.context", value=shown(raw), takes=list(Context.model_fields))
            self.problems.say("PED003", message, ("context",))
            return
        # An empty field is one that is left out.
        raw = {name: value for name, value in raw.items() if value is not None or name not in Context.model_fields}
        own, problems = validated(Context, raw, ("context",))
        self.problems.found += problems
        if own is None:
            return
        self.so_far.take_context(own, self.problems, self._place)

    def _given(self, data: dict[str, Any]) -> None:
        raw = data.get("given")
        if raw is None or raw is BAD:
            return
        raw = saturated(raw)
        problems = condition_problems(raw, ("given",))
        self.problems.found += problems
        if not problems and not has_bad(raw):
            self.so_far.places.pop(("given",), None)
            self.so_far.take_given(Condition(raw), ("given",), self.problems)

    # Attributes

    def _attributes(self, data: dict[str, Any]) -> None:
        raw = data.get("attributes")
        if raw is None or raw is BAD:
            return
        if not isinstance(raw, dict):
            hint = _say("parts.reading.no_dashes") if isinstance(raw, list) else ""
            self.problems.say("PED003", _say("PED003.attributes", value=shown(raw), hint=hint), ("attributes",))
            return
        for slug, value in raw.items():
            if self.problems.slug(slug, ("attributes", slug), key=True, rules=None) and value is not BAD:
                self.so_far.writes += (slug,)
                self._attribute(self.own.get(slug) or attribute_class(slug), slug, value)

    def _attribute(self, cls: type[Attribute], slug: str, value: Any) -> None:
        path = ("attributes", slug)
        before = self.so_far.entries.get(slug, [])
        if before and (value is None or value == {}):
            return
        try:
            instances = cls.values_from(value)
        except ValueError:
            self.problems.found.append(no_parameters(path, slug, value))
            return
        direct = value is not None and not isinstance(value, dict) and not instances[0][0]
        mapping = isinstance(value, dict) or bool(instances[0][0])
        inherits = len(before) == 1 and len(instances) == 1 and not instances[0][0]
        entries: list[Entry] = []
        for below, parameters in instances:
            inherited = written(before[0].attribute) if inherits else None
            base = (*path, *below)
            with answering(cls, "A validator"):
                found, problems = validated(cls, parameters, base, direct=direct, inherited=inherited)
            self.problems.found += problems
            if found is not None:
                if direct and base in self.positions:
                    # The main parameter stands where the attribute's value stands.
                    self.positions[(*base, cls.parameters()[0])] = self.positions[base]
                own, older = (frozenset(parameters), before[0].origin) if inherits else (frozenset(), None)
                origin = Origin(self.label, base, self.positions, inherits, mapping, own, older)
                entries.append(Entry(found, origin))
        self.so_far.entries[slug] = entries


def not_allowed(path: Path, data: Mapping[str, Any], layer: Layer) -> Problem:
    """What to say of something that a preset of this layer may not say, itself or by what it extends."""
    own: Any = data
    for name in path:
        own = own.get(name) if isinstance(own, dict) and name in own else BAD
    name = shown(".".join(map(str, path)) if path[0] == "context" else path[-1], 80)[1:-1]
    if own is BAD:
        return Problem("PED006", _say("PED006.inherited", name=name, layer=layer), ("extends",))
    return Problem("PED006", _say("PED006.own", name=name, layer=layer), path, key=True)


def _is_readable(value: Any, problems: Problems) -> bool:
    """Whether this version reads the format that a preset names."""
    if value is None or value is BAD:
        return True
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        problems.say("PED003", _say("PED003.format", value=shown(value), newest=FORMAT), ("format",))
    elif value > FORMAT:
        problems.say(
            "PED003",
            _say("PED003.format_newer", format=value, newest=FORMAT),
            ("format",),
            args={"format": value, "newest": FORMAT},
        )
        return False
    return True


def _packs(value: Any, problems: Problems) -> tuple[str, ...]:
    found = []
    for i, name in enumerate(problems.items(value, ("packs",), alone=True)):
        if isinstance(name, str) and name in SHIPPED_PACKS:
            found.append(str(name))
        elif name is not BAD:
            hint = near(name, SHIPPED_PACKS)
            message = _say("PED002.pack", name=shown(name), near=hint, takes=sorted(SHIPPED_PACKS))
            problems.say("PED002", message, ("packs", i), args={"name": shown(name)})
    return tuple(found)
