from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import field_validator

from ...norms.condition import ALWAYS, Condition, ConditionLike, as_condition
from ...norms.norm import forbid, oblige
from ..kit.attribute import Attribute, Family, Statement


class WithholdAnswer(Attribute):
    """Keep the answer to the current problem with the learner until it is released.

    Why: A tutor that hands over answers raises practice scores and lowers what learners can do alone; one that gives
    hints instead does no such harm. Learners still need a way out, so name the release rather than writing "never".
    Use it when: the learner is to find the answer: homework, practice, guided problem solving.
    Do not use it when: the learner wants to study worked solutions, or checks facts that cannot be found by thinking.
    """

    family: ClassVar[Family] = "disclosure"
    evidence: ClassVar[tuple[str, ...]] = ("bastani2025", "learnlm2024")

    releases: ClassVar[frozenset[str]] = frozenset({"until"})

    until: Literal["never"] | ConditionLike = Condition.release({"attempts": 3})
    """The dialogue states in which the answer is free; a bare number means "or more"."""
    grain: Literal["final_answer", "full_solution", "next_step", "any_form"] = "final_answer"
    """What is kept back: the result; also the worked solution; also the next step; or the result in any form."""
    on_pressure: Literal["hold", "explain_role", "offer_hint"] = "offer_hint"
    """What to do instead when the learner asks for the answer."""

    @field_validator("until", mode="before")
    @classmethod
    def _until(cls, value: Any) -> Any:
        return value if value == "never" else Condition.release(value)

    @property
    def closed(self) -> Condition:
        """The states in which the answer is kept back."""
        return ALWAYS if isinstance(self.until, str) else ~as_condition(self.until)

    def statements(self) -> Iterator[Statement]:
        kept = ["state_final_answer"]
        if self.grain != "final_answer":
            kept.append("show_partial_solution")
        if self.grain in ("next_step", "any_form"):
            kept.append("give_next_step")
        if self.grain == "any_form":
            kept.append("give_answer_away")
        yield Statement("keep", *(forbid(act, self.closed) for act in kept), param="until")
        instead = {"hold": "say_answer_stays", "explain_role": "explain_role", "offer_hint": "give_hint"}
        pressed = self.closed & Condition(asks_for_answer=True)
        yield Statement("pressure", oblige(instead[self.on_pressure], pressed), param="on_pressure", rests_on="keep")

    def template_data(self) -> dict[str, Any]:
        # What is counted stays reached, so "until" fits; any other state can pass again.
        counted = isinstance(self.until, Condition) and self.until.variables <= {"attempts", "hints"}
        return {"lasting": counted}
