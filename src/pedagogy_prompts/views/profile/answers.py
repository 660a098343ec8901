"""What an instruction answers to each clause of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, get_args

from ...checking.messages.scene import scene
from ...instructions.ground import Ground
from ...instructions.holding import KINDS, Held
from ...norms.claims import Claim
from ...norms.closure import Closure
from ...norms.masks import union
from ...norms.norm import Modality, Norm
from ...norms.required import Kept, conditions_of, kept
from ...norms.space import Space, TooManyStates
from ...norms.theory import facts_beside
from ...norms.variables import Value
from ...presets.packs import Pack, closure_of, packs_of
from ...reports.saying import Sentences
from ...wording.phrases import part_of
from ...wording.words import words_for
from .profile import Clause, Profile

_say = Sentences("views/profile")

Answer = Literal["fulfilled", "contradicted", "silent", "not decidable"]
"""What an instruction says of a clause."""
ANSWERS: tuple[Answer, ...] = get_args(Answer)
_OF_ACTS = ("oblige", "forbid", "permit")
_MODALITIES: dict[str, Modality] = {kind: modality for modality, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """What an instruction says of one clause.

    `statements` are those that keep it or break it. `when` says in words in which part of the dialogue it is broken, or
    nothing is said of it; "" where that is wherever the clause speaks. `example` is one such state in words, and
    `witness` the same as data. `note` is worth knowing beside it.
    """

    clause: Clause
    answer: Answer
    statements: tuple[Held, ...] = ()
    when: str = ""
    example: str = ""
    witness: Mapping[str, Value] | None = None
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "clause": self.clause.clause,
            "source": self.clause.source,
            "answer": self.answer,
            "statements": [one.to_dict() for one in self.statements],
            "when": self.when,
            "example": self.example,
            "witness": None if self.witness is None else dict(self.witness),
            "note": self.note,
        }


def answers_of(ground: Ground, profile: Profile, packs: Iterable[Pack] = ()) -> tuple[ClauseAnswer, ...]:
    """What holds on a ground, clause by clause of a profile."""
    brought, said = packs_of(packs), _acts(ground)
    known = said | closure_of(brought).vocabulary.acts.keys()
    asked = {norm.target for clause in profile.clauses for norm in clause.norms if norm.modality in _OF_ACTS}
    return _Asked(ground, _closure(brought, tuple(sorted(said | asked))), known).of(profile.clauses)


def _acts(ground: Ground) -> set[str]:
    """The acts that are spoken of; a pack may have brought some, or an older version known them."""
    return {one.held.target for one in ground.standing if one.held.kind in ("must", "must_not", "may")}


@lru_cache(maxsize=16)
def _closure(packs: tuple[Pack, ...], acts: tuple[str, ...]) -> Closure:
    closure = closure_of(packs)
    known = closure.vocabulary.acts
    more = {act: "" for act in acts if act not in known}
    return Closure(replace(closure.vocabulary, acts={**known, **more})) if more else closure


class _Asked:
    """An instruction of which clauses are asked."""

    def __init__(self, ground: Ground, closure: Closure, acts: set[str]) -> None:
        self.acts = acts
        """The acts that somebody knows: the library, a pack, or the instruction itself."""
        self.ground = ground
        self.closure = closure
        self.words = words_for(ground.words.locale)
        self.held = [one.held for one in ground.standing]
        self.claims = [
            Claim(
                one.held.attribute,
                one.held.statement,
                (
                    Norm(
                        _MODALITIES[one.held.kind],
                        one.held.target,
                        one.held.value,
                        ground.space.cover(one.states),
                        one.every,
                    ),
                ),
                must=one.held.strength == "must",
                owner=i,
            )
            for i, one in enumerate(ground.standing)
        ]

    def of(self, clauses: Sequence[Clause]) -> tuple[ClauseAnswer, ...]:
        """The answers; clause by clause where all of them together tell too many states apart."""
        ready = [clause for clause in clauses if self._undecidable(clause) is None]
        norms = [norm for clause in ready for norm in clause.norms]
        try:
            space = self._space(norms)
        except TooManyStates:
            if len(clauses) > 1:
                return tuple(answer for clause in clauses for answer in self.of([clause]))
            return (ClauseAnswer(clauses[0], "not decidable", note=_say("profile.too_many")),)
        found = iter(kept(norms, self.claims, self.closure, space))
        return tuple(
            self._undecidable(clause) or self._answer(clause, [next(found) for _ in clause.norms], space)
            for clause in clauses
        )

    def _space(self, norms: Sequence[Norm]) -> Space:
        ground = self.ground
        given = ground.space.limits()
        facts = (*self.closure.vocabulary.facts, *ground.facts, *ground.space.facts)
        return Space(
            conditions_of(norms, self.claims, self.closure),
            given=given,
            variables=ground.variables,
            facts=tuple(dict.fromkeys(facts_beside(given, facts))),
        )

    def _undecidable(self, clause: Clause) -> ClauseAnswer | None:
        """The answer to what no instruction can show, or this one cannot."""
        if not clause.norms:
            return ClauseAnswer(clause, "not decidable", note=clause.ask or "")
        conditions = [norm.when for norm in clause.norms]
        unknown = {name for one in conditions for name in one.variables} - self.ground.variables.keys()
        unknown |= clause.acts_of_packs - self.acts
        if unknown:
            names = self.words.listed(sorted(unknown))
            return ClauseAnswer(clause, "not decidable", note=_say("profile.unknown", names=names))
        return None

    def _answer(self, clause: Clause, found: Sequence[Kept], space: Space) -> ClauseAnswer:
        broken = union(one.broken for one in found)
        asked = union(one.asked for one in found)
        if broken:
            return self._at(clause, "contradicted", broken, asked, (k for one in found for k in one.against), space)
        left = union(one.asked & ~one.met for one in found)
        by = [k for one in found for k in one.by]
        if not left and asked:
            return ClauseAnswer(clause, "fulfilled", self._statements(by))
        if not asked:
            return ClauseAnswer(clause, "silent", note=_say("profile.never"))
        answer = self._at(clause, "silent", left, asked, by, space)
        return replace(answer, note=_say("profile.wished")) if self._is_wished(clause, space) else answer

    def _is_wished(self, clause: Clause, space: Space) -> bool:
        """Whether it would be kept if no wish ever gave way."""
        if all(claim.must for claim in self.claims):
            return False
        firm = kept(clause.norms, [replace(claim, must=True) for claim in self.claims], self.closure, space)
        return all(one.met == one.asked for one in firm)

    def _at(
        self, clause: Clause, answer: Answer, states: int, asked: int, names: Iterable[int], space: Space
    ) -> ClauseAnswer:
        behind = [*names]
        spoken = [*(self.claims[k].norms[0].when for k in behind), *(norm.when for norm in clause.norms)]
        witness = space.witness(states, {name for one in spoken for name in one.variables})
        return ClauseAnswer(
            clause,
            answer,
            self._statements(behind),
            when=part_of(space, states, asked, self.words, self.ground.variables),
            example=scene(witness),
            witness=witness,
        )

    def _statements(self, names: Iterable[int]) -> tuple[Held, ...]:
        """The statements behind norms, each once."""
        found = {(self.held[k].attribute, self.held[k].statement, self.held[k].place): self.held[k] for k in names}
        return tuple(found.values())
