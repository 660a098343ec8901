"""What an author has seen and accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..presets.parts import LAYERS, Acceptance, Layer
from ..reports.codes import CODES
from ..reports.report import Edit, Finding, Fix, Fixes
from ..reports.saying import Sentences
from .claims import Placed

_say = Sentences("checking")

_LATER = frozenset(code for code in CODES if code[:4] in ("PED5", "PED7") and code != "PED705")
"""What a check cannot find by itself: gaps are asked for, budgets are met while composing."""


_ASKED = frozenset(code for code in CODES if code.startswith("PED9"))
"""What a profile asks: whoever is asked cannot take it back."""

_LAYERED = frozenset({"PED201", "PED203"})
"""What can only be found in a stack."""


def sorted_out(
    findings: Iterable[Finding],
    accept: tuple[Acceptance, ...],
    *,
    placed: Iterable[Placed] = (),
    unused: bool = True,
    alone: bool = False,
    may_edit: Callable[[str | None], bool] = lambda _: True,
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """What is left to be told, and what an author has accepted; with `unused`, also what silences nothing.

    What is about a rule of `placed` that an outer layer has locked is not an inner author's to accept. `alone`: there
    is one preset only, so what layers do to one another cannot be met.
    """
    kept: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    used: set[int] = set()
    refused: set[int] = set()
    locks = {one.attribute.known_as: one.layer for one in reversed([*placed]) if one.attribute.is_locked}
    for finding in findings:
        met = [i for i, one in enumerate(accept) if _covers(one, finding)]
        hits = [i for i in met if not _is_locked(accept[i], finding, locks)]
        refused.update(met)
        used.update(hits)
        if hits:
            accepted.append((finding, accept[hits[0]].because))
        else:
            kept.append(finding)
    for i, one in enumerate(accept):
        elsewhere = _LATER | _LAYERED if alone else _LATER
        if unused and i not in used and one.code not in elsewhere:
            about = _say("parts.about", attributes=list(one.attributes)) if one.attributes else ""
            message = _say("PED304.unused", code=one.code, about=about)
            if one.code == "PED202":
                message = _say("PED304.locked")
            elif one.code in _ASKED:
                message = _say("PED304.profile", code=one.code)
            elif i in refused:
                message = _say("PED304.about_locked", code=one.code, about=about)
            edit = Edit(one.place.source, one.place.path, "remove")
            fixes = (Fix(_say("fix.take_acceptance_out"), True, (edit,)),) if may_edit(edit.source) else ()
            kept.append(
                Finding.of(
                    "PED304",
                    message,
                    places=(one.place,),
                    remedy=Fixes(fixes),
                )
            )
    return kept, accepted


def _is_locked(one: Acceptance, finding: Finding, locks: Mapping[str, Layer]) -> bool:
    """Whether a finding is about what a layer outside that of an acceptance has locked."""
    layers = [locks[slug] for slug in finding.attributes if slug in locks]
    return any(LAYERS.index(layer) < LAYERS.index(one.place.layer) for layer in layers)


def _covers(one: Acceptance, finding: Finding) -> bool:
    return (
        one.code == finding.code
        and finding.severity != "error"
        and finding.code != "PED202"
        and set(one.attributes) <= set(finding.attributes)
    )
