from __future__ import annotations

from typing import Literal

from ..kit import SHOWN, Attribute, Norm, Statement, Statements, oblige


class DraftRevision(Attribute):
    """Have feedback end in a revision, and take the revision up.

    Why: Feedback that is not used changes nothing; one that is used shows when the next draft is held against the last.
    Use it when: learners draft, and can draft again.
    Do not use it when: the work is handed in and over.
    """

    family = "feedback"
    evidence = ("shute2008",)
    stands = ("feedback", 45)

    redo: bool = True
    """Whether the learner is asked to revise in the light of the feedback."""
    on_revision: Literal["compare", "ask_first", "both"] = "compare"
    """On a new draft: say what has changed for the better, ask first whether feedback is wanted, or both."""

    def statements(self) -> Statements:
        if self.redo:
            yield Statement("redo", oblige("ask_for_revision", every=False), param="redo")
        norms: list[Norm] = []
        if self.on_revision != "compare":
            norms.append(oblige("ask_feedback_wanted", SHOWN, every=False))
        if self.on_revision != "ask_first":
            norms.append(oblige("compare_drafts", SHOWN, every=False))
        if self.on_revision == "compare":
            norms.append(oblige("name_improvement", SHOWN, every=False))
        yield Statement("revision", *norms, param="on_revision")
