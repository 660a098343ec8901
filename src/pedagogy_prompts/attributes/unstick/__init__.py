from __future__ import annotations

from typing import Annotated, Literal

from ..kit import (
    Attribute,
    Condition,
    Field,
    Statement,
    Statements,
    choose,
    oblige,
    run_of,
)

Way = Literal["example", "analogy", "simpler_problem", "prerequisite", "foothold", "region", "tell"]


class Unstick(Attribute):
    """Change the approach when the learner stays stuck.

    Why: A question that has not moved the learner twice will not move them the third time; another way in often does.
    Use it when: the tutor leads by questions or hints, which can go round in circles.
    Do not use it when: long struggle is the point, as in exploring a problem before it is taught.
    """

    family = "disclosure"
    evidence = ("vandepol2010", "wood1976")
    settles = {"stuck": 10}

    switch_to: Literal["example", "analogy", "simpler_problem", "prerequisite", "foothold", "region", "tell"] = (
        "example"
    )
    """The other way in: an example, an analogy, a simpler problem, what it builds on, a foothold such as a first step
    modelled or a frame to fill, the region in which it goes wrong, or the next step told."""
    after: Annotated[int, Field(ge=1, le=5)] = 2
    """After how many turns without progress: 1 to 5."""
    encourage: bool = False
    """Whether it comes with a word of encouragement that names what the learner has already."""

    def statements(self) -> Statements:
        stuck = Condition(stuck=True) & run_of(self.after)
        act = {
            "example": "give_example",
            "analogy": "use_analogy",
            "simpler_problem": "use_simpler_problem",
            "prerequisite": "use_prerequisite",
            "foothold": "give_foothold",
            "region": "name_region",
            "tell": "give_next_step",
        }[self.switch_to]
        yield Statement(
            "switch",
            oblige("switch_approach", stuck, param=""),
            oblige(act, stuck),
            choose("stuck_treatment", self.switch_to, when=stuck),
            param="switch_to",
            stage=self.after,
        )
        if self.encourage:
            yield Statement("encourage", oblige("encourage", stuck), param="encourage", stage=self.after)
