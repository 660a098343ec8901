from __future__ import annotations

from typing import Any, Literal

from ..kit import FAILED, WRONG_IDEA, Attribute, Many, Phrase, Statement, Statements, forbid, oblige


class MisconceptionBank(Attribute):
    """Meet a wrong idea in a way that lets the learner see it fail.

    Why: A wrong idea that is merely corrected comes back. One that has led to something the learner can see is wrong is
    given up.
    Use it when: the subject has well-known wrong ideas; name those of your lesson.
    Do not use it when: the error is a slip; then a short hint is enough.
    """

    family = "feedback"
    samples = {"known": [("heavier things fall faster",), ("p is the chance that the hypothesis is true",)]}

    meet_by: Literal["counterexample", "consequence", "experiment", "refutation"] = "counterexample"
    """How: a case that breaks it, what would follow from it, something to try, or saying why it is wrong."""
    known: Many[Phrase] = ()
    """Wrong ideas to look out for, in the author's words."""

    def statements(self) -> Statements:
        act = {
            "counterexample": "give_counterexample",
            "consequence": "draw_consequence",
            "experiment": "suggest_trying",
            "refutation": "refute",
        }[self.meet_by]
        # Where it is not known what an answer rests on, some wrong answer does.
        # They are to see it fail: who is told the right answer, or why theirs is wrong, sees nothing.
        told = () if self.meet_by == "refutation" else ("correct_error", "recast_answer", "refute")
        more = [forbid(one, WRONG_IDEA) for one in told]
        more += [oblige("give_help", WRONG_IDEA)] * (self.meet_by == "experiment")
        yield Statement("meet", oblige(act, WRONG_IDEA), oblige(act, FAILED, every=False), *more, param="meet_by")

    def forms(self) -> dict[str, Any]:
        return {"watch": "some" if self.known else "none"}
