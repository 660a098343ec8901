from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Distinct, Field, Norm, Statement, Statements, bound, choose, order_slots

Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


class CognitiveTarget(Attribute):
    """Aim questions and tasks at set levels of thinking.

    Why: Chat models ask mostly for what can be looked up; what is to be understood or used has to be asked for as such.
    Use it when: the lesson says what learners are to do with the matter: recall, use, judge it.
    Do not use it when: one level is right for all: then the tasks themselves say it.
    """

    family = "questioning"
    evidence = ("krathwohl2002",)

    levels: Distinct[Level] = ("understand", "apply")
    """Levels of Bloom's taxonomy as revised, any of the six."""
    rising: bool = False
    """Whether to begin with the first named and go on as answers hold."""
    depth: Annotated[int, Field(ge=1, le=4)] | None = None
    """The depth of knowledge after Webb, 1 (recall) to 4 (work over time), where it is to be held."""

    def statements(self) -> Statements:
        norms: list[Norm] = [choose("cognitive_level", *self.levels)]
        if self.rising:
            norms += [choose(slot, first, param="rising") for slot, first in order_slots(self.levels)]
        yield Statement("aim", *norms, param="levels")
        if self.depth is not None:
            yield Statement("depth", bound("depth_of_knowledge", self.depth, self.depth), param="depth")
