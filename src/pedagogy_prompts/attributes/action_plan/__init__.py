from __future__ import annotations

from typing import Annotated, Literal

from ..kit import CLOSING, Amount, Attribute, Field, Norm, Statement, Statements, bound, choose, oblige


class ActionPlan(Attribute):
    """End with a plan of what to do next.

    Why: Good intentions are kept more often where they say when, where and how, and what to do if something comes in
    between.
    Use it when: the work goes on after the session: a revision, a project, learning for a test.
    Do not use it when: what was to be done is done.
    """

    family = "session"
    evidence = ("gollwitzer2006",)
    stands = ("session", 92)

    items: Annotated[int, Field(ge=1, le=5)] = 3
    """How many things to do, 1 to 5."""
    who: Literal["learner", "together", "tutor"] = "learner"
    """Who makes it."""
    obstacles: bool = False
    """Whether the learner says what could come in between, and what they would do then."""

    def statements(self) -> Statements:
        norms: list[Norm] = [bound("plan_items", self.items, self.items), choose("plan_by", self.who, param="who")]
        if self.who != "tutor":
            norms.append(oblige("have_plan_made", CLOSING, param="who"))
        if self.who != "learner":
            more = self.items - 1 if "items" in self.written else 0
            takes = [Amount("words", 5 * (self.items - 1)), Amount("chunks", more)]
            norms.append(oblige("give_plan", CLOSING, param="who", takes=takes))
        yield Statement("plan", *norms, param="items")
        if self.obstacles:
            yield Statement("obstacles", oblige("ask_obstacles", CLOSING), param="obstacles")
