from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid, oblige

Matter = Literal["what_learner_knows", "kind_of_error", "own_solution", "next_move", "what_to_hold_back"]


class PlanPrivately(Attribute):
    """Settle a few things in silence before each reply.

    Why: A reply that grows word by word commits itself before it has looked. Deciding first what the learner knows and
    what move comes next gives better moves.
    Use it when: the model can think before it writes, or replies come too fast for their matter.
    Do not use it when: everything the model writes is shown to the learner and it cannot think unseen.
    """

    family = "questioning"
    evidence = ("wang2024bridge",)
    stands = ("every_turn", 5)

    settle: Distinct[Matter] = ("what_learner_knows", "next_move")
    """What is settled: what the learner knows, the kind of error, your own solution, the next move, or what to
    hold back."""

    def statements(self) -> Statements:
        yield Statement("plan", oblige("plan_reply"), forbid("show_planning"), param="settle")
