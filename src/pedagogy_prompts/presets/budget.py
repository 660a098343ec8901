"""Budgets: how long an instruction may be, and what must not be left out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..base.errors import PedagogyError
from ..base.inline import shown


class BudgetError(PedagogyError, ValueError):
    """A budget that is none, or a share of a context window that nobody knows."""


AMOUNTS = "one of `tokens`, `characters` and a `share` of the context window"


@dataclass(frozen=True, slots=True)
class Budget:
    """How long an instruction may be.

    One of `tokens` (at least 1), `characters` (at least 1; for a field that takes so many) and `share` of the context
    window (above 0, at most 1), which is the model's, or `window` (tokens, at least 1) where less is really served.
    `reserve` and `learner_reserve` are kept free, for the conversation and for the learner part. `step` rounds the
    limit down to its multiples, so that neighbouring budgets give the same text. `required` attributes are never left
    out; `priority` (1 to 9; 2 for a must, 1 for a should) weighs what is kept; `keep_with` leaves an attribute out
    where the other one is left out.
    """

    tokens: int | None = None
    share: float | None = None
    characters: int | None = None
    reserve: int = 0
    learner_reserve: int = 0
    step: int = 1
    window: int | None = None
    required: tuple[str, ...] = ()
    priority: Mapping[str, int] = field(default_factory=dict)
    keep_with: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        required = (self.required,) if isinstance(self.required, str) else tuple(self.required)
        object.__setattr__(self, "required", required)
        if [self.tokens, self.share, self.characters].count(None) != 2:
            raise BudgetError(f"A budget is {AMOUNTS}.")
        for name in ("tokens", "characters"):
            if getattr(self, name) is not None and (not _whole(getattr(self, name)) or getattr(self, name) < 1):
                raise BudgetError(f"`{name}` is a whole number, at least 1, not {shown(getattr(self, name))}.")
        if self.share is not None and not (isinstance(self.share, int | float) and 0 < self.share <= 1):
            raise BudgetError(
                f"`share` is a part of the context window, above 0 and at most 1, not {shown(self.share)}."
            )
        for name in ("reserve", "learner_reserve"):
            if not _whole(getattr(self, name)) or getattr(self, name) < 0:
                raise BudgetError(
                    f"`{name}` is a whole number of {self.unit}, at least 0, not {shown(getattr(self, name))}."
                )
        if self.window is not None and (not _whole(self.window) or self.window < 1):
            raise BudgetError(f"`window` is a whole number of tokens, at least 1, not {shown(self.window)}.")
        if not _whole(self.step) or self.step < 1:
            raise BudgetError(f"`step` is a whole number of {self.unit}, at least 1, not {shown(self.step)}.")
        for slug, weight in self.priority.items():
            if not _whole(weight) or not 1 <= weight <= 9:
                raise BudgetError(f"The priority of {slug} is a whole number from 1 to 9, not {shown(weight)}.")

    def __hash__(self) -> int:
        amount = (self.tokens, self.share, self.characters, self.window)
        return hash((amount, self.reserve, self.learner_reserve, self.step, self.required))

    @property
    def unit(self) -> Literal["tokens", "characters"]:
        """What it counts."""
        return "tokens" if self.characters is None else "characters"

    def whole(self, window: int | None) -> int:
        """The whole budget, in its unit. Raises `BudgetError` for a share of a window nobody knows."""
        amount = self.tokens if self.characters is None else self.characters
        if amount is not None:
            return amount
        window = self.window or window
        if window is None:
            raise BudgetError("A share of the context window needs a model whose window is known.")
        return int(window * (self.share or 0))

    def limit(self, window: int | None) -> int:
        """What the text without the learner part may take, in its unit. Raises `BudgetError` as `whole` does."""
        free = max(0, self.whole(window) - self.reserve - self.learner_reserve)
        return free // self.step * self.step

    def _tightness(self, window: int | None) -> float:
        # A share of a window nobody knows counts as looser than any number of tokens.
        return float("inf") if self.share is not None and (self.window or window) is None else self.limit(window)

    def least(self, amount: int) -> int:
        """The smallest budget that leaves `amount` for the text."""
        return -(-amount // self.step) * self.step + self.reserve + self.learner_reserve

    def to_data(self) -> dict[str, Any]:
        """The budget as a preset writes it."""
        amounts = {"tokens": self.tokens, "share": self.share, "characters": self.characters}
        data: dict[str, Any] = {name: amount for name, amount in amounts.items() if amount is not None}
        for name in ("reserve", "learner_reserve"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        for name, usual in (("step", 1), ("window", None)):
            if getattr(self, name) != usual:
                data[name] = getattr(self, name)
        if self.required:
            data["required"] = list(self.required)
        if self.priority:
            data["priority"] = dict(self.priority)
        if self.keep_with:
            data["keep_with"] = dict(self.keep_with)
        return data


def stacked(call: Budget | int | float | None, presets: Sequence[Budget], window: int | None) -> Budget | None:
    """The budget that holds for a call with presets, from the outside in, for a model with this context window.

    A `Budget` in the call is all there is. A number in the call takes the place of the presets' amounts; without one
    the tightest of them holds. What the presets require is required, their reserves and steps are the largest, and of
    their priorities and ties the inner ones win. Raises `BudgetError` for a wrong amount.
    """
    if isinstance(call, Budget):
        return call
    amount = None if call is None else _amount(call)
    if not presets:
        return amount
    amount = amount or min(presets, key=lambda budget: budget._tightness(window))
    return replace(
        amount,
        reserve=max(budget.reserve for budget in presets),
        learner_reserve=max(budget.learner_reserve for budget in presets),
        step=max(budget.step for budget in presets),
        required=tuple(dict.fromkeys(slug for budget in presets for slug in budget.required)),
        priority={slug: weight for budget in presets for slug, weight in budget.priority.items()},
        keep_with={slug: other for budget in presets for slug, other in budget.keep_with.items()},
    )


def _amount(value: int | float) -> Budget:
    """Tokens (a whole number), or a share of the context window (a fraction below 1)."""
    if isinstance(value, float) and 0 < value < 1:
        return Budget(share=value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BudgetError(
            f"A budget is a number of tokens, or a share of the context window below 1, not {shown(value)}."
        )
    return Budget(tokens=value)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
