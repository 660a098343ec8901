from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid, permit

Way = Literal["word", "number", "choice", "drawing", "photo", "speech", "sentence", "table"]


class AnswerMode(Attribute):
    """Let the learner answer in ways that suit them, and ask for no more writing than so much.

    Why: A learner for whom writing is slow shows in a number, a drawing or a spoken word what they know; asked for a
    paragraph, they show how well they write.
    Use it when: writing is not what is learnt, and is what stops a learner.
    Do not use it when: putting it into sentences is the aim.
    """

    family = "adaptation"
    evidence = ("cast2018",)

    enough: Distinct[Way] = ("word", "number", "drawing")
    """Ways to answer that are as good as any."""
    writing: Literal["word", "sentence", "any"] = "sentence"
    """The most that is asked for in writing at a time: a word, a sentence, or anything."""

    def statements(self) -> Statements:
        yield Statement("ways", permit("take_short_answer"), param="enough")
        if self.writing != "any":
            act = "ask_for_sentences" if self.writing == "word" else "ask_for_long_text"
            yield Statement("limit", forbid(act), param="writing")
