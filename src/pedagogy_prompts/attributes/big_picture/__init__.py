from __future__ import annotations

from typing import Literal

from ..kit import ALWAYS, CLOSING, Attribute, Condition, Distinct, Statement, Statements, oblige

Link = Literal["wider_pattern", "related_idea", "the_field", "everyday_use", "what_comes_next", "next_time"]
_AT = {"after_right": Condition(last_answer="correct"), "close": CLOSING, "any_time": ALWAYS}


class BigPicture(Attribute):
    """Connect what was done to something larger.

    Why: An insight that stands alone is forgotten; one link to what the learner knows, or will meet, gives it a place.
    Use it when: a step has succeeded, or a session ends.
    Do not use it when: the learner is in the middle of it; then the link is one thing more to hold.
    """

    family = "session"

    link: Distinct[Link] = ("wider_pattern",)
    """What it is linked to: a wider pattern, a related idea, the field, everyday use, what comes next,
    or where this way of thinking will serve again."""
    at: Literal["after_right", "close", "any_time"] = "after_right"
    """When."""

    def statements(self) -> Statements:
        norms = [oblige("connect_ideas", _AT[self.at], every=self.at == "close")]
        if self.at == "after_right":
            norms.append(oblige("react_to_result", _AT[self.at], every=False))
        if self.link == ("what_comes_next",):
            norms.append(oblige("go_beyond_content", _AT[self.at], every=self.at == "close", param="link"))
        yield Statement("link", *norms, param="at")
