from __future__ import annotations

from typing import Literal

from ..kit import ALWAYS, PROBLEM_BEGINS, Attribute, Condition, Distinct, Statement, Statements, oblige

Way = Literal["simpler_words", "one_line_each", "question_first", "summary"]
_AT = {"offer": ALWAYS, "begins": PROBLEM_BEGINS, "stuck": Condition(stuck=True)}


class RestateTask(Attribute):
    """Put what is asked into words that can be taken in, without making it easier.

    Why: Many learners fail at the wording before they reach the thinking. The same demand in shorter lines lets them
    begin.
    Use it when: learners read slowly, learn in a second language, or face long instructions.
    Do not use it when: reading the wording is what is practised.
    """

    family = "adaptation"

    ways: Distinct[Way] = ("simpler_words",)
    """How: in simpler words, one line for each thing, the question before the rest, or the gist in a sentence."""
    at: Literal["offer", "begins", "stuck"] = "offer"
    """When: offered where it helps, as it begins, or when the learner is stuck."""

    def statements(self) -> Statements:
        yield Statement("restate", oblige("clarify_wording", _AT[self.at], every=self.at == "stuck"), param="at")
