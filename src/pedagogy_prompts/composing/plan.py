"""What may go from a text: what is required, what stays with what, what is said twice; so the ways to say each unit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any

from ..base.cached import cached_property
from ..instructions.contents import order
from .knapsack import Group, Option
from .prices import Prices

if TYPE_CHECKING:
    from ..presets.budget import Budget
    from .draft import Lengths, Unit
    from .writer import Choice, Writer

PRESENCE = 1000
"""What it is worth that a unit is said at all. Each token that its full wording has beyond the brief one is worth 1
more, and all of it is weighed by priority: so one thing more comes before the rest at length."""

MUST_PRIORITY = 2
SHOULD_PRIORITY = 1

_COMBINED = 256
"""A bundle of attributes that stay together is looked through in so many ways at most."""

_IMPOSSIBLE = Group(0, ((Option(10**9, 0, ()),),))
"""Stands for units that cannot be said: what they need may not be used."""

Said = tuple[int, "Lengths"]
"""A unit of the draft, by its place there, in one wording."""


class Plan:
    """Which units of a draft a budget may shorten or leave out. What the learner wishes takes no part in the fit."""

    def __init__(self, writer: Writer, budget: Budget) -> None:
        self.budget = budget
        self.prices = Prices(writer)
        self.units = writer.draft.units
        self.first_rule = writer.draft.first_rule
        self.persona = next(
            (i for i, unit in enumerate(self.units) if unit.attribute.speaks_as_tutor and not unit.wished), None
        )
        self.wishes = {i: unit.full for i, unit in enumerate(self.units) if unit.wished}
        """They stand after what is the same for all learners."""

    @cached_property
    def wordings(self) -> list[tuple[Lengths, ...]]:
        """All the ways to word each unit."""
        return [tuple(unit.wordings()) for unit in self.units]

    # -- what hangs together

    @cached_property
    def ties(self) -> list[tuple[int, int]]:
        """Pairs of units of which the first stays only if the second does."""
        by_slug: dict[str, list[int]] = {}
        for i, unit in enumerate(self.units):
            by_slug.setdefault(unit.slug, []).append(i)
        ties = [
            (i, j)
            for slug, other in self.budget.keep_with.items()
            for i in by_slug.get(slug, ())
            for j in by_slug.get(other, ())
        ]
        for alike in by_slug.values():
            ours = [i for i in alike if i not in self.wishes]
            ties += pairwise([*ours, *ours[:1]]) if len(ours) > 1 else ()  # instances stay or go together
        return [(i, j) for i, j in ties if i != j and i not in self.wishes and j not in self.wishes]

    @cached_property
    def twins(self) -> dict[int, int]:
        """Units that say just what an earlier one says: it is written once, and paid for once."""
        first: dict[tuple[Any, ...], int] = {}
        twins: dict[int, int] = {}
        for i, unit in enumerate(self.units):
            if i in self.wishes:
                continue
            told = [(section.group, section.text) for lengths in self.wordings[i] for section in unit.say(lengths)]
            other = first.setdefault((unit.slug, *told), i)
            if other != i:
                twins[i] = other
        return twins

    @cached_property
    def required(self) -> frozenset[int]:
        """The units that are never left out, with what they are kept with."""
        return self._with_ties({i for i, unit in enumerate(self.units) if not unit.wished and self._is_required(unit)})

    def _is_required(self, unit: Unit) -> bool:
        return (
            unit.attribute.is_locked
            or unit.attribute.always_kept
            or unit.slug == self.first_rule
            or unit.slug in self.budget.required
        )

    def _with_ties(self, some: set[int]) -> frozenset[int]:
        while more := {j for i, j in self.ties if i in some} - some:
            some = some | more
        return frozenset(some)

    @cached_property
    def bundles(self) -> list[tuple[int, ...]]:
        """The units, with those in one bundle that `keep_with` ties together."""
        bundle = {i: {i} for i in range(len(self.units)) if i not in self.twins and i not in self.wishes}
        for pair in self.ties:
            i, j = (self.twins.get(one, one) for one in pair)
            joined = bundle[i] | bundle[j]
            for k in joined:
                bundle[k] = joined
        return [tuple(sorted(members)) for i, members in bundle.items() if i == min(members)]

    def shortest(self) -> list[Choice]:
        """The least that can be said: with no persona, and with it, since the frame then says less of the tutor."""
        least = dict(sorted({**self._at_least(self.required), **self.wishes}.items()))
        if self.persona is None or self.persona in least:
            return [least]
        played = self._at_least(self._with_ties({self.persona}))
        return [least, dict(sorted({**least, **played}.items()))]

    def _at_least(self, some: frozenset[int]) -> dict[int, Lengths]:
        return {i: min(self.wordings[i], key=lambda lengths: self.prices.of(i, lengths)) for i in sorted(some)}

    # -- the ways to say it

    def groups(self, usable: set[Said], titled: frozenset[str]) -> list[Group]:
        """The bundles under their headings, with every way to say each; headings in `titled` are paid for already."""
        groups: list[Group] = []
        for g, name in enumerate(order().groups):
            here = [bundle for bundle in self.bundles if self.units[bundle[0]].position[0] == g]
            if here:
                heading = 0 if name in titled else self.prices.heading(name)
                groups.append(Group(heading, tuple(tuple(self._options(bundle, g, usable)) for bundle in here)))
        return [group if all(group.units) else _IMPOSSIBLE for group in groups]

    def choice(self, said: list[tuple[Said, ...]]) -> Choice:
        """The choice of wordings that these options of the groups make, with what follows from it."""
        choice = {i: lengths for option in said for i, lengths in option}
        choice |= {i: choice[other] for i, other in self.twins.items() if other in choice}
        return dict(sorted({**choice, **self.wishes}.items()))

    def _options(self, bundle: tuple[int, ...], group: int, usable: set[Said]) -> Iterator[Option]:
        for said in self._ways(bundle, usable):
            price = sum(self.prices.of(i, said[i]) if i in said else self._left_out(i) for i in bundle)
            others = {self.units[i].position[0] for i in said} - {group}
            price += sum(self.prices.heading(order().groups[g]) for g in others)
            worth = sum(self._worth(i, lengths) for i, lengths in said.items())
            yield Option(price, worth, tuple(said.items()), empty=not said)

    def _ways(self, bundle: tuple[int, ...], usable: set[Said]) -> Iterator[dict[int, Lengths]]:
        """Which members of a bundle are said, and how: no member without what it is kept with.

        All of it where that is little to look through; in a large bundle those of most weight come in first, and are
        the first to be worded in full.
        """
        ties = [(self.twins.get(i, i), self.twins.get(j, j)) for i, j in self.ties]
        required = {self.twins.get(i, i) for i in self.required}
        wordings = {i: [w for w in self._distinct(i, few=len(bundle) > 1) if (i, w) in usable] for i in bundle}
        options = [[*wordings[i], *([] if i in required else [None])] for i in bundle]
        if prod(map(len, options)) <= _COMBINED:
            for some in product(*options):
                said = {i: lengths for i, lengths in zip(bundle, some, strict=True) if lengths is not None}
                if all(j in said for i, j in ties if i in said):
                    yield said
            return
        members = {i for i in bundle if i in required}
        by_weight = sorted(bundle, key=lambda i: (-self._weight(i), i))
        steps = [members]
        for i in by_weight:
            more = {i}
            while further := {b for a, b in ties if a in more and b in wordings} - more:
                more |= further
            members = members | more
            steps.append(members)
        for members in steps:
            ordered = [i for i in by_weight if i in members]
            if all(wordings[i] for i in ordered):
                for n in range(len(ordered) + 1):
                    yield {i: wordings[i][0 if i in ordered[:n] else -1] for i in sorted(ordered)}

    def _worth(self, i: int, lengths: Lengths) -> int:
        unit = self.units[i]
        least = self.prices.of(i, unit.brief)
        most = max(1, self.prices.of(i, unit.full) - least)
        more = most if lengths == unit.full else min(max(0, self.prices.of(i, lengths) - least), most - 1)
        return self._weight(i) * (PRESENCE + more)

    def _weight(self, i: int) -> int:
        unit = self.units[i]
        usual = MUST_PRIORITY if unit.attribute.strength == "must" else SHOULD_PRIORITY
        return self.budget.priority.get(unit.slug, usual)

    def _left_out(self, i: int) -> int:
        """What it costs to leave a unit out: without a persona the frame says who the tutor is."""
        return self.prices.role() if i == self.persona else 0

    def _distinct(self, i: int, *, few: bool) -> list[Lengths]:
        """A unit's wordings, one a price, the fullest and the briefest first; with `few`, these two alone."""
        ends = [lengths for lengths in (self.units[i].full, self.units[i].brief) if lengths in self.wordings[i]]
        by_price: dict[int, Lengths] = {}
        for lengths in [*ends, *([] if few else self.wordings[i])]:
            by_price.setdefault(self.prices.of(i, lengths), lengths)
        return list(by_price.values())
