from __future__ import annotations

from typing import Annotated, Literal

from ..kit import ALWAYS, CLOSING, Attribute, Field, Statement, Statements, bound, choose, forbid, oblige


class StudentSummary(Attribute):
    """Have the learner sum up what was learnt.

    Why: Whoever sums up has to find what matters and how it hangs together; a summary that is read is soon forgotten.
    Use it when: a part or the session comes to its end.
    Do not use it when: learners are too young or too tired to write one: give them a sentence to take away.
    """

    family = "metacognition"
    evidence = ("chi1994", "roediger2006")

    at: Literal["checkpoint", "close"] = "close"
    """When a part is done, or at the close."""
    sentences: Annotated[int, Field(ge=1, le=5)] = 2
    """How many sentences at most, 1 to 5."""

    def statements(self) -> Statements:
        close = self.at == "close"
        most = bound("learner_sentences", None, self.sentences, param="sentences")
        duty = oblige("have_summary_made", CLOSING if close else ALWAYS, every=close, param="")
        yield Statement("sum", duty, choose("learner_sums_at", self.at), most, param="at")
        # The tutor may sum up at the other moment: a part is done before the close.
        yield Statement("theirs", forbid("summarise", CLOSING if close else ~CLOSING, param=""))
