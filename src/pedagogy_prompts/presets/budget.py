"""Budgets: how long an instruction may be, and what must not be left out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..base.errors import PedagogyError
from ..base.inline import shown


class BudgetError(PedagogyError, ValueError):
    """A budget that is none, or a share of a context window that nobody knows."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How long an instruction may be.

    `tokens` (at least 1) or `share` of the model's context window (above 0, at most 1). `reserve` and `learner_reserve`
    are tokens kept free, for the conversation and for the learner part. `step` rounds the limit down to its multiples,
    so that neighbouring budgets give the same text. `required` attributes are never left out; `priority` (1 to 9;
    2 for a must, 1 for a should) weighs what is kept; `keep_with` leaves an attribute out where the other one is left
    out.
    """

    tokens: int | None = None
    share: float | None = None
    reserve: int = 0
    learner_reserve: int = 0
    step: int = 1
    required: tuple[str, ...] = ()
    priority: Mapping[str, int] = field(default_factory=dict)
    keep_with: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        required = (self.required,) if isinstance(self.required, str) else tuple(self.required)
        object.__setattr__(self, "required", required)
        if (self.tokens is None) == (self.share is None):
            raise BudgetError("A budget is either `tokens` or a `share` of the context window, one of the two.")
        if self.tokens is not None and (not _whole(self.tokens) or self.tokens < 1):
            raise BudgetError(f"`tokens` is a whole number, at least 1, not {shown(self.tokens)}.")
        if self.share is not None and not (isinstance(self.share, int | float) and 0 < self.share <= 1):
            raise BudgetError(
                f"`share` is a part of the context window, above 0 and at most 1, not {shown(self.share)}."
            )
        for name in ("reserve", "learner_reserve"):
            if not _whole(getattr(self, name)) or getattr(self, name) < 0:
                raise BudgetError(
                    f"`{name}` is a whole number of tokens, at least 0, not {shown(getattr(self, name))}."
                )
        if not _whole(self.step) or self.step < 1:
            raise BudgetError(f"`step` is a whole number of tokens, at least 1, not {shown(self.step)}.")
        for slug, weight in self.priority.items():
            if not _whole(weight) or not 1 <= weight <= 9:
                raise BudgetError(f"The priority of {slug} is a whole number from 1 to 9, not {shown(weight)}.")

    def __hash__(self) -> int:
        return hash((self.tokens, self.share, self.reserve, self.learner_reserve, self.step, self.required))

    def whole(self, window: int | None) -> int:
        """The tokens of the whole budget. Raises `BudgetError` for a share of a window nobody knows."""
        if self.tokens is not None:
            return self.tokens
        if window is None:
            raise BudgetError("A share of the context window needs a model whose window is known.")
        return int(window * (self.share or 0))

    def limit(self, window: int | None) -> int:
        """The tokens the text without the learner part may take. Raises `BudgetError` as `whole` does."""
        free = max(0, self.whole(window) - self.reserve - self.learner_reserve)
        return free // self.step * self.step

    def _tightness(self, window: int | None) -> float:
        # A share of a window nobody knows counts as looser than any number of tokens.
        return float("inf") if self.tokens is None and window is None else self.limit(window)

    def least(self, tokens: int) -> int:
        """The smallest budget, in tokens, that leaves `tokens` for the text."""
        return -(-tokens // self.step) * self.step + self.reserve + self.learner_reserve

    def to_data(self) -> dict[str, Any]:
        """The budget as a preset writes it."""
        data: dict[str, Any] = {"tokens": self.tokens} if self.tokens is not None else {"share": self.share}
        for name in ("reserve", "learner_reserve"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        if self.step != 1:
            data["step"] = self.step
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
