from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Many, Phrase, Statement, Statements, choose


class Notation(Attribute):
    """Write numbers, units and symbols as the class does.

    Why: A comma that is a point elsewhere, or miles in a class of kilometres, is an error that the tutor brings in.
    Use it when: numbers, units or symbols are written and the class has its ways.
    Do not use it when: there are none.
    """

    family = "presentation"
    samples = {"conventions": [(), ("vectors in bold", "multiplication as a raised dot")]}

    units: Literal["si", "us", "any"] = "si"
    """Metric units, those of the United States, or what the task has."""
    decimal: Literal["point", "comma"] = "point"
    """What stands before the decimals."""
    conventions: Many[Phrase] = ()
    """More ways of writing."""

    def statements(self) -> Statements:
        units = choose("units", *(("si", "us") if self.units == "any" else (self.units,)), param="units")
        yield Statement("write", units, choose("decimal_mark", self.decimal, param="decimal"), param="conventions")

    def forms(self) -> dict[str, Any]:
        return {"more": bool(self.conventions)}
