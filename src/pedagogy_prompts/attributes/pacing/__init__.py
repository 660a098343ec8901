from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Norm, Statement, Statements, choose, forbid, oblige


class Pacing(Attribute):
    """Keep one pace: unhurried, steady, brisk, or a sprint of recall.

    Why: Thinking takes time, and a learner who feels watched by a clock thinks worse; facts that are known already gain
    from being asked for at speed.
    Use it when: learners need more time than a chat seems to grant, or known facts shall become fluent.
    Do not use it when: it shall replace a limit on the length of the session: set its end.
    """

    family = "session"
    stands = ("session", 35)

    pace: Literal["unhurried", "steady", "brisk", "sprint"] = "unhurried"
    """No hint of time; an even pace; quickly past what is known; quick answers from memory invited."""

    def statements(self) -> Statements:
        norms: list[Norm] = [choose("pace", self.pace)]
        if self.pace in ("unhurried", "steady"):
            norms.append(forbid("hurry_learner"))
        if self.pace == "unhurried":
            norms.append(forbid("mention_clock"))
        if self.pace == "brisk":
            norms.append(forbid("ask_for_way", Condition(last_answer="correct")))
        if self.pace == "sprint":
            norms.append(oblige("hurry_learner", every=False))
        yield Statement("pace", *norms, param="pace")
