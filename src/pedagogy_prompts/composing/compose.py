"""`compose`: a check, and then the text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Unpack

    from ..checking.gather import Part
    from ..instructions.instruction import SystemInstruction
    from ..instructions.section import Style
    from ..norms.condition import Condition
    from ..presets.budget import Budget
    from ..presets.context import Context, ContextFields
    from ..presets.packs import Pack
    from ..wording.statements import Detail


def compose(
    *parts: Part,
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    model: str | None = None,
    like: str | None = None,
    budget: Budget | int | float | None = None,
    style: Style = "markdown",
    frame: str | Mapping[str, str] | None = None,
    words: Mapping[str, Any] | None = None,
    locale: str = "en",
    detail: Detail | None = None,
    fit: bool = True,
    packs: Iterable[Pack] = (),
    counter: Callable[[str], int] | None = None,
    editable: Iterable[str] | None = None,
    **fields: Unpack[ContextFields],
) -> SystemInstruction:
    """One checked system instruction from attributes and presets.

    `context` and `fields` describe the lesson, `given` what is known of the dialogue, `model` whose tokens are counted;
    where that is a name of your own, `like` is a known model that counts alike. `style` names the frame ("markdown" or
    "xml"), `frame` is one of your own: the text of a Jinja template, or a text for each block that you want otherwise;
    `words` are phrases of your own by attribute, in the shape of its table. `budget` is how many tokens the text may
    take (at least 1; a fraction below 1 is a share of the model's context window; a `Budget` says more): wordings are
    shortened, and at last attributes left out, until it fits. `detail` pins every wording to "full" or "brief";
    `fit=False` takes the text as it is or not at all. `counter` counts whole texts with a provider's own API, 20 times
    at most, and is what the budget goes by; parts are priced offline. `editable` names the sources in which fixes may
    be offered, as in `check`.

    The order of the attributes does not matter, nor that of presets in different layers.

    Raises `CompositionError`, which carries the report, when the parts cannot be followed together or do not fit;
    otherwise only what `check` raises, and `PedagogyError` for an unknown style, model or locale, and for a
    frame or words that cannot be used.
    """
    return _composed()(
        parts,
        context=context,
        given=given,
        model=model,
        like=like,
        budget=budget,
        style=style,
        frame=frame,
        words=words,
        locale=locale,
        detail=detail,
        fit=fit,
        packs=packs,
        counter=counter,
        editable=editable,
        fields=fields,
    )


@cache
def _composed() -> Callable[..., SystemInstruction]:
    """All that composing takes, loaded once: an app that serves what it stored never needs it."""
    from .composed import composed

    return composed
