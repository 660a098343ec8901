"""The check of the attributes by themselves: what clashes, who yields, and what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..base.cached import cached_property
from ..norms.condition import Condition
from ..norms.space import MAX_STATES, TooManyStates
from ..presets.packs import Pack, closure_of
from ..reports.report import Finding, Report
from ..wording.words import words_for
from .claims import Placing, hold_to_vocabulary
from .messages.conflicts import conflicts
from .messages.yieldings import yieldings
from .resolved import Resolved
from .rules import find_all
from .variables import unreadable


@dataclass(frozen=True, eq=False)
class Checked:
    """The attributes of one composition after the check; `resolved` is None where they could not be analysed."""

    findings: tuple[Finding, ...]
    complete: bool = False
    resolved: Resolved | None = None
    authors: Resolved | None = None
    """The same without the learner's wishes."""

    @cached_property
    def report(self) -> Report:
        """The findings, in order."""
        return Report.of(self.findings, complete=self.complete)


@lru_cache(maxsize=256)
def resolve(placed: Placing, given: Condition, locale: str, packs: tuple[Pack, ...] = ()) -> Checked:
    """Everything the norms and rules have to say about these attributes. It depends on them alone, so it is kept."""
    closure, words = closure_of(packs), words_for(locale)
    hold_to_vocabulary(placed, closure.vocabulary)
    unknown = tuple(unreadable(placed, given, closure.vocabulary.variables))
    if unknown:
        return Checked(unknown)
    try:
        resolved = Resolved.of(placed, closure, words, given)
    except TooManyStates as error:
        return Checked((_too_many(error),))
    findings = [*conflicts(resolved), *yieldings(resolved), *find_all(resolved)]
    complete = resolved.resolution.complete
    if not complete:
        findings.append(Finding.of("PED109", "There are more conflicts than are listed. Mend these and check again."))
    ours = Placing(one for one in placed if one.layer != "learner")
    authors = resolved if len(ours) == len(placed) else resolve(ours, given, locale, packs).resolved
    return Checked(tuple(findings), complete, resolved, authors)


def _too_many(error: TooManyStates) -> Finding:
    return Finding.of(
        "PED108",
        f"The conditions tell more than {MAX_STATES:,} dialogue states apart, too many to analyse. Use fewer condition "
        "variables, or say what is known with `given`.",
        args={"states": error.count, "limit": MAX_STATES},
    )
