from __future__ import annotations

from typing import Literal

from ..kit import (
    Attribute,
    Statement,
    Statements,
    choose,
    forbid,
    oblige,
)

_OPEN = ("ask_reasoning", "ask_arguments", "ask_to_say_more", "ask_learner_to_judge")
"""Questions that have no one right answer, and none in a word."""


class QuestionForm(Attribute):
    """Ask questions of a certain form.

    Why: A question that can be answered with yes tells little; one that could be answered in ten ways frightens. The
    form decides how much a learner will say.
    Use it when: you want longer answers, or answers that can be given at once.
    Do not use it when: the form should change with the moment.
    """

    family = "questioning"

    form: Literal["open", "closed", "choice"] = "open"
    """Open questions, closed ones with one right answer, or ones with answers to choose from."""
    answer: Literal["a_word", "a_sentence", "a_few_sentences", "extended"] = "a_few_sentences"
    """How long an answer they call for."""

    def statements(self) -> Statements:
        form = [choose("question_form", self.form)]
        if self.form == "choice":
            form.append(oblige("give_options", every=False))
        form += [forbid(act) for act in (("ask_yes_or_no",) if self.form == "open" else _OPEN)]
        yield Statement("form", *form, param="form")
        answer = [choose("expected_answer", self.answer)]
        if self.answer == "a_word":
            answer += map(forbid, _OPEN)
        else:
            act = "ask_for_long_text" if self.answer == "extended" else "ask_for_sentences"
            answer.append(oblige(act, every=False))
        yield Statement("answer", *answer, param="answer")
