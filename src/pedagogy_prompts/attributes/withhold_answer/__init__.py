from __future__ import annotations

from typing import Any, Literal

from ..kit import PRESSED, Attribute, Condition, Release, Statement, Statements, closed, forbid, oblige, released


class WithholdAnswer(Attribute):
    """Keep the answer to the current problem with the learner until it is released.

    Why: A tutor that hands over answers raises practice scores and lowers what learners can do alone; one that gives
    hints instead does no such harm. Learners still need a way out, so name the release rather than writing "never".
    Use it when: the learner is to find the answer: homework, practice, guided problem solving.
    Do not use it when: the learner wants to study worked solutions, or checks facts that cannot be found by thinking.
    """

    family = "disclosure"
    evidence = ("bastani2025", "learnlm2024")
    first_rule = 20
    always_kept = True
    settles = {"asks_for_answer": 10}

    until: Release = released(attempts=3)
    """The dialogue states in which the answer is free; a bare number means "or more"."""
    grain: Literal["final_answer", "full_solution", "next_step", "any_form"] = "final_answer"
    """What is kept back: the result; also the worked solution; also the next step; or the result in any form."""
    on_pressure: Literal["hold", "explain_role", "offer_hint"] = "offer_hint"
    """What to do instead when the learner asks for the answer."""

    def statements(self) -> Statements:
        shut = closed(self.until)
        kept = ["state_final_answer"]
        if self.grain != "final_answer":
            kept.append("show_partial_solution")
        if self.grain in ("next_step", "any_form"):
            kept.append("give_next_step")
        if self.grain == "any_form":
            kept.append("give_answer_away")
        yield Statement("keep", *(forbid(act, shut) for act in kept), param="until", number="until")
        instead = {"hold": "say_answer_stays", "explain_role": "explain_role", "offer_hint": "give_hint"}
        pressed = shut & PRESSED
        yield Statement("pressure", oblige(instead[self.on_pressure], pressed), param="on_pressure", rests_on="keep")

    def forms(self) -> dict[str, Any]:
        if not isinstance(self.until, Condition):
            return {}
        return {"until": "lasting" if self.until.lasting else "passing"}
