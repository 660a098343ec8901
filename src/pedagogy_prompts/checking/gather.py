"""Everything a composition is made of, gathered from its parts and put into one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, reduce
from os import PathLike
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from ..attributes.kit.attribute import RULES, Attribute
from ..base.cached import kept_by_hand, make_room
from ..base.errors import ArgumentError
from ..base.inline import deeper_than, more_than, shown
from ..base.path import Path
from ..norms.condition import ALWAYS, Condition
from ..norms.spelling import nearest
from ..norms.states import count_of, states_of
from ..presets.budget import Budget
from ..presets.context import Context, Learner, no_context
from ..presets.packs import Pack, closure_of, packs_of, shipped_pack
from ..presets.parts import LAYERS, Acceptance, Origin
from ..presets.preset import Preset
from ..presets.reading.problem import MAX_DEPTH, MAX_NODES, Problem
from ..presets.states import given_of
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place, Report
from ..reports.saying import Sentence, Sentences
from ..wording.speech import Work
from .claims import Holder, Placed, Placing
from .given import known_of
from .wishes import tractable, wishes_of

Part = Attribute | Preset
_say = Sentences("checking")
_T = TypeVar("_T")

_MOST_KEPT = 64


class Composition(NamedTuple):
    """The parts of one instruction, in canonical order. A tuple, as there is a new one for every lesson."""

    placed: Placing
    context: Context
    given: Condition
    facts: tuple[str, ...]
    budgets: tuple[Budget, ...]
    """The presets' own, from the outside in."""
    accept: tuple[Acceptance, ...]
    reminder: str | None
    sources: tuple[Mapping[str, Any], ...]
    packs: tuple[Pack, ...]
    kept: dict[Any, Any]
    """What else was worked out of the parts alone: all lessons that have them share it. See `once`."""
    editable: frozenset[str] | None = None
    """The sources in which fixes may be offered; None for all."""
    notes: tuple[Finding, ...] = ()
    """What was found while gathering: what could not be taken over from a preset."""
    presets: tuple[Preset, ...] = ()
    """From the outside in, with what a learner's may not say taken out."""
    called: tuple[Context, ...] = ()
    """What the call says of the lesson; the last has the last word."""

    def once(self, key: tuple[Any, ...], make: Callable[[], _T]) -> _T:
        """What `make` works out, which rests on the parts and on `key` alone: the next lesson has it already."""
        found: _T | None = self.kept.get(key)
        if found is None:
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            found = self.kept[key] = make()
        return found

    def place(self, *path: str | int) -> Place:
        """Where a fact or a part of the context was written; for what the call says, its path alone."""
        if path[0] == "facts" and isinstance(path[1], int):
            fact = self.facts[path[1]]
            preset = next(preset for preset in self.presets if fact in preset.facts)
            return preset.place("facts", preset.facts.index(fact), *path[2:])
        found, outer = Place(path=path), no_context()
        by_call = [(context, lambda *here: Place(path=here)) for context in self.called]
        for context, place in [*((preset.context, preset.place) for preset in self.presets), *by_call]:
            here = context.paths_on(outer).get(path)
            found = found if here is None else place(*here)
            outer = context.stacked_on(outer)
        return found

    def home(self, *path: str) -> tuple[Place, ...]:
        """The presets, for what is about all they say; with `path` that part of each which has one."""
        places = [p.place(*path) for p in self.presets if not path or getattr(p, path[0]) is not None]
        return tuple(dict.fromkeys(places)) or (Place(path=path),)

    def may_edit(self, source: str | None) -> bool:
        return self.editable is None or source in self.editable


@cache
def _loose_origin(path: Path, number: int | None) -> Origin:
    """The origin of attributes given in Python; one a name, so that drafts of equal attributes are shared.

    `number` tells which of several instances it is, in their canonical order.
    """
    return Origin(path=path if number is None else (*path, number))


def _path_of(attribute: Attribute) -> Path:
    """Where a preset would write it."""
    name = attribute.known_as
    return ("rules", name.removeprefix(RULES)) if attribute.own_words else ("attributes", name)


def _loose(attributes: Iterable[Attribute]) -> Iterator[Placed]:
    """Attributes given in Python, which stand in the lesson."""
    groups: dict[str, list[Placed]] = {}
    for attribute in attributes:
        origin = _loose_origin(_path_of(attribute), None)
        groups.setdefault(attribute.known_as, []).append(Placed(attribute, "lesson", origin))
    for group in groups.values():
        if len(group) == 1:
            yield group[0]
        else:
            for i, one in enumerate(sorted(group, key=lambda one: one.rank)):
                yield replace(one, origin=_loose_origin(one.origin.path, i))


