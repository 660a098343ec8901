"""Which norms can meet at all, read off what they ask for and rule out, without a look at any state.

A filter before the analysis: what it lets pass may clash, what it holds back never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .closure import Closure
from .norm import Amount, Norm
from .theory import LONGEST_SENTENCE, words_per_sentence
from .vocabulary import NAMED_SLOTS, holds_named
from .weights import room_of

_ROOM = frozenset({"sentences", "chunks", "questions"})
"""What leaves room for words when it is bounded; questions only where there is nothing else."""
_ACT, _OTHER, _BAN = 1, 2, 4
"""The parts in a clash of two acts that together are a third, banned one."""


@dataclass(frozen=True, slots=True, eq=False)
class Touch:
    """What some norms, in whatever states they hold, ask for and rule out. Acts are bits of the closure."""

    closure: Closure
    duty: int
    """The acts the tutor is to do, with what these imply."""
    ban: int
    """The acts banned."""
    excluded: int
    """The acts that no turn does beside those to be done."""
    permitted: int
    """The acts permitted, with what these imply."""
    parts: tuple[int, ...]
    """For each law of acts done together, which part the norms have in it."""
    floors: dict[str, int]
    """For each quantity the highest least that is asked."""
    amounts: frozenset[Amount]
    """What single duties take beyond their acts."""
    ceilings: dict[str, int]
    """For each quantity the ceilings most that is allowed."""
    choices: frozenset[tuple[str, frozenset[str]]]
    only_questions: bool
    adds: frozenset[str] = field(init=False)
    """The quantities that the norms may make a turn hold some of; of a reading grade, that sentences get longer."""
    slots: frozenset[str] = field(init=False)
    """The slots chosen for, and those whose values these can rule out."""

    def __post_init__(self) -> None:
        closure = self.closure
        adds = {quantity for quantity in closure.summed if self.duty & closure.bearing(quantity)} | self.floors.keys()
        if "questions" in self.floors:
            adds |= {"words", "sentences", "instructions"}
        if "words" in self.floors:
            adds |= _ROOM
        if self.only_questions or "words" in self.floors or self.ceilings.keys() & _ROOM:
            adds.add("reading_grade")
        named = {slot for slot, _ in self.choices}
        kinds = (slot.partition(":")[0] for slot in named)
        named.update([kind for kind in kinds if kind in NAMED_SLOTS])  # one may hold the words of another
        object.__setattr__(self, "adds", frozenset(adds))
        object.__setattr__(self, "slots", frozenset(named.union(c[2] for c in closure.slot_clashes if c[0] in named)))

    def bears_on(self, other: Touch) -> bool:
        """Whether a norm here and one there stand against each other directly, perhaps with the help of further norms.

        Every clash hangs together by such pairs.
        """
        return bool(
            self._acts_meet(other)
            or any(mine and theirs for mine, theirs in zip(self.parts, other.parts, strict=True))
            or self.ceilings.keys() & other.adds
            or self.adds & other.ceilings.keys()
            or self.slots & other.slots
        )

    def may_meet(self, other: Touch) -> bool:
        """Whether the norms here and those there may clash by themselves; never False where they do.

        Holds as well for a touch of alternatives, such as all settings of an attribute: it lets pass what one of them
        may clash with.
        """
        return self.bears_on(other) and bool(
            self._acts_meet(other)
            or any(mine and theirs and mine | theirs == 7 for mine, theirs in zip(self.parts, other.parts, strict=True))
            or self._crosses(other)
            or other._crosses(self)
            or self._choices_meet(other)
            or any(self._fills(other, quantity) for quantity in self.closure.summed)
            or self._lengthens(other)
        )

    def _acts_meet(self, other: Touch) -> bool:
        return bool(
            self.duty & (other.ban | other.excluded)
            or self.ban & (other.duty | other.permitted)
            or self.permitted & other.ban
        )

    def _crosses(self, other: Touch) -> bool:
        """Whether the least of a quantity here is above the most of it there."""
        return any(least > other.ceilings.get(quantity, least) for quantity, least in self.floors.items())

    def _choices_meet(self, other: Touch) -> bool:
        if not self.slots & other.slots:
            return False
        clashing = self.closure.slot_clashes
        named = {slot for slot, _ in self.choices} & {slot for slot, _ in other.choices}
        for slot in named:
            values = [values for name, values in (*self.choices, *other.choices) if name == slot]
            if not frozenset.intersection(*values):
                return True
        return any(
            a != b and (all((a, x, b, y) in clashing for x in mine for y in theirs) or _holds(a, b))
            for a, mine in self.choices
            for b, theirs in other.choices
        )

    def _fills(self, other: Touch, quantity: str) -> bool:
        """Whether all that is to be done may need more of a quantity than a bound allows."""
        if not (quantity in self.ceilings and quantity in other.adds) and not (
            quantity in other.ceilings and quantity in self.adds
        ):
            return False
        most = min(touch.ceilings[quantity] for touch in (self, other) if quantity in touch.ceilings)
        asked = max(touch.floors.get("questions", 0) for touch in (self, other))
        amounts = frozenset(one for one in self.amounts | other.amounts if one.quantity == quantity)
        return self.closure.least(quantity, self.duty | other.duty, asked, amounts) > most

    def _lengthens(self, other: Touch) -> bool:
        """Whether the words asked for may need longer sentences than a reader or a reading grade allows."""
        both = (self, other)
        grades = [touch.ceilings["reading_grade"] for touch in both if "reading_grade" in touch.ceilings]
        least = max(touch.floors.get("words", 0) for touch in both)
        counted = _ROOM if any(touch.only_questions for touch in both) else _ROOM - {"questions"}
        tops = [
            room_of(quantity, touch.ceilings[quantity])
            for touch in both
            for quantity in counted & touch.ceilings.keys()
        ]
        part = all("reading_grade" in touch.ceilings or "reading_grade" in touch.adds for touch in both)
        longest = words_per_sentence(min(grades)) if grades else LONGEST_SENTENCE
        return bool(part and tops and least > min(longest, LONGEST_SENTENCE) * min(tops))


def _holds(slot: str, other: str) -> bool:
    """Whether both are phrases, or topics, of which one holds the words of the other."""
    return holds_named(slot, other) or holds_named(other, slot)


def touched(norms: Iterable[Norm], closure: Closure) -> Touch:
    """What some norms touch, in one closure."""
    duty = ban = permitted = 0
    floors: dict[str, int] = {}
    ceilings: dict[str, int] = {}
    amounts: set[Amount] = set()
    choices: set[tuple[str, frozenset[str]]] = set()
    only_questions = False
    for norm in norms:
        duty |= closure.duty(norm)
        amounts.update(norm.takes)
        ban |= closure.ban(norm)
        only_questions = only_questions or norm.target == "only_questions"
        if norm.modality == "permit":
            permitted |= closure.implied[norm.target]
        elif isinstance(norm.value, frozenset):
            choices.add((norm.target, norm.value))
        elif norm.value is not None:
            least, most = norm.value
            if least:
                floors[norm.target] = max(least, floors.get(norm.target, 0))
            if most is not None:
                ceilings[norm.target] = min(most, ceilings.get(norm.target, most))
    excluded = 0
    for law in closure.excludes:
        act, other = closure.bit[law.act], closure.bit[law.other]
        excluded |= (other if duty & act else 0) | (act if duty & other else 0)
    parts = tuple(
        (_ACT if duty & closure.bit[law.act] else 0)
        | (_OTHER if duty & closure.bit[law.other] else 0)
        | (_BAN if ban & closure.implied[law.also] else 0)
        for law in closure.together
    )
    kept = frozenset(amounts), ceilings, frozenset(choices), only_questions
    return Touch(closure, duty, ban, excluded, permitted, parts, floors, *kept)
