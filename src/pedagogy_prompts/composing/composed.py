"""What `compose` does: a check, and then the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ..base.errors import PedagogyError
from ..base.fence import Tags
from ..base.inline import shown
from ..checking.check import examine, of_parts
from ..checking.emphasis import emphasised
from ..checking.gather import Composition, Part, gather
from ..checking.resolve import Checked
from ..instructions.frame.template import Frame, frame_of
from ..instructions.instruction import SystemInstruction
from ..instructions.section import STYLES, Style
from ..norms.condition import Condition
from ..norms.spelling import did_you_mean
from ..presets.budget import Budget, stacked
from ..presets.context import Context, ContextFields
from ..presets.packs import Pack
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place, Report
from ..reports.saying import Sentences
from ..tokens.meter import Counting, NotCountedError, counting_for
from ..wording.statements import Detail
from ..wording.words import Words, as_locale, words_for
from .draft import DETAILS, Draft, draft
from .impersonal import impersonal
from .remarks import refused_role
from .writer import Writer

_say = Sentences("composing")


def composed(
    parts: tuple[Part, ...],
    *,
    context: Context | Mapping[str, Any] | None,
    given: Condition | Mapping[str, Any] | None,
    model: str | None,
    like: str | None,
    budget: Budget | int | float | None,
    style: Style,
    frame: str | Mapping[str, str] | None,
    words: Mapping[str, Any] | None,
    locale: str,
    detail: Detail | None,
    fit: bool,
    packs: Iterable[Pack],
    counter: Callable[[str], int] | None,
    editable: Iterable[str] | None,
    fields: ContextFields,
) -> SystemInstruction:
    """What `compose` says."""
    if style not in STYLES:
        raise PedagogyError(
            f"There is no style {shown(style)}.{did_you_mean(style, STYLES)} Styles: {', '.join(STYLES)}."
        )
    if detail is not None and detail not in DETAILS:
        raise PedagogyError(f"There is no detail {shown(detail)}.{did_you_mean(detail, DETAILS)} Details: full, brief.")
    composition = gather(parts, context=context, given=given, packs=packs, editable=editable, fields=fields)
    locale = composition.context.variant_of(as_locale(locale))

    def anew() -> _Prepared:
        counting = _counting(model, like, composition.packs, counter)
        return _prepared(composition, counting, frame, style, words, locale)

    # What is no name is refused where it is read.
    plain = all(one is None or isinstance(one, str) for one in (model, like, frame))
    if counter is None and words is None and plain:
        ready = composition.once(("compose", model, like, frame, style, locale), anew)
    else:
        ready = anew()
    limit = stacked(budget, composition.budgets, ready.counting.window)
    report = examine(composition, locale, ready.tags)[1]
    if ready.drafted is None or (report is not ready.report and not report.ok):
        raise CompositionError(report)
    report = ready.kept if report is ready.report else _kept(report, ready.counting)
    counting = ready.counting.in_characters() if limit and limit.unit == "characters" else ready.counting
    writer = Writer(composition, *ready.drafted, counting)
    if limit is None and counter is None:
        return _whole(writer, report, detail)
    at = composition.home("budget") if budget is None else (Place(path=("budget",)),)
    return _measured(writer, report, limit, at, detail=detail, fit=fit)


class _Prepared(NamedTuple):
    """What composing takes beside the lesson: made once for the same parts."""

    counting: Counting
    tags: Tags
    report: Report
    """What was found about the parts."""
    kept: Report
    """The same as an instruction keeps it."""
    drafted: tuple[Draft, Frame, Words] | None
    """Nothing where the parts have errors."""


def _prepared(
    composition: Composition,
    counting: Counting,
    frame: str | Mapping[str, str] | None,
    style: Style,
    own: Mapping[str, Any] | None,
    locale: str,
) -> _Prepared:
    tags = frame_of(frame, style, words_for(locale)).tags
    checked, _, report = of_parts(composition, locale)
    if not report.ok:
        return _Prepared(counting, tags, report, report, None)
    drafted, said = _drafted(checked, composition, own, locale)
    return _Prepared(counting, tags, report, _kept(report, counting), (drafted, frame_of(frame, style, said), said))


def _kept(report: Report, counting: Counting) -> Report:
    """A report as it is kept with an instruction."""
    return impersonal(report) + Report.of(refused_role(counting))


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


def _whole(writer: Writer, report: Report, detail: Detail | None) -> SystemInstruction:
    """All of it, whatever its length."""
    if detail == "brief":
        return writer.write(writer.draft.in_brief, report, in_full=frozenset())
    return writer.write(writer.draft.in_full, report)


def _measured(
    writer: Writer, report: Report, limit: Budget | None, at: tuple[Place, ...], *, detail: Detail | None, fit: bool
) -> SystemInstruction:
    try:
        if limit is not None:
            from .fitting import fitted

            written = fitted(writer, limit, report, at, detail=detail, fit=fit)
        else:
            written = _whole(writer, report, detail)
        provider = writer.counting.provider
        return replace(written, provider_count=provider.count(written.text)) if provider else written
    except NotCountedError as error:
        message = _say("PED709", why=str(error))
        raise CompositionError(
            report + Report.of([Finding.of("PED709", message, places=(Place(path=("counter",)),))])
        ) from error