def gather(
    parts: Iterable[Part],
    *,
    context: Context | Mapping[str, Any] | None,
    given: Condition | Mapping[str, Any] | None,
    packs: Iterable[Pack] = (),
    editable: Iterable[str] | None = None,
    fields: Mapping[str, Any],
) -> Composition:
    """The composition of `parts`.

    Raises `ArgumentError` for what is neither attribute nor preset, `CompositionError` for a context of the wrong form,
    `StateError` for a wrong `given`.
    """
    packs = packs_of(packs)
    known = ALWAYS if given is None else given_of(given, closure_of(packs).vocabulary.variables)
    stood = _stood(tuple(parts), known, packs, None if editable is None else _sources(editable))
    called = called_of(context, fields)
    if not called:
        return stood
    merged = stood.context
    for one in called:
        merged = one.stacked_on(merged)
    if any(one.work for one in called) and any(one.work for one in stood.placed):  # the app's word counts for all
        stood = stood._replace(placed=Placing(replace(one, work=None) for one in stood.placed), kept={})
    return stood._replace(context=merged, called=called)


def called_of(context: Context | Mapping[str, Any] | None, fields: Mapping[str, Any]) -> tuple[Context, ...]:
    """What a call says of the lesson, in `context` and by names. Raises `CompositionError`."""
    given = [] if context is None else [context if isinstance(context, Context) else _context(context)]
    return (*given, *([_context(fields)] if fields else []))


def _sources(editable: Iterable[str]) -> frozenset[str]:
    """The sources that a caller lets be edited. Raises `ArgumentError`."""
    if not isinstance(editable, Iterable):
        raise ArgumentError(f"`editable` is a list of sources, not {type(editable).__name__}.")
    sources = (editable,) if isinstance(editable, str) else tuple(editable)
    if odd := next((one for one in sources if not isinstance(one, str | PathLike)), None):
        raise ArgumentError(f"`editable` is a list of sources, and {shown(odd)} is none.")
    return frozenset(map(str, sources))


def _context(fields: Mapping[str, Any]) -> Context:
    """What a call says of the lesson. Raises `CompositionError`, which names each wrong field."""
    try:
        return Context(**fields)
    except (ValidationError, TypeError):
        from ..presets.reading.values import validated

        if deeper_than(fields, MAX_DEPTH):
            problems = [Problem("PED003", _say("PED003.deep"))]
        elif more_than(fields, MAX_NODES):  # each may be wrong, and each would be told
            problems = [Problem("PED003", _say("PED003.many", limit=MAX_NODES))]
        elif not isinstance(fields, Mapping):
            problems = [Problem("PED003", _say("PED003.no_mapping", type=type(fields).__name__))]
        else:
            _, problems = validated(Context, {str(name): value for name, value in fields.items()}, ("context",))
            problems = [_of_learner(one) for one in problems]
    found = (Finding.of(one.code, one.message, args=one.args, places=(Place(path=one.path),)) for one in problems)
    raise CompositionError(Report.of(found).limited)


def _of_learner(problem: Problem) -> Problem:
    """A field that nobody knows may be meant for the learner."""
    name = problem.path[-1]
    near = nearest(name, Learner.model_fields)
    message = problem.message
    if problem.code != "PED002" or len(problem.path) > 2 or not near or not isinstance(message, Sentence):
        return problem
    if message.args["near"]:
        return problem
    holder, takes = message.args["holder"], message.args["takes"]
    names = " or ".join(map(repr, near))
    return replace(problem, message=_say("PED002.of_learner", holder=holder, name=name, near=names, takes=takes))


_KEPT: dict[tuple[Any, ...], tuple[tuple[Part, ...], tuple[Pack, ...], Composition]] = {}
"""The last compositions by the identity of their parts, which are kept beside them and so stay what they are."""
kept_by_hand(_KEPT.clear, states_of.cache_clear, count_of.cache_clear)


