"""The check of the attributes by themselves: what clashes, who yields, and what the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..base.cached import cached_property, kept, make_room
from ..norms.condition import Condition
from ..norms.space import MAX_STATES, TooManyStates
from ..presets.packs import Pack, closure_of
from ..reports.report import Finding, Report
from ..reports.saying import Sentences
from ..wording.speech import work_of
from ..wording.words import words_for
from .claims import Placing, hold_to_vocabulary
from .crowding import crowded, homes_of
from .messages.conflicts import conflicts
from .messages.yieldings import yieldings
from .resolved import Resolved
from .rules import find_all
from .variables import unknown_acts, unreadable

_say = Sentences("checking")

MAX_SEARCHED = 6_000
"""For how many findings fixes are searched, times what it takes to resolve all that is placed once, in norms."""


@dataclass(frozen=True, eq=False)
class Checked:
    """The attributes of one composition after the check; `resolved` is None where they were not analysed to the end."""

    findings: tuple[Finding, ...]
    complete: bool = False
    resolved: Resolved | None = None
    authors: Resolved | None = None
    """The same without the learner's wishes."""

    @cached_property
    def report(self) -> Report:
        """The findings, in order."""
        return Report.of(self.findings, complete=self.complete).limited


@kept(256)
def resolve(placed: Placing, given: Condition, locale: str, packs: tuple[Pack, ...] = ()) -> Checked:
    """Everything the norms and rules have to say about these attributes. It depends on them alone, so it is kept."""
    closure, words = closure_of(packs, work_of(locale)), words_for(locale)
    unknown = tuple(unknown_acts(placed, closure.vocabulary.acts))
    if not unknown:
        hold_to_vocabulary(placed, closure.vocabulary)
    unknown += tuple(unreadable(placed, given, closure.vocabulary.variables))
    if unknown:
        return Checked(unknown)
    if too_much := tuple(crowded(placed)):
        return Checked(too_much)
    try:
        resolved = Resolved.of(placed, closure, words, given)
    except TooManyStates as error:
        return Checked((_too_many(error, placed),))
    make_room(resolved.size)
    if not resolved.resolution.complete:
        told = (replace(one, remedy=None) for one in conflicts(resolved))  # no list shows what a change would add
        return Checked((*told, Finding.of("PED109", _say("PED109"), places=homes_of(placed))))
    findings = tuple(_searched([*conflicts(resolved), *yieldings(resolved), *find_all(resolved)], resolved.cost))
    ours = Placing(one for one in placed if one.layer != "learner")
    authors = resolved if len(ours) == len(placed) else resolve(ours, given, locale, packs).resolved
    return Checked(findings, True, resolved, authors)


def _searched(findings: Iterable[Finding], cost: int) -> Iterator[Finding]:
    """The findings, the first of them with their search for fixes: each resolves all that is placed again and again."""
    left = max(4, MAX_SEARCHED // cost)
    for finding in findings:
        if finding.remedy is not None:
            left -= 1
        yield finding if left >= 0 or finding.remedy is None else replace(finding, remedy=None)


def _too_many(error: TooManyStates, placed: Placing) -> Finding:
    return Finding.of(
        "PED108",
        _say("PED108", limit=MAX_STATES),
        args={"states": error.count, "limit": MAX_STATES},
        places=homes_of(placed),
    )
