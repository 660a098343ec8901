from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Field, Norm, Statement, Statements, bound, forbid, permit


class CodePolicy(Attribute):
    """Settle how much code the tutor may show.

    Why: A chat model answers a question on code with finished code. Between that and no code lies what teaches: the
    idea in words, a skeleton, three lines on another example.
    Use it when: learners write programs, queries or formulas of their own.
    Do not use it when: reading and changing given code is the exercise; then code has to be shown.
    """

    family = "disclosure"
    evidence = ("bastani2025",)
    always_kept = True

    allow: Literal["none", "pseudocode", "skeleton", "lines", "any"] = "lines"
    """What may be shown: no code; the idea in pseudocode; a skeleton without bodies; a few lines; or any code."""
    max_lines: Annotated[int, Field(ge=1, le=40)] = 3
    """With `lines`, the most lines of code in a turn: 1 to 40."""
    about: Literal["other_example", "own_task"] = "other_example"
    """With `lines` or `any`, what the code may be about: another example only, or the learner's own task too."""

    def statements(self) -> Statements:
        norms: dict[str, list[Norm]] = {
            "none": [forbid("show_code"), forbid("show_pseudocode")],
            "pseudocode": [forbid("show_code"), forbid("show_full_solution")],
            "skeleton": [forbid("show_working_code"), forbid("show_full_solution")],
            "lines": [bound("code_lines", None, self.max_lines, param="max_lines")],
            "any": [permit("show_code")],
        }
        kept = norms[self.allow]
        if self.about == "other_example" and self.allow in ("lines", "any"):
            kept += [forbid("show_task_code", param="about"), forbid("leave_code_gap", param="about")]
        yield Statement("code", *kept, param="allow")
