"""Exceptions: an attribute that does not hold in the states of a clash."""

from __future__ import annotations

from ...norms.condition import NEVER, Condition, as_condition
from ...norms.space import Space
from ...norms.variables import VARIABLES, Value
from .part import KEEPING_BACK, Part
from .usual import share

WORDING = 1.5
"""What it costs to touch what its author worded: no word of it can be fitted to the change."""


_PART = 0.2
"""A part of a session is at most so much of it."""


def exception(part: Part) -> Condition | None:
    """Where an attribute would not hold, beside where it does not now; None where that would leave a statement none."""
    space = part.resolved.space
    region = _short(_public(space.cover(part.clash.region)), space, part.spoken, widen=not part.bans)
    if region.always or part.some or (part.meant and not part.outside) or part.attribute.speaks_as_tutor:
        return None  # nothing of it would be left, or nobody can be somebody else for a turn
    left = ~space.mask(region)
    return None if any((told := part.says(i)) and not told & left for i in part.own) else region


def lost(part: Part, region: Condition, others: list[Part]) -> tuple[float, bool]:
    """What an exception loses, and whether it is safe.

    It is meant where the other rule is wholly about it, so that the special case stands inside the general rule, or
    where that one does not give way; safe where nothing else falls silent with it.
    """
    clash, space, attribute = part.clash, part.resolved.space, part.attribute
    said = [other.says(i) for other in others for i in other.own if i in clash.claims]
    mine = space.mask(as_condition(attribute.when)) & ~space.mask(as_condition(attribute.unless))
    special = bool(mine & ~clash.region) and not any(states & ~clash.region for states in said)
    taken = min(1, share(space, part.spoken & space.mask(region)) / max(0.001, share(space, part.spoken)))
    cost = 0.8 if special else 1.0 if all(other.stands for other in others) else 1.8
    cost += 1.0 * (taken > 0.5)  # what takes more than half is no exception
    cost += 1.5 * all(other.allows for other in others)  # nobody minds who is not allowed what need not be done
    cost += 0.2 * sum(map(len, region.boxes)) + 2.4 * taken + WORDING * attribute.own_words
    cost += 1.0 * any(_is_between(name, values) for box in region.boxes for name, (_, values) in box)
    cost += min(1, 2 * taken) * (0.8 * part.beside + 1.2 * part.apart)
    policy = attribute.family in KEEPING_BACK
    exact = not space.mask(region) & part.spoken & ~clash.region
    return cost, special and exact and part.alone and not policy


def _is_between(name: str, values: frozenset[Value]) -> bool:
    """Whether they are some numbers from the middle, as nobody would think of who sets a rule."""
    known = VARIABLES[name].values if name in VARIABLES else ()
    numbers = [value for value in known if type(value) is int]
    return bool(numbers) and numbers[0] not in values and numbers[-1] not in values


def _short(condition: Condition, space: Space, spoken: int, *, widen: bool) -> Condition:
    """The condition without what makes no difference where an attribute says anything at all.

    With `widen` also without what makes a small one, and a part of a session alone, so that it reads as somebody would
    write it.
    """
    boxes = []
    for box in condition.boxes:
        phase = tuple(one for one in box if one[0] == "phase")
        if widen and phase and share(space, space.mask(Condition.of([phase]))) <= _PART:
            box = phase
        for most in (0.0, 0.5) if widen else (0.0,):
            states = space.mask(Condition.of([box])) & spoken
            for side in box:
                less = tuple(one for one in box if one != side)
                wider = space.mask(Condition.of([less])) & spoken if less else spoken
                more, left = share(space, wider & ~states), share(space, spoken & ~wider)
                if less and (wider == states or (more <= most * share(space, states) and left >= more)):
                    box = less
        boxes.append(box)
    return Condition.of(boxes)


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
