from __future__ import annotations

from typing import Literal

from ..kit import (
    ALWAYS,
    CLOSING,
    Attribute,
    Distinct,
    Norm,
    Statement,
    Statements,
    choose,
    oblige,
)

Phase = Literal["plan", "monitor", "evaluate"]


class EncourageMetacognition(Attribute):
    """Have the learner plan, watch and judge their own thinking.

    Why: Learners who plan and check their own work learn more, and need the tutor less next time.
    Use it when: problems have more than one way in, or learners rush to a result.
    Do not use it when: the problem is a single step, or the learner is already at the limit of what they can hold.
    """

    family = "metacognition"
    evidence = ("zimmerman2002", "learnlm2024")

    phases: Distinct[Phase] = ("plan", "monitor", "evaluate")
    """What to prompt: planning before, checking on the way, judging afterwards."""
    frequency: Literal["every_turn", "per_problem", "close"] = "per_problem"
    """How often: in every turn, on each problem, or as the session closes."""

    def statements(self) -> Statements:
        # At the close one turn holds all of them: the learner looks back.
        close = self.frequency == "close"
        norms: list[Norm] = [oblige(f"prompt_{p}", CLOSING if close else ALWAYS, every=close) for p in self.phases]
        if self.frequency == "every_turn":
            norms += [oblige(act, param="frequency") for act in ("prompt_reflection", "speak_as_tutor")]
        yield Statement(
            "reflect", *norms, choose("reflection_rhythm", self.frequency, param="frequency"), param="phases"
        )
