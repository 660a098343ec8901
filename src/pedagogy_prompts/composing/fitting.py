"""From a budget to an instruction: search by the prices of parts, count the whole, and say what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, combinations
from math import ceil
from typing import TYPE_CHECKING

from ..base.cached import cached_property
from ..checking.acceptance import sorted_out
from ..instructions.allowance import Allowance
from ..presets.budget import BudgetError
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place, Report
from ..wording.statements import Detail
from . import remarks
from .plan import Plan
from .search import Found, Search

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction
    from ..presets.budget import Budget
    from .writer import Choice, Writer

_TRIES = 12
"""How often at most a text is counted whole to come as near to the limit as its parts' prices let one."""

_LAST = 4
"""How often at most it is counted again to fill what is left with fuller entries of the glossary."""


def fitted(
    writer: Writer, budget: Budget, report: Report, at: tuple[Place, ...], *, detail: Detail | None, fit: bool
) -> SystemInstruction:
    """The instruction of greatest worth within the budget, which stands `at` these places.

    Raises `CompositionError` where none fits.
    """
    if unknown := list(remarks.unknown_names(budget, writer)):
        raise CompositionError(report + _standing(unknown, at))
    try:
        limit = budget.limit(writer.counting.window)
    except BudgetError as error:
        raise CompositionError(report + _standing([Finding.of("PED708", str(error))], at)) from error
    return _Fitting(writer, budget, limit, report, at).write(detail, fit=fit)


def _standing(findings: Iterable[Finding], at: tuple[Place, ...]) -> Report:
    """Findings about the budget, at its places."""
    return Report.of(finding if finding.places else replace(finding, places=at) for finding in findings)


