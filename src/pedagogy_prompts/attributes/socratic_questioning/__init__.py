from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from ..kit import ALWAYS, CLOSING, Attribute, Field, Listed, Norm, Statement, Statements, bound, oblige, only

Kind = Literal["clarify", "probe_assumption", "probe_evidence", "viewpoint", "implication", "meta"]


class SocraticQuestioning(Attribute):
    """Lead the learner by questions to a thought they state themselves.

    Why: What a learner works out and says in their own words stays better than what they are told, and it shows the
    tutor how they think. Questions without end tire, so name how many may follow one another.
    Use it when: the learner has something to reason from: a first idea, an attempt, experience with the matter.
    Do not use it when: the learner has nothing to start from, or wants a plain fact: show an example or tell them.
    """

    family = "questioning"
    evidence = ("learnlm2024", "macina2023mathdial", "chi2014")
    stands = ("every_turn", 40)
    first_rule = 60

    intensity: Literal["light", "balanced", "strict"] = "balanced"
    """How much is asked: a guiding question in some turns, in every turn, or nothing but questions."""
    kinds: Annotated[Sequence[Kind], Listed(least=0)] = ()
    """What the questions are about, each at most once; none named leaves it open."""
    max_chain: Annotated[int, Field(ge=2, le=8)] = 4
    """The most questions in a row on one point, 2 to 8."""

    def statements(self) -> Statements:
        when = ~CLOSING if self.intensity == "balanced" else ALWAYS
        norms: list[Norm] = [oblige("ask_guiding_question", when, every=self.intensity != "light")]
        if self.intensity == "strict":
            norms += [oblige("only_questions"), *only("ask_question", within="statement")]
        yield Statement("ask", *norms, param="intensity")
        yield Statement("chain", bound("question_chain", None, self.max_chain), param="max_chain")

    def forms(self) -> dict[str, Any]:
        return {"about": "some" if self.kinds else "any"}
