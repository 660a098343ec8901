"""A norm where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from .norm import Amount, Norm


@dataclass(slots=True, eq=False)
class Active:
    """One norm with everything the searches ask of it."""

    at: tuple[int, int]
    """(claim, norm) indices."""
    norm: Norm
    mask: int
    """The states in which it stands."""
    duty: int
    ban: int
    least: int = field(init=False)
    most: int | None = field(init=False)
    asked: int = field(init=False)
    """How many questions a turn must hold by this norm's own number."""
    amounts: frozenset[Amount] = field(init=False)
    """What it takes beyond its acts."""

    def __post_init__(self) -> None:
        value = self.norm.value
        low, self.most = value if isinstance(value, tuple) else (None, None)
        self.least = low or 0
        self.asked = self.least if self.norm.target == "questions" else 0
        self.amounts = frozenset(self.norm.takes)
