from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import model_validator

from ..kit import CLOSING, Amount, Attribute, Condition, Fact, Field, Norm, Statement, Statements, bound, forbid, oblige
from ..kit.natural import natural
from ..kit.parameters import parameters_of

_UNITS = {
    "time": re.compile(r"\b\d*(min(ute)?s?|h(our)?s?)\b", re.IGNORECASE),
    "exchanges": re.compile(r"\b(exchanges?|turns?|messages?)\b", re.IGNORECASE),
}
_COUNTED = {"items": "problems", "time": "minutes", "exchanges": "exchanges"}
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

    when_met: Literal["understanding", "items", "time", "exchanges", "learner"] = "understanding"
    """What ends it: understanding shown, a number of problems, minutes or exchanges (a message and its reply), or the
    learner's wish. "20 minutes" or "five problems" say `count` with it."""
    count: Annotated[int, Field(ge=1, le=240)] | None = None
    """How many problems (`items`), minutes (`time`) or exchanges, 1 to 240; only for these, and required there."""
    then: Literal["summary", "next_topic", "end"] = "summary"
    """What follows: a summary, the next topic, or the end of the session."""

    @model_validator(mode="before")
    @classmethod
    def _length(cls, data: Any) -> Any:
        """What ends it and how much of it in one: "20 minutes", "ten problems"."""
        if isinstance(data, dict) and isinstance(met := data.get("when_met"), str) and "count" not in data:
            count = natural(parameters_of(cls)["count"], met)
            if isinstance(count, int):
                unit = next((unit for unit, told in _UNITS.items() if told.search(met)), "items")
                return {**data, "when_met": unit, "count": count}
        return data

    @model_validator(mode="after")
    def _counted(self) -> StopCondition:
        unit = _COUNTED.get(self.when_met)
        if unit and self.count is None:
            raise ValueError(f"`when_met: {self.when_met}` needs a number: add `count: 5` for five {unit}.")
        if not unit and self.count is not None:
            raise ValueError(
                f"`count` goes with `when_met: items`, `time` or `exchanges`, not with {self.when_met!r}: leave it out."
            )
        return self

    def statements(self) -> Statements:
        # Several stand side by side: whichever comes first.
        ends = {"understanding": "end_once_understood", "learner": "end_on_wish"}.get(self.when_met, "end_on_count")
        stop: list[Norm] = [oblige("wrap_up", CLOSING), oblige(ends, CLOSING)]
        facts: list[Fact] = []
        if self.when_met == "items":
            stop.append(bound("problems", None, self.count, param="count"))
        if self.when_met == "exchanges":
            stop.append(bound("exchanges", None, self.count, param="count"))
        if self.when_met == "understanding":
            facts.append((CLOSING, Condition(last_answer="correct"), "it closes once understanding is shown"))
        yield Statement("stop", *stop, param="when_met", facts=facts)
        takes = [Amount("sentences", 1), Amount("words", 8)] if self.then == "summary" else []  # two sentences
        end: list[Norm] = [oblige(_ACT[self.then], CLOSING, takes=takes)]
        if self.then == "end":
            end += [forbid("ask_of_learner", CLOSING), oblige("say_goodbye", CLOSING)]
        yield Statement("then", *end, param="then")
