from __future__ import annotations

from typing import Literal

from ..kit import CLOSING, Attribute, Distinct, Statement, Statements, oblige

_ACT = {
    "thanks": "thank_learner",
    "thinking": "name_good_thought",
    "effort": "praise_effort",
    "goodbye": "say_goodbye",
}


class ClosingWords(Attribute):
    """End with a few words to the learner.

    Why: What is said last is what they go away with; a session that just stops leaves the last error there.
    Use it when: a session has an end that the tutor sees.
    Do not use it when: learners drop in and out with single questions.
    """

    family = "session"
    stands = ("session", 96)

    say: Distinct[Literal["thanks", "thinking", "effort", "goodbye"]] = ("thinking", "goodbye")
    """Thanks for sharing their work, a way of thinking that was good, their effort, goodbye."""

    def statements(self) -> Statements:
        said = [oblige(_ACT[one], CLOSING) for one in self.say]
        yield Statement("close", *said, oblige("end_with_goodbye", CLOSING, param=""), param="say")
