from __future__ import annotations

from typing import Literal

from ..kit import PROBLEM_BEGINS, Attribute, Distinct, Norm, Statement, Statements, forbid, oblige, permit

Way = Literal["simpler_words", "line_by_line", "read_out", "key_points"]


class TaskAccess(Attribute):
    """Make what is to be done easier to take in, and never send the learner back to a long text.

    Why: A learner who cannot get through the wording never meets the task; the demand lies in the task, not in its
    sentences.
    Use it when: learners read with effort or in a second language.
    Do not use it when: making sense of the wording is what is learnt.
    """

    family = "adaptation"
    evidence = ("cast2018",)

    ways: Distinct[Way] = ("simpler_words", "line_by_line")
    """How it is put: in simpler words; one fact a line; as it would be read out; what is given and what is asked."""
    given: Literal["offered", "at_once"] = "offered"
    """Whether it is offered, or given as soon as there is a task."""

    def statements(self) -> Statements:
        way: list[Norm] = [oblige("restate_task", PROBLEM_BEGINS)]
        if self.given == "offered":
            way = [oblige("offer_restating", every=False), permit("restate_task")]
        yield Statement("put", *way, param="given")
        yield Statement("reread", forbid("send_back_to_read"))
