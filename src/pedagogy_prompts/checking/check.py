"""`check`: everything that can be said about a composition before it is sent. It never raises over what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Unpack

from ..base.path import Path
from ..base.text import has_invisible
from ..norms.condition import Condition
from ..presets.context import Context, ContextFields
from ..presets.packs import Pack
from ..presets.parts import Acceptance
from ..reports.codes import CODES
from ..reports.report import Edit, Finding, Fix, Place, Report
from .gather import Composition, Part, Placed, Placing, gather
from .resolve import Resolved, resolve

_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")
_ROLE = re.compile(
    r"<\s*/?\s*(system|assistant|user|human|developer|tool)\b|<\|[^|>]{1,40}\|>|\[/?(INST|SYS)\]|<</?SYS>>"
    r"|^\s*(system|assistant|user|human|developer)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_SUSPECT = re.compile(r"[{}<\[:#]")
"""One of these is in everything that is looked for; most texts hold none and need no closer look."""
_HEADING = re.compile(r"^#{1,6} |^</?[a-z_]+>\s*$", re.MULTILINE)


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

    Raises only for arguments that are none: TypeError for a part that is neither attribute nor preset, pydantic's
    ValidationError for a context of the wrong form, `ConditionError` for a wrong `given`.
    """
    composition = gather(parts, context=context, given=given, packs=packs, editable=editable, fields=fields)
    return examine(composition, locale)[1]


def examine(composition: Composition, locale: str) -> tuple[Resolved, Report]:
    """The whole check, with what the text is drafted from."""
    resolved = resolve(composition.placed, composition.given, locale, composition.packs)
    findings = [*composition.notes, *_missing(composition), *_rules(composition), *_outside(composition)]
    if not findings and not composition.accept:
        return resolved, resolved.report
    findings += resolved.findings
    alone = len(composition.sources) < 2
    told, accepted = sorted_out(findings, composition.accept, may_edit=composition.may_edit, alone=alone)
    return resolved, Report.of(told, complete=resolved.complete, accepted=accepted)


def _missing(composition: Composition) -> Iterator[Finding]:
    """What an attribute needs of a lesson that is described and does not have it."""
    context = composition.context
    described = context.topic or context.problem or context.objectives
    if described and not context.materials:
        for placed in _grounded(composition.placed):
            yield Finding.of(
                "PED402",
                "`ground_in_materials` has no materials to teach from. Put them under `context: materials:`, or "
                "take the attribute out.",
                attributes=("ground_in_materials",),
                places=(placed.place(),),
            )


@lru_cache(maxsize=256)
def _grounded(placed: Placing) -> tuple[Placed, ...]:
    return tuple(one for one in placed if one.attribute.slug() == "ground_in_materials")


def _rules(composition: Composition) -> Iterator[Finding]:
    for rule, place in composition.rules:
        yield Finding.of(
            "PED601",
            f"This rule is sent as it stands and was not checked against the others: \u201c{rule}\u201d",
            args={"rule": rule},
            places=(place,),
        )


def _outside(composition: Composition) -> Iterator[Finding]:
    """What stands in texts from outside and does not belong there."""
    texts = [*_texts(composition)]
    together = " ".join([text for text, _ in texts])
    if together.isascii() and together.isprintable() and not _SUSPECT.search(together):
        return
    for text, place in texts:
        if not _SUSPECT.search(text) and not has_invisible(text):
            continue
        place = place if isinstance(place, Place) else Place(path=place)
        where = ".".join(str(step) for step in place.path)
        for code, hit, told in (
            ("PED801", _TEMPLATE.search(text), "template marks; they are sent as they stand, nothing fills them in"),
            ("PED802", _HEADING.search(text), "a heading or tag of its own; it is marked as data"),
            ("PED803", _ROLE.search(text), "something that looks like a role tag; it is marked as data"),
        ):
            if hit:
                shown = " ".join(hit[0].split())[:40]
                yield Finding.of(code, f"`{where}` holds {told}: {shown}", args={"found": hit[0]}, places=(place,))
        if has_invisible(text):
            yield Finding.of(
                "PED804",
                f"`{where}` holds invisible or control characters; they are taken out.",
                places=(place,),
            )


def _texts(composition: Composition) -> Iterator[tuple[str, Place | Path]]:
    yield from composition.rules
    for i, fact in enumerate(composition.facts):
        yield fact, ("facts", i)
    yield from _inside(composition.context, ("context",))


def _inside(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """The texts in a context, with their paths; enumerated values are none."""
    for name, part in value.__dict__.items():
        if not part or name in ("setting", "goal"):
            continue
        if isinstance(part, str):
            yield part, (*path, name)
        elif isinstance(part, tuple):
            for i, one in enumerate(part):
                if isinstance(one, str):
                    yield one, (*path, name, i)
                else:
                    yield from _inside(one, (*path, name, i))
        else:
            yield from _inside(part, (*path, name))


_LATER = frozenset(code for code in CODES if code[:4] in ("PED5", "PED7") and code != "PED705")
"""What a check cannot find by itself: gaps are asked for, budgets are met while composing."""


_LAYERED = frozenset({"PED201", "PED203"})
"""What can only be found in a stack."""


def sorted_out(
    findings: Iterable[Finding],
    accept: tuple[Acceptance, ...],
    *,
    unused: bool = True,
    alone: bool = False,
    may_edit: Callable[[str | None], bool] = lambda _: True,
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """What is left to be told, and what an author has accepted; with `unused`, also what silences nothing.

    `alone`: there is one preset only, so what layers do to one another cannot be met.
    """
    kept: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    used: set[int] = set()
    for finding in findings:
        hits = [i for i, one in enumerate(accept) if _covers(one, finding)]
        used.update(hits)
        if hits:
            accepted.append((finding, accept[hits[0]].because))
        else:
            kept.append(finding)
    for i, one in enumerate(accept):
        elsewhere = _LATER | _LAYERED if alone else _LATER
        if unused and i not in used and one.code not in elsewhere:
            about = f" for {', '.join(one.attributes)}" if one.attributes else ""
            message = f"Nothing of code {one.code}{about} is found here, so it need not be accepted."
            if one.code == "PED202":
                message = "PED202 cannot be accepted: what an outer layer has locked stays locked."
            edit = Edit(one.place.source, one.place.path, "remove")
            fixes = (Fix("take the entry out of `accept`", True, (edit,)),) if may_edit(edit.source) else ()
            kept.append(
                Finding.of(
                    "PED304",
                    f"{message} Take the entry out.",
                    places=(one.place,),
                    mend=lambda fixes=fixes: fixes,
                )
            )
    return kept, accepted


def _covers(one: Acceptance, finding: Finding) -> bool:
    return (
        one.code == finding.code
        and finding.severity != "error"
        and finding.code != "PED202"
        and set(one.attributes) <= set(finding.attributes)
    )
