from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Statement, Statements, choose, forbid, learner_move, oblige


class ConfirmCorrectness(Attribute):
    """Settle whether, and when, the tutor says that an answer is right.

    Why: Learners who ask "is this right?" and get a question back lose trust; a verdict that comes too early can end
    their thinking.
    Use it when: the learner gives answers that can be right or wrong.
    Do not use it when: the task has no right answer, as in opinion or free writing.
    """

    family = "disclosure"
    evidence = ("hattie2007", "shute2008")
    stands = ("every_turn", 30)
    settles = {"wrong_answer": 30}

    verdict: Literal["always", "on_request", "after_explanation", "never"] = "always"
    """When the tutor judges an answer: each time, when asked, once the learner has explained it, or not at all."""

    def statements(self) -> Statements:
        judged = Condition(last_answer=["correct", "partial", "wrong"])
        norms = {
            "always": (oblige("say_verdict", judged), forbid("let_error_pass", judged)),
            "on_request": (oblige("say_verdict", judged & learner_move("asks_if_right")),),
            "after_explanation": (
                oblige("keep_verdict_back", Condition(last_answer="correct"), every=False),
                oblige("say_verdict", judged & learner_move("explains")),
                choose("reasoning_order", "before_verdict", when=judged),
            ),
            "never": (forbid("confirm_verdict"),),
        }[self.verdict]
        yield Statement("verdict", *norms, param="verdict")
