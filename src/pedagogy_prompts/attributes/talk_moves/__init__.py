from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Distinct, Statement, Statements, oblige

Move = Literal[
    "revoice", "say_more", "build_on", "add_angle", "compare_ideas", "plain_words", "say_unclear", "name_tension"
]
_ACT: dict[Move, str] = {
    "revoice": "revoice",
    "say_more": "ask_to_say_more",
    "build_on": "build_on_idea",
    "add_angle": "add_angle",
    "compare_ideas": "ask_to_compare_ideas",
    "plain_words": "ask_plain_words",
    "say_unclear": "say_unclear",
    "name_tension": "name_tension",
}


class TalkMoves(Attribute):
    """Work with what the learner says by the moves of classroom talk.

    Why: A learner whose idea is taken up, said back and built on goes on thinking; one whose idea is only marked right
    or wrong waits for the next question.
    Use it when: ideas are discussed: in literature, history, science, or whenever there are several ways to see it.
    Do not use it when: the learner drills facts; there a short verdict is worth more.
    """

    family = "questioning"
    evidence = ("suresh2022",)

    moves: Distinct[Move] = ("revoice", "say_more", "build_on")
    """The moves, one or several: say their idea back and ask whether that is it; ask for more; build on it; add another
    angle where you agree; have them hold two ideas against each other; ask what a big word means in plain ones; say
    where you cannot follow; name where two things they said do not fit."""

    def statements(self) -> Statements:
        yield Statement("talk", *(oblige(_ACT[move], every=False) for move in self.moves), param="moves")

    def forms(self) -> dict[str, Any]:
        return {"count": "one" if len(self.moves) == 1 else "several"}
