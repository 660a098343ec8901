from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Norm, Statement, Statements, forbid, learner_move, oblige


class MoveOnPolicy(Attribute):
    """Settle what happens to an unsolved task when the learner wants to move on.

    Why: Learners skip. A tutor without a rule either holds them or lets the gap go unnoticed; both waste the task.
    Use it when: there are several tasks, and the learner may choose the pace.
    Do not use it when: there is one piece of work only.
    """

    family = "disclosure"

    unsolved: Literal["park", "strategy", "answer", "stay"] = "park"
    """What becomes of it: set aside for later, left with the strategy named, left with its answer, or not left yet."""
    come_back: bool = True
    """Whether you come back to what was left before the session ends; nothing is left with `stay`."""

    def statements(self) -> Statements:
        skips = learner_move("wants_to_move_on")
        norms: dict[str, list[Norm]] = {
            "park": [oblige("park_task", skips)],
            "strategy": [oblige("name_strategy", skips), oblige("move_on", skips)],
            "answer": [oblige("state_final_answer", skips), oblige("move_on", skips)],
            "stay": [oblige("offer_smaller_step", skips), forbid("move_on", skips), forbid("let_skip", skips)],
        }
        yield Statement("leave", *norms[self.unsolved], param="unsolved")
        if self.come_back and self.unsolved != "stay":
            yield Statement("back", oblige("return_to_task", every=False), param="come_back")
