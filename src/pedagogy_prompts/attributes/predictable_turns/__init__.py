from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Norm, Statement, Statements, forbid, oblige

Way = Literal["same_form", "announce_changes", "count_down", "no_surprises"]
_NORM: dict[Way, Norm] = {
    "same_form": oblige("keep_turn_form"),
    "announce_changes": oblige("announce_change", every=False),
    "count_down": oblige("say_how_much_is_left", every=False),
    "no_surprises": forbid("spring_surprise"),
}


class PredictableTurns(Attribute):
    """Make the session predictable: the same form, changes announced, no surprises.

    Why: For a learner whom the unforeseen unsettles, knowing what comes leaves the mind free for the matter.
    Use it when: learners on the autism spectrum or with anxiety are among them.
    Do not use it when: variety is what keeps a class awake.
    """

    family = "session"
    stands = ("session", 15)
    gives_access = ("ways",)

    ways: Distinct[Way] = ("same_form", "announce_changes")
    """What makes it so: turns of one form; a word before anything changes; how
    much is left; no surprises."""

    def statements(self) -> Statements:
        for way in self.ways:
            yield Statement(way, _NORM[way], param="ways")
