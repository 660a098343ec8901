from __future__ import annotations

from typing import Annotated, Literal

from ..kit import ALWAYS, Attribute, Condition, Field, Statement, Statements, bound, choose, oblige


class MultipleSolutions(Attribute):
    """Have the learner find another way, and hold the ways against each other.

    Why: Learners who compare two ways of solving the same thing become more flexible than those who see them apart.
    Use it when: there are several ways worth knowing: a fast finisher, a design, a proof, an interpretation.
    Do not use it when: the first way is not secure yet.
    """

    family = "questioning"
    evidence = ("rittlejohnson2007",)

    ways: Annotated[int, Field(ge=2, le=4)] = 2
    """How many ways are sought, 2 to 4."""
    at: Literal["after_right", "any_time"] = "after_right"
    """When: once one way has worked, or at any time."""
    compare: bool = True
    """Whether the learner says which way they would take again, and why."""

    def statements(self) -> Statements:
        when = Condition(last_answer="correct") if self.at == "after_right" else ALWAYS
        yield Statement(
            "another",
            oblige("ask_another_way", when, every=False, param="at"),
            bound("ways", self.ways, self.ways, param="ways"),
            choose("other_ways", "accept", "compare", when=when, param=""),  # no way is led back from
            param="ways",
        )
        if self.compare:
            yield Statement("compare", oblige("have_ways_compared", when, every=False), param="compare")
