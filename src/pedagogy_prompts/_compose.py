"""`compose`: a check, and then the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, Unpack

from ._budget import Budget
from ._check import examine
from ._context import Context, ContextFields
from ._draft import DETAILS, Draft, Unit
from ._errors import CompositionError, PedagogyError
from ._fitting import fitted
from ._instruction import SystemInstruction, learner_part
from ._pack import Pack
from ._render import STYLES, Detail, Section, Style, lesson_sections, line
from ._report import Report
from ._stack import Composition, Part, gather
from ._text import did_you_mean
from ._words import Words, words_for
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
    not at all. The order of the parts does not matter. `editable` names the sources in which fixes may be offered, as in
    `check`.

    Raises `CompositionError`, which carries the report, when the parts cannot be followed together or do not fit;
    otherwise only what `check` raises, and `PedagogyError` for an unknown style, model or locale.
    """
    if style not in STYLES:
        raise PedagogyError(f"There is no style {style!r}.{did_you_mean(style, STYLES)} Styles: {', '.join(STYLES)}.")
    composition = gather(
        parts, context=context, given=given, budget=budget, packs=packs, editable=editable, fields=fields
    )
    counted = _counted(model, composition.packs)
    drafted, report = examine(composition, locale)
    if not report.ok:
        raise CompositionError(report)
    writer = _Writer(composition, drafted, style, model, counted, words_for(locale))
    if composition.budget is None:
        pinned = detail or "full"
        in_full = None if pinned == "full" else frozenset[str]()
        return writer.write(dict.fromkeys(range(len(drafted.units)), pinned), report, in_full=in_full)
    return fitted(writer, composition.budget, report, detail=detail, fit=fit)


class _Writer:
    """Writes one draft with this or that wording for each of its units."""

    def __init__(
        self,
        composition: Composition,
        drafted: Draft,
        style: Style,
        model: str | None,
        counted: Mapping[str, str],
        words: Words,
    ) -> None:
        self.composition = composition
        self.draft = drafted
        self.style: Style = style
        self.model = model
        self.counted = counted
        self.cacheable_prefix = _cacheable_prefix(model, composition.packs)
        self.words = words
        self._lesson = lesson_sections(composition.context, composition.facts, words)
        self._rules = [Section("rule", "rules", line(rule), (place,)) for rule, place in composition.rules]

    def write(
        self,
        choice: Mapping[int, Detail],
        report: Report,
        *,
        in_full: frozenset[str] | None = None,
        learner: bool = True,
    ) -> SystemInstruction:
        """The instruction with these units said in these details; units not in `choice` are left out.

        `in_full` are the terms of the glossary that are worded in full; None means all of them.
        """
        units = [(self.draft.units[i], detail) for i, detail in sorted(choice.items())]
        everything = _said_once(units)
        said = [section for section in everything if section.group != "wishes"]
        role = sum(section.group == "role" for section in said) if self._plays(units) else 0
        stated = [*said[:role], self.role(plays=role > 0), *said[role:], *self._rules]
        sections = [
            *stated,
            *_glossary("\n".join(section.text for section in stated), self.words, in_full),
            *self._lesson,
        ]
        if learner:
            sections += learner_part(self.composition.context.learner, self.words.frame["learner"])
        sections += [section for section in everything if section.group == "wishes"]
        if self.draft.reminder is not None:
            sections.append(self.draft.reminder)
        return SystemInstruction(
            sections=tuple(sections),
            report=report,
            norms=tuple(norm for unit, _ in units for norm in unit.norms),
            style=self.style,
            locale=self.words.locale,
            model=self.model,
            cacheable_prefix=self.cacheable_prefix,
            wordings=partial(_not_said, self.draft, dict(choice)),
            titles=self.words.frame["titles"],
            forms=self.words.frame["learner"],
            provenance={
                "sources": [dict(source) for source in self.composition.sources],
                "library": _version(),
                "counted": self.counted,
            },
        )

    def _plays(self, units: Iterable[tuple[Unit, Detail]]) -> bool:
        return any(unit.slug == "persona" for unit, _ in units)

    def role(self, *, plays: bool) -> Section:
        """Who the tutor is, unless a persona says so, and whom the rules bind."""
        forms, context = self.words.frame["role"], self.composition.context
        who = [] if plays else [forms["tutor"]]
        if who and context.setting == "classroom" and context.level and context.subject:
            subject = line(context.subject)
            subject = subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject
            who = [forms["tutor_in_class"].format(level=line(context.level), subject=subject)]
        return Section("role", "role", " ".join([*who, forms[context.setting or "unset"]]), item=False)


def _counted(model: str | None, packs: tuple[Pack, ...]) -> dict[str, str]:
    """How the tokens of an instruction for `model` are counted later, when its packs are no longer at hand."""
    if model is None:
        return {}
    from .tokens import find_model, list_models

    found = find_model(model, packs)
    if found.encoding is not None:
        return {"encoding": found.encoding}
    return {"like": next((one.name for one in list_models() if one.factors == found.factors), found.name)}


def _cacheable_prefix(model: str | None, packs: tuple[Pack, ...]) -> int | None:
    if model is None:
        return None
    from .tokens import find_model

    return find_model(model, packs).cacheable_prefix


def _version() -> str:
    from . import __version__

    return __version__


@lru_cache(maxsize=256)
def _glossary(text: str, words: Words, in_full: frozenset[str] | None) -> list[Section]:
    return [
        Section("glossary", "words", f"{term['term']}: {term['text' if detail == 'full' else 'brief']}", detail=detail)
        for term in words.glossary(text)
        for detail in DETAILS
        if (detail == "full") is (in_full is None or term["term"] in in_full)
    ]


def _not_said(drafted: Draft, choice: Mapping[int, Detail]) -> tuple[Section, ...]:
    """The wordings that were not chosen, without their origins."""
    return tuple(
        replace(section, origins=())
        for i, unit in enumerate(drafted.units)
        for detail in DETAILS
        if choice.get(i) != detail
        for section in unit.sections[detail]
    )


def _said_once(units: Iterable[tuple[Unit, Detail]]) -> list[Section]:
    """What several attributes say in the same words is said once, with all its origins."""
    kept: dict[tuple[str, str], Section] = {}
    for unit, detail in units:
        for section in unit.sections[detail]:
            key = (section.group, section.text)
            before = kept.get(key)
            kept[key] = section if before is None else section.joined(before)
    return list(kept.values())
