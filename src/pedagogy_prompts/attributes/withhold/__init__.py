from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Condition, Distinct, Release, Statement, Statements, closed, forbid

Kept = Literal["operation", "faulty_place", "why_wrong", "reading", "concept_name"]
_ACT: dict[Kept, str] = {
    "operation": "name_operation",
    "faulty_place": "point_to_faulty_place",
    "why_wrong": "say_why_wrong",
    "reading": "interpret_text",
    "concept_name": "name_concept",
}


class Withhold(Attribute):
    """Keep back something other than the answer that the learner is to find.

    Why: Often the thinking lies before the answer: in choosing the operation, in finding the faulty place, in reading
    the passage. A tutor that says it has done the exercise, though the answer is still open.
    Use it when: the finding itself is what is practised: word problems, debugging, close reading.
    Do not use it when: what is kept back is only a means to something else that is being learnt.
    """

    family = "disclosure"
    always_kept = True

    what: Distinct[Kept] = ("operation",)
    """What is kept back, one or several: which operation to use, where the mistake is, why an answer is wrong, what a
    passage means, or the name of a concept."""
    until: Release = "never"
    """The dialogue states in which it is free; a bare number means "or more"."""

    def statements(self) -> Statements:
        shut = closed(self.until)
        yield Statement("keep", *(forbid(_ACT[one], shut) for one in self.what), param="what")

    def forms(self) -> dict[str, Any]:
        if not isinstance(self.until, Condition):
            return {}
        return {"until": "lasting" if self.until.lasting else "passing"}
