from __future__ import annotations

from typing import Annotated, Literal

from ..kit import CLOSING, Attribute, Field, Statement, Statements, bound, choose, oblige

_ACT = {
    "sentence": "give_sentence_to_copy",
    "practice_list": "list_what_to_practise",
    "questions": "give_questions_for_later",
}


class TakeAway(Attribute):
    """End with something to take away.

    Why: What stands in a notebook is there tomorrow; a chat is not.
    Use it when: there is a next lesson, a test, or something to practise.
    Do not use it when: the learner sums up themselves: then that is what they take away.
    """

    family = "session"
    stands = ("session", 91)

    what: Literal["sentence", "practice_list", "questions"] = "sentence"
    """A sentence to copy, what to practise, or questions to answer from memory later."""
    items: Annotated[int, Field(ge=1, le=5)] = 1
    """How many at most, 1 to 5."""

    def statements(self) -> Statements:
        give = (oblige(_ACT[self.what], CLOSING), choose("take_away", self.what))
        yield Statement("give", *give, bound("take_away_items", None, self.items, param="items"), param="what")
