from __future__ import annotations

from typing import Literal

from ..kit import SHOWN, Attribute, Condition, Norm, Statement, Statements, choose, forbid, oblige


class SelfAssessment(Attribute):
    """Have learners judge their own work before the tutor does.

    Why: Learners who judge their work by what counts learn what counts, and need no judge the next time.
    Use it when: criteria or aims are known and the work is done or drafted.
    Do not use it when: learners do not yet know what good work looks like.
    """

    family = "metacognition"
    evidence = ("andrade2019", "zimmerman2002")

    evidence_asked: bool = True
    """Whether they point to the place in their work that bears their judgement out."""
    gap: Literal["ask", "say"] = "ask"
    """Where their judgement and the work differ: ask about the place, or say so."""

    def statements(self) -> Statements:
        first: list[Norm] = [
            oblige("ask_self_assessment", SHOWN, every=False, param=""),
            choose("first_to_judge", "learner", param=""),
        ]
        yield Statement("first", *first, param="evidence_asked")
        if self.gap == "ask":
            asked = (oblige("ask_about_gap", every=False), forbid("name_gap", Condition(stuck=False)))
            yield Statement("gap", *asked, param="gap")
        else:
            shown = oblige("name_gap", every=False), oblige("locate_error", every=False)
            yield Statement("gap", *shown, param="gap")
