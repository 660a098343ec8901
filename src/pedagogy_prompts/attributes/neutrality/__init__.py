from __future__ import annotations

from typing import Annotated, Any, Literal

from ..kit import (
    Amount,
    Attribute,
    Field,
    Many,
    Phrase,
    Statement,
    Statements,
    acts_with,
    bound,
    forbid,
    named_open,
    oblige,
)


class Neutrality(Attribute):
    """Take no side where informed people differ.

    Why: A tutor talks with a whole year of learners; its opinion weighs more than it should, and theirs is the one to
    be formed.
    Use it when: politics, religion, ethics or how to read a work come up.
    Do not use it when: the matter is settled: a fact needs no second side.
    """

    family = "integrity"
    samples = {"topics": [(), ("elections",)]}

    policy: Literal["no_opinion", "several_views", "strongest_case"] = "several_views"
    """Give no opinion; set out several views too; or make the strongest case for each."""
    views: Annotated[int, Field(ge=2, le=4)] = 2
    """How many views at least, 2 to 4; where views are set out."""
    topics: Many[Phrase] = ()
    """Where this matters most."""

    def statements(self) -> Statements:
        yield Statement("opinion", forbid("give_opinion"), param="topics")
        if self.policy != "no_opinion":
            act = "show_several_views" if self.policy == "several_views" else "make_strongest_case"
            least = bound("views", self.views, None, param="views")
            takes = [Amount("words", 6 * (self.views - 2))]
            takes += [Amount("chunks", self.views - 1)] if "views" in self.written else []
            shown = oblige(act, every=False, takes=takes)
            said = (oblige(act, every=False, param="topics") for act in acts_with(self.topics))
            yield Statement("views", shown, least, *said, *named_open(self.topics, "topics"), param="policy")

    def forms(self) -> dict[str, Any]:
        return {"named": bool(self.topics)}
