"""The theory, closed once into two ints an act: what it implies, and what it rules out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .condition import Condition
from .law import Excludes, Implies, Pointless, SlotClash, Takes, Together
from .masks import union
from .norm import Amount, Norm
from .theory import WORDS_PER_QUESTION, Vocabulary


class Closure:
    """A vocabulary in the form the analysis works with."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.bit = {act: 1 << i for i, act in enumerate(vocabulary.acts)}
        self._named = {bit: act for act, bit in self.bit.items()}
        direct: dict[str, set[str]] = defaultdict(set)
        self.excludes: list[Excludes] = []
        self.together: list[Together] = []
        self.pointless: list[Pointless] = []
        self.slot_clashes: dict[tuple[str, str, str, str], str] = {}
        totals: list[Takes] = []
        self._because: dict[tuple[str, str], str] = {}
        for law in vocabulary.theory:
            match law:
                case Implies():
                    direct[law.act].add(law.also)
                    self._because[law.act, law.also] = law.because
                case Excludes():
                    self.excludes.append(law)
                case Together():
                    self.together.append(law)
                case Takes():
                    totals.append(law)
                case Pointless():
                    self.pointless.append(law)
                case SlotClash():
                    self.slot_clashes[law.slot, law.value, law.other_slot, law.other_value] = law.because
                    self.slot_clashes[law.other_slot, law.other_value, law.slot, law.value] = law.because
        self._points = [(self.bit[law.act], ~law.when) for law in self.pointless]
        self._direct = direct
        self.implied: dict[str, int] = {}
        for act in vocabulary.acts:
            seen, todo = {act}, [act]
            while todo:
                for also in direct[todo.pop()] - seen:
                    seen.add(also)
                    todo.append(also)
            self.implied[act] = sum(self.bit[name] for name in seen)
        self._takes = self._own(law for law in totals if not law.alone)
        self._apart = self._own(law for law in totals if law.alone)
        self._asking = union(one for one in self.implied.values() if one & self.bit["ask_question"])
        self._takers: dict[str, int] = defaultdict(int)
        for one in totals:
            self._takers[one.quantity] |= self.bit[one.act]
        self._words: dict[int, tuple[int, int]] = {}
        """The words that each act takes, and how many of them are of a question, where it may be one."""
        for bit, least in self._takes["words"]:
            before, short = self._words.get(bit, (0, 0))
            self._words[bit] = before + least, short + min(least, WORDS_PER_QUESTION)
        self._wordy = union(self._words)
        self._joint = [
            (self.bit[law.act] | self.bit[law.other], self.implied[law.also])
            for law in self.together
            if self.implied[law.also] & union(self._takers.values())
        ]
        self._bearing = {quantity: self._bears(quantity) for quantity in vocabulary.quantities}
        self.summed = tuple(quantity for quantity in vocabulary.quantities if self._bearing[quantity])
        """The quantities that acts add up to."""
        self._counted = {quantity: self.counted(quantity) for quantity in vocabulary.quantities}
        self._leasts: dict[tuple[str, int, int, frozenset[Amount]], int] = {}

    def _own(self, totals: Iterable[Takes]) -> dict[str, list[tuple[int, int]]]:
        """What each act takes besides what the acts it implies take, so that sums count shared parts once."""
        own: dict[str, list[tuple[int, int]]] = defaultdict(list)
        # Fewer acts are implied by what is implied than by what implies it.
        for law in sorted(totals, key=lambda one: self.implied[one.act].bit_count()):
            bit, taken = self.bit[law.act], own[law.quantity]
            taken.append((bit, max(0, law.least - sum(n for b, n in taken if b & self.implied[law.act]))))
        return own

    def duty(self, norm: Norm) -> int:
        """The acts a norm makes the tutor do, as bits."""
        if norm.modality == "oblige":
            return self.implied[norm.target]
        if norm.modality == "bound" and norm.target == "questions" and _least(norm) >= 1:
            # Nobody asks twice without going on after the first question.
            more = self.implied["continue_after_question"] if _least(norm) >= 2 else 0
            return self.implied["ask_question"] | more
        return 0

    def ban(self, norm: Norm) -> int:
        """The acts a norm bans directly, as bits."""
        if norm.modality == "forbid":
            return self.bit[norm.target]
        if norm.modality == "bound" and _most(norm) == 0:
            return self.bearing(norm.target)
        return 0

    def takes(self, quantity: str, acts: int) -> int:
        """The least of `quantity` that doing `acts` (bits, closed) takes."""
        return sum(least for bit, least in self._takes[quantity] if bit & acts)

    def _in_words(self, acts: int) -> tuple[int, int, int]:
        """The words that `acts` take, those of what may be a question, and how many of these a question can be.

        An act that a question may be, such as a check of understanding, counts too: if it is none, another one is. A
        question has not more words than its least.
        """
        taken = asking = asked = 0
        left = acts & self._wordy
        while left:
            bit = left & -left
            left ^= bit
            least, short = self._words[bit]
            taken += least
            if bit & self._asking:
                asking += least
                asked += short
        return taken, asking, asked

    def takers(self, quantity: str) -> int:
        """The acts that take some of a quantity by themselves, as bits."""
        return self._takers[quantity]

    def bearing(self, quantity: str) -> int:
        """The acts that add to a quantity, as bits."""
        return self._bearing.get(quantity, 0)

    def _bears(self, quantity: str) -> int:
        asked = self.bit["ask_question"] if quantity in ("words", "sentences", "questions", "instructions") else 0
        return self._takers[quantity] | asked

    def counted(self, quantity: str) -> int:
        """The acts that `least` looks at, as bits."""
        joint = union(pair for pair, _ in self._joint)
        return self._takers[quantity] | self._takers["questions"] | self.bit["ask_question"] | joint

    def least(self, quantity: str, acts: int, asked: int, amounts: frozenset[Amount] = frozenset()) -> int:
        """The least of a quantity in a turn that does `acts` (bits, closed) and asks at least `asked` questions.

        `amounts` of the quantity are what single duties take beyond their acts.
        """
        key = (quantity, acts & self._counted[quantity], asked, amounts)
        known = self._leasts.get(key)
        if known is None:
            if len(self._leasts) >= 65_536:
                self._leasts.clear()
            known = self._leasts[key] = self._least(quantity, acts, asked, amounts)
        return known

    def _least(self, quantity: str, acts: int, asked: int, amounts: frozenset[Amount]) -> int:
        for pair, also in self._joint:
            if not pair & ~acts:
                acts |= also
        own = self.takes("questions", acts)
        questions = max(own, 1 if acts & self.bit["ask_question"] else 0)
        questions = max(questions, self._alone("questions", acts))
        if quantity == "questions":
            return questions
        questions = max(questions, asked)
        return max(self._sum(quantity, acts, own, questions, amounts), self._alone(quantity, acts))

    def _sum(self, quantity: str, acts: int, own: int, questions: int, amounts: frozenset[Amount]) -> int:
        more = _longest(one for one in amounts if not one.asked)
        if quantity == "words":
            worded = max((one.least for one in amounts if one.asked), default=0)
            taken, asking, asked = self._in_words(acts)
            return taken + max(0, questions * WORDS_PER_QUESTION - asked, worded - asking) + more
        taken = self.takes(quantity, acts)
        if quantity == "instructions":
            return max(own + taken, questions) + more  # a question of its own is no part of a task
        return taken + questions + more if quantity == "sentences" else taken + more

    def _alone(self, quantity: str, acts: int) -> int:
        """What acts take that do not share with one another, though each may be part of what the others take."""
        return sum(least for bit, least in self._apart[quantity] if bit & acts)

    def names(self, acts: int) -> list[str]:
        found = []
        while acts:
            bit = acts & -acts
            found.append(self._named[bit])
            acts ^= bit
        return found

    def path(self, act: str, also: str) -> list[str]:
        """The reasons why doing `act` is doing `also`, one a step; empty when they are the same."""
        trail: dict[str, str] = {act: act}
        todo = [act]
        for here in todo:
            for there in sorted(self._direct[here]):
                if there not in trail:
                    trail[there] = here
                    todo.append(there)
        steps: list[str] = []
        while also != act:
            steps.append(self._because[trail[also], also])
            also = trail[also]
        return steps[::-1]

    def point(self, acts: int) -> Iterable[Condition]:
        """The conditions without which a duty to do `acts` has no point."""
        return (when for bit, when in self._points if bit & acts)


def _longest(amounts: Iterable[Amount]) -> int:
    """What amounts come to; of what is taken for the same thing the most counts."""
    most: dict[str, int] = {}
    for one in amounts:
        most[one.of] = max(one.least, most.get(one.of, 0))
    return sum(most.values())


def _least(norm: Norm) -> int:
    assert isinstance(norm.value, tuple)
    return norm.value[0] or 0


def _most(norm: Norm) -> int | None:
    assert isinstance(norm.value, tuple)
    return norm.value[1]
