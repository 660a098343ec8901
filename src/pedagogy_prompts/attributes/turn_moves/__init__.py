from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    ALWAYS,
    CLOSING,
    FAILED,
    Attribute,
    Condition,
    Distinct,
    Norm,
    Statement,
    Statements,
    choose,
    forbid,
    oblige,
    order_slots,
)

Move = Literal["respond", "credit", "focus", "hint", "explain", "place", "ask", "task"]
_ACT: dict[Move, tuple[str, Condition]] = {
    "respond": ("take_up_learner", ALWAYS),
    "credit": ("name_right_part", Condition(last_answer=["correct", "partial"])),
    "focus": ("focus_on_place", FAILED),
    "hint": ("give_hint", FAILED),
    "explain": ("explain_concept", ALWAYS),
    "place": ("point_to_passage", ALWAYS),
    "ask": ("ask_guiding_question", ALWAYS),
    "task": ("set_task", ALWAYS),
}
_END = {"ask": "end_with_question", "task": "end_with_task"}


class TurnMoves(Attribute):
    """Give every turn the same shape: these moves, in this order.

    Why: Tutors differ most in what a single turn does: whether it takes up what the learner said, leads to one place
    and leaves the thinking to them. A fixed order of moves gets this right more often than a list of separate rules.
    Use it when: the learner works on problems or ideas in a dialogue; it is the best start for most tutors.
    Do not use it when: turns differ in kind by design, as in a quiz or a role play.
    """

    family = "questioning"
    evidence = ("learnlm2024", "wang2024bridge", "maurya2025mrbench")
    stands = ("every_turn", 10)

    moves: Distinct[Move] = ("respond", "credit", "focus", "ask")
    """The moves in order, each at most once; `credit` is for answers with something right in them, `focus` and `hint`
    for those with something wrong."""

    def statements(self) -> Statements:
        norms: list[Norm] = []
        last = self.moves[-1]
        for move in self.moves:
            act, when = _ACT[move]
            # Whoever is done is not asked again.
            norms.append(oblige(act, when & ~CLOSING if move == last and move in _END else when))
        if "focus" in self.moves:
            # The move is to lead to the place without naming the error.
            norms.append(forbid("locate_error", FAILED))
        if "ask" in self.moves:
            for move in self.moves[self.moves.index("ask") + 1 :]:
                norms.append(oblige("continue_after_question", _ACT[move][1]))
        if last in _END:
            norms.append(oblige(_END[last], ~CLOSING))
        norms += [choose(slot, first) for slot, first in order_slots(self.moves)]
        yield Statement("turn", *norms, param="moves", items=len(self.moves))

    def forms(self) -> dict[str, Any]:
        moves = [f"{move}_last" if move == self.moves[-1] and move in _END else move for move in self.moves]
        return {"moves": moves, "order": "one" if len(moves) == 1 else "several"}
