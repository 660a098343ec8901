"""Whether a stored instruction is still what its presets say."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import signature
from typing import Any

from ..base.errors import ArgumentError, PedagogyError
from ..checking.gather import Part, called_of
from ..instructions.instruction import SystemInstruction
from ..presets.budget import Budget
from ..presets.packs import Pack
from ..presets.preset import Preset
from ..reports.errors import CompositionError
from ..tokens.meter import Counted
from ..tokens.models import UnknownModelError, find_model, list_models
from .compose import compose

_ARGUMENTS = frozenset(signature(compose).parameters)
"""What `compose` takes beside the fields of a lesson."""


def is_stale(instruction: SystemInstruction, *parts: Part, **how: Any) -> bool:
    """Whether composing `parts` today gives another text than the one that was stored, whoever the learner is.

    They are composed as `instruction` was: in its style, locale and words and for its model; within its budget where
    the presets bring none. What else the call had beside the presets, such as `subject`, `packs`, `frame` or a `budget`
    in place of theirs, goes into `how` again. True also where the parts can no longer be composed together. What
    changes in behaviour `diff(instruction, preset)` says; where only words are other, it says that nothing does.

    Raises `ArgumentError`, also a TypeError, for what is no instruction and where no part is given, `PedagogyError`
    where the instruction was written in a frame of its own and `frame` is not given, and what `compose` raises for
    arguments it does not take.
    """
    if not isinstance(instruction, SystemInstruction):
        hint = " Read it with SystemInstruction.from_json." if isinstance(instruction, str | dict) else ""
        raise ArgumentError(f"What may be stale is an instruction, not {type(instruction).__name__}.{hint}")
    if not parts:
        raise ArgumentError("Pass the presets and attributes that the instruction was composed of, as for `compose`.")
    # What is wrong with the call itself makes nothing stale.
    called_of(how.get("context"), {name: value for name, value in how.items() if name not in _ARGUMENTS})
    common = instruction.shared.common
    if common.frame and "frame" not in how:
        raise PedagogyError("This instruction was written in a frame of its own. Pass that frame as `frame=`.")
    how.setdefault("style", common.style)
    how.setdefault("locale", common.locale.partition("-x-")[0])
    if common.words:
        how.setdefault("words", common.words)
    if "like" not in how and "model" not in how:
        how |= _model(common.counted, how.get("packs", ()))
    if "budget" not in how and not any(isinstance(part, Preset) and part.budget for part in parts):
        how["budget"] = _budget(instruction)
    try:
        now = compose(*parts, **how)
    except CompositionError:
        return True
    return _said(now) != _said(instruction)


def _said(one: SystemInstruction) -> tuple[str, ...]:
    common = one.shared.common
    return common.rules.text, one.shared.lesson.text, common.closing.text


def _model(counted: Counted, packs: Iterable[Pack]) -> dict[str, str | None]:
    """Whose tokens were counted: a known model, or a name of the app's own and a known one that counts alike."""
    if counted.model is None:
        return {}
    packs = tuple(packs)
    try:
        find_model(counted.model, packs)
    except UnknownModelError:
        alike = (one.name for one in list_models(packs) if counted.encoding and one.encoding == counted.encoding)
        return {"model": counted.model, "like": counted.like or next(alike, None)}
    return {"model": counted.model}


def _budget(instruction: SystemInstruction) -> Budget | None:
    """The budget that left what it was allowed."""
    allowed = instruction.allowance
    if allowed is None:
        return None
    whole = allowed.limit + allowed.reserve + allowed.learner_reserve
    kept = {"reserve": allowed.reserve, "learner_reserve": allowed.learner_reserve, "required": allowed.required}
    unit = {"tokens": whole} if allowed.unit == "tokens" else {"characters": whole}
    return Budget(**unit, **kept)  # type: ignore[arg-type]
