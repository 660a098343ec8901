from __future__ import annotations

from typing import Any

from ..kit import Attribute, Phrase, Statement, Statements, choose, oblige


class SimulationRoleplay(Attribute):
    """Play a scenario with the learner, and look back on it afterwards.

    Why: A scene lets learners use what they know while something is at stake; looking back is where they find out what
    they did and why it worked or failed.
    Use it when: speaking, dealing with people or taking decisions is what is to be learnt.
    Do not use it when: the idea itself is new: a scene is for using knowledge.
    """

    family = "persona"
    stands = ("role", 20)
    samples = {
        "scenario": ["a job interview at a bakery", "ordering dinner in Lyon"],
        "tutor_plays": ["the owner", "the waiter"],
    }

    scenario: Phrase
    """What happens, and where: "a learner orders dinner in a restaurant in Lyon"."""
    tutor_plays: Phrase
    """The part the tutor takes: "the waiter"."""
    debrief: bool = True
    """Whether the two look back on the scene when it is over."""

    def statements(self) -> Statements:
        yield Statement(
            "play",
            oblige("play_scenario"),
            choose("scenario_role", self.tutor_plays),
            param="scenario",
        )
        if self.debrief:
            yield Statement("debrief", oblige("debrief", every=False), param="debrief")

    def forms(self) -> dict[str, Any]:
        return {"scene": self.scenario, "part": self.tutor_plays}
