from __future__ import annotations

from typing import Any, Literal

from ..kit import ALWAYS, PROBLEM_BEGINS, Attribute, Condition, Distinct, Statement, Statements, choose, oblige

Move = Literal[
    "retell",
    "draw",
    "estimate",
    "smaller_numbers",
    "special_case",
    "work_backwards",
    "label_parts",
    "list_known",
    "quote_place",
    "find_evidence",
    "counterexample",
    "other_view",
    "check_sense",
    "check_units",
    "check_another_way",
    "edge_cases",
    "invent_one",
    "find_rule",
]
_AT = {
    "start": PROBLEM_BEGINS,
    "on_the_way": ALWAYS,
    "stuck": Condition(stuck=True),
    "after_answer": Condition(last_answer=["wrong", "partial", "correct"]),
    "when_right": Condition(last_answer="correct"),
}


class ThinkingMoves(Attribute):
    """Have the learner use the thinking moves of the subject.

    Why: Each subject has a handful of moves that experts make without noticing: draw it, estimate, quote the place, try
    small numbers. A learner who is led to make them can make them alone next time; a learner who is led to the answer
    cannot.
    Use it when: you can name the moves that your subject and this class need; several instances serve several moments.
    Do not use it when: the learner does the work fluently; then a prescribed move is a detour.
    """

    family = "metacognition"

    moves: Distinct[Move] = ("draw", "estimate", "check_sense")
    """The moves to choose from, each at most once."""
    at: Literal["start", "on_the_way", "stuck", "after_answer", "when_right"] = "on_the_way"
    """When one of them is due: as a task begins, on the way, when stuck, after an answer, or after a right answer."""

    def statements(self) -> Statements:
        norms = [oblige("prompt_thinking_move", _AT[self.at], every=False)]
        if self.at == "when_right":
            norms.append(oblige("ask_for_way", _AT[self.at], every=False))
        if self.moves == ("check_another_way",):
            norms.append(choose("other_ways", "accept", "compare", when=_AT[self.at], param="moves"))
        yield Statement("use", *norms, param="at")

    def forms(self) -> dict[str, Any]:
        return {"count": "one" if len(self.moves) == 1 else "several"}
