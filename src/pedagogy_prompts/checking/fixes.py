"""Ways to mend a clash, found by search: change one parameter, or add an exception, and check again.

Every fix offered was checked: it removes its finding and adds none. The least change of meaning comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from ..attributes.kit.attribute import COMMON, Attribute
from ..attributes.kit.parameters import parameters_of
from ..base.inline import inline
from ..base.path import Path
from ..norms.claims import Clash, Resolution
from ..norms.condition import NEVER, Condition, as_condition
from ..norms.plain import plain
from ..norms.space import TooManyStates
from ..norms.variables import VARIABLES
from ..reports.report import Edit, Fix
from ..wording.statements import statement_text
from ..wording.words import Words
from .claims import Placed, statements_of
from .resolved import Resolved
from .rules import find_all

MOST = 4
"""A finding offers at most so many fixes."""

Key = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    owner: int
    parameter: str
    value: Any
    attribute: Attribute
    cost: float
    safe: bool = False


def search(resolved: Resolved, clash: Clash) -> tuple[Fix, ...]:
    """The fixes for one clash, the least change of meaning first, at most `MOST`."""
    placed = resolved.placed
    owners = tuple(sorted({resolved.resolution.claims[i].owner for i in clash.claims}))
    key = (clash.code, owners)
    before = _keys(resolved.resolution) | _told(resolved)
    candidates = sorted(
        _candidates(resolved, owners, clash),
        key=lambda one: (one.cost, placed[one.owner].attribute.known_as, one.parameter, str(plain(one.value))),
    )
    fixes: list[Fix] = []
    seen: set[tuple[int, str]] = set()
    for one in candidates:
        # One fix a parameter: the nearest value that mends it.
        if (one.owner, one.parameter) in seen:
            continue
        changed = [replace(each, attribute=one.attribute) if i == one.owner else each for i, each in enumerate(placed)]
        try:
            # A quick look at the attributes involved alone, before everything is checked again.
            few = resolved.changed([changed[i] for i in owners])
            if (clash.code, tuple(range(len(owners)))) in _keys(few.resolution):
                continue
            settled = resolved.changed(changed)
        except TooManyStates:
            continue
        after = _keys(settled.resolution)
        if key in after or not after <= before or not _told(settled) <= before:
            continue
        seen.add((one.owner, one.parameter))
        fixes.append(_fix(placed[one.owner], one, resolved.words))
        if len(fixes) == MOST:
            break
    return tuple(fixes)


def _keys(resolution: Resolution) -> set[Key]:
    """What a resolution has to say, in a form that can be compared: clashes, and who yields to whom."""
    claims = resolution.claims
    keys: set[Key] = {
        (clash.code, tuple(sorted({claims[i].owner for i in clash.claims}))) for clash in resolution.clashes
    }
    for one in resolution.yieldings:
        keys.add(("yields", (claims[one.loser].owner, *sorted({claims[i].owner for i in one.winners}))))
    return keys


def _told(resolved: Resolved) -> set[Key]:
    """What the rules have to say, in the same form."""
    owners = {slug: i for i, slug in enumerate(sorted({one.attribute.known_as for one in resolved.placed}))}
    return {(finding.code, tuple(owners[slug] for slug in finding.attributes)) for finding in find_all(resolved)}


def _candidates(resolved: Resolved, owners: tuple[int, ...], clash: Clash) -> Iterator[_Candidate]:
    least = [reason.about["least"] for reason in clash.reasons if "least" in reason.about]
    words = any(reason.about.get("quantity") == "words" for reason in clash.reasons)
    least = [-(-5 * n // 20) * 5 for n in least] if words else least  # a quarter more than the bare minimum
    locked = [owner for owner in owners if resolved.placed[owner].attribute.is_locked]
    for owner in owners:
        if not _can_be_written(resolved.placed, owner) or (owner in locked and len(locked) < len(owners)):
            continue  # what guards somebody is not weakened for what does not
        attribute = resolved.placed[owner].attribute
        for name in () if attribute.own_words else type(attribute).parameters():
            parameter = parameters_of(type(attribute))[name]
            for value, cost in parameter.neighbours(getattr(attribute, name), least):
                if words and isinstance(value, int) and value % 5:
                    continue  # nobody counts words to the last one
                if changed := _changed(attribute, name, value):
                    yield _Candidate(owner, name, value, changed, cost + _distance(attribute, changed))
        yield from _exception(resolved, owner, clash)


def _can_be_written(placed: Sequence[Placed], owner: int) -> bool:
    """Whether one instance of an attribute can be changed in a source that may be edited.

    A preset changes what a parent wrote by the name of the attribute; of several instances it can only write all anew.
    """
    one = placed[owner]
    if one.holder.source == one.origin.source:
        return one.holder.editable
    if one.attribute.own_words:
        return False
    slug = one.attribute.known_as
    alike = [other for other in placed if other.attribute.known_as == slug and other.holder == one.holder]
    return one.holder.editable and len(alike) == 1


def _changed(attribute: Attribute, name: str, value: Any) -> Attribute | None:
    kept = {field: getattr(attribute, field) for field in attribute.model_fields_set}
    try:
        return type(attribute)(**{**kept, name: value})
    except ValidationError:
        return None


def _distance(a: Attribute, b: Attribute) -> float:
    """How much of the meaning changes: the share of norms that are not in both."""
    first = {norm for statement in statements_of(a) for norm in statement.norms}
    second = {norm for statement in statements_of(b) for norm in statement.norms}
    return len(first ^ second) / max(1, len(first | second))


def _exception(resolved: Resolved, owner: int, clash: Clash) -> Iterator[_Candidate]:
    """The attribute, but not in the states of the clash."""
    space, resolution, attribute = resolved.space, resolved.resolution, resolved.placed[owner].attribute
    region = _public(space.cover(clash.region))
    if region.always or attribute.is_locked or _guards(attribute):
        return
    unless = as_condition(attribute.unless) | region
    changed = _changed(attribute, "unless", unless)
    if changed is None:
        return
    mine = space.mask(as_condition(attribute.when)) & ~space.mask(as_condition(attribute.unless))
    left = mine & ~space.mask(unless)
    for claim in resolution.claims:
        if claim.owner == owner and (speaks := resolved.speaks(claim)) & mine and not speaks & left:
            return  # nothing of the statement would be left
    # An exception is safe where the other rule is wholly about it, so that the special case stands inside the general
    # rule, and where nothing else falls silent with it.
    others = [i for i in clash.claims if resolution.claims[i].owner != owner]
    said = [resolved.speaks(resolution.claims[i]) & resolution.scope[i] for i in others]
    special = bool(mine & ~clash.region) and not any(states & ~clash.region for states in said)
    meant = {pair for reason in clash.reasons for pair in reason.norms}
    alone = all(
        (i, k) in meant or not space.mask(norm.when) & resolution.scope[i] & clash.region
        for i, claim in enumerate(resolution.claims)
        if claim.owner == owner
        for k, norm in enumerate(claim.norms)
    )
    policy = attribute.family in ("integrity", "safety", "disclosure")
    # Where one statement is the special case of the other, it is an exception that is meant.
    cost = (0.5 if special else 3) + 0.2 * len(region.boxes)
    yield _Candidate(owner, "unless", unless, changed, cost, special and alone and not policy)


def _guards(attribute: Attribute) -> bool:
    """Whether the attribute keeps answers or help back: an exception would give away what it protects."""
    kept = ("state_final_answer", "give_help")
    return any(n.modality == "forbid" and n.target in kept for s in statements_of(attribute) for n in s.norms)


def _public(condition: Condition) -> Condition:
    """The condition without what a preset cannot name; it may hold in more states."""
    found = NEVER
    for box in condition.boxes:
        rest = Condition.of(
            [tuple((name, one) for name, one in box if name not in VARIABLES or not VARIABLES[name].internal)]
        )
        closes = dict(box).get("moment") == (True, frozenset({"session_closes"}))
        found |= rest & Condition(phase="close") if closes else rest
    return found


def _fix(placed: Placed, one: _Candidate, words: Words) -> Fix:
    value = plain(one.value)
    slug = placed.attribute.known_as
    origin, source = placed.origin, placed.origin.source
    path: Path = (*origin.path, one.parameter)
    if placed.holder.source != source:
        # What a parent wrote is changed in the preset that extends it.
        source, path = placed.holder.source, ("attributes", slug, one.parameter)
    elif not origin.mapping:
        # The attribute stands there as a main value or as nothing: write it out.
        written = one.attribute.model_fields_set & {*placed.attribute.model_fields_set, one.parameter}
        fields = (*one.attribute.parameters(), *COMMON)
        path = origin.path
        value = {name: one.attribute.as_written(name) for name in fields if name in written}
    return Fix(_label(one), one.safe, (Edit(source, path, "set", value),), _effect(placed.attribute, one, words))


def _effect(before: Attribute, one: _Candidate, words: Words) -> str:
    """What the tutor is then told, in place of what."""
    if one.parameter == "unless":
        return f"Not when {words.condition(as_condition(one.value), VARIABLES)}."

    def said(attribute: Attribute) -> list[str]:
        keys = [statement.key for statement in statements_of(attribute)]
        return [statement_text(attribute, key, "brief", words.locale).replace("\n", " ") for key in keys]

    old, new = said(before), said(one.attribute)
    was, then = [text for text in old if text not in new], [text for text in new if text not in old]
    if not then:
        return f"No longer: {' '.join(was)}" if was else ""
    return f"{' '.join(then)} (Instead of: {' '.join(was)})" if was else " ".join(then)


def _label(one: _Candidate) -> str:
    """The change as a preset would write it."""
    value, attribute = inline(plain(one.value)), one.attribute
    alone = one.parameter in attribute.parameters()[:1] and value[0] not in "{["
    if alone and len(attribute.to_mapping()) < 2:
        return f"{attribute.known_as}: {value}"
    return f"{attribute.known_as}: {{{one.parameter}: {value}}}"
