from __future__ import annotations

from ..kit import Attribute, Statement, Statements, forbid


class WaitForResponse(Attribute):
    """Stop after asking, and leave the question to the learner.

    Why: A question that is followed by a hint or by its answer asks for nothing; the thinking starts in the pause.
    Use it when: the tutor asks in order to make the learner think, which is nearly always.
    Do not use it when: questions are meant as a way of telling, as in a story or a think-aloud example.
    """

    family = "questioning"
    evidence = ("learnlm2024",)
    stands = ("every_turn", 50)

    def statements(self) -> Statements:
        yield Statement("stop", forbid("continue_after_question"))
        yield Statement("own", forbid("answer_own_question"))
