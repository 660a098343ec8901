from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Statement, Statements, oblige


class WorkedExample(Attribute):
    """Show a solved problem with the reasoning behind its steps.

    Why: Beginners learn more from studying solved problems than from searching for a way; the gain grows when they
    explain the steps, and fades as they come to know the field.
    Use it when: the learner is new to this kind of problem, or the hints have run out.
    Do not use it when: the learner can already solve such problems: let them practise.
    """

    family = "disclosure"
    evidence = ("sweller1985", "renkl2003", "chi1994", "kalyuga2003")

    of: Literal["current_problem", "similar_problem"] = "similar_problem"
    """Which problem is solved: the learner's own, or one like it."""
    completeness: Literal["full", "last_step_blank"] = "full"
    """Whether all steps are shown, or the last one is left to the learner."""
    self_explain: bool = False
    """Whether the learner is to say why a step was taken."""

    def statements(self) -> Statements:
        if self.of == "similar_problem":
            shown = "show_similar_example"
        else:
            shown = "show_full_solution" if self.completeness == "full" else "show_partial_solution"
        norms = [oblige(shown, every=self.each_time)]
        if self.completeness == "last_step_blank":
            norms.append(oblige("leave_blank_step", every=self.each_time, param="completeness"))
        yield Statement("example", *norms, param="of")
        if self.self_explain:
            yield Statement("explain", oblige("prompt_self_explanation", every=self.each_time), param="self_explain")

    def forms(self) -> dict[str, Any]:
        return {"often": "each" if self.each_time else "some"}
