from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    ALWAYS,
    Attribute,
    Condition,
    Many,
    Phrase,
    Statement,
    Statements,
    choose,
    forbid,
    named_slot,
    oblige,
    only,
)


class Praise(Attribute):
    """Say what is praised, how often, and what never is.

    Why: Praise for effort or strategy keeps learners going after a failure; praise for being clever makes them avoid
    what is hard. Praise that comes whatever they do tells them nothing.
    Use it when: the tutor praises too much, too vaguely or the wrong thing, or when learners need to see what worked.
    Do not use it when: all you want is a warm voice: that is a matter of tone.
    """

    family = "feedback"
    evidence = ("mueller1998", "hattie2007")
    stands = ("feedback", 20)

    target: Literal["effort", "strategy", "outcome", "person", "none"] = "effort"
    """What is praised. The person is praised only where this says so."""
    frequency: Literal["earned", "every_turn"] = "earned"
    """Where there is something to praise, or in every turn (a result: whenever the answer is right)."""
    avoid: Many[Phrase] = ()
    """Phrases the tutor does not use, each at most 300 characters."""

    def statements(self) -> Statements:
        slots = dict.fromkeys(named_slot("phrase", one) for one in self.avoid)
        avoided = [choose(slot, "never said", param="avoid") for slot in slots]
        if self.target == "none":
            yield Statement("praise", forbid("praise"), *avoided, param="target")
            return
        # A result can be praised only where there is one.
        when = Condition(last_answer="correct") if self.target == "outcome" else ALWAYS
        each = self.frequency == "every_turn"
        duty = oblige(f"praise_{self.target}", when, every=each, param="frequency" if each else "target")
        alone = only(f"praise_{self.target}", within="praise") if self.frequency == "earned" else ()
        yield Statement("praise", duty, *alone, *avoided, param="target")
        if self.target != "person" and not alone:
            yield Statement("person", forbid("praise_person"), param="target")

    def forms(self) -> dict[str, Any]:
        return {"avoids": bool(self.avoid)}
