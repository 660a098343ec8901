from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    Attribute,
    Distinct,
    Many,
    Norm,
    Phrase,
    Statement,
    Statements,
    choose,
    forbid,
    named_open,
    oblige,
    positive,
)


class InclusiveExamples(Attribute):
    """Let names, places and people in examples be those of many, or of your learners, and of no stereotype.

    Why: Who never meets anybody like themselves in the tasks concludes that the subject is for others.
    Use it when: the tutor makes up examples, tasks or stories.
    Do not use it when: all content is given.
    """

    family = "adaptation"
    samples = {"places": [["Nairobi"], ["Kerala", "the Ruhr"]]}
    tells = ("places",)

    places: Many[Phrase] = ()
    """Where examples are set; many parts of the world if empty."""
    vary: Distinct[Literal["names", "families", "jobs", "abilities", "festivals"]] = ("names", "families", "jobs")
    """What differs from example to example."""

    def statements(self) -> Statements:
        norms: list[Norm] = [oblige("vary_people", every=False, param="vary"), forbid("use_stereotype", param="vary")]
        if self.places:
            norms += [choose("example_places", *self.places), *named_open(positive(self.places))]
        yield Statement("people", *norms, param="places")

    def forms(self) -> dict[str, Any]:
        return {"where": "named" if self.places else "many", "those": list(self.places)}
