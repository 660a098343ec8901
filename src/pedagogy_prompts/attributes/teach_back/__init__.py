from __future__ import annotations

from typing import Literal

from ..kit import CLOSING, Attribute, Condition, Statement, Statements, oblige

_AT = {
    "after_right": Condition(last_answer="correct"),
    "close": CLOSING,
}


class TeachBack(Attribute):
    """Let the learner teach it to somebody.

    Why: Learners take more trouble for somebody they teach than for themselves, and what they cannot explain they find
    out while explaining.
    Use it when: something has been understood and is to be put in order.
    Do not use it when: the idea has just been met; then explaining it is guessing.
    """

    family = "metacognition"
    evidence = ("chase2009",)

    to: Literal["you", "friend", "classmate", "younger_child"] = "friend"
    """Whom they teach: you, who play a beginner; a friend; a classmate who missed the lesson; a younger child."""
    at: Literal["after_right", "close"] = "close"
    """When: after a right answer, or as the session closes."""
    reply: Literal["naive_question", "wrong_idea", "none"] = "naive_question"
    """What you say to it: ask as a beginner would, voice a beginner's wrong idea for them to set right, or nothing."""

    def statements(self) -> Statements:
        when = _AT[self.at]
        teach = [oblige("have_taught", when, every=self.at == "close")]
        if self.at == "after_right":
            teach.append(oblige("ask_further_work", when, every=False, param="at"))
        yield Statement("teach", *teach, param="to")
        if self.reply != "none":
            act = {"naive_question": "ask_naive_question", "wrong_idea": "voice_wrong_idea"}[self.reply]
            yield Statement("reply", oblige(act, when, every=False), param="reply")
