from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Statement, Statements, choose, oblige

_ACT = {
    "explain_own_words": "have_explained_back",
    "apply_new": "have_applied",
    "give_example": "have_example_given",
    "prove": "have_proved",
    "self_report": "ask_self_report",
}


class UnderstandingCheck(Attribute):
    """Check what the learner has understood, in one form.

    Why: Learners say that it is clear before it is; what they can explain or do shows it, to the tutor and to them.
    Use it when: new ideas build on one another, or an answer can be right by luck.
    Do not use it when: the learner is drilling what they know; there the answers are the check.
    """

    family = "questioning"
    evidence = ("rosenshine2012", "chi1994")

    form: Literal["explain_own_words", "apply_new", "give_example", "prove", "self_report"] = "explain_own_words"
    """What the learner does to show it; `self_report` takes their word for it."""
    each: Literal["turn", "step", "concept", "session"] = "concept"
    """How often: in every turn, after each step, after each concept, or once a session."""

    def statements(self) -> Statements:
        each = self.each == "turn"
        check = oblige(_ACT[self.form], every=each, param="each" if each else "form")
        right = Condition(last_answer="correct")
        more = (
            (oblige("ask_further_work", right), oblige("speak_as_tutor", right))
            if each and self.form != "self_report"
            else ()
        )
        yield Statement("check", check, *more, choose("check_rhythm", self.each, param="each"), param="form")
