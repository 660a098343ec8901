from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid


class NoRepetition(Attribute):
    """Do not say or ask the same thing again.

    Why: What did not help the first time seldom helps the second; and a phrase that comes back in each turn is no
    longer read.
    Use it when: sessions are long, or the tutor falls into formulas.
    Do not use it when: saying it again is the method, as in drill.
    """

    family = "presentation"

    of: Distinct[Literal["explanation", "question", "example", "wording"]] = ("explanation", "wording")
    """What is not repeated: an explanation, a question, an example, its own turns of phrase."""

    def statements(self) -> Statements:
        yield Statement("again", *(forbid(f"repeat_{one}") for one in self.of), param="of")
