"""What is said of a fit to a budget: PED701 to PED707, and what the rules say of what remains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..attributes.kit.attribute import attribute_slugs
from ..checking.rules import find_all
from ..presets.reading.near import near
from ..reports.report import Finding, Place, Report
from ..reports.saying import Sentences

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction
    from ..presets.budget import Budget
    from ..tokens.counter import TokenCount
    from ..tokens.meter import Counting
    from .draft import Unit
    from .writer import Choice, Writer

_say = Sentences("composing")


def unknown_names(budget: Budget, writer: Writer) -> Iterator[Finding]:
    """PED002 for each attribute that a budget names and that is none."""
    added = (one.slug() for pack in writer.composition.packs for one in pack.attributes)
    known = {*attribute_slugs(), *added, *(placed.attribute.known_as for placed in writer.composition.placed)}
    for name in ("required", "priority", "keep_with"):
        named = getattr(budget, name)
        for slug in [*named, *(named.values() if name == "keep_with" else ())]:
            if slug not in known:
                message = _say("PED002.budget_names", name=name, attribute=slug, near=near(slug, known))
                yield Finding.of("PED002", message, args={"name": slug})


def remaining(writer: Writer, report: Report, left_out: Sequence[Unit]) -> Report:
    """The report on what remains when some attributes are left out.

    What they replaced stays replaced: an author wanted it gone. So no clash can appear, as nothing is said that was
    not said beside more; but something may now be missing, and the rules look for that.
    """
    if not left_out:
        return report
    resolved, placed = writer.draft.resolved, writer.composition.placed
    silent = {id(unit.attribute) for unit in left_out}
    gone = {unit.slug for unit in left_out}
    live = [
        0 if id(placed[claim.owner].attribute) in silent else states
        for claim, states in zip(resolved.resolution.claims, resolved.resolution.live, strict=True)
    ]
    before = writer.draft.checked.findings
    now = [*find_all(replace(resolved, resolution=replace(resolved.resolution, live=live)))]
    new = [finding for finding in now if finding not in before and not gone & set(finding.attributes)]
    counted = [finding for finding in report if finding.code != "PED705" or finding in now]
    return Report.of([*counted, *new], complete=report.complete, accepted=report.accepted)


def too_long(
    count: TokenCount, limit: int, budget: Budget, *, shortened: int | None, pinned: bool, weights: Mapping[str, int]
) -> Finding:
    """PED701: the text is over its budget. `shortened` is what it takes when its wording is up for choice."""
    over, least = count.high - limit, budget.least(count.high)
    args: dict[str, Any] = {"tokens": count.high, "limit": limit, "over": over, "least": least}
    shown = _say("parts.PED701.shown") if not pinned else ""
    if shortened:
        args["shortened"] = shortened
        tell = _say("parts.PED701.shorten", shortened=shortened, least=least)
    else:
        args["weights"] = dict(weights)
        heavy = [_say("parts.PED701.heavy", name=name, tokens=n) for name, n in list(weights.items())[:3]]
        out = _say("parts.PED701.out", heavy=heavy) if heavy else ""
        tell = _say("parts.PED701.raise", least=least, out=out)
    message = _say("PED701", count=str(count), shown=shown, limit=limit, over=over, tell=tell)
    return Finding.of("PED701", message, args=args)


def in_doubt(count: TokenCount, limit: int) -> Finding:
    """PED702: by its estimate the text may or may not be over its budget."""
    return Finding.of(
        "PED702",
        _say("PED702", count=str(count), limit=limit, over=count.high - limit),
        args={"low": count.low, "tokens": count.value, "high": count.high, "limit": limit},
    )


def shortened(
    units: Sequence[Unit], choice: Choice, limit: int, unit: str, report: Report, *, pinned: bool
) -> Iterator[Finding]:
    """PED703 and PED704: what is worded briefly, and what is left out."""
    short = [units[i].slug for i, lengths in sorted(choice.items()) if lengths != units[i].full]
    brief = [] if pinned else short
    gone = [unit.slug for i, unit in enumerate(units) if i not in choice]
    if brief:
        yield Finding.of(
            "PED703",
            _say("PED703", limit=limit, unit=unit, attributes=list(dict.fromkeys(brief))),
            args={"limit": limit},
            attributes=tuple(dict.fromkeys(brief)),
        )
    if gone:
        beaten = {
            slug
            for finding in report
            if finding.code in ("PED201", "PED202", "PED203", "PED204")
            and not {*finding.attributes[:1]} & {*gone}
            and set(finding.attributes[1:]) & set(gone)
            for slug in finding.attributes[:1]
        }
        also = _say("parts.PED704.also", attributes=sorted(beaten)) if beaten else ""
        yield Finding.of(
            "PED704",
            _say("PED704", limit=limit, unit=unit, attributes=list(dict.fromkeys(gone)), also=also),
            args={"limit": limit},
            attributes=tuple(dict.fromkeys(gone)),
        )


def learner_part(whole: int, spent: int, window: int | None, budget: Budget) -> Iterator[Finding]:
    """PED706: the learner part takes no part in the fit; where it is known, it is told when it finds no room.

    `whole` tokens are in the whole text, `spent` of them in what is fitted.
    """
    tokens = whole - spent
    over = whole + budget.reserve - budget.whole(window)
    if over > 0:
        yield Finding.of(
            "PED706",
            _say("PED706", tokens=tokens, unit=budget.unit, reserve=budget.learner_reserve, over=over),
            args={"tokens": tokens, "reserve": budget.learner_reserve, "over": over},
        )


def refused_role(counting: Counting) -> Iterator[Finding]:
    """PED710: the model takes no system message."""
    if counting.counted.role == "user":
        yield Finding.of(
            "PED710",
            _say("PED710", model=counting.model),
            args={"model": counting.model},
            places=(Place(path=("model",)),),
        )


def prefix(written: SystemInstruction, writer: Writer) -> Iterator[Finding]:
    """PED707: what is the same for every learner is too short for the provider's prompt cache."""
    least, model = written.shared.common.counted.cacheable_prefix, writer.counting.model
    if model is None or least is None:
        return
    count = writer.counting.tokens.count(written.stable_text)
    if count.high < least:
        yield Finding.of(
            "PED707",
            _say("PED707", count=str(count), model=model, least=least),
            args={"tokens": count.high, "minimum": least},
            places=writer.composition.home(),
        )
