"""One preset being read: every key of it, every problem with it, and what it has of its parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from ...attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from ...base.path import Path
from ...norms.condition import ALWAYS, Condition
from ...norms.spelling import did_you_mean
from ...reports.codes import CODES
from ...reports.report import Finding, Place, Report
from ..budget import Budget
from ..context import MAX_ITEMS, Context
from ..packs import SHIPPED as SHIPPED_PACKS
from ..parts import FORMAT, LAYERS, Acceptance, Contents, Entry, Layer, Origin
from .problem import BAD, Position, Problem, has_bad, shown
from .values import MAX_ALTERNATIVES, condition_problems, no_parameters, text_problem, validated
from .yaml import SMALLEST

Item = TypeVar("Item")

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """A preset with its ancestors taken in, or what is wrong with it and with them."""

    preset: Contents | None
    findings: tuple[Finding, ...]

    @property
    def result(self) -> tuple[Contents | None, Report]:
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


def finding_of(
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
    writes: tuple[str, ...] = ()


class PresetReader:
    """One preset being read: its problems, and what it is made of so far."""

    def __init__(
        self,
        label: str | None,
        own: Mapping[str, type[Attribute]],
        parent: Callable[[str], Loaded | Problem],
        problems: list[Problem],
        positions: Mapping[Path, Position],
        keys: Mapping[Path, Position],
    ) -> None:
        self.label = label
        self.own = own
        self.parent = parent
        self.problems = list(problems)
        self.positions = dict(positions)
        self.keys = keys
        self.layer: Layer = "lesson"
        self.ancestry: list[Finding] = []
        self.orphan = False
        self.so_far = _Inherited()

    def read(self, data: Any) -> Loaded:
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

    def _done(self, title: str | None) -> Loaded:
        findings = [
            *(finding_of(problem, self.label, self.layer, self.positions, self.keys) for problem in self.problems),
            *self.ancestry,
        ]
        if findings:
            return Loaded(None, tuple(findings))
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
        )
        return Loaded(preset, ())

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
        known = (*attribute_slugs(), *self.own)
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
                place = Place(self.label, self.layer, path, line, column)
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
            found = self.parent(name)
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

    def _inherit(self, parent: Contents, path: Path) -> None:
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
            self.problems.append(no_parameters(path, slug, value))
            return
        direct = value is not None and not isinstance(value, dict) and not instances[0][0]
        mapping = isinstance(value, dict) or bool(instances[0][0])
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
                entries.append(Entry(found, Origin(self.label, base, self.positions, inherits, mapping)))
        self.so_far.entries[slug] = entries


def _near_code(code: Any) -> str:
    return did_you_mean(code, [known.lower() for known in CODES]).replace("'ped", "'PED")


def _written(attribute: Attribute) -> dict[str, Any]:
    """The parameters somebody wrote."""
    return {name: getattr(attribute, name) for name in attribute.model_fields_set}


def _appended(before: tuple[Item, ...], more: tuple[Item, ...]) -> tuple[Item, ...]:
    """`more` after `before`, without what is there already: two parents may have one parent."""
    return (*before, *(item for item in more if item not in before))
