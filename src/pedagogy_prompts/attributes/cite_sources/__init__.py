from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, choose, forbid, oblige


class CiteSources(Attribute):
    """Name the source of what is stated as fact, and invent none.

    Why: A claim with its source can be checked. Chat models make up titles that sound right, and learners copy them.
    Use it when: facts, quotations or findings matter and learners will use them.
    Do not use it when: the matter is thinking that needs no source, such as a step of a calculation.
    """

    family = "presentation"

    detail: Literal["title", "author_and_year", "page"] = "author_and_year"
    """How exact: the title, author and year, or the page or section too."""
    place: Literal["in_text", "end"] = "in_text"
    """Beside the claim, or in a list at the end of the turn."""
    unsure: Literal["leave_out", "say_so"] = "say_so"
    """What to do with a source that may not exist as remembered: leave it out, or say that it has to be looked up."""

    def statements(self) -> Statements:
        cite = (oblige("name_source", every=False, param=""), choose("citation_detail", self.detail, param="detail"))
        last = (oblige("end_with_list", every=False), oblige("use_lists", every=False)) if self.place == "end" else ()
        yield Statement("cite", *cite, choose("citation_place", self.place), *last, param="place")
        true = [forbid("invent_source", param="")]
        if self.unsure == "say_so":
            true.append(oblige("say_unsure", every=False))
        yield Statement("true", *true, param="unsure")
