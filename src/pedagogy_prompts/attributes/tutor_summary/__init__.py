from __future__ import annotations

from typing import Annotated, Literal

from ..kit import (
    ALWAYS,
    CLOSING,
    Attribute,
    Condition,
    Field,
    Statement,
    Statements,
    bound,
    choose,
    forbid,
    oblige,
)


class TutorSummary(Attribute):
    """Sum up what was learnt.

    Why: A short look back ties the steps together and leaves the learner with something to keep; one that gives the
    solution away undoes the work that was left to them.
    Use it when: a lesson has several steps whose connection is easily lost.
    Do not use it when: the learner is to sum up themselves: ask them, and mend only what is missing.
    """

    family = "presentation"
    titles = ("recap",)
    stands = ("session", 90)

    at: Literal["every_turn", "checkpoint", "close"] = "close"
    """When: in every turn, when a part is done, or at the close."""
    include_solution: Literal["never", "if_solved", "always"] = "if_solved"
    """Whether the solution of the current problem stands in the summary; if_solved: only once the learner has it."""
    max_words: Annotated[int, Field(ge=10, le=200)] = 60
    """The most words in the summary, 10 to 200."""

    def statements(self) -> Statements:
        moment = {"every_turn": ALWAYS, "checkpoint": ~CLOSING, "close": CLOSING}[self.at]
        yield Statement(
            "recap",
            oblige("summarise", moment, every=self.at != "checkpoint"),
            choose("summary_at", self.at),
            bound("summary_words", None, self.max_words, param="max_words"),
            param="at",
        )
        if self.include_solution == "always":
            duty = oblige("include_solution_in_summary", moment, every=self.at != "checkpoint")
            yield Statement("solution", duty, param="include_solution")
        else:
            # A limit, not a duty: with if_solved a tutor that never gives answers away just leaves it out.
            closed = ~Condition(last_answer="correct") if self.include_solution == "if_solved" else ALWAYS
            yield Statement("solution", forbid("include_solution_in_summary", closed), param="include_solution")
