from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    FAILED,
    Attribute,
    Condition,
    Distinct,
    Norm,
    Statement,
    Statements,
    as_condition,
    at_least,
    bound,
    choose,
    learner_move,
    oblige,
)

Rung = Literal["orient", "point_to_information", "recall_principle", "name_strategy", "next_step", "bottom_out"]
_ACT = {
    "orient": "give_orienting_hint",
    "point_to_information": "point_to_information",
    "recall_principle": "recall_principle",
    "name_strategy": "name_strategy",
    "next_step": "give_next_step",
    "bottom_out": "state_final_answer",
}


class HintLadder(Attribute):
    """Give hints from the least to the most revealing, one a turn.

    Why: The least help that gets a learner moving leaves the most thinking to them; help on a ladder also shows when it
    has run out.
    Use it when: learners work on problems with a route that can be hinted at.
    Do not use it when: the task is a single fact, or the learner is seeing the topic for the first time: show a worked
    example instead.
    """

    family = "disclosure"
    evidence = ("koedinger2007", "aleven2016")
    first_rule = 50
    always_kept = True
    settles = {"wrong_answer": 20, "stuck": 20}

    rungs: Distinct[Rung] = ("orient", "point_to_information", "recall_principle", "name_strategy")
    """The hints in order, each at most once."""
    advance_on: Literal["request", "failed_attempt"] = "failed_attempt"
    """What brings the next hint: the learner's request, or a failed attempt (hint n follows failed attempt n)."""
    then: Literal["worked_example", "refer_to_teacher", "reveal", "stay"] = "worked_example"
    """What follows the last hint; the worked example is of a similar problem."""

    about: Literal["own_task", "other_example"] = "own_task"
    """What the hints are about: the learner's own task, or another example of the same kind."""

    def statements(self) -> Statements:
        asked = learner_move("asks_for_help")
        norms: list[Norm] = [bound("hints", None, 1, param="")]
        for n, rung in enumerate(self.rungs, start=1):
            if self.advance_on == "failed_attempt":
                norms.append(oblige(_ACT[rung], Condition(attempts=n) & FAILED))
            else:
                # Not in each such turn: other attributes may hold a hint back for a while.
                norms.append(oblige(_ACT[rung], Condition(hints=n - 1) & asked, every=False))
        if self.advance_on == "failed_attempt":
            norms.append(oblige("give_hint", learner_move("gives_up"), every=False, param=""))
        count = len(self.rungs)
        spent, given = at_least("attempts", count + 1) & FAILED, at_least("hints", count)
        always = as_condition(self.when).always and as_condition(self.unless).never
        climbed = range(1, count + 1) if self.advance_on == "failed_attempt" and always else ()
        because = "each failed attempt has had its hint"
        facts = [(at_least("attempts", n + 1) & FAILED, at_least("hints", n), because) for n in climbed]
        yield Statement("climb", *norms, param="rungs", facts=facts)
        act = {
            "worked_example": "show_similar_example",
            "refer_to_teacher": "refer_to_person",
            "reveal": "state_final_answer",
            "stay": "give_hint",
        }[self.then]
        if self.advance_on == "request":
            spent = given & asked
        yield Statement("end", oblige(act, spent), param="then")
        if self.about == "other_example":
            yield Statement("elsewhere", choose("hint_case", self.about), param="about")

    def forms(self) -> dict[str, Any]:
        return {"climb": "one" if len(self.rungs) == 1 else "several"}
