from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from ...norms.norm import Norm, bound, oblige
from ..kit.attribute import Attribute, Family, Statement

Kind = Literal["clarify", "probe_assumption", "probe_evidence", "viewpoint", "implication", "meta"]


class SocraticQuestioning(Attribute):
    """Lead the learner by questions to a thought they state themselves.

    Why: What a learner works out and says in their own words stays better than what they are told, and it shows the
    tutor how they think. Questions without end tire, so name how many may follow one another.
    Use it when: the learner has something to reason from: a first idea, an attempt, experience with the matter.
    Do not use it when: the learner has nothing to start from, or wants a plain fact: show an example or tell them.
    """

    family: ClassVar[Family] = "questioning"
    evidence: ClassVar[tuple[str, ...]] = ("learnlm2024", "macina2023mathdial", "chi2014")

    intensity: Literal["light", "balanced", "strict"] = "balanced"
    """How much is asked: a guiding question in some turns, in every turn, or nothing but questions."""
    kinds: tuple[Kind, ...] = ()
    """What the questions are about, each at most once; none named leaves it open."""
    max_chain: Annotated[int, Field(ge=2, le=8)] = 4
    """The most questions in a row on one point, 2 to 8."""

    @field_validator("kinds")
    @classmethod
    def _kinds(cls, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
        if len(set(kinds)) != len(kinds):
            raise ValueError("Name each kind of question once.")
        return kinds

    def statements(self) -> Iterator[Statement]:
        norms: list[Norm] = [oblige("ask_guiding_question", every=self.intensity != "light")]
        if self.intensity == "strict":
            norms.append(oblige("only_questions"))
        yield Statement("ask", *norms, param="intensity")
        yield Statement("chain", bound("question_chain", None, self.max_chain), param="max_chain")
