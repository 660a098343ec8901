"""The kinds of norm, as a person meets them."""

from __future__ import annotations

from typing import Literal

Kind = Literal["must", "must_not", "may", "bound", "choice"]
