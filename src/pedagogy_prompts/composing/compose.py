"""`compose`: a check, and then the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Unpack

from ..base.errors import PedagogyError
from ..base.inline import shown
from ..checking.check import examine
from ..checking.emphasis import emphasised
from ..checking.gather import Composition, Part, gather
from ..checking.resolve import Checked
from ..instructions.frame.template import frame_of
from ..instructions.instruction import SystemInstruction
from ..instructions.section import STYLES, Style
from ..norms.condition import Condition
from ..norms.spelling import did_you_mean
from ..presets.budget import Budget, stacked
from ..presets.context import Context, ContextFields
from ..presets.packs import Pack
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place, Report
from ..tokens.meter import Counting, NotCountedError, counting_for
from ..wording.statements import Detail
from ..wording.words import Words, as_locale, words_for
from .draft import DETAILS, Draft, draft
from .impersonal import impersonal
from .remarks import refused_role
from .writer import Writer


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
    if style not in STYLES:
        raise PedagogyError(
            f"There is no style {shown(style)}.{did_you_mean(style, STYLES)} Styles: {', '.join(STYLES)}."
        )
    if detail is not None and detail not in DETAILS:
        raise PedagogyError(f"There is no detail {shown(detail)}.{did_you_mean(detail, DETAILS)} Details: full, brief.")
    composition = gather(parts, context=context, given=given, packs=packs, editable=editable, fields=fields)
    counting = _counting(model, like, composition.packs, counter)
    limit = stacked(budget, composition.budgets, counting.window)
    locale = composition.context.variant_of(as_locale(locale))
    checked, report = examine(composition, locale, frame_of(frame, style, words_for(locale)).tags)
    if not report.ok:
        raise CompositionError(report)
    drafted, said = _drafted(checked, composition, words, locale)
    measured = counting.in_characters() if limit and limit.unit == "characters" else counting
    writer = Writer(composition, drafted, frame_of(frame, style, said), said, measured)
    at = composition.home("budget") if budget is None else (Place(path=("budget",)),)
    report = impersonal(report) + Report.of(refused_role(counting))
    return _written(writer, report, limit, at, detail=detail, fit=fit)


def _counting(
    model: str | None, like: str | None, packs: tuple[Pack, ...], counter: Callable[[str], int] | None
) -> Counting:
    return counting_for(model, packs, like) if counter is None else Counting(model, packs, like=like, asked=counter)


def _drafted(
    checked: Checked, composition: Composition, own: Mapping[str, Any] | None, locale: str
) -> tuple[Draft, Words]:
    """The draft, in the locale's words or partly in an author's own."""
    first, _ = emphasised(composition, checked.authors)
    if own is None:
        said = words_for(locale)
        return draft(checked, composition.placed, first, said), said
    from .rewording import hold_apart, reworded

    said = reworded(own, locale, tuple(type(one.attribute) for one in composition.placed), composition.packs)
    drafted = draft(checked, composition.placed, first, said)
    hold_apart(drafted)
    return drafted, said


def _written(
    writer: Writer, report: Report, limit: Budget | None, at: tuple[Place, ...], *, detail: Detail | None, fit: bool
) -> SystemInstruction:
    try:
        if limit is not None:
            from .fitting import fitted

            written = fitted(writer, limit, report, at, detail=detail, fit=fit)
        elif detail == "brief":
            written = writer.write(writer.draft.in_brief, report, in_full=frozenset())
        else:
            written = writer.write(writer.draft.in_full, report)
        provider = writer.counting.provider
        return replace(written, provider_count=provider.count(written.text)) if provider else written
    except NotCountedError as error:
        message = f"The count that was asked for could not be had ({error}). Ask again, or leave `counter` out."
        raise CompositionError(
            report + Report.of([Finding.of("PED709", message, places=(Place(path=("counter",)),))])
        ) from error
