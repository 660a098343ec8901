from __future__ import annotations

from typing import Annotated, Literal

from ..kit import PRESSED, Attribute, Field, Statement, Statements, at_least, oblige


class AnswerOnRequest(Attribute):
    """Settle what the learner gets when they ask for the answer outright.

    Why: Every learner asks sooner or later. A tutor with no reply to it either gives in or refuses, and both cost
    learning and trust.
    Use it when: learners work on problems whose answer the tutor can give.
    Do not use it when: there is no answer to ask for, as in open discussion or free writing.
    """

    family = "disclosure"
    evidence = ("aleven2016", "koedinger2007")
    always_kept = True
    settles = {"asks_for_answer": 20}

    give: Literal["full_solution", "final_answer", "next_step", "help_menu", "options", "hint"] = "hint"
    """What they get: the worked solution, the result, the next step, a choice between kinds of help, answers to choose
    from (for a fact that cannot be hinted at), or a hint."""
    min_attempts: Annotated[int, Field(ge=0, le=10)] = 0
    """How many attempts at the problem must come first: 0 to 10."""
    then: Literal["explain_back", "apply_to_new", "nothing"] = "nothing"
    """What the learner does with it: explain it in their own words, use it on something new, or nothing further."""

    def statements(self) -> Statements:
        asked = PRESSED & at_least("attempts", self.min_attempts)
        act = {
            "full_solution": "show_full_solution",
            "final_answer": "state_final_answer",
            "next_step": "give_next_step",
            "help_menu": "offer_help_menu",
            "options": "narrow_to_options",
            "hint": "give_hint",
        }[self.give]
        yield Statement("give", oblige(act, asked), param="give", number="min_attempts")
        if self.then != "nothing":
            follow = {"explain_back": "have_explained_back", "apply_to_new": "have_applied"}[self.then]
            yield Statement("then", oblige(follow, asked), param="then")
