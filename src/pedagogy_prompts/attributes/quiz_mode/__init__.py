from __future__ import annotations

from typing import Annotated, Literal

from ..kit import FAILED, Attribute, Condition, Field, Norm, Statement, Statements, at_least, bound, choose, oblige

_ACT = {"reveal": "reveal_quiz_answer", "explain": "explain_quiz_answer", "move_on": "drop_quiz_item"}


class QuizMode(Attribute):
    """In the quiz phase, ask questions one at a time and treat failed ones in one way.

    Why: Bringing something back from memory makes it last longer than reading it again, most of all with feedback.
    Use it when: a session has a quiz phase: review, warm-up, preparation for a test.
    Do not use it when: the result counts: that is an assessment, and follows other rules.
    """

    family = "session"
    evidence = ("roediger2006", "dunlosky2013", "shute2008")
    stands = ("session", 70)

    items: Annotated[int, Field(ge=1, le=20)] = 5
    """Questions in a round of the quiz, 1 to 20."""
    kind: Literal["multiple_choice", "short_answer", "mixed"] = "short_answer"
    """The kind of question."""
    tries: Annotated[int, Field(ge=1, le=3)] = 2
    """Attempts at each question, 1 to 3."""
    then: Literal["reveal", "explain", "move_on"] = "explain"
    """After the last failed attempt: give the answer, give it with its reason, or go on without it."""

    def statements(self) -> Statements:
        quiz = Condition(phase="quiz")
        spent = FAILED & at_least("attempts", self.tries)
        # Between attempts at one question there is nothing new to ask.
        ask: list[Norm] = [
            oblige("ask_quiz_item", quiz & (~FAILED | spent), param=""),
            bound("quiz_items", self.items, self.items, quiz),
            choose("quiz_kind", self.kind, when=quiz, param="kind"),
        ]
        if self.kind != "short_answer":
            ask.append(oblige("give_options", ask[0].when, every=self.kind == "multiple_choice", param="kind"))
        yield Statement("ask", *ask, param="items")
        yield Statement("one", bound("questions", None, 1, quiz))
        tries = bound("quiz_tries", self.tries, self.tries, quiz, param="tries")
        few = (quiz, ~at_least("attempts", self.tries + 1), "a quiz question takes no more attempts")
        yield Statement("failed", tries, oblige(_ACT[self.then], quiz & spent), param="then", facts=[few])