def _stood(
    parts: tuple[Part, ...], given: Condition, packs: tuple[Pack, ...], editable: frozenset[str] | None
) -> Composition:
    """What the parts make by themselves, without what a call says of the lesson."""
    key = (tuple(map(id, parts)), given, tuple(map(id, packs)), editable)
    kept = _KEPT.get(key)
    if kept is None:
        if len(_KEPT) >= 256:
            _KEPT.clear()
        kept = _KEPT[key] = parts, packs, _stand(parts, given, packs, editable)
    return kept[2]


def _stand(
    parts: Iterable[Part], given: Condition, packs: tuple[Pack, ...], editable: frozenset[str] | None
) -> Composition:
    presets: list[Preset] = []
    loose: list[Attribute] = []
    for part in parts:
        if isinstance(part, Attribute):
            loose.append(part)
        elif isinstance(part, Preset):
            presets.append(part)
        else:
            hint = " Use load_preset(path) first." if isinstance(part, str) else ""
            hint = " Use Preset.from_data(row) first." if isinstance(part, Mapping) else hint
            raise ArgumentError(f"A part is an attribute or a preset, not {type(part).__name__}.{hint}")
    presets.sort(key=lambda preset: LAYERS.index(preset.layer))  # stable: presets of one layer keep their order
    notes: list[Finding] = []
    for preset in presets:
        notes += [note for note in preset.notes if note not in notes]
    for i, preset in enumerate(presets):
        if preset.layer == "learner":
            presets[i] = wishes_of(preset, notes)
    placed: list[Placed] = []
    for preset in presets:
        holder = Holder(
            preset.source,
            preset.removes,
            preset.writes,
            editable is None or preset.source in editable,
            preset.positions.get(()),
            preset.title or "",
        )
        placed += [
            Placed(entry.attribute, preset.layer, entry.origin, holder) for entry in (*preset.entries, *preset.rules)
        ]
    placed = _in_own_words([*placed, *_loose(loose)], presets)
    make_room(sum(len(repr(one.attribute)) for one in placed))
    packs = tuple(dict.fromkeys([*packs, *(shipped_pack(name) for p in presets for name in p.packs)]))
    placed = tractable(placed, packs, notes)
    contexts = [preset.context for preset in presets]
    return Composition(
        placed=Placing(_in_order(placed)),
        context=reduce(lambda outer, inner: inner.stacked_on(outer), contexts) if contexts else no_context(),
        given=known_of(given, presets, placed, packs, notes),
        facts=tuple(dict.fromkeys(fact for preset in presets for fact in preset.facts)),
        budgets=tuple(preset.budget for preset in presets if preset.budget is not None),
        accept=tuple(
            replace(one, place=replace(one.place, layer=preset.layer)) for preset in presets for one in preset.accept
        ),
        reminder=next((preset.reminder for preset in reversed(presets) if preset.reminder), None),
        sources=tuple(
            {"source": p.source, "title": p.title, "layer": p.layer} for p in presets if p.layer != "learner"
        ),
        packs=packs,
        kept={},
        editable=editable,
        notes=tuple(notes),
        presets=tuple(presets),
    )


def _in_own_words(placed: list[Placed], presets: list[Preset]) -> list[Placed]:
    """The attributes; those that are locked speak of the work that their layer or one outside it has named."""
    works: list[Work] = []
    for layer in LAYERS:
        named = [preset.context.work for preset in presets if preset.layer == layer and preset.context.work]
        works.append([works[-1] if works else "task", *named][-1])
    if len(set(works)) == 1:
        return placed
    own = [works[LAYERS.index(one.layer)] for one in placed]
    return [
        replace(one, work=work) if work != works[-1] and one.attribute.is_locked else one
        for one, work in zip(placed, own, strict=True)
    ]


def _in_order(placed: list[Placed]) -> list[Placed]:
    """By layer and name; what instances of one attribute say is spelled out only where there are several.

    Rules in authors' own words come last in their layer, and stay in the order in which they were written.
    """
    pairs = [((LAYERS.index(one.layer), one.attribute.known_as), one) for one in placed if not _is_rule(one)]
    if len({order for order, _ in pairs}) == len(pairs):
        pairs.sort(key=lambda pair: pair[0])
    else:
        pairs.sort(key=lambda pair: (pair[0], pair[1].rank, pair[1].origin.source or ""))
    ordered = [one for _, one in pairs]
    if len(ordered) < len(placed):
        ordered = sorted([*ordered, *filter(_is_rule, placed)], key=lambda one: LAYERS.index(one.layer))
    return ordered


def _is_rule(one: Placed) -> bool:
    return one.attribute.own_words
