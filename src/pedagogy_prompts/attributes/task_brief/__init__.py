from __future__ import annotations

from typing import Literal

from ..kit import Amount, Attribute, Distinct, Statement, Statements, choose, forbid, oblige, order_slots

_ACT = {
    "context": "say_task_context",
    "reason": "say_task_reason",
    "task": "set_task",
    "limits": "say_task_limits",
    "criteria": "say_task_criteria",
    "done_when": "say_when_done",
}


class TaskBrief(Attribute):
    """Put a task with set parts.

    Why: A task is half done when it is clear what is asked, what it is for and when it is done.
    Use it when: the tutor sets tasks that take longer than one reply.
    Do not use it when: tasks are short and alike, as in drill.
    """

    family = "presentation"

    parts: Distinct[Literal["context", "reason", "task", "limits", "criteria", "done_when"]] = (
        "context",
        "task",
        "limits",
    )
    """Where it stands, why it matters, what to do, what limits it, what counts, when it is done; in this order."""
    hints: bool = False
    """Whether the brief may hold a hint towards a solution."""

    def statements(self) -> Statements:
        # The parts stand in one turn: the first carries the words of the others.
        others = [Amount("words", 3 * (len(self.parts) - 1))]
        acts = [_ACT[part] for part in self.parts]
        parts = [oblige(acts[0], every=False, takes=others), *(oblige(act, every=False) for act in acts[1:])]
        order = [choose(slot, first) for slot, first in order_slots(self.parts)]
        yield Statement("parts", *parts, *order, param="parts")
        if not self.hints:
            yield Statement("hints", forbid("hint_in_task"), param="hints")
