from __future__ import annotations

from typing import Literal

from ..kit import (
    ALWAYS,
    CLOSING,
    OPENING,
    PROBLEM_BEGINS,
    Amount,
    Attribute,
    Condition,
    Distinct,
    Phrase,
    Statement,
    Statements,
    acts_said,
    bound,
    choose,
    language_of,
    named_open,
    named_slot,
    oblige,
    positive,
)

_AT = {
    "first_turn": OPENING,
    "task_begins": PROBLEM_BEGINS,
    "stuck": Condition(stuck=True),
    "close": CLOSING,
    "any_time": ALWAYS,
}


class OwnQuestions(Attribute):
    """Ask the questions that the author has written.

    Why: A class has its own questions, practised until learners put them to themselves: who wrote it, when and why;
    what is known and what is sought. A tutor that asks others in their place undoes the practice.
    Use it when: your class works by set questions, or a certain question must come first.
    Do not use it when: the questions should grow out of what the learner says.
    """

    family = "questioning"
    samples = {"questions": [("Who wrote it?", "Why?"), ("What is it about?",)]}

    questions: Distinct[Phrase]
    """The questions, one or several, in the order in which they are to come."""
    at: Literal["first_turn", "task_begins", "stuck", "close", "any_time"] = "task_begins"
    """When they come: in the first turn, as a task begins, when the learner is stuck, at the close, or at any time."""
    order: Literal["as_written", "as_fits"] = "as_written"
    """Whether they come in the order written, one after the other, or whichever fits."""

    def statements(self) -> Statements:
        when = _AT[self.at]
        every = self.at != "any_time"
        least = min(len(question.split()) for question in self.questions)
        exact = dict.fromkeys(named_slot("phrase", one) for one in self.questions if self.order == "as_written")
        one_a_turn = len(self.questions) > 1 and self.at in ("first_turn", "task_begins", "any_time")
        rounds = (bound("exchanges", len(self.questions), None),) if one_a_turn else ()
        asked = dict.fromkeys(act for one in self.questions for act in acts_said(one))
        again = (oblige("repeat_question", when, every=False),) if self.at in ("task_begins", "stuck") else ()
        spoken = dict.fromkeys(language_of(one) for one in self.questions) if self.order == "as_written" else {}
        yield Statement(
            "ask",
            *(choose(slot, "said", when=when) for slot in exact),
            oblige("ask_own_question", when, every=every, param="at", takes=[Amount("words", least, asked=True)]),
            choose("own_question_order", self.order, when=when, param="order"),
            *rounds,
            *again,
            *named_open(positive(self.questions)),
            *(oblige(act, when, every=False, param="questions") for act in asked),
            *(choose("words_from", one, when=when) for one in spoken if one),
            param="questions",
        )

    def forms(self) -> dict[str, str]:
        return {"count": "one" if len(self.questions) == 1 else "several"}
