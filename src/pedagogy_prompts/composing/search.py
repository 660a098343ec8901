"""The choice of greatest worth at a price, and what a little more would buy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING

from .knapsack import Fit

if TYPE_CHECKING:
    from .plan import Plan
    from .writer import Choice

_AHEAD = 256
"""How many tokens beyond the limit to look for the next richer text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A choice that fits, how many more tokens would say more, and of what."""

    choice: Choice
    parts: int = 0
    """What its parts cost."""
    more: int | None = None
    more_of: tuple[str, ...] = ()


class Search:
    """Looks through everything a plan may say, by the prices of its parts; what it solved is kept for further aims."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.prices = plan.prices
        self._fits: list[tuple[Fit, int]] = []
        self._reach = -1

    def best(self, limit: int) -> Found | None:
        """The choice of greatest worth whose parts' prices are within `limit`; the cheapest of them."""
        fits = self._solved(limit)
        prices = [(one.worth(limit - least), one.price(limit - least), k) for k, (one, least) in enumerate(fits)]
        options = [(worth, -price - fits[k][1], k) for worth, price, k in prices if price is not None]
        if not options:
            return None
        worth, price, k = max(options, key=lambda option: option[:2])
        choice = self._choice(k, -price)
        richer = [(least + more, k) for k, (one, least) in enumerate(fits) if (more := one.richer(worth)) is not None]
        if not richer:
            return Found(choice, -price)
        total, k = min(richer)
        then = self._choice(k, total)
        better = [
            self.plan.units[i].slug
            for i in then
            if i not in choice or self.prices.of(i, then[i]) > self.prices.of(i, choice[i])
        ]
        return Found(choice, -price, total - limit, tuple(dict.fromkeys(better)))

    def _choice(self, k: int, price: int) -> Choice:
        solved, least = self._fits[k]
        return self.plan.choice(solved.names(price - least))

    def _solved(self, limit: int) -> list[tuple[Fit, int]]:
        """The fits for every price up to `limit` and somewhat beyond, each with what it costs before any unit is said.

        A glossary entry is paid for once, whoever uses its term; so there is one fit for each set of terms that may be
        used.
        """
        if limit + _AHEAD <= self._reach:
            return self._fits
        self._reach = limit + 2 * _AHEAD
        plan, prices = self.plan, self.prices
        ours = [i for i in range(len(plan.units)) if i not in plan.wishes]
        used = {(i, lengths): prices.terms(i, lengths) for i in ours for lengths in plan.wordings[i]}
        fixed, titled, must = prices.frame
        fixed -= 0 if plan.persona is None else prices.role()
        for i in plan.required:
            must |= frozenset.intersection(*(used[i, lengths] for lengths in plan.wordings[i]))
        optional = sorted(frozenset[str]().union(*used.values()) - must)
        self._fits = []
        for some in chain.from_iterable(combinations(optional, n) for n in range(len(optional), -1, -1)):
            allowed = must.union(some)
            least = fixed + prices.glossary(allowed)
            groups = plan.groups({key for key, terms in used.items() if terms <= allowed}, titled)
            self._fits.append((Fit(groups, self._reach - least), least))
        return self._fits

    def overpriced(self) -> bool:
        """Whether parts may cost more than they do together: a heading or a sentence is paid for more than once."""
        units = self.plan.units
        shared = Counter(
            (section.group, section.text)
            for i, unit in enumerate(units)
            if i not in self.plan.twins
            for lengths in (unit.full, unit.brief)
            for section in {section.text: section for section in unit.say(lengths)}.values()
        )
        groups = ({units[i].position[0] for i in bundle} for bundle in self.plan.bundles)
        return any(number > 2 for number in shared.values()) or any(len(some) > 1 for some in groups)
