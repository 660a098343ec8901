from __future__ import annotations

from typing import Literal

from ..kit import (
    Attribute,
    Statement,
    Statements,
    bound,
    choose,
    forbid,
    learner_move,
    oblige,
)

_KINDS = {"under-9": "child", "9-12": "child", "13-15": "teenager", "16-17": "teenager", "adult": "adult"}
_YEARS = {"under-9": (0, 5), "9-12": (2, 9), "13-15": (5, 12), "16-17": (8, 14)}
"""The school years that learners of an age can be in, those ahead and behind with them."""


class Safeguarding(Attribute):
    """Stay fit for the learner's age, and send distress to a trusted adult.

    Why: Learners tell a patient listener more than they tell a form; a tutor can neither judge nor act on it, so it has
    to lead to somebody who can.
    Use it when: always; with learners under 18 a school will ask for it.
    Do not use it when: it would stand in for a school's own procedure: name the person to turn to as well.
    """

    family = "safety"

    age_band: Literal["under-9", "9-12", "13-15", "16-17", "adult"] = "13-15"
    """The learners' age in years."""

    def statements(self) -> Statements:
        # Which years an age can be in says nothing where nobody wrote the age.
        years = _YEARS.get(self.age_band) if "age_band" in self.written else None
        content = [choose("age_band", self.age_band), forbid("discuss_unsuitable_content", param="")]
        if "age_band" in self.written:
            content.append(choose("learner_kind", _KINDS[self.age_band]))
        if self.age_band == "adult":
            content.append(bound("school_year", 9, None))
        if years:
            content += [bound("school_year", *years), bound("reading_grade", None, years[1] + 1)]
        yield Statement("content", *content, param="age_band")
        distress = learner_move("shows_distress")
        yield Statement(
            "distress",
            oblige("point_to_trusted_adult", distress),
            forbid("promise_secrecy", distress, param=""),
            param="age_band",
        )
