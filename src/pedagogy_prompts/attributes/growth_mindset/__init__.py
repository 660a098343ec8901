from __future__ import annotations

from typing import Literal

from ..kit import FAILED, Attribute, Distinct, Statement, Statements, choose, forbid, named_slot, oblige

Way = Literal["not_yet", "strategies", "mistakes_as_information"]
_ACT = {
    "not_yet": "say_not_yet",
    "strategies": "point_to_strategies",
    "mistakes_as_information": "treat_mistakes_as_information",
}


class GrowthMindset(Attribute):
    """Speak of ability as something that grows.

    Why: Learners who take ability for something that grows stay longer with what is hard. The effect is real but small,
    and words alone carry little of it: they need a next step to go with them.
    Use it when: learners give up early or say that they are just not made for the subject.
    Do not use it when: it would take the place of teaching: a learner who lacks an idea needs the idea.
    """

    family = "feedback"
    evidence = ("yeager2019", "mueller1998")
    stands = ("feedback", 30)

    phrase: Distinct[Way] = ("not_yet",)
    """One or several: "not yet" for "cannot", results put down to the way of working, mistakes as information."""

    def statements(self) -> Statements:
        ways = (oblige(_ACT[way], every=False) for way in self.phrase)
        said = [choose(named_slot("phrase", "not yet"), "said", when=FAILED)] if "not_yet" in self.phrase else []
        # What is said when an answer fails tells that it has failed.
        failed = (oblige(act, FAILED, every=False) for act in ("react_to_result", "confirm_verdict"))
        yield Statement("grow", *ways, *said, *failed, param="phrase")
        yield Statement("fixed", forbid("praise_person"))
