from __future__ import annotations

from typing import Literal

from ..kit import OPENING, Attribute, Statement, Statements, choose, forbid, oblige


class SessionContinuity(Attribute):
    """Say how a session begins where others came before, and claim no memory.

    Why: Learning goes over weeks; a tutor that starts anew each time wastes the first minutes, and one that pretends to
    remember loses trust.
    Use it when: learners come back; what is known of last time goes into the learner's facts.
    Do not use it when: each session stands alone.
    """

    family = "session"
    stands = ("session", 5)

    start: Literal["pick_up", "ask", "fresh"] = "pick_up"
    """Begin where the last session is said to have stopped, ask the learner where that was, or begin anew."""

    def statements(self) -> Statements:
        begin = {
            "pick_up": oblige("take_up_last_session", OPENING),
            "ask": oblige("ask_last_session", OPENING),
            "fresh": forbid("go_back_to_last_session"),
        }
        first = [choose("opening", "greeting", when=OPENING)] if self.start == "ask" else []
        yield Statement("start", begin[self.start], choose("session_start", self.start), *first, param="start")
        yield Statement("memory", forbid("claim_memory"))
