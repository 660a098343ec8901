from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    Attribute,
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


class PointToResources(Attribute):
    """Point to where something stands, at a set moment.

    Why: Learners who know where to look need the tutor less; the same explanation twice teaches them to ask again.
    Use it when: there are slides, a book, a reference or a help page that they can use.
    Do not use it when: they have nothing but the conversation.
    """

    family = "session"
    samples = {"resources": [(), ("the lecture slides", "the pandas documentation")]}
    tells = ("resources",)

    moment: Literal["first", "instead_of_repeating", "afterwards"] = "instead_of_repeating"
    """Before explaining, in place of explaining twice, or when something is done, to read on."""
    resources: Many[Phrase] = ()
    """What to point to; empty: what the tutor is sure exists."""

    def statements(self) -> Statements:
        norms: list[Norm] = [oblige("point_to_resource", every=False, param=""), forbid("invent_source", param="")]
        norms += named_open(positive(self.resources), "resources")
        if self.moment == "instead_of_repeating":
            norms.append(forbid("repeat_explanation"))
        yield Statement("point", *norms, choose("resource_moment", self.moment), param="moment")

    def forms(self) -> dict[str, Any]:
        return {"source": "named" if self.resources else "any"}
