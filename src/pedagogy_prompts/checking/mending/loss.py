"""What a change would lose of what was written: a short list of reasons, of which the first that differs decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from ...attributes.kit.attribute import Attribute, own_texts
from ...norms.closure import Closure
from ...norms.condition import Condition, as_condition
from ...norms.norm import Modality, NormValue
from ...norms.space import Space
from ...norms.vocabulary import ORDER_SLOT
from ..claims import statements_of
from .exceptions import taken
from .part import Part
from .usual import share, usual

BOTH_STAY, PART_FALLS, GIVES_AWAY, ONE_GOES = range(4)
"""What becomes of what was written: both still do what they are for; a part of one falls; what is held back is given
away; or one is taken out, or asked for at another time."""
_NAMED = 4
"""What is added where it is what the title of the preset names."""
NOT_MEANT = 8
"""The clash is only got round, and nobody would have meant that."""
REORDERED, LESS_OFTEN, EXCEPTED, OTHERWISE, LABOURED = range(5)
"""How: the same is said in another order, or less of the same; an exception is made; something else is said; it is done
as nobody would write it."""
_FEW, _SOME = 0.1, 0.5
"""Up to which shares of all turns a change reaches few of them, or some."""
_LASTING = frozenset({"affect", "learner_level", "phase", "stuck", "turn"})
"""What somebody has in mind who makes an exception."""
_AMONG = frozenset({"offer_help_menu", "mix_kinds"})
"""What takes at least two things."""
_MOST = 2
_PART = 0.15
"""What an exception silences beside the clash is missed where it is in more than this share of all turns."""
_GIVEN_AWAY = "show_full_solution"
"""What no change newly asks for: it gives all away."""


class Loss(NamedTuple):
    """What is lost; the least comes first."""

    becomes: int
    """`BOTH_STAY` to `ONE_GOES`, the same of what the title names, and `NOT_MEANT`."""
    reach: int = 0
    """Whether it also changes turns without a clash: 0 few, 1 some, 2 most."""
    firm: bool = True
    """Whether it changes more than what is only allowed."""
    way: int = 0
    """`REORDERED` to `LABOURED`; what rules something out goes last."""
    share: float = 0.0
    """In which share of all turns the changed one speaks: what is for few turns is the one to fit in."""
    step: float = 0.0
    """How far the new value is from the old one, or how much goes that is no limit."""

    def of_named(self, *, both: bool) -> Loss:
        """The same, of what the title of the preset names; a little less of it is still that, if it names not both."""
        if not both and self.becomes <= PART_FALLS and self.way <= LESS_OFTEN:
            return self
        return self._replace(becomes=min(self.becomes + _NAMED, NOT_MEANT))


class _Said(NamedTuple):
    """What a norm says, whenever it holds."""

    modality: Modality
    target: str
    value: NormValue
    every: bool


class _Where(NamedTuple):
    """Where something is said: the states, as far as a space tells them apart, and their usual share of all turns."""

    states: int
    share: float

    def without(self, states: int) -> _Where:
        return _Where(self.states & ~states, self.share)


_Held = dict[_Said, _Where]


def of_value(part: Part, names: Collection[str], after: Attribute, step: float, others: list[Part]) -> Loss:
    """What is lost with other values of some parameters."""
    before, told = part.attribute, {norm.target for norm in part.norms}
    old, new = _held(before, part.resolved.space), _held(after, part.resolved.space)
    lost, gained = _less(old, new), _less(new, old)
    values = [(getattr(before, name), getattr(after, name)) for name in names]
    grown = part.bans and any(isinstance(was, tuple) and {*was} < {*value} for was, value in values)
    # Where one more is let through, nothing else changes.
    reach = 0 if grown else _reach(part, {said: one for said, one in lost.items() if said.target in told} | gained)
    beside = any(said.modality == "oblige" and said.target not in told for said in lost)
    other = bool(gained) or any(_is_other(was, value) for was, value in values)
    way = OTHERWISE if other and not grown else LESS_OFTEN
    if any(isinstance(was, tuple) and {*was} == {*value} for was, value in values):
        way = REORDERED
    numbers = [(was, value) for was, value in values if type(was) is int]
    if not part.bans and any(value == 0 for _, value in numbers):
        becomes, way = ONE_GOES, LABOURED  # nobody asks for none of something
    elif {*names} & {*before.free_text} - after.model_fields_set:
        # What its author worded is no longer what counts.
        becomes, way = (ONE_GOES, LABOURED) if part.bans else (PART_FALLS, way)
    elif _gets_round(part, names, after, new, others):
        becomes = NOT_MEANT
    elif part.keeps_back:
        becomes = GIVES_AWAY
    elif any(isinstance(value, str) for _, value in values) and _is_moved(part, old, new):
        becomes = ONE_GOES
    elif _falls(part, values, after, beside=beside):
        # What was ruled out in all turns may then be allowed in all of them.
        becomes = ONE_GOES if part.share > _SOME and any(was == 0 for was, _ in numbers) else PART_FALLS
    else:
        becomes = BOTH_STAY
    return Loss(becomes, reach, not part.allows, way, round(part.share, 1), step)


def guards_still(part: Part, after: Attribute) -> bool:
    """Whether all that an attribute says stays, but for what it rules out and then asks for instead."""
    before, space, closure = part.attribute, part.resolved.space, part.resolved.closure
    asked = _wants(after, closure)[0]
    fallen = _less(_held(before, space), _held(after, space))
    instead = (said.modality == "forbid" and closure.bit[said.target] & asked for said in fallen)
    return not before.locked and all(instead)


def of_exception(part: Part, after: Attribute, others: list[Part], region: Condition, *, short: bool) -> Loss:
    """What is lost where an attribute no longer holds in some states."""
    space, told = part.resolved.space, {norm.target for norm in part.norms}
    lost = _less(_held(part.attribute, space), _held(after, space))
    beside = (where.states for said, where in lost.items() if said.target not in told and _is_missed(said))
    becomes = GIVES_AWAY if part.keeps_back or part.attribute.own_words else BOTH_STAY
    much = taken(part, region)
    if much > _SOME:
        becomes, short = ONE_GOES, True  # little is left of it, but more than where it goes
    elif share(space, reduce(or_, beside, 0)) > _PART:
        becomes, short = ONE_GOES, False  # it would silence what is in nobody's way
    if all(one.allows for one in others):
        becomes = NOT_MEANT
    reach = _reach(part, {said: where for said, where in lost.items() if said.target in told})
    # What the learner does in one turn is seldom what somebody makes an exception for.
    passing = not region.variables <= _LASTING
    return Loss(becomes, reach, True, EXCEPTED if short else LABOURED, passing + round(much, 1))


def of_removal(part: Part, others: list[Part], *, mute: bool) -> Loss:
    """What is lost where an attribute goes; little where it says nothing anyway."""
    becomes, reach = (PART_FALLS, _MOST) if mute else (ONE_GOES, 0)
    way = LABOURED if part.bans else OTHERWISE
    if part.bans and len(others) > 1 and not any(one.bans for one in others):
        way = EXCEPTED  # of several things that are asked for and what keeps them apart, that goes
    told = sum(norm.modality != "bound" for i in part.own for norm in part.resolved.resolution.claims[i].norms)
    return Loss(becomes, reach, True, way, part.share, told)


def _held(attribute: Attribute, space: Space) -> _Held:
    """What an attribute says, and where."""
    scope = space.region(as_condition(attribute.when)) & ~space.region(as_condition(attribute.unless))
    found: _Held = {}
    for norm in (norm for one in statements_of(attribute) for norm in one.norms):
        said = _Said(norm.modality, norm.target, norm.value, norm.every)
        states, much = found.get(said, _Where(0, 0.0))
        found[said] = _Where(states | (space.region(norm.when) & scope), much + usual(norm.when))
    return found


def _less(held: _Held, other: _Held) -> _Held:
    """What is said in one and not in the other, where anything."""
    left = {said: where.without(other[said].states) if said in other else where for said, where in held.items()}
    return {said: where for said, where in left.items() if where.states}


def _reach(part: Part, changed: Mapping[_Said, _Where]) -> int:
    space, found = part.resolved.space, 0.0
    for where in changed.values():
        found = max(found, min(share(space, where.states & ~part.clash.region), where.share))
    return (found > _FEW) + (found > _SOME)


def _is_moved(part: Part, old: _Held, new: _Held) -> bool:
    """Whether it would ask for what clashes in other turns alone."""
    told = {norm.target for norm in part.norms}
    was, then = (_all(one.states for said, one in held.items() if said.target in told) for held in (old, new))
    return bool(was and then and not was & then)


def _is_order(said: _Said) -> bool:
    return said.modality == "choose" and said.target.startswith(ORDER_SLOT)


def _is_missed(said: _Said) -> bool:
    """Whether it is missed where it is not said: a limit is not, where what it limits is not said either."""
    return said.modality != "bound" and not _is_order(said)


def _is_other(was: object, value: object) -> bool:
    """Whether one value is another thing, and not more or less of the same."""
    if isinstance(was, tuple) and isinstance(value, tuple):
        return not {*was} <= {*value} and not {*value} <= {*was}
    return isinstance(value, str)


def _falls(part: Part, values: list[tuple[Any, Any]], after: Attribute, *, beside: bool) -> bool:
    """Whether a part of what it says would fall; `beside` is whether it asks for less than what clashes."""
    before, closure = part.attribute, part.resolved.closure
    was, then = ({each.key for each in statements_of(one)} for one in (before, after))
    if was - then and not then - was:
        return True
    ruled_out, rules_out = _wants(before, closure)[1], _wants(after, closure)[1]
    ordered = any(norm.target.startswith(ORDER_SLOT) for norm in part.norms)
    for was, value in values:
        if isinstance(value, tuple) and len(value) < len(was) and (beside or ordered):
            return True
        if type(value) is int and was == 0 and ruled_out & ~rules_out:
            return True
    return False


def _gets_round(part: Part, names: Collection[str], after: Attribute, new: _Held, others: list[Part]) -> bool:
    """Whether nobody would have meant it: it gives in to the other side, or only slips past the clash."""
    before, closure = part.attribute, part.resolved.closure
    if before.speaks_as_tutor:
        return True  # who the tutor is frames the whole lesson
    values = [(getattr(before, name), getattr(after, name)) for name in names]
    lists = [({*was}, {*value}) for was, value in values if isinstance(was, tuple) and isinstance(value, tuple)]
    if part.bans and any(value and was.isdisjoint(value) for was, value in lists):
        return True  # nobody rules out another thing instead
    acts = {said.target for said in new if said.modality == "oblige"}
    if acts & _AMONG and any(isinstance(value, tuple) and len(value) == 1 for _, value in values):
        return True  # a choice of one is none
    told = {one.key for one in statements_of(after)}
    if _is_worded(before) and before.parameters()[0] not in names and any(isinstance(was, str) for was, _ in values):
        first = statements_of(before)[0].key
        if all(first == part.resolved.resolution.claims[i].key in told for i, _ in part.meant):
            return True  # nobody words it again for another place
    if _wants(after, closure)[0] & ~_wants(before, closure)[0] & closure.bit[_GIVEN_AWAY]:
        return True
    stands = others and all(other.stands for other in others)  # what stands leaves no choice
    flips = not stands and {*names} <= after.model_fields_set and _flips(part, new)
    return bool(flips) or _slips(part, names, new)


def _slips(part: Part, names: Collection[str], new: _Held) -> bool:
    """Whether it still asks for what clashes, only less firmly, or leaves it standing and lets it not count."""
    barred = any(reason.kind == "ban" for reason in part.clash.reasons)
    for norm in part.norms:
        same = [where for said, where in new.items() if (said.modality, said.target) == (norm.modality, norm.target)]
        if norm.modality == "oblige" and barred and any(where.states & part.clash.region for where in same):
            return True
        if norm.modality == "bound" and not same and not part.parameters() & {*names}:
            return True
    return False


def _flips(part: Part, new: _Held) -> bool:
    """Whether it would choose what it ruled out by its choice."""
    for norm in part.norms:
        same = [said for said in new if (said.modality, said.target) == ("choose", norm.target)]
        if norm.modality == "choose" and same and not _is_order(same[0]):
            return not any(_chosen(said.value) & _chosen(norm.value) for said in same)
    return False


def _chosen(value: NormValue) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _is_worded(attribute: Attribute) -> bool:
    """Whether it is there for a text that its author worded."""
    return attribute.parameters()[0] in attribute.free_text and any(" " in text for text in own_texts(attribute))


def _wants(attribute: Attribute, closure: Closure) -> tuple[int, int]:
    """The acts that an attribute asks for and rules out."""
    norms = [norm for statement in statements_of(attribute) for norm in statement.norms]
    return _all(map(closure.duty, norms)), _all(map(closure.ban, norms))


def _all(acts: Iterable[int]) -> int:
    return reduce(or_, acts, 0)
