"""Everything a composition is made of, gathered from its parts and put into one order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from operator import and_
from typing import Any, cast

from ..attributes.kit.attribute import Attribute, Statement
from ..base.path import Path
from ..norms.analysis import Claim
from ..norms.condition import ALWAYS, Condition, Variable, as_condition
from ..norms.space import Space, TooManyStates
from ..presets.budget import Budget
from ..presets.context import Context, no_context
from ..presets.packs import Pack, closure_of, shipped_pack
from ..presets.parts import LAYERS, Acceptance, Entry, Layer, Origin
from ..presets.preset import Preset
from ..reports.report import Finding, Place

Part = Attribute | Preset


@dataclass(frozen=True, slots=True)
class Holder:
    """The preset that brings an attribute, which may have it from a parent: where a fix would be written."""

    source: str | None = None
    removes: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    editable: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """One attribute with its layer and origin."""

    attribute: Attribute
    layer: Layer
    origin: Origin
    holder: Holder = Holder()

    def place(self, *below: str | int) -> Place:
        return Entry(self.attribute, self.origin).place(self.layer, *below)

    @property
    def rank(self) -> tuple[bool, str]:
        """Tells instances of one attribute apart, whatever order they came in; the usual case comes first."""
        return not as_condition(self.attribute.when).always, json.dumps(
            self.attribute.to_mapping(), sort_keys=True, default=str
        )


class Placing(tuple[Placed, ...]):
    """What one composition places, in canonical order. It keeps its hash: drafts are looked up by it."""

    def __hash__(self) -> int:
        kept: int | None = self.__dict__.get("hash")
        if kept is None:
            kept = self.__dict__["hash"] = super().__hash__()
        return kept


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of one instruction, in canonical order."""

    placed: Placing
    context: Context
    given: Condition
    facts: tuple[str, ...]
    rules: tuple[tuple[str, Place], ...]
    budgets: tuple[Budget, ...]
    """The presets' own, from the outside in."""
    accept: tuple[Acceptance, ...]
    reminder: str | None
    sources: tuple[Mapping[str, Any], ...]
    packs: tuple[Pack, ...]
    editable: frozenset[str] | None = None
    """The sources in which fixes may be offered; None for all."""
    notes: tuple[Finding, ...] = ()
    """What was found while gathering: what could not be taken over from a preset."""

    def may_edit(self, source: str | None) -> bool:
        return self.editable is None or source in self.editable


def claims_of(placed: Iterable[Placed]) -> list[Claim]:
    """The statements as the analysis sees them."""
    return [
        Claim(
            slug=one.attribute.slug(),
            key=statement.key,
            norms=statement.norms,
            scope=as_condition(one.attribute.when),
            but=as_condition(one.attribute.unless),
            must=one.attribute.strength == "must",
            locked=one.attribute.is_locked,
            layer=LAYERS.index(one.layer),
            owner=owner,
            origin=(one, statement),
            rests_on=statement.rests_on,
        )
        for owner, one in enumerate(placed)
        for statement in _statements(one.attribute)
    ]


@lru_cache(maxsize=4096)
def _statements(attribute: Attribute) -> tuple[Statement, ...]:
    """What an attribute claims, kept: a search for fixes asks for it again and again."""
    return tuple(attribute.statements())


@cache
def _loose_origin(slug: str) -> Origin:
    """The origin of attributes given in Python; one a slug, so that drafts of equal attributes are shared."""
    return Origin(path=("attributes", slug))


