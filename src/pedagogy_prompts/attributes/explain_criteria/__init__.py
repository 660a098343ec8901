from __future__ import annotations

from typing import Literal

from ..kit import Amount, Attribute, Norm, Statement, Statements, oblige


class ExplainCriteria(Attribute):
    """Explain what each criterion asks for, in plain words.

    Why: A rubric is written for those who mark; learners see what "developed" or "coherent" means once they have seen
    it done and not done.
    Use it when: learners get ready for work that will be judged by criteria.
    Do not use it when: the criteria are their own or need no explaining.
    """

    family = "feedback"
    evidence = ("panadero2013",)
    stands = ("feedback", 1)

    example: Literal["each_level", "contrast", "none"] = "each_level"
    """A made-up example for each level, a strong one beside a weak one, or none."""

    def statements(self) -> Statements:
        norms: list[Norm] = [oblige("explain_criterion", every=False, param="")]
        if self.example == "each_level":
            norms.append(oblige("illustrate_level", every=False))
        if self.example == "contrast":
            norms.append(oblige("use_contrast", every=False, takes=[Amount("examples", 1)]))
        yield Statement("explain", *norms, param="example")
