from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import field_validator, model_validator

from ..kit import FAILED, Attribute, Distinct, Phrase, Statement, Statements, at_least, learner_move, oblige

Trigger = Literal["distress", "repeated_failure", "request"]
_WHEN = {
    "distress": learner_move("shows_distress"),
    "repeated_failure": at_least("attempts", 5) & FAILED,
    "request": learner_move("asks_for_person"),
}


class _Channels(dict[Any, Any]):
    """A mapping that can be hashed, as the values of a frozen model must be."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


class EscalateToHuman(Attribute):
    """Hand over to a person when a tutor is not enough.

    Why: Some moments need somebody who can see the learner, decide and act; a hand-over that names the way there gets
    used, one that only says "ask somebody" does not.
    Use it when: a person can be reached; name them in `channel`.
    Do not use it when: nobody is there to take over: a hand-over into nothing is worse than none.
    """

    family = "safety"
    samples = {
        "channel": ["the school counsellor", {"distress": "Ms Okafor", "request": "the front desk"}],
    }

    triggers: Distinct[Trigger] = ("distress", "request")
    """What brings the hand-over: distress, five or more attempts without a right answer, or the wish for a person."""
    channel: Phrase | Mapping[Trigger, Phrase] | None = None
    """Whom to turn to and how: one text, or a text for each trigger; a teacher or another trusted person if unset."""

    @field_validator("channel")
    @classmethod
    def _channel(cls, channel: Any) -> Any:
        return _Channels(channel) if isinstance(channel, Mapping) else channel

    @model_validator(mode="after")
    def _reached(self) -> EscalateToHuman:
        if isinstance(self.channel, Mapping):
            for trigger in self.channel:
                if trigger not in self.triggers:
                    raise ValueError(
                        f"`channel` names somebody for '{trigger}', which is not among the triggers."
                        f" Add '{trigger}' to `triggers`, or leave it out of `channel`."
                    )
        return self

    def statements(self) -> Statements:
        for trigger in self.triggers:
            yield Statement(trigger, oblige("refer_to_person", _WHEN[trigger]), param="triggers")

    def forms(self) -> dict[str, Any]:
        whom = self.channel if isinstance(self.channel, Mapping) else dict.fromkeys(self.triggers, self.channel)
        return {trigger: whom.get(trigger) for trigger in self.triggers}
