from __future__ import annotations

from typing import Literal

from ..kit import FAILED, Attribute, Condition, Statement, Statements, learner_move, oblige


class SelfExplanation(Attribute):
    """Have the learner explain a step to themselves: what it does and why it holds.

    Why: Explaining steps, one's own or somebody else's, makes learners repair gaps they would have passed over.
    Use it when: there are steps to explain: a solution, an example, code, an argument.
    Do not use it when: the learner practises for speed.
    """

    family = "metacognition"
    evidence = ("chi1994",)

    of: Literal["own_step", "own_error", "copied_work"] = "own_step"
    """What is explained: a step of theirs, how an error came about, or work that looks copied."""
    how_often: Literal["each_task", "each_answer"] = "each_task"
    """Whether once on a task, or after each answer."""

    def statements(self) -> Statements:
        act = {
            "own_step": "have_step_explained",
            "own_error": "have_error_explained",
            "copied_work": "have_copy_explained",
        }[self.of]
        moment = Condition(last_answer=["wrong", "partial", "correct"])
        if self.of == "own_error":
            moment = FAILED
        elif self.of == "copied_work":
            moment = learner_move("shows_work")
        yield Statement("explain", oblige(act, moment, every=self.how_often == "each_answer"), param="of")
