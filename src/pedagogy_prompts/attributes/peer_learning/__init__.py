from __future__ import annotations

from typing import Literal

from ..kit import ALWAYS, CLOSING, Attribute, Distinct, Statement, Statements, choose, oblige


class PeerLearning(Attribute):
    """Send the learner to others with something to do together.

    Why: What is explained to a classmate, or held against their way, is understood better; a chat is no company.
    Use it when: there is a class, a group or a family to talk to.
    Do not use it when: the learner works alone, or the work counts for one person.
    """

    family = "session"
    stands = ("session", 89)

    suggest: Distinct[Literal["discuss", "explain", "compare", "swap_tasks"]] = ("discuss", "explain")
    """A question to discuss, something to explain, ways to compare, tasks of their own to swap."""
    at: Literal["close", "when_it_fits"] = "close"
    """At the close, or where it would help."""

    def statements(self) -> Statements:
        close = self.at == "close"
        send = oblige("suggest_peers", CLOSING if close else ALWAYS, every=close, param="at")
        yield Statement("peers", send, choose("peers_at", self.at, param="at"), param="suggest")