def origin_of(claim: Claim) -> tuple[Placed, Statement]:
    return cast("tuple[Placed, Statement]", claim.origin)


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

    Raises TypeError for what is neither attribute nor preset, pydantic's ValidationError for a context of the wrong
    form, `ConditionError` for a wrong `given`.
    """
    packs = tuple(packs)
    for pack in packs:
        if not isinstance(pack, Pack):
            raise TypeError(
                f"A pack is a Pack, not {type(pack).__name__}. A preset names shipped ones: `packs: [...]`."
            )
    if isinstance(editable, str):
        editable = [editable]
    known = ALWAYS if given is None else given if isinstance(given, Condition) else Condition(given)
    stood = _stood(tuple(parts), known, packs, None if editable is None else frozenset(editable))
    merged = stood.context
    if context is not None:
        merged = (context if isinstance(context, Context) else Context(**context)).stacked_on(merged)
    if fields:
        merged = Context(**fields).stacked_on(merged)
    return stood if merged is stood.context else replace(stood, context=merged)


_KEPT: dict[tuple[Any, ...], tuple[tuple[Part, ...], tuple[Pack, ...], Composition]] = {}
"""The last compositions by the identity of their parts, which are kept beside them and so stay what they are."""


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
            raise TypeError(f"A part is an attribute or a preset, not {type(part).__name__}.{hint}")
    presets.sort(key=lambda preset: LAYERS.index(preset.layer))  # stable: presets of one layer keep their order
    notes: list[Finding] = []
    for i, preset in enumerate(presets):
        if preset.layer == "learner":
            presets[i] = _wishes(preset, notes)
    placed: list[Placed] = []
    for preset in presets:
        holder = Holder(preset.source, preset.removes, preset.writes, editable is None or preset.source in editable)
        placed += [Placed(entry.attribute, preset.layer, entry.origin, holder) for entry in preset.entries]
    placed += [Placed(attribute, "lesson", _loose_origin(attribute.slug())) for attribute in loose]
    packs = tuple(dict.fromkeys([*packs, *(shipped_pack(name) for p in presets for name in p.packs)]))
    placed = _tractable(placed, packs, notes)
    contexts = [preset.context for preset in presets]
    return Composition(
        placed=Placing(_in_order(placed)),
        context=reduce(lambda outer, inner: inner.stacked_on(outer), contexts) if contexts else no_context(),
        given=_known(given, presets, placed, packs, notes),
        facts=tuple(dict.fromkeys(fact for preset in presets for fact in preset.facts)),
        rules=tuple((rule, p.place("rules", i)) for p in presets for i, rule in enumerate(p.rules)),
        budgets=tuple(preset.budget for preset in presets if preset.budget is not None),
        accept=tuple(one for preset in presets for one in preset.accept),
        reminder=next((preset.reminder for preset in reversed(presets) if preset.reminder), None),
        sources=tuple({"source": p.source, "title": p.title, "layer": p.layer} for p in presets),
        packs=packs,
        editable=editable,
        notes=tuple(notes),
    )


def _wishes(preset: Preset, notes: list[Finding]) -> Preset:
    """A preset of the learner's layer with what a learner may say: wishes, and what is known of the learner."""
    kept = Preset(
        title=preset.title,
        layer=preset.layer,
        context=Context(learner=preset.context.learner),
        entries=preset.entries,
        removes=preset.removes,
        writes=preset.writes,
        source=preset.source,
        positions=preset.positions,
    )
    wanted, usual = preset.context.to_data(), ("attributes", "context", "format", "layer", "title")
    paths: list[Path] = [("context", name) for name in wanted if name != "learner"]
    paths += [(name,) for name in preset.to_data() if name not in usual]
    for path in paths:
        name = ".".join(map(str, path))
        notes.append(
            Finding.of(
                "PED203",
                f"`{name}` of the learner's layer is not taken over: a learner has wishes and facts about themselves "
                "(`attributes`, `context: {learner: ...}`); the rest is for the authors.",
                args={"name": name},
                places=(preset.place(*path),),
            )
        )
    return kept


def _tractable(placed: list[Placed], packs: tuple[Pack, ...], notes: list[Finding]) -> list[Placed]:
    """What is placed, without the learner's wishes where only they make the states too many to analyse."""
    authors = [one for one in placed if one.layer != "learner"]
    if len(authors) == len(placed) or _has_space(placed, packs) or not _has_space(authors, packs):
        return placed
    wishes = [one for one in placed if one.layer == "learner"]
    notes.append(
        Finding.of(
            "PED203",
            "The learner's wishes are not taken over: their conditions tell too many dialogue states apart.",
            attributes=tuple(dict.fromkeys(one.attribute.slug() for one in wishes)),
            places=tuple(dict.fromkeys(one.place() for one in wishes)),
        )
    )
    return authors


