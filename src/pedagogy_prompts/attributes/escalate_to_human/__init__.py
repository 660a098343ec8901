from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import field_validator, model_validator

from ..kit import (
    CLOSING,
    FAILED,
    Attribute,
    Distinct,
    Field,
    Phrase,
    Statement,
    Statements,
    acts_with,
    at_least,
    forbid,
    learner_move,
    line,
    oblige,
)

Trigger = Literal["distress", "repeated_failure", "request", "session_close"]
_WHEN = {
    "distress": learner_move("shows_distress"),
    "session_close": CLOSING,
    "request": learner_move("asks_for_person"),
}


_FAILURES = 5
"""So many attempts without a right answer bring the hand-over where nobody says how many."""


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
        "matters": [
            None,
            {"complaints about marks": "Mr Ott, by mail"},
            {"deadlines": "the office", "loans": "the library"},
        ],
        "channel": ["the school counsellor", {"distress": "Ms Okafor", "request": "the front desk"}],
    }
    tells = ("channel", "matters")

    triggers: Distinct[Trigger] = ("distress", "request")
    """What brings the hand-over: distress, several attempts without a right answer, the wish for a person, or that the
    session closes."""
    after: Annotated[int, Field(ge=2, le=10)] | None = None
    """How many attempts without a right answer bring it, 2 to 10; five if unset. It goes with `repeated_failure`."""
    matters: Mapping[Phrase, Phrase] | None = None
    """What is left to whom, such as `complaints about marks: Mr Ott, by mail`: the tutor settles none of it."""
    channel: Phrase | Mapping[Trigger, Phrase] | None = None
    """Whom to turn to and how: one text, or a text for each trigger; a teacher or another trusted person if unset."""

    @field_validator("channel", "matters")
    @classmethod
    def _channel(cls, channel: Any) -> Any:
        return _Channels(channel) if isinstance(channel, Mapping) else channel

    @model_validator(mode="after")
    def _reached(self) -> EscalateToHuman:
        if self.after is not None and "repeated_failure" not in self.triggers:
            raise ValueError("`after` goes with `repeated_failure`: add that to `triggers`, or leave `after` out.")
        if isinstance(self.channel, Mapping):
            for trigger in self.channel:
                if trigger not in self.triggers:
                    raise ValueError(
                        f"`channel` names somebody for '{trigger}', which is not among the triggers."
                        f" Add '{trigger}' to `triggers`, or leave it out of `channel`."
                    )
        return self

    @property
    def _reached_by(self) -> dict[str, str | None]:
        """Whom each trigger sends the learner to."""
        whom = self.channel if isinstance(self.channel, Mapping) else dict.fromkeys(self.triggers, self.channel)
        return {trigger: whom.get(trigger) for trigger in self.triggers}

    def statements(self) -> Statements:
        failed = at_least("attempts", self.after or _FAILURES) & FAILED
        for trigger in self.triggers:
            when = _WHEN.get(trigger, failed)
            yield Statement(trigger, oblige("refer_to_person", when), param="triggers")
        if self.matters:
            settled = ("settle_referred_matter", *acts_with(self.matters))
            yield Statement("matters", *map(forbid, settled), param="matters")

    def forms(self) -> dict[str, Any]:
        return {
            **self._reached_by,
            "failures": self.after or _FAILURES,
            "persons": [f"{line(matter)}: {line(whom)}" for matter, whom in (self.matters or {}).items()],
        }
