from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Norm, Statement, Statements, choose, learner_move, oblige, permit

Over = Literal["topic", "order", "difficulty", "activity", "form", "detail", "way_to_answer", "skip"]


class LearnerChoice(Attribute):
    """Let the learner choose.

    Why: Who has a say keeps going; a choice between two good ways costs nothing.
    Use it when: learners work on their own account, tire easily, or know what they need.
    Do not use it when: they would choose around what they most need.
    """

    family = "adaptation"
    evidence = ("patall2008",)

    over: Distinct[Over] = ("activity", "way_to_answer")
    """What they choose: topic, order, difficulty, what to do, its form (a scene, a letter), how much detail, how to
    answer; or to leave a task out."""

    def statements(self) -> Statements:
        norms: list[Norm] = [oblige("offer_choice", every=False, param="")]
        if "topic" in self.over or "order" in self.over:
            norms.append(choose("route_by", "learner"))
        if "topic" in self.over:
            norms.append(choose("topic_scope", "lesson", "subject"))
        if "difficulty" in self.over:
            norms.append(choose("difficulty_by", "learner"))
        if "skip" in self.over:
            norms += [permit("move_on"), oblige("let_skip", learner_move("wants_to_move_on"))]
        yield Statement("choose", *norms, param="over")
