"""What could be changed in one attribute to mend a clash, and how much of what was written that would lose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from ...attributes.kit.attribute import Attribute
from ...attributes.kit.parameters import parameters_of
from ...norms.claims import Clash
from ...norms.condition import Condition, as_condition
from ..change import Change, can_be_written
from ..removals import taken_out
from ..resolved import Resolved
from . import loss
from .exceptions import exception, is_safe
from .near import Needed, near
from .part import Part
from .worded import renumbered, unlinked

_LENGTHS = frozenset({"words", "sentences"})


_Value = tuple[tuple[str, ...], Attribute, float]
"""An attribute with other values of some parameters, and how far these are away."""


class Changes:
    """The changes to the attributes of a clash.

    Where a statement of one of them says nothing anywhere because of it, `silent` tells whose that is.
    """

    def __init__(self, resolved: Resolved, clash: Clash, silent: int | None = None) -> None:
        self.resolved, self.clash, self.silent = resolved, clash, silent
        self.owners = tuple(sorted({resolved.resolution.claims[i].owner for i in clash.claims}))
        """Whose attributes clash."""
        live = [
            resolved.resolution.live[i] & resolved.speaks(claim)
            for i, claim in enumerate(resolved.resolution.claims)
            if claim.owner == silent
        ]
        self.mute = None if any(live) else silent
        """Whose attribute says nothing at all any more, so that nothing is lost where it goes."""
        self._parts = {owner: Part(resolved, clash, owner) for owner in self.owners}
        self._needed = Needed.by(clash)

    def all(self) -> list[Change]:
        """The changes, what loses least first; what guards somebody is not weakened for what does not."""
        placed = self.resolved.placed
        # To permit less guards no less.
        locked = [i for i in self.owners if self._parts[i].guards and not self._parts[i].allows]
        free = [owner for owner in self.owners if owner not in locked] or self.owners
        found = [one for owner in free if can_be_written(placed, owner) for one in self._of(self._parts[owner])]
        if len({placed[owner].origin.source for owner in self.owners}) == 1:
            guarding = [one for one in locked if one not in free and can_be_written(placed, one)]
            found += [one for owner in guarding for one in self._guarding(self._parts[owner])]
        return sorted(found, key=lambda one: (one.loss, placed[one.owner].attribute.known_as, one.parameters))

    def _of(self, part: Part) -> Iterator[Change]:
        """The changes to one attribute."""
        attribute, owner = part.attribute, part.owner
        others = [self._parts[one] for one in self.owners if one != owner]
        named = part.named and not any(one.stands for one in others)
        both = any(one.named for one in others)
        for names, changed, step in self._values(part):
            if not any(changed == other.attribute for other in self.resolved.placed):  # it would say twice what is said
                lost = loss.of_value(part, names, changed, step, others)
                yield Change(owner, names, changed, lost.of_named(both=both) if named else lost)
        if attribute.is_locked:
            return
        if found := exception(part, others):
            region, short = found
            if excepted := _with(attribute, {"unless": as_condition(attribute.unless) | region}):
                lost = loss.of_exception(part, excepted, others, region, short=short)
                safe = self.silent is None and is_safe(part, region, others)
                if named and all(norm.modality == "bound" for norm in part.norms):
                    lost = lost.of_named(both=both)
                yield Change(owner, ("unless",), excepted, lost._replace(step=float(named)), safe)
        kept = part.keeps_back and owner != self.mute
        if not kept and self.silent in (None, owner) and taken_out(self.resolved, owner):
            lost = loss.of_removal(part, others, mute=owner == self.mute)
            yield Change(owner, (), None, lost.of_named(both=both) if named else lost)

    def _guarding(self, part: Part) -> Iterator[Change]:
        """Other values of what rules something out, where one author wrote all that clashes, that rule out no less."""
        for one in self._of(part) if part.keeps_back else ():
            if one.attribute and one.parameters != ("unless",) and loss.guards_still(part, one.attribute):
                yield one

    def _values(self, part: Part) -> Iterator[_Value]:
        """An attribute with other values of one parameter, or of two that bound the same."""
        attribute = part.attribute
        if attribute.own_words:
            for values, away in renumbered(attribute, self.resolved.words):
                if changed := _with(attribute, values):
                    yield tuple(values), changed, away
            return
        for name, value in unlinked(attribute):
            if changed := _with(attribute, {name: value}):
                yield (name,), changed, 0.0
        parameters, meant = parameters_of(type(attribute)), part.parameters()
        lengths = part.parameters(_LENGTHS) if self.clash.code in ("PED103", "PED105") else set()
        chosen = any(reason.kind in ("choice", "slots") for reason in self.clash.reasons)
        shut_out = all(reason.kind == "exclusion" for reason in self.clash.reasons)
        ends = {n for name in attribute.parameters() if type(n := getattr(attribute, name)) is int}
        about = [reason.about for reason in self.clash.reasons if reason.kind == "bounds" and len(ends) == 2]
        edges = {one[end] for one in about for end in ("least", "most")}
        for name in attribute.parameters():
            now = getattr(attribute, name)
            for value, cost in near(parameters[name], now, self._needed, length=name in lengths):
                if edges and type(value) is int and (value in edges or abs(value - now) > max(ends) - min(ends)):
                    continue  # nothing but an end would be left of the range, or hardly more
                if shut_out and isinstance(value, tuple) and set(value) == set(now):
                    continue  # what shuts each other out does so in any order
                if chosen and isinstance(value, tuple) and set(value) - set(now):
                    continue  # one more to choose from leaves the one that clashes
                if name not in meant and not isinstance(value, int | Condition):
                    cost += 1  # how much may be set beside it; what is done is what the clash is about
                if changed := _with(attribute, {name: value}):
                    yield (name,), changed, cost
            # What nobody writes says nothing, where nothing is its default.
            if name in attribute.written and len(attribute.model_fields_set) > 1 and not parameters[name].required:
                if parameters[name].default in (None, ()) and (changed := _with(attribute, {}, without=name)):
                    yield (name,), changed, 1.8
        yield from self._exactly(attribute)

    def _exactly(self, attribute: Attribute) -> Iterator[_Value]:
        """An exact number as another exact number."""
        names = tuple(name for name in attribute.parameters() if type(getattr(attribute, name)) is int)
        if len(names) == 2 and {*names} <= attribute.written and len({getattr(attribute, name) for name in names}) == 1:
            now = getattr(attribute, names[0])
            for number in range(now - 1, 0, -1):
                if changed := _with(attribute, dict.fromkeys(names, number)):
                    yield names, changed, 0.2 + (now - number) / 10


def _with(attribute: Attribute, values: dict[str, Any], without: str | None = None) -> Attribute | None:
    """The attribute with other values, or without one; None where it cannot be so."""
    kept = {field: getattr(attribute, field) for field in attribute.model_fields_set if field != without}
    try:
        return type(attribute)(**{**kept, **values})
    except ValidationError:
        return None
