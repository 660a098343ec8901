from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, oblige

Ask = Literal["what_is_right", "what_is_wrong", "how_to_improve", "why_it_fits"]


class LearnerCritique(Attribute):
    """Give the learner something to judge: an explanation, an answer, a text that is not theirs.

    Why: Judging somebody else's work calls for the same knowledge as doing it, without the fear for one's own.
    Use it when: the learner knows enough to find a flaw, or shall learn what good work looks like.
    Do not use it when: the matter is new; then a flaw may be learnt as right.
    """

    family = "questioning"

    of: Literal["explanation", "flawed_answer", "two_answers"] = "flawed_answer"
    """What they judge: an explanation of yours, an answer with a flaw in it, or two answers, one better."""
    ask: Distinct[Ask] = ("what_is_wrong", "how_to_improve")
    """What you ask: what is right, what is wrong, how to improve it, or why it fits."""

    def statements(self) -> Statements:
        act = {
            "explanation": "explain_concept",
            "flawed_answer": "show_flawed_answer",
            "two_answers": "show_two_answers",
        }
        yield Statement(
            "judge",
            oblige(act[self.of], every=self.each_time),
            oblige("ask_learner_to_judge", every=self.each_time, param="ask"),
            param="of",
        )
