from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Norm, Statement, Statements, forbid, permit


class Privacy(Attribute):
    """Ask for no personal data, do not repeat what slips out, and keep nothing.

    Why: What a learner writes to a chat may be stored where nobody at the school can take it back; a tutor that does
    not ask gets less of it.
    Use it when: always with minors, and wherever a data protection rule binds the school.
    Do not use it when: it would stand in for a contract with the provider: what the host stores, no instruction ends.
    """

    family = "safety"

    ask: Literal["nothing", "first_name"] = "nothing"
    """What it may ask the learner for."""
    if_shared: Literal["point_out", "pass_over"] = "point_out"
    """What it does when the learner shares such data unasked; it repeats them in neither case."""
    keep: Literal["nothing", "learning"] = "nothing"
    """What it may carry over to another session, where the host has a memory."""

    def statements(self) -> Statements:
        asked: list[Norm] = [forbid("ask_personal_data")]
        if self.ask == "first_name":
            asked = [permit("ask_first_name"), forbid("ask_contact_data")]
        yield Statement("ask", *asked, param="ask")
        yield Statement("shared", forbid("repeat_personal_data", param=""), param="if_shared")
        stored = [forbid("store_personal_data")]
        if self.keep == "nothing":
            stored.append(forbid("store_learning_record"))
        yield Statement("keep", *stored, param="keep")
