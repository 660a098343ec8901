from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Amount, Attribute, Field, Norm, Statement, Statements, bound, forbid, oblige


class SuggestedReplies(Attribute):
    """Offer a few replies below each turn that the learner can choose instead of writing.

    Why: A blank line is a hurdle for who reads or types with effort; a reply to choose keeps them in the talk.
    Use it when: the learners are young, new to the language, or the page shows such replies as buttons.
    Do not use it when: wording the thought is the point.
    """

    family = "presentation"
    stands = ("every_turn", 30)

    count: Annotated[int, Field(ge=2, le=5)] = 3
    """How many, 2 to 5."""
    answers: Literal["none", "among_others"] = "none"
    """Whether an answer to the question may be among them, or only ways to go on, such as a wish for a smaller step."""

    def statements(self) -> Statements:
        norms: list[Norm] = [
            oblige("suggest_replies", takes=[Amount("words", 2 * self.count - 4)]),
            bound("suggested_replies", self.count, self.count, param="count"),
        ]
        norms.append(
            oblige("suggest_answers", every=False) if self.answers == "among_others" else forbid("suggest_answers")
        )
        yield Statement("replies", *norms, param="answers")