class _Fitting:
    def __init__(self, writer: Writer, budget: Budget, limit: int, report: Report, at: tuple[Place, ...]) -> None:
        self.at = at
        self.writer = writer
        self.budget = budget
        self.counter = writer.counting.parts
        self.whole = writer.counting.whole
        self.limit = limit
        self.report = report
        self.units = writer.draft.units
        self.scale = 1.0
        """How many tokens of the whole, as it is counted, one token of the parts' prices makes."""

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.writer, self.budget)

    @cached_property
    def search(self) -> Search:
        return Search(self.plan)

    def write(self, detail: Detail | None, *, fit: bool) -> SystemInstruction:
        pinned: Detail = detail or "full"
        free = detail is None and fit
        everything = self.writer.draft.in_full if pinned == "full" else self.writer.draft.in_brief
        in_full = None if pinned == "full" else frozenset[str]()
        price = self._price(everything, in_full)
        if price <= self.limit:
            return self._written(everything, in_full, pinned=not free)
        if not free:
            return self._over(everything, in_full, pinned=True)
        if self.whole is not self.counter:
            self.scale = price / max(1, self.counter.measure(self._bare(everything, in_full).text))
        found = self._fit()
        if found is None:
            found = Found(self._shortest())
            if self._price(found.choice) > self.limit:
                return self._over(found.choice)
        if found.more is None and found.choice != everything:  # what comes next is further than the search looks
            short = {self.units[i].slug for i in everything if found.choice.get(i) != everything[i]}
            found = replace(found, more=price - self.limit, more_of=tuple(sorted(short)))
        in_full, left = self._glossary_in_full(found.choice)
        if left and (found.more is None or left < found.more):
            found = replace(found, more=left, more_of=("glossary",))
        return self._written(found.choice, in_full, richer=found)

    def _fit(self) -> Found | None:
        """The choice of greatest worth whose whole text is within the limit.

        Exact prices of parts add up, so the first choice is the one. Estimates and a provider's own count may miss the
        sum, to either side: then the aim is moved until the text fits, and up again while a richer one does.

        Invariant: `best` is None, or it fits and nothing that was tried since fits and is worth more. While it is None
        the aim falls, below the parts of what was too long; once it is not, the aim only rises, each time to where the
        search promises more. So worth only grows, and the first text that is too long after one that fits ends it.
        """
        exact = self.whole is self.counter and self.counter.exact and not self.search.overpriced()
        aim, step = int(self.limit / self.scale), 1
        best: Found | None = None
        for _ in range(_TRIES):
            found = self.search.best(aim)
            if found is None:
                break
            over = self._price(found.choice) - self.limit
            if over <= 0:
                best = found
                if exact or found.more is None:
                    break
                aim += found.more
            elif best is None:
                aim = min(aim - max(step, ceil(over / self.scale)), found.parts - 1)
                step *= 2
            else:
                return replace(best, more=over)
        return best and replace(best, more=best.more and ceil(best.more * self.scale))

    def _shortest(self) -> Choice:
        return min(self.plan.shortest(), key=self._price)

    def _price(self, choice: Choice, in_full: frozenset[str] | None = frozenset()) -> int:
        """The tokens of the whole text but for the learner part, by the upper end of the count."""
        return self.whole.measure(self._bare(choice, in_full).text)

    def _bare(self, choice: Choice, in_full: frozenset[str] | None = frozenset()) -> SystemInstruction:
        return self.writer.write(choice, Report(), in_full=in_full, learner=False)

    def _glossary_in_full(self, choice: Choice) -> tuple[frozenset[str], int | None]:
        """The entries to word in full so that most of what is left is used, and how many more tokens one more needs."""
        prices = self.plan.prices
        room = self.limit - self._price(choice)
        used = frozenset[str]().union(prices.frame[2], *(prices.terms(*key) for key in choice.items()))
        extra = prices.in_full(used)
        sets = chain.from_iterable(combinations(extra, n) for n in range(len(extra) + 1))
        costs = {frozenset(some): sum(extra[term] for term in some) for some in sets}
        within = [some for some, cost in costs.items() if cost <= room]
        beyond = [cost - room for cost in costs.values() if cost > room]
        for best in sorted(within, key=lambda some: (-costs[some], -len(some), sorted(some)))[:_LAST]:
            if (over := self._price(choice, best) - self.limit) <= 0:
                return best, min(beyond, default=None)
            beyond.append(over)  # the parts' prices promised more than the whole holds
        return frozenset(), min(beyond, default=None)

    def _written(
        self,
        choice: Choice,
        in_full: frozenset[str] | None,
        *,
        pinned: bool = False,
        richer: Found | None = None,
        also: Iterable[Finding] = (),
    ) -> SystemInstruction:
        gone = [unit for i, unit in enumerate(self.units) if i not in choice]
        report = remarks.remaining(self.writer, self.report, gone)
        window, spent = self.writer.counting.window, self._price(choice, in_full)
        allowance = Allowance(
            self.limit,
            self.budget.reserve,
            self.budget.learner_reserve,
            tuple(sorted({self.units[i].slug for i in self.plan.required})),
            tuple(sorted({unit.slug for unit in gone})),
            pinned,
            self._dearer(richer.more) if richer else None,
            richer.more_of if richer else (),
            spent,
            self.budget.window,
            self.budget.unit,
        )
        written = self.writer.write(choice, report, in_full=in_full, allowance=allowance)
        told = [*also, *remarks.shortened(self.units, choice, self.limit, self.budget.unit, self.report, pinned=pinned)]
        if written.learner_text or self.plan.wishes:
            told += remarks.learner_part(self.whole.measure(written.text), spent, window, self.budget)
        told += remarks.prefix(written, self.writer)
        left, accepted = sorted_out(
            _standing(told, self.at),
            self.writer.composition.accept,
            placed=self.writer.composition.placed,
            unused=False,
        )
        of_learner = tuple(finding for finding in left if finding.code == "PED706")
        report += Report.of([finding for finding in left if finding not in of_learner], accepted=accepted)
        return replace(written, shared=replace(written.shared, report=report), remarks=of_learner)

    def _dearer(self, more: int | None) -> int | None:
        """By how much the budget must grow for `more` tokens, which it rounds down to its steps."""
        if more is None:
            return None
        return self.budget.least(self.limit + more) - self.budget.whole(self.writer.counting.window)

    def _over(
        self, choice: Choice, in_full: frozenset[str] | None = frozenset(), *, pinned: bool = False
    ) -> SystemInstruction:
        """What happens to a text that is over its budget: an error, or a warning where an estimate leaves it open."""
        bare = self._bare(choice, in_full)
        count = self.whole.count(bare.text)
        if count.low <= self.limit:
            found = None if pinned else self.search.best(count.high)
            richer = found and found.more and replace(found, more=found.more + count.high - self.limit)
            doubt = remarks.in_doubt(count, self.limit)
            return self._written(choice, in_full, pinned=pinned, richer=richer or None, also=[doubt])
        free = self._fits_when_free() if pinned else None
        weights = {} if free else self._weights(bare)
        told = remarks.too_long(count, self.limit, self.budget, shortened=free, pinned=pinned, weights=weights)
        raise CompositionError(self.report + _standing([told], self.at))

    def _fits_when_free(self) -> int | None:
        found = self._fit()
        choice = found.choice if found else self._shortest()
        price = self._price(choice, self._glossary_in_full(choice)[0])
        return price if price <= self.limit else None

    def _weights(self, bare: SystemInstruction) -> dict[str, int]:
        """What an author can take out of the text, and the tokens that saves; the heaviest first."""
        weights: dict[str, int] = {}
        for section in bare.sections:
            if section.attributes or section.group in ("lesson", "rules"):
                cost = self.plan.prices.item(section.text, item=section.item)
                weights[section.name] = weights.get(section.name, 0) + cost
        return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])))
