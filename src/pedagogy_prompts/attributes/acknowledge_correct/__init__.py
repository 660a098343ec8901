from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Statement, Statements, choose, oblige, order_slots

_LATER_MOVES = ("focus", "hint", "explain", "ask", "task")


class AcknowledgeCorrect(Attribute):
    """Name what is right, also in an answer that is only partly right.

    Why: Feedback works when it says what holds as well as what does not; learners who hear only what is missing throw
    away right ideas together with wrong ones.
    Use it when: answers come in several parts, or learners doubt themselves.
    Do not use it when: no verdict may be given, as in a test.
    """

    family = "feedback"
    evidence = ("hattie2007", "shute2008", "learnlm2024")
    stands = ("every_turn", 20)

    scope: Literal["full", "partial_too"] = "partial_too"
    """Name what is right in right answers only, or also in partly right ones."""
    first: bool = True
    """Whether it comes before anything else about the answer."""

    def statements(self) -> Statements:
        right = Condition(last_answer=["correct", "partial"] if self.scope == "partial_too" else "correct")
        yield Statement("name", oblige("name_right_part", right), oblige("speak_as_tutor", right), param="scope")
        if self.first:
            pairs = [pair for move in _LATER_MOVES for pair in order_slots(("credit", move))]
            order = [choose(slot, first, when=right) for slot, first in pairs]
            # Naming what is right is a verdict: a question for the reason comes after it.
            order.append(choose("reasoning_order", "after_verdict", when=right))
            yield Statement("first", oblige("credit_first", right), *order, param="first")
