"""What claims speak of, whatever becomes of them, and who is silent because another one speaks there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from .claims import LEARNER, Claim, Reason, Yielding, alike, prevails
from .masks import Common, union, without


class Voices:
    """The claims of one composition and where they speak; `scope` and `when` are masks of its space."""

    def __init__(
        self, claims: Sequence[Claim], scope: Sequence[int], when: Sequence[Sequence[int]], common: Common
    ) -> None:
        self._claims = claims
        self._scope = scope
        self._when = when
        self._common = common

    def one_voice(self, live: list[int]) -> Iterator[Yielding]:
        """Instances of one attribute in several layers speak with one voice.

        Where a locked one speaks, all statements of inner ones are silent, and a learner's where any author's does.
        What is not locked is replaced where an inner one holds.
        """
        by_slug: dict[str, list[int]] = {}
        for i, claim in enumerate(self._claims):
            by_slug.setdefault(claim.slug, []).append(i)
        for group in by_slug.values():
            if len({self._claims[i].layer for i in group}) == 1:
                continue
            for i in group:
                if any(self._echoes(i, j) for j in group):
                    live[i] = 0
                for winners, replaced in ((self._above(i, group), False), (self._instead(i, group), True)):
                    region = live[i] & union(winners.values())
                    if region:
                        live[i] = without(live[i], region)
                        yield Yielding(i, tuple(winners), region, replaced)

    def _echoes(self, i: int, j: int) -> bool:
        """Whether an outer claim beside which this one would be silent says just the same wherever this one does."""
        outer, inner = self._claims[j], self._claims[i]
        return prevails(outer, inner) and alike(outer, inner) and not without(self.speaks(i), self.speaks(j))

    def _above(self, i: int, group: Iterable[int]) -> dict[int, int]:
        """The claims of outer instances beside which a claim is silent, and where."""
        inner = self._claims[i]
        outer = [j for j in group if prevails(self._claims[j], inner)]
        agreed = {self._claims[j].owner for j in outer if alike(self._claims[j], inner)}
        spoken = {j: self._holds(j, inner) & self.speaks(i) for j in outer if self._claims[j].owner not in agreed}
        return {j: states for j, states in spoken.items() if states}

    def _holds(self, j: int, inner: Claim) -> int:
        """The states in which an outer claim leaves an inner one nothing to say.

        Of a locked sentence it is locked too in which turns it asks for something: the same sentence with other values
        would turn round what it says of these.
        """
        outer = self._claims[j]
        return self._scope[j] if outer.locked and outer.key == inner.key else self.speaks(j)

    def _instead(self, i: int, group: Iterable[int]) -> dict[int, int]:
        """The claims of inner instances that replace a claim, and where."""
        outer = self._claims[i]
        inner = [j for j in group if outer.layer < self._claims[j].layer < LEARNER and not outer.locked]
        return {j: self._scope[j] for j in inner if self._scope[j] & self._scope[i]}

    def speaks(self, i: int) -> int:
        """The states a claim says anything about."""
        return self._scope[i] & (union(self._when[i]) if self._when[i] else -1)

    def where(self, i: int, k: int) -> int:
        """The states a norm of a claim speaks of."""
        return self._common.of(self._scope[i], self._when[i][k])

    def room(self, live: list[int], duty: Sequence[Sequence[int]], ban: Sequence[Sequence[int]]) -> Iterator[Yielding]:
        """Duties of some turns yield in the turns of a locked ban: others are left, but their sentences speak of these.

        `duty` and `ban` tell the acts of each norm.
        """
        locked = [
            (j, m) for j, claim in enumerate(self._claims) if claim.locked for m, acts in enumerate(ban[j]) if acts
        ]
        some = [(i, k) for i, claim in enumerate(self._claims) for k, norm in enumerate(claim.norms) if not norm.every]
        for (i, k), (j, m) in product(some, locked):
            acts = duty[i][k] & ban[j][m]
            if not acts or not prevails(self._claims[j], self._claims[i]):
                continue
            banned = live[j] & self.where(j, m)
            if live[i] & self.where(i, k) & banned:
                region = live[i] & self.speaks(i) & banned
                live[i] = without(live[i], region)
                reason = Reason("PED101", ((j, m), (i, k)), "ban", {"acts": acts})
                yield Yielding(i, (j,), region, spare=True, reasons=(reason,))
