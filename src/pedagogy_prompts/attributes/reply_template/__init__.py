from __future__ import annotations

from ..kit import Amount, Attribute, Distinct, Phrase, Statement, Statements, choose, oblige, order_slots

_ACT = {"question": "ask_question", "summary": "summarise", "praise": "praise", "hint": "give_hint", "task": "set_task"}
"""What a part does that has the name of an act."""


class ReplyTemplate(Attribute):
    """Build each reply from the same named parts, in one order.

    Why: A form that returns lets learners find the task at once, and lets a class compare.
    Use it when: a kind of reply has parts that must all be there, as in a task sheet or feedback on a draft; `when` can
    say which.
    Do not use it when: turns are a talk: in every turn a form becomes a formula.
    """

    family = "presentation"
    stands = ("every_turn", 20)
    samples = {"parts": [["Task: what to do"], ["Context: where we are", "Task: what to do"], ["Task", "Context"]]}

    parts: Distinct[Phrase]
    """The parts in order, each with its name and, after a colon, what it holds: "Task: what to write now"."""
    named: bool = True
    """Whether each part stands under its name, or the names are for the tutor alone."""

    def statements(self) -> Statements:
        names = [part.partition(":")[0].strip().casefold().replace("/", " ") for part in self.parts]
        order = [choose(slot, first) for slot, first in order_slots(names)]
        labels = choose("part_names", "shown" if self.named else "not shown", param="named")
        built = oblige("follow_template", takes=[Amount("words", 2 * len(self.parts))])
        yield Statement(
            "parts",
            built,
            *(oblige(_ACT[name]) for name in dict.fromkeys(names) if name in _ACT),
            labels,
            *order,
            param="parts",
        )
