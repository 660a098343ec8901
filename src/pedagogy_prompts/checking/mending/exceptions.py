"""Exceptions: an attribute that does not hold in the states of a clash."""

from __future__ import annotations

from ...norms.condition import NEVER, Condition, as_condition
from ...norms.space import Space
from ...norms.variables import VARIABLES, Value
from .part import Part
from .usual import share

_PART = 0.2
"""A part of a session is at most so much of it."""
_WIDER = 2
"""The other's own condition may hold in so many times the turns of the clash to be taken for its words."""
_PARTS = frozenset({"phase", "turn"})
"""What tells the parts of a session apart."""
_VOICE = frozenset({"language", "words_from", "register", "address_name", "address_formality", "address_pronoun"})
"""Choices of how the tutor speaks all the time."""
_WHOLE_SESSION = frozenset({"exchanges", "problems"})
"""What is counted over a whole session: no part of one can be taken out of that."""


def exception(part: Part, others: list[Part]) -> tuple[Condition, bool] | None:
    """Where an attribute would not hold, beside where it does not now, and whether somebody would write it so.

    None where that would leave a statement nothing, or cannot be meant.
    """
    space = part.resolved.space
    whens = [when for one in others if not (when := as_condition(one.attribute.when)).always]
    told = [when for when in whens if not part.clash.region & ~space.mask(when)]
    if part.once or part.some or part.shuts or (part.meant and not part.outside) or _is_one_voice(part, others):
        return None
    if (part.keeps_back and not told) or any(norm.target in _WHOLE_SESSION for norm in part.norms):
        return None
    special = _is_special(part, others)
    region = _short(_public(space.cover(part.clash.region)), space, part.spoken, widen=not part.bans)
    if _literals(region) > 1:
        # What the other's author wrote reads as somebody would write it.
        narrow = _WIDER * share(space, space.mask(region) & part.spoken)
        region = next((when for when in told if share(space, space.mask(when) & part.spoken) <= narrow), region)
    left = ~space.mask(region)
    if region.always or any(states and not states & left for states in part.duties):
        return None
    part_of_session = region.variables <= _PARTS
    # What may come in some turn of the kind that a ban is for is no exception to it.
    if part.bans and not told and all(one.some for one in others) and not part_of_session:
        return None
    plain = _literals(region) == 1 or region in told or special
    if part.bans and not plain:
        return None  # nobody limits what is never done by a riddle
    between = any(_is_between(name, *literal) for box in region.boxes for name, literal in box)
    # What is never done is not meant to be done now and then, but in a part of the session it may be.
    return region, plain and not between and (part_of_session or not part.bans)


def _literals(condition: Condition) -> int:
    return sum(map(len, condition.boxes))


def _is_one_voice(part: Part, others: list[Part]) -> bool:
    """Whether it says who speaks and how, which nobody changes for a turn but who has written for when."""
    attribute = part.attribute
    twice = [one.attribute for one in others if type(one.attribute) is type(attribute)]
    if twice and not all(as_condition(one.when).always for one in (attribute, *twice)):
        return False
    return attribute.speaks_as_tutor or all(norm.target in _VOICE for norm in part.norms)


def taken(part: Part, region: Condition) -> float:
    """Which share of the turns in which it speaks an exception takes."""
    space = part.resolved.space
    return min(1, share(space, part.spoken & space.mask(region)) / max(0.001, share(space, part.spoken)))


def is_safe(part: Part, region: Condition, others: list[Part]) -> bool:
    """Whether an exception is meant, as the other rule is wholly about it, and nothing else falls silent with it."""
    exact = not part.resolved.space.mask(region) & part.spoken & ~part.clash.region
    return _is_special(part, others) and exact and part.alone and not part.keeps_back


def _is_special(part: Part, others: list[Part]) -> bool:
    """Whether the others are the special case: where it speaks they say nothing but in the clash, and it does."""
    clash, space, attribute = part.clash, part.resolved.space, part.attribute
    said = [other.says(i) for other in others for i in other.own if i in clash.claims]
    mine = space.mask(as_condition(attribute.when)) & ~space.mask(as_condition(attribute.unless))
    return bool(mine & ~clash.region) and not any(states & part.spoken & ~clash.region for states in said)


def _is_between(name: str, positive: bool, values: frozenset[Value]) -> bool:
    """Whether they are some numbers from the middle, or the first few: nobody who sets a rule would think of them."""
    known = VARIABLES[name].values if name in VARIABLES else ()
    numbers = [value for value in known if type(value) is int]
    told = [number for number in numbers if (number in values) is positive]
    return bool(numbers) and numbers[-1] not in told and told != numbers[:1]


def _short(condition: Condition, space: Space, spoken: int, *, widen: bool) -> Condition:
    """The condition without what makes no difference where an attribute says anything at all.

    With `widen` also without what makes a small one, and a part of a session alone, so that it reads as somebody would
    write it.
    """
    boxes = []
    for box in condition.boxes:
        phase = tuple(one for one in box if one[0] == "phase")
        states = space.mask(Condition.of([phase]))
        if widen and phase and spoken & ~states and share(space, states) <= _PART:
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
