"""With which settings two attributes cannot be followed together.

Only settings whose norms may meet are analysed, and of those that are alike in all that the other attribute can meet
only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from ..norms.meeting import Touch, touched
from ..norms.norm import Norm
from ..presets.packs import closure_of

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute, Statement


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
    from ..base.inline import inline

    value = attribute.to_value()
    return "(defaults)" if value is None else inline(value)


@cache
def _touch(norms: frozenset[Norm]) -> Touch:
    return touched(norms, closure_of(()))


@dataclass(frozen=True, slots=True)
class _Setting:
    attribute: Attribute
    distance: int
    """From the defaults, in parameters."""
    statements: tuple[Statement, ...]

    @property
    def touch(self) -> Touch:
        return _touch(frozenset(norm for statement in self.statements for norm in statement.norms))

    def facing(self, other: Touch) -> frozenset[tuple[str, tuple[Norm, ...]]]:
        """The statements that can have part in a clash with `other`: those that bear on it, or on one of these."""
        left, found, faced = list(self.statements), [], [other]
        while faced:
            met = [one for one in left if any(_touch(frozenset(one.norms)).bears_on(there) for there in faced)]
            left = [one for one in left if one not in met]
            faced = [_touch(frozenset(one.norms)) for one in met]
            found += met
        return frozenset((one.key, one.norms) for one in found)


@cache
def _settings(slug: str) -> tuple[tuple[_Setting, ...], Touch]:
    """Settings of an attribute that differ in their norms, the nearest to the defaults first; and what all touch."""
    from ..attributes.kit.attribute import attribute_class
    from ..attributes.kit.settings import settings

    by_norms: dict[tuple[tuple[Norm, ...], ...], _Setting] = {}
    found = [(len(one.to_mapping()), one) for one in settings(attribute_class(slug))]
    for distance, one in sorted(found, key=itemgetter(0)):
        statements = tuple(one.statements())
        by_norms.setdefault(tuple(s.norms for s in statements), _Setting(one, distance, statements))
    return tuple(by_norms.values()), _touch(frozenset(n for key in by_norms for norms in key for n in norms))


def _apart(found: Iterable[_Setting], other: Touch) -> list[_Setting]:
    """The first of those settings that are alike in all that `other` can meet."""
    first: dict[frozenset[tuple[str, tuple[Norm, ...]]], _Setting] = {}
    for one in found:
        if facing := one.facing(other):
            first.setdefault(facing, one)
    return list(first.values())


@cache
def _clash(slug: str, other: str) -> tuple[str, Attribute, Attribute] | None:
    """The code and the settings, the nearest to the defaults, with which two attributes clash."""
    (mine, my_touch), (theirs, their_touch) = _settings(slug), _settings(other)
    if not my_touch.may_meet(their_touch):
        return None
    pairs = product(_apart(mine, their_touch), _apart(theirs, my_touch))
    for one, two in sorted(pairs, key=lambda pair: pair[0].distance + pair[1].distance):
        if one.touch.may_meet(two.touch) and (code := _code([one.statements, two.statements], [slug, other])):
            return code, one.attribute, two.attribute
    return None


def _code(both: Sequence[Iterable[Statement]], slugs: Sequence[str]) -> str | None:
    """The code of the first clash between the statements of two attributes."""
    from ..norms.claims import Claim
    from ..norms.resolving import Analysis

    claims = [
        Claim(slugs[owner], statement.key, statement.norms, owner=owner)
        for owner, statements in enumerate(both)
        for statement in statements
    ]
    analysis = Analysis(claims, closure_of(()))
    for clash in analysis.clashes(analysis.scope):
        if clash.code != "PED102" and {claims[i].owner for i in clash.claims} == {0, 1}:
            return clash.code
    return None
