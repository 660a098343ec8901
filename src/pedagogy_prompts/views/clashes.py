"""With which settings two attributes cannot be followed together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute


@cache
def clashes_of(slug: str) -> tuple[Mapping[str, str], ...]:
    """One example for each other attribute of settings that clash with settings of this one."""
    from ..attributes.kit.attribute import attribute_slugs

    found = []
    for other in attribute_slugs():
        pair = _clash(*sorted((slug, other))) if other != slug else None
        if pair is not None:
            code, *both = pair
            mine, theirs = both if slug < other else reversed(both)
            found.append({"other": other, "code": code, "own": _shown(mine), "value": _shown(theirs)})
    return tuple(found)


def _shown(attribute: Attribute) -> str:
    from ..checking.messages import shown_value

    value = attribute.to_value()
    return "(defaults)" if value is None else shown_value(value)


@cache
def _distinct(cls: type[Attribute]) -> tuple[Attribute, ...]:
    """Settings of an attribute that differ in their norms, the nearest to the defaults first."""
    from ..attributes.kit.settings import settings

    by_norms: dict[Any, Attribute] = {}
    for one in sorted(settings(cls), key=lambda one: len(one.to_mapping())):
        by_norms.setdefault(tuple(statement.norms for statement in one.statements()), one)
    return tuple(by_norms.values())


@cache
def _clash(slug: str, other: str) -> tuple[str, Attribute, Attribute] | None:
    """The code and the settings, the nearest to the defaults, with which two attributes clash."""
    from ..attributes.kit.attribute import attribute_class
    from ..norms.analysis import Analysis, Claim
    from ..norms.closure import shared_closure

    mine, theirs = _distinct(attribute_class(slug)), _distinct(attribute_class(other))
    if not _reach(slug) & _reach(other):
        return None
    pairs = sorted(product(mine, theirs), key=lambda pair: sum(len(one.to_mapping()) for one in pair))
    for pair in pairs:
        claims = [
            Claim(one.slug(), statement.key, statement.norms, owner=owner)
            for owner, one in enumerate(pair)
            for statement in one.statements()
        ]
        analysis = Analysis(claims, shared_closure())
        for clash in analysis.clashes(analysis.scope):
            if clash.code != "PED102" and {claims[i].owner for i in clash.claims} == {0, 1}:
                return clash.code, *pair
    return None


@cache
def _reach(slug: str) -> frozenset[str]:
    """What an attribute's norms bear on: attributes that share nothing here cannot clash."""
    from ..attributes.kit.attribute import attribute_class
    from ..norms.closure import shared_closure

    closure = shared_closure()
    found: set[str] = set()
    for one in _distinct(attribute_class(slug)):
        for statement in one.statements():
            for norm in statement.norms:
                acts = closure.duty(norm)
                found.update(closure.names(acts | closure.ban(norm)))
                found.update(other.other for other in closure.excludes if closure.bit[other.act] & acts)
                found.update(other.act for other in closure.excludes if closure.bit[other.other] & acts)
                found.update(q for q in closure.vocabulary.quantities if closure.contributes(q, acts))
                if acts & closure.bit["ask_question"]:
                    found.update(("words", "sentences", "questions"))
                if norm.modality in ("bound", "choose"):
                    found.add(norm.target)
                    found.update(clash[2] for clash in closure.slot_clashes if clash[0] == norm.target)
                    if norm.target in ("words", "sentences", "questions", "reading_grade"):
                        found.add("reading_grade")
    return frozenset(found)
