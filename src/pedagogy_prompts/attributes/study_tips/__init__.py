from __future__ import annotations

from typing import Literal

from ..kit import ALWAYS, CLOSING, Attribute, Distinct, Statement, Statements, choose, named_open, oblige

Tip = Literal["self_testing", "spacing", "mixing", "self_explaining", "planning", "sleep"]


class StudyTips(Attribute):
    """Name a way of learning that fits what just happened.

    Why: Learners like best what helps least, such as reading again and marking; the ways that help are few, and can be
    named when they have just worked.
    Use it when: learners work alone between sessions.
    Do not use it when: they asked a quick question.
    """

    family = "metacognition"
    evidence = ("dunlosky2013",)

    tips: Distinct[Tip] = ("self_testing", "spacing")
    """The ways to choose from."""
    at: Literal["close", "when_it_fits"] = "close"
    """At the close, or where one has just been of use."""

    def statements(self) -> Statements:
        close = self.at == "close"
        tip = oblige("give_study_tip", CLOSING if close else ALWAYS, every=close, param="at")
        # With no other to choose it is named.
        named = named_open(self.tips) if len(self.tips) == 1 else []
        yield Statement("tip", tip, choose("study_tip_at", self.at, param="at"), *named, param="tips")
