"""Estimates for tokenizers that are not carried here: o200k tokens times a factor by script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil, floor
from typing import TYPE_CHECKING

from . import vocabulary
from .scripts import ScriptCounter

if TYPE_CHECKING:
    from collections.abc import Mapping

Factors = tuple[float, float, float]
"""Lowest, usual and highest number of tokens for one o200k token."""


_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class FactorTable:
    """How many tokens a vendor's tokenizer makes of one o200k token, by script.

    Attributes:
        name: the name that models give.
        basis: what the factors rest on, in a sentence.
        factors: low, usual and high by script class (`latin`, `han`, `digits2`, ...).
        slack: tokens by which any text, however short, may miss the factors.
    """

    name: str
    basis: str
    factors: Mapping[str, Factors]
    slack: int

    def estimate(self, text: str) -> tuple[int, int, int]:
        """Low, usual and high number of tokens in `text`."""
        counts = script_counter().count(text)
        if not counts:
            return 0, 0, 0
        low, usual, high = (
            sum(number * self.factors[script][i] for script, number in counts.items()) for i in range(3)
        )
        # Rounding is for people; what floats lose must not make the whole dearer than its parts.
        lowest = max(1, floor(low + _TINY) - self.slack)
        highest = ceil(high - _TINY) + self.slack
        return lowest, min(max(round(usual), lowest), highest), highest


@cache
def script_counter() -> ScriptCounter:
    """The one counter by script, over o200k_base."""
    return ScriptCounter(vocabulary.load_encoding("o200k_base"))


@cache
def factor_tables() -> Mapping[str, FactorTable]:
    """All factor tables by name, from `data/estimates.json`."""
    data = json.loads((files(__package__) / "data" / "estimates.json").read_text("utf-8"))
    return {
        name: FactorTable(
            name, row["basis"], {script: (f[0], f[1], f[2]) for script, f in row["factors"].items()}, row["slack"]
        )
        for name, row in data.items()
    }
