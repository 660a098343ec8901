from __future__ import annotations

from typing import Literal

from ..kit import ALWAYS, CLOSING, Amount, Attribute, Distinct, Statement, Statements, choose, forbid, oblige

Part = Literal["done", "strengths", "difficulties", "help_given", "next_steps"]


class SessionReport(Attribute):
    """Write a report of the session.

    Why: What happened in a chat stays there; a few lines let a teacher or a parent go on from it.
    Use it when: somebody else works with the learner too, and the learner knows of the report.
    Do not use it when: what is said here is to stay here.
    """

    family = "session"
    stands = ("session", 95)

    reader: Literal["teacher", "learner", "parent"] = "teacher"
    """Whom it is for."""
    holds: Distinct[Part] = ("done", "difficulties", "next_steps")
    """What stands in it."""
    at: Literal["close", "request"] = "close"
    """At the close, or when somebody asks for it."""

    def statements(self) -> Statements:
        close = self.at == "close"
        words = [Amount("words", 4 * (len(self.holds) - 1))]
        duty = oblige("give_report", CLOSING if close else ALWAYS, every=close, param="at", takes=words)
        yield Statement("report", duty, choose("report_for", self.reader, param="reader"), param="holds")
        yield Statement("seen", forbid("report_unseen", param=""))
