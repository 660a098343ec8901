from __future__ import annotations

import re
from typing import Any, Literal, get_args

from pydantic import field_validator

from ..kit import SHOWN, Attribute, Norm, Statement, Statements, choose, forbid, oblige, only, permit

Level = Literal["no_ai", "planning", "collaboration", "full", "exploration"]


class AiAssessmentScale(Attribute):
    """Keep to what the AI Assessment Scale allows for the work at hand.

    Why: "May I use AI?" has five answers, and a tutor that does not know which one holds gives its own.
    Use it when: the work counts, and the course says at which level of the scale it is set.
    Do not use it when: nothing is assessed: then say what the tutor keeps back.
    """

    family = "integrity"
    evidence = ("perkins2024",)
    first_rule = 35

    level: Level = "planning"
    """What AI may do: nothing, planning, help along the way, any part, or new ways of working; or 1 to 5."""

    @field_validator("level", mode="before")
    @classmethod
    def _numbered(cls, value: Any) -> Any:
        number = re.fullmatch(r"(?:level )?([1-5])", str(value).strip().casefold())
        return get_args(Level)[int(number[1]) - 1] if number and not isinstance(value, bool) else value

    def statements(self) -> Statements:
        norms: list[Norm] = [choose("ai_scale", self.level)]
        if self.level == "no_ai":
            norms += [
                permit("clarify_wording"),
                *only("clarify_wording", within="company"),
                forbid("write_out_work"),
                forbid("leave_code_gap"),
            ]
        elif self.level == "planning":
            norms.append(permit("give_help", SHOWN))
            norms += [forbid(act) for act in ("write_out_work", "write_sentence", "edit_sentences", "leave_code_gap")]
        elif self.level == "collaboration":
            norms += [
                *(permit(act, SHOWN) for act in ("supply_ideas", "draft_passage", "rewrite_passage")),
                forbid("produce_deliverable"),
                oblige("prompt_evaluate", every=False),
            ]
        else:
            norms += [permit("produce_deliverable"), oblige("prompt_evaluate", every=False)]
        if self.level == "full":
            norms += [permit("show_full_solution"), permit("rewrite_passage", SHOWN)]
        yield Statement("scale", *norms, param="level")
