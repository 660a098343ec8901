"""`compose`: a check, and then the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from ._budget import Budget, stacked
from ._check import examine
from ._context import Context, ContextFields
from ._draft import DETAILS
from ._errors import CompositionError, PedagogyError
from ._fitting import fitted
from ._instruction import SystemInstruction
from ._pack import Pack
from ._render import STYLES, Detail, Style
from ._stack import Part, gather
from ._text import did_you_mean
from ._words import words_for
from ._writing import Writer
from .norms.condition import Condition


def compose(
    *parts: Part,
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    model: str | None = None,
    budget: Budget | int | float | None = None,
    style: Style = "markdown",
    locale: str = "en",
    detail: Detail | None = None,
    fit: bool = True,
    packs: Iterable[Pack] = (),
    editable: Iterable[str] | None = None,
    **fields: Unpack[ContextFields],
) -> SystemInstruction:
    """One checked system instruction from attributes and presets.

    `context` and `fields` describe the lesson, `given` what is known of the dialogue, `model` whose tokens are counted,
    `style` the frame ("markdown" or "xml"). `budget` is how many tokens the text may take (at least 1; a fraction below
    1 is a share of the model's context window; a `Budget` says more): wordings are shortened, and at last attributes
    left out, until it fits. `detail` pins every wording to "full" or "brief"; `fit=False` takes the text as it is or
    not at all. The order of the parts does not matter. `editable` names the sources in which fixes may be offered,
    as in `check`.

    Raises `CompositionError`, which carries the report, when the parts cannot be followed together or do not fit;
    otherwise only what `check` raises, and `PedagogyError` for an unknown style, model or locale.
    """
    if style not in STYLES:
        raise PedagogyError(f"There is no style {style!r}.{did_you_mean(style, STYLES)} Styles: {', '.join(STYLES)}.")
    if detail is not None and detail not in DETAILS:
        raise PedagogyError(f"There is no detail {detail!r}.{did_you_mean(detail, DETAILS)} Details: full, brief.")
    composition = gather(parts, context=context, given=given, packs=packs, editable=editable, fields=fields)
    counted = _counted(model, composition.packs)
    drafted, report = examine(composition, locale)
    if not report.ok:
        raise CompositionError(report)
    writer = Writer(composition, drafted, style, model, counted, words_for(locale))
    limit = None
    if budget is not None or composition.budgets:
        limit = stacked(budget, composition.budgets, _window(model, composition.packs))
    if limit is None:
        if detail == "brief":
            return writer.write(drafted.in_brief, report, in_full=frozenset())
        return writer.write(drafted.in_full, report)
    return fitted(writer, limit, report, detail=detail, fit=fit)


def _window(model: str | None, packs: tuple[Pack, ...]) -> int | None:
    if model is None:
        return None
    from .tokens import find_model

    return find_model(model, packs).context_window


def _counted(model: str | None, packs: tuple[Pack, ...]) -> dict[str, str]:
    """How the tokens of an instruction for `model` are counted later, when its packs are no longer at hand."""
    if model is None:
        return {}
    from .tokens import find_model, list_models

    found = find_model(model, packs)
    if found.encoding is not None:
        return {"encoding": found.encoding}
    return {"like": next((one.name for one in list_models() if one.factors == found.factors), found.name)}
