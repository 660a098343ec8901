from __future__ import annotations

from typing import Any, Literal, get_args

from ..kit import Attribute, Many, Norm, Statement, Statements, forbid, permit

Element = Literal["points", "badges", "timer", "contest"]
_ACT = {"points": "award_points", "badges": "award_badges", "timer": "set_timer", "contest": "hold_contest"}


class Gamification(Attribute):
    """Say which elements of games the tutor may use; it uses no others.

    Why: Points and prizes move attention from the matter to the prize, and a clock or a race to the fastest. For dull
    drill a light game can help.
    Use it when: the tutor brings in points of its own accord, or a class likes a certain game.
    Do not use it when: another program runs the game.
    """

    family = "persona"
    evidence = ("deci2001",)

    allow: Many[Element] = ()
    """What may be used; empty: nothing."""

    def statements(self) -> Statements:
        norms: list[Norm] = [permit(_ACT[one]) for one in self.allow]
        norms += [forbid(_ACT[one]) for one in self._left_out]
        yield Statement("games", *norms, param="allow")

    @property
    def _left_out(self) -> list[str]:
        return [one for one in get_args(Element) if one not in self.allow]

    def forms(self) -> dict[str, Any]:
        kind = "none" if not self.allow else "some" if self._left_out else "all"
        return {"kind": kind, "left_out": self._left_out}
