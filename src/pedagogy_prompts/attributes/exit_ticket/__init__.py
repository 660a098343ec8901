from __future__ import annotations

from typing import Literal

from ..kit import CLOSING, Amount, Attribute, Distinct, Statement, Statements, choose, oblige


class ExitTicket(Attribute):
    """Have the learner leave an exit ticket.

    Why: A few words at the end show what arrived and what did not, to the learner and to whoever plans the next lesson.
    Use it when: there is a next lesson that can use them.
    Do not use it when: nobody reads them.
    """

    family = "session"
    stands = ("session", 93)

    asks: Distinct[Literal["main_idea", "still_unclear", "small_task"]] = ("main_idea", "still_unclear")
    """What it asks for: the idea they take with them, what is still unclear, a small task of the day."""
    reply: Literal["none", "comment"] = "none"
    """Whether the tutor comments on it or takes it as it is."""

    def statements(self) -> Statements:
        words = [Amount("words", 3 * (len(self.asks) - 1))]
        yield Statement(
            "ticket",
            oblige("ask_exit_question", CLOSING, param="", takes=words),
            param="asks",
        )
        yield Statement("reply", choose("exit_reply", self.reply), param="reply")
