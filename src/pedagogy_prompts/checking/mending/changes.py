"""What could be changed in one attribute to mend a clash, and how much of what was written that would lose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from pydantic import ValidationError

from ...attributes.kit.attribute import Attribute, Statement
from ...attributes.kit.parameters import parameters_of
from ...norms.claims import Clash
from ...norms.closure import Closure
from ...norms.condition import Condition, as_condition
from ...norms.norm import Norm
from ..change import Change, can_be_written
from ..claims import statements_of
from ..removals import taken_out
from ..resolved import Resolved
from .exceptions import WORDING, exception, lost
from .near import Needed, near
from .part import Part

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
        locked = [i for i in self.owners if placed[i].attribute.is_locked and not self._parts[i].allows]
        free = [owner for owner in self.owners if owner not in locked] or self.owners
        found = [one for owner in free if can_be_written(placed, owner) for one in self._of(self._parts[owner])]
        return sorted(found, key=lambda one: (one.cost, placed[one.owner].attribute.known_as, one.parameters))

    def _of(self, part: Part) -> Iterator[Change]:
        """The changes to one attribute."""
        attribute, owner = part.attribute, part.owner
        others = [self._parts[one] for one in self.owners if one != owner]
        dear = 2.0 * bool(attribute.free_text)  # nobody words it again for another place
        dear += 0.7 * attribute.speaks_as_tutor
        if part.keeps_back:
            dear += 1.5
        elif part.bans and self.silent is None and any(other.some for other in others):
            dear += 2.1  # what is ruled out in every turn is the frame of the lesson
        if any(other.attribute.strength == "should" for other in others) and attribute.strength == "must":
            dear += 1.0  # a must is not changed for a wish
        for names, changed, cost in self._values(part):
            if any(changed == other.attribute for other in self.resolved.placed):
                continue  # it would say twice what is said
            written = 1.0 if _meant(attribute) & set(names) else 0.4
            less = (
                _lost(attribute, changed)
                + 1.5 * _grows(attribute, changed)
                + 2 * _turned_round(attribute, changed, self.resolved.closure)
            )
            if any(type(getattr(changed, name)) is int for name in names):
                less += 1.5 * _asks_no_more(attribute, changed, self.resolved.closure)
            less *= 0.7 + part.share  # what speaks of few turns loses less
            less += part.outside * bool(_meant(attribute) & set(names))
            less -= 1.6 * _agrees(attribute, changed, others, self.resolved.closure) + 1.2 * part.allows
            wished = 0.6 if attribute.strength == "should" else 1.0
            yield Change(owner, names, changed, wished * (written * cost + less + dear))
        if attribute.is_locked or (part.keeps_back and owner != self.mute):
            return
        if region := exception(part):
            cost, safe = lost(part, region, others)
            if self.clash.code == "PED105" and part.parameters(_LENGTHS):
                cost += 1.2  # a little more room loses less than no limit at all
            if excepted := _with(attribute, {"unless": as_condition(attribute.unless) | region}):
                yield Change(owner, ("unless",), excepted, cost, safe and self.silent is None)
        if self.silent in (None, owner) and taken_out(self.resolved, owner):
            cost = 3.3 + 1.2 * part.share + 0.3 * len(attribute.written) + WORDING * attribute.own_words
            yield Change(owner, (), None, 2.6 if owner == self.mute else cost)

    def _values(self, part: Part) -> Iterator[_Value]:
        """An attribute with other values of one parameter, or of two that bound the same."""
        attribute = part.attribute
        if attribute.own_words:
            return
        parameters, meant = parameters_of(type(attribute)), part.parameters()
        lengths = part.parameters(_LENGTHS) if self.clash.code in ("PED103", "PED105") else set()
        chosen = any(reason.kind in ("choice", "slots") for reason in self.clash.reasons)
        shut_out = all(reason.kind == "exclusion" for reason in self.clash.reasons)
        for name in attribute.parameters():
            now = getattr(attribute, name)
            for value, cost in near(parameters[name], now, self._needed, length=name in lengths):
                if shut_out and isinstance(value, tuple) and set(value) <= set(now):
                    cost = 2.8  # what shuts each other out does so in any order
                if chosen and isinstance(value, tuple) and set(value) - set(now):
                    continue  # one more to choose from leaves the one that clashes
                if name not in meant and not isinstance(value, int | Condition):
                    cost += 1  # how much may be set beside it; what is done is what the clash is about
                if changed := _with(attribute, {name: value}):
                    yield (name,), changed, cost
            # What nobody writes says nothing, where nothing is its default.
            if name in attribute.written and len(attribute.model_fields_set) > 1 and not parameters[name].required:
                if parameters[name].default is None and (changed := _with(attribute, {}, without=name)):
                    yield (name,), changed, 1.8
        yield from self._moved(attribute)

    def _moved(self, attribute: Attribute) -> Iterator[_Value]:
        """A range moved as a whole to where it is allowed, as wide as it was."""
        for about in (reason.about for reason in self.clash.reasons if reason.kind == "bounds"):
            numbers = {name: n for name in attribute.parameters() if type(n := getattr(attribute, name)) is int}
            if len(numbers) != 2:
                continue
            least, most = sorted(numbers, key=lambda name: (numbers[name], "max" in name))
            lower = (about["most"] + 1) // 2 - numbers[most]  # not what only just passes
            for away in (lower, about["least"] - numbers[least]):
                values = {name: number + away for name, number in numbers.items()}
                values[least] = max(1, values[least])
                if changed := _with(attribute, values):
                    yield (least, most), changed, 0.5


def _with(attribute: Attribute, values: dict[str, Any], without: str | None = None) -> Attribute | None:
    """The attribute with other values, or without one; None where it cannot be so."""
    kept = {field: getattr(attribute, field) for field in attribute.model_fields_set if field != without}
    try:
        return type(attribute)(**{**kept, **values})
    except ValidationError:
        return None


def _turned_round(before: Attribute, after: Attribute, closure: Closure) -> bool:
    """Whether it would then ask for what it ruled out, or rule out what it asked for."""
    old, new = (_asked(one, closure) for one in (before, after))
    return bool(old[0] & new[1] or old[1] & new[0])


def _asks_no_more(before: Attribute, after: Attribute, closure: Closure) -> bool:
    """Whether it would then ask for nothing of what it asked for, as a number of none does."""
    return bool(_asked(before, closure)[0]) and not _asked(before, closure)[0] & _asked(after, closure)[0]


def _grows(before: Attribute, after: Attribute) -> bool:
    """Whether it would then speak in every turn, and does not now."""
    old, new = ({norm.when for s in statements_of(one) for norm in s.norms} for one in (before, after))
    return any(when.always for when in new) and not any(when.always for when in old)


def _agrees(before: Attribute, after: Attribute, others: Sequence[Part], closure: Closure) -> bool:
    """Whether it would then ask for the very thing that another side of the clash asks for."""
    theirs = [norm.target for other in others for norm in other.norms if norm.modality == "oblige"]
    wanted = reduce(or_, (closure.bit[target] for target in theirs), 0)
    return bool(_asked(after, closure)[0] & ~_asked(before, closure)[0] & wanted)


def _asked(attribute: Attribute, closure: Closure) -> tuple[int, int]:
    """The acts that an attribute asks for and rules out."""
    norms = [norm for statement in statements_of(attribute) for norm in statement.norms]
    return reduce(or_, map(closure.duty, norms), 0), reduce(or_, map(closure.ban, norms), 0)


def _lost(a: Attribute, b: Attribute) -> float:
    """How much of the meaning changes: the share of norms that are not in both.

    What nobody wrote counts less, what is new counts half, and so does what only holds otherwise.
    """
    first, second = ({norm: _weight(one, s, norm) for s in statements_of(one) for norm in s.norms} for one in (a, b))
    gone, new = first.keys() - second.keys(), second.keys() - first.keys()
    same = {(n.modality, n.target) for n in gone} & {(n.modality, n.target) for n in new}
    weights = [(n, first[n]) for n in gone] + [(n, 0.5) for n in new]
    changed = sum(weight * (0.5 if (n.modality, n.target) in same else 1) for n, weight in weights)
    return changed / max(1, len(first | second))


def _weight(attribute: Attribute, statement: Statement, norm: Norm) -> float:
    param = statement.param_of(norm)
    return 1.0 if param is None or param in _meant(attribute) else 0.4


def _meant(attribute: Attribute) -> frozenset[str]:
    """The parameters that were written; who names an attribute alone means the main one."""
    return attribute.written or frozenset(attribute.parameters()[:1])
