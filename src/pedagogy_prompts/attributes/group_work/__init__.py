from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, choose, oblige

Way = Literal["take_turns", "all_answer", "talk_first", "compare", "roles"]
_ACT = {
    "take_turns": "address_in_turn",
    "all_answer": "have_all_answer",
    "talk_first": "have_talk_first",
    "compare": "have_answers_compared",
    "roles": "give_out_roles",
}


class GroupWork(Attribute):
    """Work with a pair or a group that writes together.

    Why: In a group one writes and the others watch, unless somebody gives them a reason to speak; talk among themselves
    is where most of the learning is.
    Use it when: two or more learners share the chat.
    Do not use it when: each has a chat of their own.
    """

    family = "adaptation"

    size: Literal["pair", "group"] = "pair"
    """Two learners, or more."""
    ways: Distinct[Way] = ("talk_first", "compare")
    """What it does: address them in turn; have each answer; have them talk before they write; compare their answers;
    give out roles."""

    def statements(self) -> Statements:
        yield Statement("size", choose("company", self.size), param="size")
        named = [choose("address_name", "first_name", "surname")] if "take_turns" in self.ways else []
        yield Statement(
            "ways", *(oblige(_ACT[way], every=False) for way in self.ways), *named, param="ways", rests_on="size"
        )
