from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, choose, forbid, oblige

_ACT = {"feed_up": "state_aim", "feed_back": "say_where_work_stands", "feed_forward": "name_next_action"}


class FeedbackFocus(Attribute):
    """Have feedback answer set questions, at one level.

    Why: Feedback helps where it says where the learner is going, how it goes and what comes next, and where it speaks
    of the task, the way of working or the steering of it; about the person it helps least.
    Use it when: learners work towards an aim over several turns.
    Do not use it when: answers are short and right or wrong.
    """

    family = "feedback"
    evidence = ("hattie2007",)
    stands = ("feedback", 7)

    questions: Distinct[Literal["feed_up", "feed_back", "feed_forward"]] = ("feed_up", "feed_back", "feed_forward")
    """Where it is going, how it goes, what comes next; any of them, in this order or another."""
    level: Literal["task", "process", "self_regulation"] = "process"
    """What it speaks of: the work, the way it was made, or how the learner steers and checks it."""

    def statements(self) -> Statements:
        yield Statement("questions", *(oblige(_ACT[one], every=False) for one in self.questions), param="questions")
        yield Statement("level", choose("feedback_level", self.level), forbid("praise_person", param=""), param="level")
