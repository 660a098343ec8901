from __future__ import annotations

from typing import Annotated, Any, Literal

from ..kit import FAILED, Attribute, Condition, Field, Statement, Statements, bound, choose, forbid, oblige


class DifficultyControl(Attribute):
    """Raise and lower the difficulty of problems with the learner's performance.

    Why: Problems that are mostly solved, with effort, keep learners learning; too easy bores, too hard stops them.
    Use it when: the tutor chooses or makes up the problems.
    Do not use it when: the order of problems is fixed by a course or a test.
    """

    family = "adaptation"
    evidence = ("bloom1984", "rosenshine2012")

    up_after: Annotated[int, Field(ge=1, le=5)] | Literal["never"] = 2
    """How many correct answers in a row make the next problem harder, 1 to 5, or never."""
    down_after: Annotated[int, Field(ge=1, le=5)] | Literal["never"] = 2
    """How many failed tries in a row make the next problem easier, 1 to 5; with never the demand stays."""
    start: Literal["easy", "medium", "hard"] = "medium"
    """How hard the first problem is."""

    def statements(self) -> Statements:
        right = Condition(last_answer="correct")
        yield Statement(
            "start", choose("difficulty_start", self.start), choose("difficulty_by", "results", param=""), param="start"
        )
        up = [forbid("raise_difficulty")]
        if self.up_after != "never":
            up = [oblige("raise_difficulty", right, every=False), bound("streak_up", self.up_after, self.up_after)]
        yield Statement("up", *up, param="up_after")
        down = [forbid("lower_difficulty")]
        if self.down_after != "never":
            down = [oblige("lower_difficulty", FAILED, every=False)]
            down.append(bound("streak_down", self.down_after, self.down_after))
        yield Statement("down", *down, param="down_after")

    def forms(self) -> dict[str, Any]:
        return {"rises": self.up_after != "never", "falls": self.down_after != "never"}
