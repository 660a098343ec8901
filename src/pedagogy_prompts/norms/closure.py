"""The theory, closed once into two ints an act: what it implies, and what it rules out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from .condition import Condition
from .norm import Norm
from .theory import Excludes, Implies, Pointless, SlotClash, Takes, Together, Vocabulary


class Closure:
    """A vocabulary in the form the analysis works with."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.bit = {act: 1 << i for i, act in enumerate(vocabulary.acts)}
        direct: dict[str, set[str]] = defaultdict(set)
        self.excludes: list[Excludes] = []
        self.together: list[Together] = []
        self.pointless: list[Pointless] = []
        self.slot_clashes: set[tuple[str, str, str, str]] = set()
        self._takes: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._because: dict[tuple[str, str], str] = {}
        for entry in vocabulary.theory:
            match entry:
                case Implies():
                    direct[entry.act].add(entry.also)
                    self._because[entry.act, entry.also] = entry.because
                case Excludes():
                    self.excludes.append(entry)
                case Together():
                    self.together.append(entry)
                case Takes():
                    self._takes[entry.quantity].append((self.bit[entry.act], entry.least))
                case Pointless():
                    self.pointless.append(entry)
                case SlotClash():
                    self.slot_clashes.add((entry.slot, entry.value, entry.other_slot, entry.other_value))
                    self.slot_clashes.add((entry.other_slot, entry.other_value, entry.slot, entry.value))
        self._takers: dict[str, int] = defaultdict(int)
        for quantity, found in self._takes.items():
            self._takers[quantity] = sum({bit for bit, _ in found})
        self._direct = direct
        self.implied: dict[str, int] = {}
        for act in vocabulary.acts:
            seen, todo = {act}, [act]
            while todo:
                for also in direct[todo.pop()] - seen:
                    seen.add(also)
                    todo.append(also)
            self.implied[act] = sum(self.bit[name] for name in seen)

    def duty(self, norm: Norm) -> int:
        """The acts a norm makes the tutor do, as bits."""
        if norm.modality == "oblige":
            return self.implied[norm.target]
        if norm.modality == "bound" and norm.target == "questions" and _least(norm) >= 1:
            return self.implied["ask_question"]
        return 0

    def ban(self, norm: Norm) -> int:
        """The acts a norm bans directly, as bits."""
        if norm.modality == "forbid":
            return self.bit[norm.target]
        if norm.modality == "bound" and _most(norm) == 0:
            # A question is words, and a sentence of its own.
            banned = self.bit["ask_question"] if norm.target in ("questions", "words", "sentences") else 0
            for bit, _ in self._takes[norm.target]:
                banned |= bit
            return banned
        return 0

    def takes(self, quantity: str, acts: int) -> int:
        """The least of `quantity` that doing `acts` (bits, closed) takes."""
        return sum(least for bit, least in self._takes[quantity] if bit & acts)

    def takers(self, quantity: str) -> int:
        """The acts that take some of `quantity`, as bits."""
        return self._takers[quantity]

    def contributes(self, quantity: str, acts: int) -> bool:
        return bool(acts & self._takers[quantity])

    def names(self, acts: int) -> list[str]:
        return [act for act, bit in self.bit.items() if bit & acts]

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
        """The conditions under which a duty to do `acts` has no point."""
        return (entry.when for entry in self.pointless if self.bit[entry.act] & acts)


def _least(norm: Norm) -> int:
    assert isinstance(norm.value, tuple)
    return norm.value[0] or 0


def _most(norm: Norm) -> int | None:
    assert isinstance(norm.value, tuple)
    return norm.value[1]


@lru_cache(maxsize=8)
def shared_closure() -> Closure:
    """The closure of the shared vocabulary."""
    return Closure(Vocabulary())
