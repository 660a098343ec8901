"""Ways to mend a clash, found by search: change what loses least of what was written, and check again.

Every fix offered was checked: it removes its finding and adds none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...attributes.kit.attribute import Attribute
from ...base.cached import cached_property
from ...norms.claims import Clash
from ...norms.space import TooManyStates
from ...reports.report import Fix
from ..change import Change, fix_of
from ..claims import Placed
from ..keys import Key, keys_of, names, yields
from ..resolved import Resolved
from ..rules import find_plain
from ..rules.against_evidence import doubts
from .changes import Changes
from .loss import NOT_MEANT

MOST = 4
"""A finding offers at most so many fixes."""
MAX_TRIED = 1_500
"""So much is resolved again for one finding, in norms; the nearest ways are tried at any cost."""


class Before:
    """What there is to say of some attributes before any fix; found once for all their findings."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved

    @cached_property
    def keys(self) -> set[Key]:
        """What the analysis and the rules say."""
        return keys_of(self.resolved.resolution, self.resolved.placed) | _told(self.resolved)


def search(before: Before, clash: Clash, silent: int | None = None) -> tuple[Fix, ...]:
    """The fixes for one clash, the least loss first, at most `MOST`.

    Where what one side of it says is said nowhere any more, `silent` tells whose that is.
    """
    trial = _Trial(before, clash, silent)
    found: list[Change] = []
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for one in trial.changes.all():
        if found and one.loss[:1] == (NOT_MEANT,):
            break
        # Of all values of a parameter the nearest that mends it.
        if (one.owner, one.parameters) not in seen and trial.mends(one):
            seen.add((one.owner, one.parameters))
            found.append(one)
            if len(found) == MOST:
                break
        if not trial.left:
            break
    return tuple(fix_of(before.resolved, one, trial.changes.mute) for one in found)


class _Trial:
    """Tries changes: whether what clashes is gone with one, and nothing else has come."""

    def __init__(self, before: Before, clash: Clash, silent: int | None) -> None:
        resolved = before.resolved
        self.resolved, self.before, self.changes = resolved, before.keys, Changes(resolved, clash, silent)
        owners = self.changes.owners
        self.key = clash.code, names(resolved.placed, owners)
        if silent is not None:
            self.key = yields(resolved.placed, silent, [owner for owner in owners if owner != silent])
        self.few = [resolved.placed[i] for i in owners]
        self.left = max(2, MAX_TRIED // resolved.cost)

    def mends(self, one: Change) -> bool:
        """A quick look at the attributes involved alone, before everything is checked again."""
        try:
            few = _applied(self.few, self.changes.owners.index(one.owner), one.attribute)
            if few and self.key in keys_of(self.resolved.changed(few).resolution, few):
                return False
            self.left -= 1
            placed = _applied(self.resolved.placed, one.owner, one.attribute)
            settled = self.resolved.changed(placed)
        except TooManyStates:
            return False
        after = keys_of(settled.resolution, placed)
        return self.key not in after and after <= self.before and self._new(settled) <= self.before

    def _new(self, settled: Resolved) -> set[Key]:
        """What the rules then have to say, but that those agree who clashed: one of them may then go as well."""
        clashed = set(self.key[1])
        return {key for key in _told(settled) if key[0] != "PED303" or not set(key[1]) <= clashed}


def _applied(placed: Sequence[Placed], owner: int, attribute: Attribute | None) -> list[Placed]:
    """What is placed, with one attribute as it would be, or without it."""
    changed = [] if attribute is None else [replace(placed[owner], attribute=attribute)]
    return [*placed[:owner], *changed, *placed[owner + 1 :]]


def _told(resolved: Resolved) -> set[Key]:
    """What the rules have to say, in the same form, and what studies speak against."""
    doubted = {("PED404", (claim.slug,)) for claim, _ in doubts(resolved)}
    return doubted | {(finding.code, finding.attributes) for finding in find_plain(resolved)}
