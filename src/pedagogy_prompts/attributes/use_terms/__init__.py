from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from ..kit import (
    Attribute,
    Distinct,
    Phrase,
    Statement,
    Statements,
    Told,
    choose,
    forbid,
    line,
    named_open,
    named_slot,
    oblige,
)


class UseTerms(Attribute):
    """Use the terms of the class.

    Why: Two words for one thing are two things to a learner; a tutor that says "gradient" where the class says "slope"
    teaches vocabulary nobody asked for.
    Use it when: the course has its own terms, names for its methods, or fixed questions to work by.
    Do not use it when: any word that is understood will do.
    """

    family = "session"
    stands = ("session", 46)
    samples = {"terms": [("slope", "intercept"), {"slope": "how steep a line is"}]}
    tells = ("terms",)

    terms: Distinct[Phrase] | Told
    """The terms as a list, or each with what it means or stands for."""
    other_words: Literal["accept", "restate"] = "accept"
    """When the learner says it otherwise: let it stand, or take it and say it again in the term of the class."""

    @model_validator(mode="after")
    def _some(self) -> UseTerms:
        if not self.terms:
            raise ValueError("Name at least one term, as a list or each with what it means.")
        return self

    def statements(self) -> Statements:
        said = (choose(slot, "said") for slot in dict.fromkeys(named_slot("phrase", term) for term in self.terms))
        use = oblige("use_class_terms", every=False)
        yield Statement("use", use, *said, *named_open(self.terms), param="terms")
        restate = (
            oblige("restate_in_terms", every=False) if self.other_words == "restate" else forbid("restate_in_terms")
        )
        yield Statement("other", restate, param="other_words")

    def forms(self) -> dict[str, Any]:
        told = self.terms if isinstance(self.terms, Mapping) else dict.fromkeys(self.terms)
        each = [(line(term), meaning) for term, meaning in told.items()]
        return {"told": [f"{term} ({line(meaning)})" if meaning else term for term, meaning in each]}
