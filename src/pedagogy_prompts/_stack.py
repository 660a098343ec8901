"""Everything a composition is made of, gathered from its parts and put into one order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any, cast

from ._attribute import Attribute, Statement
from ._budget import Budget
from ._context import Context
from ._pack import Pack, shipped_pack
from ._preset import LAYERS, Acceptance, Entry, Layer, Origin, Preset
from ._report import Place
from .norms.analysis import Claim
from .norms.condition import ALWAYS, Condition, as_condition

Part = Attribute | Preset


@dataclass(frozen=True, slots=True)
class Holder:
    """The preset that brings an attribute, which may have it from a parent: where a fix would be written."""

    source: str | None = None
    removes: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of one instruction, in canonical order."""

    placed: tuple[Placed, ...]
    context: Context
    given: Condition
    facts: tuple[str, ...]
    rules: tuple[tuple[str, Place], ...]
    budget: Budget | None
    accept: tuple[Acceptance, ...]
    reminder: str | None
    sources: tuple[Mapping[str, Any], ...]
    packs: tuple[Pack, ...]
    editable: frozenset[str] | None = None
    """The sources in which fixes may be offered; None for all."""

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
        )
        for owner, one in enumerate(placed)
        for statement in one.attribute.statements()
    ]


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
    budget: Budget | int | float | None,
    packs: Iterable[Pack] = (),
    editable: Iterable[str] | None = None,
    fields: Mapping[str, Any],
) -> Composition:
    """The composition of `parts`.

    Raises TypeError for what is neither attribute nor preset, pydantic's ValidationError for a context of the wrong
    form, `ConditionError` for a wrong `given`, ValueError for a wrong budget.
    """
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
    named = None if editable is None else frozenset(editable)
    holders = [Holder(p.source, p.removes, named is None or p.source in named) for p in presets]
    placed = [Placed(e.attribute, p.layer, e.origin, h) for p, h in zip(presets, holders, strict=True) for e in p.entries]
    placed += [Placed(attribute, "lesson", _loose_origin(attribute.slug())) for attribute in loose]
    contexts = [preset.context for preset in presets]
    if context is not None:
        contexts.append(context if isinstance(context, Context) else Context(**context))
    if fields:
        contexts.append(Context(**fields))
    merged = reduce(lambda outer, inner: inner.stacked_on(outer), contexts) if contexts else Context()
    known = ALWAYS
    for preset in presets:
        known &= preset.given
    if given is not None:
        known &= given if isinstance(given, Condition) else Condition(given)
    limits = [preset.budget for preset in presets if preset.budget is not None]
    limit = budget_of(budget) if budget is not None else min(limits, key=_tightness, default=None)
    return Composition(
        placed=tuple(_in_order(placed)),
        context=merged,
        given=known,
        facts=tuple(dict.fromkeys(fact for preset in presets for fact in preset.facts)),
        rules=tuple(
            (rule, Place(p.source, p.layer, ("rules", i), *p.positions.get(("rules", i), (None, None))))
            for p in presets
            for i, rule in enumerate(p.rules)
        ),
        budget=limit,
        accept=tuple(one for preset in presets for one in preset.accept),
        reminder=next((preset.reminder for preset in reversed(presets) if preset.reminder), None),
        sources=tuple({"source": p.source, "title": p.title, "layer": p.layer} for p in presets),
        packs=tuple(dict.fromkeys([*packs, *(shipped_pack(name) for p in presets for name in p.packs)])),
        editable=named,
    )


def _in_order(placed: list[Placed]) -> list[Placed]:
    """By layer and name; what instances of one attribute say is spelled out only where there are several."""
    pairs = [((LAYERS.index(one.layer), one.attribute.slug()), one) for one in placed]
    if len({order for order, _ in pairs}) == len(pairs):
        pairs.sort(key=lambda pair: pair[0])
    else:
        pairs.sort(key=lambda pair: (pair[0], pair[1].rank, pair[1].origin.source or ""))
    return [one for _, one in pairs]


def budget_of(value: Budget | int | float) -> Budget:
    """A budget from tokens (a whole number) or a share of the context window (a fraction below 1)."""
    if isinstance(value, Budget):
        return value
    if isinstance(value, float) and 0 < value < 1:
        return Budget(share=value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"A budget is a number of tokens, or a share of the context window below 1, not {value!r}.")
    return Budget(tokens=value)


def _tightness(budget: Budget) -> float:
    # A share of a window nobody has named yet counts as looser than any number of tokens.
    return float("inf") if budget.tokens is None else budget.tokens - budget.reserve - budget.learner_reserve
