"""The search for settings with which two attributes cannot be followed together.

Only settings whose norms may meet are analysed, and of those that are alike in all that the other attribute can meet
only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from ..norms.meeting import Touch, touched
from ..norms.norm import Norm
from ..presets.packs import Pack, closure_of, shelf

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute, Statement


@lru_cache(maxsize=256)
def search(slug: str, packs: tuple[Pack, ...] = ()) -> tuple[Mapping[str, str], ...]:
    """One example for each other attribute of settings that clash with settings of this one."""
    found = []
    for other in shelf(packs):
        pair = _clash(*sorted((slug, other)), packs) if other != slug else None
        if pair is not None:
            code, *both = pair
            mine, theirs = both if slug < other else reversed(both)
            found.append({"other": other, "code": code, "own": _shown(mine), "value": _shown(theirs)})
    return tuple(found)


def _shown(attribute: Attribute) -> str:
    from ..base.inline import inline

    value = attribute.to_value()
    return "(defaults)" if value is None else inline(value)


@lru_cache(maxsize=8192)
def _touch(norms: frozenset[Norm], packs: tuple[Pack, ...]) -> Touch:
    return touched(norms, closure_of(packs))


@dataclass(frozen=True, slots=True)
class _Setting:
    attribute: Attribute
    distance: int
    """From the defaults, in parameters."""
    statements: tuple[Statement, ...]
    packs: tuple[Pack, ...]

    @property
    def touch(self) -> Touch:
        return _touch(frozenset(norm for statement in self.statements for norm in statement.norms), self.packs)

    def facing(self, other: Touch) -> frozenset[tuple[str, tuple[Norm, ...]]]:
        """The statements that can have part in a clash with `other`: those that bear on it, or on one of these."""
        packs = self.packs
        left, found, faced = list(self.statements), [], [other]
        while faced:
            met = [one for one in left if any(_touch(frozenset(one.norms), packs).bears_on(there) for there in faced)]
            left = [one for one in left if one not in met]
            faced = [_touch(frozenset(one.norms), packs) for one in met]
            found += met
        return frozenset((one.key, one.norms) for one in found)


@lru_cache(maxsize=512)
def _settings(slug: str, packs: tuple[Pack, ...]) -> tuple[tuple[_Setting, ...], Touch]:
    """Settings of an attribute that differ in their norms, the nearest to the defaults first; and what all touch."""
    from ..attributes.kit.settings import settings

    by_norms: dict[tuple[tuple[Norm, ...], ...], _Setting] = {}
    found = [(len(one.to_mapping()), one) for one in settings(shelf(packs)[slug])]
    for distance, one in sorted(found, key=itemgetter(0)):
        statements = tuple(one.statements())
        by_norms.setdefault(tuple(s.norms for s in statements), _Setting(one, distance, statements, packs))
    return tuple(by_norms.values()), _touch(frozenset(n for key in by_norms for norms in key for n in norms), packs)


def _apart(found: Iterable[_Setting], other: Touch) -> list[_Setting]:
    """The first of those settings that are alike in all that `other` can meet."""
    first: dict[frozenset[tuple[str, tuple[Norm, ...]]], _Setting] = {}
    for one in found:
        if facing := one.facing(other):
            first.setdefault(facing, one)
    return list(first.values())


@lru_cache(maxsize=8192)
def _clash(slug: str, other: str, packs: tuple[Pack, ...]) -> tuple[str, Attribute, Attribute] | None:
    """The code and the settings, the nearest to the defaults, with which two attributes clash."""
    (mine, my_touch), (theirs, their_touch) = _settings(slug, packs), _settings(other, packs)
    if not my_touch.may_meet(their_touch):
        return None
    pairs = product(_apart(mine, their_touch), _apart(theirs, my_touch))
    for one, two in sorted(pairs, key=lambda pair: pair[0].distance + pair[1].distance):
        if one.touch.may_meet(two.touch) and (code := _code([one.statements, two.statements], [slug, other], packs)):
            return code, one.attribute, two.attribute
    return None


def _code(both: Sequence[Iterable[Statement]], slugs: Sequence[str], packs: tuple[Pack, ...]) -> str | None:
    """The code of the first clash between the statements of two attributes."""
    from ..norms.claims import Claim
    from ..norms.resolving import Analysis

    claims = [
        Claim(slugs[owner], statement.key, statement.norms, owner=owner)
        for owner, statements in enumerate(both)
        for statement in statements
    ]
    analysis = Analysis(claims, closure_of(packs))
    for clash in analysis.clashes(analysis.scope):
        if clash.code != "PED102" and {claims[i].owner for i in clash.claims} == {0, 1}:
            return clash.code
    return None
