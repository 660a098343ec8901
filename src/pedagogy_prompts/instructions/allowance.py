"""What a budget left for one text, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a budget left for one text, and what was made of it.

    `limit` is for the text without the learner part, which takes `spent`; `required` are the attributes that could not
    be left out, `left_out` those that were; `pinned` says that the wording was not up for choice. A budget larger by
    `richer` tokens would say more, of `richer_of`; None where there is no more to say. `window` is the context window
    that the budget named, in tokens; `unit` is what the other numbers count.
    """

    limit: int
    reserve: int = 0
    learner_reserve: int = 0
    required: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pinned: bool = False
    richer: int | None = None
    richer_of: tuple[str, ...] = ()
    spent: int | None = None
    window: int | None = None
    unit: Literal["tokens", "characters"] = "tokens"

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Allowance:
        lists = {name: tuple(data[name]) for name in ("required", "left_out", "richer_of")}
        return cls(**{**data, **lists})
