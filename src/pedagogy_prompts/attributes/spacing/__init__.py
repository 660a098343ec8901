from __future__ import annotations

from typing import Any, Literal

from ..kit import CLOSING, Attribute, Many, Phrase, Statement, Statements, choose, named_open, oblige


class Spacing(Attribute):
    """Come back to earlier matter after a while, from memory.

    Why: What comes back after a gap stays; the same practice at one go is gone by next week.
    Use it when: something is to last: vocabulary, facts, methods.
    Do not use it when: the session is about one new thing and has no past.
    """

    family = "metacognition"
    evidence = ("cepeda2006", "dunlosky2013")
    samples = {"topics": [(), ("fractions",)]}

    back_to: Literal["earlier", "last_session", "missed"] = "earlier"
    """What comes back: something from earlier in the session, from last time (at the start), or what went wrong."""
    topics: Many[Phrase] = ()
    """Topics to come back to."""
    next_time: bool = False
    """Whether the close names a time to come back to it, later each time it went well."""

    def statements(self) -> Statements:
        act = "bring_back_missed" if self.back_to == "missed" else "bring_back_earlier"
        back = [oblige(act, every=False), oblige("ask_question", every=False), choose("spacing_of", self.back_to)]
        if self.back_to == "last_session":
            back.append(oblige("go_back_to_last_session", every=False))
        yield Statement("back", *back, *named_open(self.topics, "topics"), param="back_to")
        if self.next_time:
            yield Statement("next", oblige("suggest_review_time", CLOSING), param="next_time")

    def forms(self) -> dict[str, Any]:
        return {"named": bool(self.topics)}
