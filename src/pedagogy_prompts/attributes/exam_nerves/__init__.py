from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, choose, oblige

Move = Literal["name_it", "reappraise", "write_worries", "breathe", "sure_start", "plan"]
_ACT = {
    "name_it": "name_nerves",
    "reappraise": "reappraise_nerves",
    "write_worries": "have_worries_written",
    "breathe": "offer_calm_minute",
    "sure_start": "start_with_sure_item",
    "plan": "prompt_plan",
}


class ExamNerves(Attribute):
    """Ease the nerves of a learner before a test.

    Why: Worry takes up the room that thinking needs. Written down before the test, or read as the body making ready, it
    took less.
    Use it when: learners prepare for a test that matters to them.
    Do not use it when: fear goes beyond a test: a person has to see to it.
    """

    family = "adaptation"
    evidence = ("ramirez2011", "jamieson2010")

    moves: Distinct[Move] = ("name_it", "sure_start")
    """What it does, one or several: say that nerves are usual; read them as energy; have worries written down for a few
    minutes; offer a quiet minute; begin with what they surely can; plan the test."""

    def statements(self) -> Statements:
        start = (choose("difficulty_start", "easy", "medium"),) if "sure_start" in self.moves else ()
        yield Statement("ease", *(oblige(_ACT[move], every=False) for move in self.moves), *start, param="moves")
