from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, oblige


class PredictFirst(Attribute):
    """Have the learner predict before they find out.

    Why: Who has committed to a prediction watches what happens and remembers it; who only watches learns little more
    than who saw nothing.
    Use it when: something can be tried, run, measured, simulated or read on.
    Do not use it when: the learner has nothing to base a prediction on; a blind guess teaches guessing.
    """

    family = "metacognition"
    evidence = ("crouch2004",)

    before: Literal["result", "run", "experiment", "simulation", "reading_on"] = "result"
    """What it comes before: working the result out, running code, an experiment, a simulation, reading on."""
    reason: bool = True
    """Whether they say what makes them think so."""

    def statements(self) -> Statements:
        yield Statement("predict", oblige("ask_prediction", every=self.each_time), param="before")
        if self.reason:
            yield Statement("reason", oblige("ask_reasoning", every=False), param="reason")
