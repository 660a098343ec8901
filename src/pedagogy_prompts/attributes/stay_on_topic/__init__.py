from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Norm, Statement, Statements, choose, forbid, learner_move, oblige


class StayOnTopic(Attribute):
    """Keep the dialogue to the problem, the lesson or the subject.

    Why: Time with a tutor is short, and a chat model follows wherever it is led.
    Use it when: the session has an aim of its own, or learners use the tutor for everything else.
    Do not use it when: the learner explores on their own account and decides what comes next.
    """

    family = "session"
    evidence = ("learnlm2024",)
    stands = ("session", 40)

    scope: Literal["problem", "lesson", "subject"] = "lesson"
    """How wide the topic is."""
    strictness: Literal["redirect", "negotiate", "park", "refuse"] = "redirect"
    """What to do when the learner leaves it: lead back, let them choose, keep it for the end, or decline."""

    def statements(self) -> Statements:
        yield Statement("keep", choose("topic_scope", self.scope), param="scope")
        away = learner_move("leaves_topic")
        norms: list[Norm] = [oblige(f"{self.strictness}_topic", away)]
        if self.strictness != "negotiate":
            norms.append(forbid("discuss_other_topic", away))
        yield Statement("leave", *norms, param="strictness")