def _conditions(claims: Iterable[Claim]) -> list[Condition]:
    """All the conditions that say where some claims hold."""
    return [c for claim in claims for c in (claim.scope, claim.but, *(norm.when for norm in claim.norms))]


def _has_space(placed: Sequence[Placed], packs: tuple[Pack, ...]) -> bool:
    vocabulary = closure_of(packs).vocabulary
    claims = claims_of(placed)
    conditions = _conditions(claims)
    if not _readable(conditions, vocabulary.variables):
        return True  # that is told elsewhere
    try:
        Space(conditions, variables=vocabulary.variables, facts=vocabulary.facts)
    except TooManyStates:
        return False
    return True


def _known(
    given: Condition, presets: Sequence[Preset], placed: Sequence[Placed], packs: tuple[Pack, ...], notes: list[Finding]
) -> Condition:
    """What is known of the dialogue: what the call gives, and the presets from the outside in.

    What an inner preset gives is not taken where it would silence what an outer layer has locked.
    """
    told = [preset for preset in presets if not preset.given.always]
    vocabulary = closure_of(packs).vocabulary
    if (given.always and not told) or not _readable([given, *(p.given for p in told)], vocabulary.variables):
        return reduce(and_, (preset.given for preset in told), given)
    locked = [claim for claim in claims_of(placed) if claim.locked]
    conditions = _conditions(locked)
    if not _readable(conditions, vocabulary.variables):
        locked, conditions = [], []
    try:
        space = Space(
            [*conditions, given, *(p.given for p in told)], variables=vocabulary.variables, facts=vocabulary.facts
        )
    except TooManyStates:
        return reduce(and_, (preset.given for preset in told), given)  # the analysis meets the same, and tells it
    left = space.mask(given)
    if not left:
        notes.append(_impossible("What is given cannot be", Place(path=("given",))))
    for preset in told:
        here = left & space.mask(preset.given)
        place = preset.place("given")
        rank = LAYERS.index(preset.layer)
        silenced = [claim for claim in locked if claim.layer < rank and _silenced(claim, space, left, here)]
        if left and not here:
            notes.append(_impossible("What is given here cannot be, beside what is given elsewhere", place))
        elif silenced:
            slugs = tuple(dict.fromkeys(claim.slug for claim in silenced))
            notes.append(
                Finding.of(
                    "PED202",
                    f"What is given here is not taken over: {', '.join(f'`{slug}`' for slug in slugs)} would fall "
                    "silent, and an outer layer has locked it. Say it in that layer, or in the call.",
                    attributes=slugs,
                    places=(place, *dict.fromkeys(origin_of(claim)[0].place() for claim in silenced)),
                )
            )
        else:
            given, left = given & preset.given, here
    return given


def _readable(conditions: Iterable[Condition], known: Mapping[str, Variable]) -> bool:
    return all(condition.variables <= known.keys() and not condition.misread(known) for condition in conditions)


def _silenced(claim: Claim, space: Space, before: int, after: int) -> bool:
    """Whether a norm of the claim holds in some of the states before, and in none of those after."""
    scope = space.mask(claim.scope) & ~space.mask(claim.but)
    masks = [space.mask(norm.when) & scope for norm in claim.norms]
    return any(mask & before and not mask & after for mask in masks)


def _impossible(what: str, place: Place) -> Finding:
    message = f"{what}: no state of a dialogue agrees with it. Take one of its values out."
    return Finding.of("PED003", message, places=(place,))


def _in_order(placed: list[Placed]) -> list[Placed]:
    """By layer and name; what instances of one attribute say is spelled out only where there are several."""
    pairs = [((LAYERS.index(one.layer), one.attribute.slug()), one) for one in placed]
    if len({order for order, _ in pairs}) == len(pairs):
        pairs.sort(key=lambda pair: pair[0])
    else:
        pairs.sort(key=lambda pair: (pair[0], pair[1].rank, pair[1].origin.source or ""))
    return [one for _, one in pairs]
