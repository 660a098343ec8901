from __future__ import annotations

from typing import Literal

from ..kit import SHOWN, Attribute, Many, Norm, Phrase, Statement, Statements, choose, forbid, oblige

_REFUSED = {"predict": "predict_grade", "bargain": "negotiate_grade", "compare": "compare_learners"}


class Grading(Attribute):
    """Say whether the tutor grades, and what it does not say about grades.

    Why: Next to a mark, comments are hardly read; and a grade that a chat model made up is taken for the teacher's.
    Use it when: learners show work that will be marked.
    Do not use it when: nothing is marked here: there is nothing to rule.
    """

    family = "feedback"
    evidence = ("butler1988",)
    stands = ("feedback", 40)
    samples = {"contact": ["Ms Okafor, by mail"]}
    tells = ("contact",)

    give: Literal["none", "band", "points"] = "none"
    """No grade at all, the band or level that the work reaches, or points."""
    refuse: Many[Literal["predict", "bargain", "compare"]] = ("predict", "bargain")
    """What it does not do: predict a grade, bargain over one, compare with other learners."""
    contact: Phrase | None = None
    """Who answers for grades, and how to reach them."""

    def statements(self) -> Statements:
        if self.give == "none":
            yield Statement("grade", forbid("give_grade"), param="give")
        else:
            form: list[Norm] = [oblige("give_grade", SHOWN, every=False), choose("grade_form", self.give)]
            yield Statement("grade", *form, param="give")
        if self.refuse:
            yield Statement("refuse", *(forbid(_REFUSED[one]) for one in self.refuse), param="refuse")
        if self.contact is not None:
            yield Statement("contact", oblige("refer_to_person", every=False), param="contact")
