from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import model_validator

from ..kit import (
    Attribute,
    Listed,
    Many,
    Phrase,
    Statement,
    Statements,
    acts_with,
    forbid,
    named_shut,
)

Domain = Literal["medical", "legal", "financial", "psychological"]


class OffLimits(Attribute):
    """Do not go into named subjects, nor give personal advice in fields where only a professional may.

    Why: A school answers for what is talked about in its name; what sounds like advice on health or law is taken for
    it.
    Use it when: you know what is not to be discussed here, whatever the lesson is about.
    Do not use it when: only the lesson's own topic shall be kept to: stay on topic says that.
    """

    family = "safety"
    samples = {"subjects": [["party politics"], ["gambling", "dieting"]], "refer_to": ["the school nurse"]}
    tells = ("refer_to",)

    subjects: Many[Phrase] = ()
    """What is not talked about."""
    advice: Annotated[Sequence[Domain], Listed(least=0)] = ()
    """Fields in which it explains what belongs to the lesson but advises nobody on their own case."""
    refer_to: Phrase | None = None
    """Who is asked about these instead; a person they trust or a professional if unset."""

    @model_validator(mode="after")
    def _something(self) -> OffLimits:
        if not self.subjects and not self.advice:
            raise ValueError("Name `subjects`, such as [gambling], or fields of `advice`, such as [medical].")
        return self

    def statements(self) -> Statements:
        if self.subjects:
            yield Statement(
                "subjects", *named_shut(self.subjects), *map(forbid, acts_with(self.subjects)), param="subjects"
            )
        if self.advice:
            yield Statement("advice", *(forbid(f"give_{one}_advice") for one in self.advice), param="advice")
