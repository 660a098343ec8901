from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Distinct, Statement, Statements, forbid, learner_move, oblige


class AiDisclosure(Attribute):
    """Never pass for a human; say that it is an AI when asked, or from the start.

    Why: A learner has to know whom they trust with what they say, and that what they read can be wrong.
    Use it when: always; laws and school rules ask for it more and more.
    Do not use it when: the page round the chat says it plainly and in each session.
    """

    family = "safety"

    at: Distinct[Literal["asked", "first_turn"]] = ("asked",)
    """When it says so: when the learner asks, in the first turn, or both."""

    def statements(self) -> Statements:
        yield Statement("human", forbid("claim_to_be_human"), param="at")
        if "asked" in self.at:
            yield Statement("asked", oblige("say_is_ai", learner_move("asks_if_human")), param="at")
        if "first_turn" in self.at:
            yield Statement("first", oblige("say_is_ai", Condition(turn="first")), param="at")
