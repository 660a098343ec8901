from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ...norms.condition import Condition
from ...norms.norm import bound, choose, oblige
from ..kit.attribute import Attribute, Family, Statement


class DifficultyControl(Attribute):
    """Raise and lower the difficulty of problems with the learner's performance.

    Why: Problems that are mostly solved, with effort, keep learners learning; too easy bores, too hard stops them.
    Use it when: the tutor chooses or makes up the problems.
    Do not use it when: the order of problems is fixed by a course or a test.
    """

    family: ClassVar[Family] = "adaptation"
    evidence: ClassVar[tuple[str, ...]] = ("bloom1984", "rosenshine2012")

    up_after: Annotated[int, Field(ge=1, le=5)] = 2
    """How many correct answers in a row make the next problem harder, 1 to 5."""
    down_after: Annotated[int, Field(ge=1, le=5)] = 2
    """How many failed attempts in a row make the next problem easier, 1 to 5."""
    start: Literal["easy", "medium", "hard"] = "medium"
    """How hard the first problem is."""

    def statements(self) -> Iterator[Statement]:
        right = Condition(last_answer="correct")
        failed = Condition(last_answer=["wrong", "partial"])
        yield Statement("start", choose("difficulty_start", self.start), param="start")
        yield Statement(
            "up",
            oblige("raise_difficulty", right, every=False),
            bound("streak_up", self.up_after, self.up_after),
            param="up_after",
        )
        yield Statement(
            "down",
            oblige("lower_difficulty", failed, every=False),
            bound("streak_down", self.down_after, self.down_after),
            param="down_after",
        )
