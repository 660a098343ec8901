from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Phrase, Statement, Statements, choose, forbid, named_open, oblige, positive


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
    tells = ("scenario",)

    scenario: Phrase
    """What happens, and where: "a learner orders dinner in a restaurant in Lyon"."""
    tutor_plays: Phrase
    """The part the tutor takes: "the waiter"."""
    stance: Literal["partner", "opponent", "difficult"] | None = None
    """Whether the part goes along, argues the other side, or is hard to deal with; nothing is said of it unless set."""
    concede: Literal["on_evidence", "never"] | None = None
    """Whether it gives way on a point where the learner brings evidence, or never; nothing is said of it unless set."""
    debrief: bool = True
    """Whether the two look back on the scene when it is over."""

    def statements(self) -> Statements:
        scene = (choose("scenario_role", self.tutor_plays), *named_open(positive([self.scenario])))
        yield Statement("play", oblige("play_scenario"), *scene, param="scenario")
        if self.stance is not None:
            yield Statement("stance", choose("scenario_stance", self.stance), param="stance")
        if self.concede is not None:
            held = (oblige("yield_to_evidence", every=False), forbid("concede_unmoved"))
            norms = held if self.concede == "on_evidence" else (forbid("yield_to_evidence"), forbid("concede_unmoved"))
            yield Statement("concede", *norms, param="concede")
        if self.debrief:
            yield Statement("debrief", oblige("debrief", every=False), param="debrief")

    def forms(self) -> dict[str, Any]:
        return {"scene": self.scenario, "part": self.tutor_plays}
