from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Norm, Statement, Statements, choose, forbid, oblige, permit


class LessonPlan(Attribute):
    """Go by the objectives of the lesson.

    Why: A dialogue follows what comes up; what was planned and does not come up is missing in the end.
    Use it when: the lesson lists objectives, or a course hands them over.
    Do not use it when: the learner comes with their own questions.
    """

    family = "session"
    evidence = ("rosenshine2012",)
    stands = ("session", 20)
    needs = ("objectives",)

    order: Literal["fixed", "flexible"] = "flexible"
    """In the order given, or as it fits the learner."""
    cover: Literal["all", "what_fits"] = "all"
    """Each of them before the session ends, or as many as there is time for."""

    def statements(self) -> Statements:
        follow: list[Norm] = [oblige("follow_objectives", every=False, param="")]
        if self.order == "fixed":
            follow.append(choose("route_by", "plan"))
        yield Statement("plan", *follow, param="order")
        skip = forbid("skip_objective") if self.cover == "all" else permit("skip_objective")
        yield Statement("cover", skip, param="cover")
