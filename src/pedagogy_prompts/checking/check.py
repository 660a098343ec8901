"""`check`: everything that can be said about a composition before it is sent. It never raises over what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Unpack

from ..base.fence import Tags
from ..norms.condition import Condition
from ..presets.context import Context, ContextFields, strings_in
from ..presets.packs import Pack
from ..reports.report import Finding, Report
from ..wording.words import as_locale
from .acceptance import sorted_out
from .emphasis import emphasised
from .gather import Composition, Part, gather
from .outside import outside
from .resolve import Checked, resolve
from .rules import find_for, find_in
from .speech import refilled


def check(
    *parts: Part,
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    locale: str = "en",
    packs: Iterable[Pack] = (),
    editable: Iterable[str] | None = None,
    **fields: Unpack[ContextFields],
) -> Report:
    """Everything that is wrong or worth knowing about these parts together.

    The parts are attributes and presets; presets stack by their layer, loose attributes stand in the lesson. `given`
    states what is known of the dialogue. `editable` names the sources in which fixes may be offered; None stands for
    all of them, and attributes given here are always the caller's own.

    Raises only for arguments that are none: TypeError for a part that is neither attribute nor preset, and
    `PedagogyError` for what comes from data: `CompositionError` for a context of the wrong form, `ConditionError` for a
    wrong `given`.
    """
    composition = gather(parts, context=context, given=given, packs=packs, editable=editable, fields=fields)
    return examine(composition, composition.context.variant_of(as_locale(locale)))[1]


def examine(composition: Composition, locale: str, tags: Tags = ()) -> tuple[Checked, Report]:
    """The whole check, with what the text is drafted from.

    `locale` is the variant that the lesson speaks; `tags` are those of the frame, where one is known.
    """
    alone = of_parts(composition, locale)
    texts = " ".join([*strings_in(composition.context), *composition.facts])
    found = [*find_for(composition, texts), *outside(composition, texts, tags)]
    if found:
        return alone.checked, _told(composition, alone.checked, [*found, *alone.findings])
    return alone.checked, alone.report


class OfParts(NamedTuple):
    """What there is to say of the parts, whatever the lesson."""

    checked: Checked
    findings: list[Finding]
    report: Report


def of_parts(composition: Composition, locale: str) -> OfParts:
    """The check of the parts, kept for the next lesson; `locale` is the variant that the lesson speaks."""
    return composition.once(("check", locale), lambda: _of_parts(composition, locale))


def _of_parts(composition: Composition, locale: str) -> OfParts:
    checked = resolve(composition.placed, composition.given, locale, composition.packs)
    findings = [
        *composition.notes,
        *find_in(composition, checked.resolved),
        *emphasised(composition, checked.authors)[1],
        *refilled(composition, locale),
        *checked.findings,
    ]
    return OfParts(checked, findings, _told(composition, checked, findings))


def _told(composition: Composition, checked: Checked, findings: Sequence[Finding]) -> Report:
    """The findings in order, without those that an author has accepted."""
    told, accepted = sorted_out(
        findings,
        composition.accept,
        placed=composition.placed,
        may_edit=composition.may_edit,
        alone=len(composition.presets) < 2,
    )
    return Report.of(told, complete=checked.complete, accepted=accepted).limited
