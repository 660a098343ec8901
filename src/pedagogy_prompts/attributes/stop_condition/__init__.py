from __future__ import annotations

from typing import Annotated, Literal

from pydantic import model_validator

from ..kit import Attribute, Field, Statement, Statements, choose, oblige

_ACT = {"summary": "summarise", "next_topic": "move_on", "end": "end_session"}


class StopCondition(Attribute):
    """Wrap up when a set condition is met.

    Why: Chat models rarely end on their own; a session that goes on after the aim is reached costs the learner time
    and goodwill.
    Use it when: the session has an aim, a number of problems or a length.
    Do not use it when: another program opens and closes the session.
    """

    family = "session"
    stands = ("session", 80)

    when_met: Literal["understanding", "items", "time", "learner"] = "understanding"
    """What ends it: understanding shown, a number of problems, a number of minutes, or the learner's wish."""
    count: Annotated[int, Field(ge=1, le=60)] | None = None
    """How many problems (`items`) or minutes (`time`), 1 to 60; only for these two, and required there."""
    then: Literal["summary", "next_topic", "end"] = "summary"
    """What follows: a summary, the next topic, or the end of the session."""

    @model_validator(mode="after")
    def _counted(self) -> StopCondition:
        counted = self.when_met in ("items", "time")
        if counted and self.count is None:
            unit = "problems" if self.when_met == "items" else "minutes"
            raise ValueError(f"`when_met: {self.when_met}` needs a number: add `count: 5` for five {unit}.")
        if not counted and self.count is not None:
            raise ValueError(
                f"`count` goes with `when_met: items` or `when_met: time`, not with {self.when_met!r}: leave it out."
            )
        return self

    def statements(self) -> Statements:
        criterion = self.when_met if self.count is None else f"{self.when_met} {self.count}"
        yield Statement("stop", oblige("wrap_up", every=False), choose("stop_criterion", criterion), param="when_met")
        yield Statement("then", oblige(_ACT[self.then], every=False), param="then")
