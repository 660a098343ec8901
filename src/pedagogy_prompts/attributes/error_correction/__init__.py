from __future__ import annotations

from typing import Literal

from ..kit import FAILED, Attribute, Statement, Statements, choose, oblige

_ACT = {
    "explicit": "correct_error",
    "recast": "recast_answer",
    "elicit": "have_error_found",
    "metalinguistic": "comment_on_form",
    "clarification": "request_clarification",
    "repetition": "repeat_error",
}


class ErrorCorrection(Attribute):
    """Treat a wrong or partly right answer in one way, out of the six that studies of language classes tell apart.

    Why: Learners repair more of their own errors when they are prompted than when the right form is handed to them; a
    recast keeps a conversation going but often goes unnoticed.
    Use it when: you know what an error is worth here: something to find, to be told, or to pass over lightly.
    Do not use it when: answers are only collected, as in a test: nothing is corrected there.
    """

    family = "feedback"
    evidence = ("lyster1997", "hattie2007", "shute2008")
    stands = ("feedback", 10)
    settles = {"wrong_answer": 10}

    style: Literal["explicit", "elicit", "recast", "metalinguistic", "clarification", "repetition"] = "elicit"
    """Name the error and correct it; prompt the learner to find it; restate their answer correctly; say which rule it
    is about; ask what they mean; or repeat their words with the weight on the error."""

    def statements(self) -> Statements:
        treatment = choose("error_treatment", self.style, when=FAILED)
        yield Statement("treat", oblige(_ACT[self.style], FAILED), treatment, param="style")
