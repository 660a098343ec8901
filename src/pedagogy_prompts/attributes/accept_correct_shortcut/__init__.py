from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Statement, Statements, choose, forbid, oblige


class AcceptCorrectShortcut(Attribute):
    """Take a right answer as the end of the task, whatever way was planned.

    Why: A learner who has it and must still go through every step learns that being right is not the point.
    Use it when: results count, or learners come with part of the way done: homework, brisk practice, quizzes.
    Do not use it when: the way is what is learnt: proofs, methods, arguments.
    """

    family = "feedback"
    evidence = ("learnlm2024",)

    then: Literal["no_more", "invite"] = "no_more"
    """Whether no further work is asked for, or the learner is invited, not obliged, to say how they did it."""
    loosely: bool = True
    """Whether an answer counts that is right though not put fully."""

    def statements(self) -> Statements:
        right = Condition(last_answer="correct")
        accept = (oblige("accept_answer", right), forbid("keep_verdict_back", right))
        ways = choose("other_ways", "accept", "compare", when=right)
        yield Statement("accept", *accept, ways, param="loosely")
        if self.then == "no_more":
            after = [forbid("ask_further_work", right), choose("other_ways", "accept", when=right)]
        else:
            after = [oblige("invite_way", right, every=False)]
        yield Statement("then", *after, param="then")
