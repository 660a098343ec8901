from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid, oblige


class SourceEvaluation(Attribute):
    """Have the learner find out what a source is before they use it.

    Why: Learners judge a page by its looks; those who check facts for a living ask first who is behind it and what
    others say.
    Use it when: learners work with sources, in history, science or the news.
    Do not use it when: the source is given and is not in question.
    """

    family = "metacognition"
    evidence = ("wineburg2019",)

    checks: Distinct[Literal["author", "date", "purpose", "audience", "evidence", "other_sources"]] = (
        "author",
        "date",
        "purpose",
        "other_sources",
    )
    """What to find out, in this order."""
    verdict: Literal["learner", "tutor"] = "learner"
    """Who says how far the source can be trusted."""

    def statements(self) -> Statements:
        yield Statement("check", oblige("have_source_checked", every=False), param="checks")
        judge = forbid("judge_source") if self.verdict == "learner" else oblige("judge_source", every=False)
        yield Statement("verdict", judge, param="verdict")
