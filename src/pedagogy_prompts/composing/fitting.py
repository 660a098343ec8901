"""From a budget to a choice of wording: prices, what may go, and what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise, product
from math import ceil, prod
from typing import TYPE_CHECKING, Any

from ..attributes.kit.attribute import attribute_slugs
from ..checking.check import sorted_out
from ..checking.resolved import Scene
from ..checking.rules import find_all
from ..instructions.render import order
from ..norms.spelling import did_you_mean
from ..presets.budget import MUST_PRIORITY, PRESENCE, SHOULD_PRIORITY, Allowance, Budget, Fit, Form, Shelf
from ..reports.errors import CompositionError
from ..reports.report import Finding, Report
from ..wording.templates import Detail
from .prices import Prices

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction
    from ..norms.analysis import Resolution
    from .draft import Unit, Wording
    from .writer import Choice, Writer

ANSWER_POLICY = ("withhold_answer", "answer_on_request", "effort_gate", "hint_ladder")
"""Who decides what is given away is never left out, with all of integrity and safety."""

_AHEAD = 256
"""How many tokens beyond the limit to look for the next richer text."""


_TRIES = 12
"""How often at most a text is counted whole to come as near to the limit as its parts' prices let one."""

_LAST = 4
"""How often at most it is counted again to fill what is left with fuller entries of the glossary."""

_COMBINED = 256
"""A bundle of attributes that stay together is looked through in so many ways at most."""


def fitted(writer: Writer, budget: Budget, report: Report, *, detail: Detail | None, fit: bool) -> SystemInstruction:
    """The instruction of greatest worth within the budget. Raises `CompositionError` where none fits."""
    if unknown := list(_unknown(budget, writer)):
        raise CompositionError(report + Report.of(unknown))
    try:
        limit = budget.limit(writer.counting.window)
    except ValueError as error:
        raise CompositionError(report + Report.of([Finding.of("PED708", str(error))])) from error
    return _Fitting(writer, budget, limit, report).write(detail, fit=fit)


def _unknown(budget: Budget, writer: Writer) -> Iterator[Finding]:
    added = (one.slug() for pack in writer.composition.packs for one in pack.attributes)
    known = {*attribute_slugs(), *added, *(placed.attribute.slug() for placed in writer.composition.placed)}
    for name in ("required", "priority", "keep_with"):
        named = getattr(budget, name)
        for slug in [*named, *(named.values() if name == "keep_with" else ())]:
            if slug not in known:
                message = f"The budget's `{name}` names '{slug}', and there is no such attribute."
                yield Finding.of("PED002", message + did_you_mean(slug, known), args={"name": slug})


@dataclass(frozen=True, slots=True)
class _Found:
    """A choice that fits, how many more tokens would say more, and of what."""

    choice: Choice
    parts: int = 0
    """What its parts cost."""
    more: int | None = None
    more_of: tuple[str, ...] = ()


class _Fitting:
    def __init__(self, writer: Writer, budget: Budget, limit: int, report: Report) -> None:
        self.writer = writer
        self.budget = budget
        self.counter = writer.counting.parts
        self.whole = writer.counting.whole
        self.limit = limit
        self.report = report
        self.prices = Prices(writer)
        self.units = writer.draft.units
        self.wordings = [tuple(unit.wordings()) for unit in self.units]
        self.persona = next(
            (i for i, unit in enumerate(self.units) if unit.slug == "persona" and not unit.wished), None
        )
        self.wishes = {i: unit.full for i, unit in enumerate(self.units) if unit.wished}
        """They stand after what is the same for all learners, and so take no part in the fit."""
        self.twins = self._twins()
        self.ties = self._ties()
        self.required = self._required()
        self.scale = 1.0
        self._fits: list[tuple[Fit, int]] = []
        self._reach = -1

    def write(self, detail: Detail | None, *, fit: bool) -> SystemInstruction:
        pinned: Detail = detail or "full"
        free = detail is None and fit
        everything = self.writer.draft.in_full if pinned == "full" else self.writer.draft.in_brief
        in_full = None if pinned == "full" else frozenset[str]()
        price = self.price(everything, in_full)
        if price <= self.limit:
            return self._written(everything, in_full, pinned=not free)
        if not free:
            return self._over(everything, in_full, pinned=True)
        if self.whole is not self.counter:
            self.scale = price / max(1, self.counter.measure(self._bare(everything, in_full).text))
        found = self._fit()
        if found is None:
            found = _Found(self._shortest())
            if self.price(found.choice) > self.limit:
                return self._over(found.choice)
        if found.more is None and found.choice != everything:  # what comes next is further than the search looks
            short = {self.units[i].slug for i in everything if found.choice.get(i) != everything[i]}
            found = replace(found, more=price - self.limit, more_of=tuple(sorted(short)))
        in_full, left = self._glossary_in_full(found.choice)
        if left and (found.more is None or left < found.more):
            found = replace(found, more=left, more_of=("glossary",))
        return self._written(found.choice, in_full, richer=found)

    def _fit(self) -> _Found | None:
        """The choice of greatest worth whose whole text is within the limit.

        Exact prices of parts add up, so the first choice is the one. Estimates and a provider's own count may miss the
        sum, to either side: then the aim is moved until the text fits, and up again while a richer one does.
        """
        exact = self.whole is self.counter and self.counter.exact and not self._overpriced()
        aim, step = int(self.limit / self.scale), 1
        best: _Found | None = None
        for _ in range(_TRIES):
            found = self._search(aim)
            if found is None:
                break
            over = self.price(found.choice) - self.limit
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

    def _overpriced(self) -> bool:
        """Whether parts may cost more than they do together: a heading or a sentence is paid for more than once."""
        shared = Counter(
            (section.group, section.text)
            for i, unit in enumerate(self.units)
            if i not in self.twins
            for worded in (unit.full, unit.brief)
            for section in {section.text: section for section in unit.say(worded)}.values()
        )
        groups = ({self.units[i].position[0] for i in bundle} for bundle in self._bundles())
        return any(number > 2 for number in shared.values()) or any(len(some) > 1 for some in groups)

    def price(self, choice: Choice, in_full: frozenset[str] | None = frozenset()) -> int:
        """The tokens of the whole text but for the learner part, by the upper end of the count."""
        return self.whole.measure(self._bare(choice, in_full).text)

    def _bare(self, choice: Choice, in_full: frozenset[str] | None = frozenset()) -> SystemInstruction:
        return self.writer.write(choice, Report(), in_full=in_full, learner=False)

    def _written(
        self,
        choice: Choice,
        in_full: frozenset[str] | None,
        *,
        pinned: bool = False,
        richer: _Found | None = None,
        also: Iterable[Finding] = (),
    ) -> SystemInstruction:
        gone = [unit for i, unit in enumerate(self.units) if i not in choice]
        report = self._checked(gone)
        allowance = Allowance(
            self.limit,
            self.budget.reserve,
            self.budget.learner_reserve,
            tuple(sorted({self.units[i].slug for i in self.required})),
            tuple(sorted({unit.slug for unit in gone})),
            pinned,
            self._dearer(richer.more) if richer else None,
            richer.more_of if richer else (),
            self.price(choice, in_full),
        )
        written = replace(self.writer.write(choice, report, in_full=in_full), allowance=allowance)
        told = [*also, *self._said_of(choice, pinned=pinned), *self._learner_part(written), *self._prefix(written)]
        left, accepted = sorted_out(told, self.writer.composition.accept, unused=False)
        return replace(written, report=report + Report.of(left, accepted=accepted))

    def _dearer(self, more: int | None) -> int | None:
        """By how much the budget must grow for `more` tokens, which it rounds down to its steps."""
        return (
            None
            if more is None
            else self.budget.least(self.limit + more) - self.budget.whole(self.writer.counting.window)
        )

    # -- what may go

    def _required(self) -> frozenset[int]:
        """The units that are never left out, with what they are kept with."""
        found = {i for i, unit in enumerate(self.units) if i not in self.wishes and self._is_required(unit)}
        while more := {j for i, j in self.ties if i in found} - found:
            found |= more
        return frozenset(found)

    def _is_required(self, unit: Unit) -> bool:
        return (
            unit.attribute.is_locked
            or unit.slug in ANSWER_POLICY
            or unit.slug == self.writer.draft.first_rule
            or unit.slug in self.budget.required
        )

    def _ties(self) -> list[tuple[int, int]]:
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

    def _twins(self) -> dict[int, int]:
        """Units that say just what an earlier one says: it is written once, and paid for once."""
        first: dict[tuple[Any, ...], int] = {}
        twins: dict[int, int] = {}
        for i, unit in enumerate(self.units):
            if i in self.wishes:
                continue
            told = [(section.group, section.text) for worded in self.wordings[i] for section in unit.say(worded)]
            other = first.setdefault((unit.slug, *told), i)
            if other != i:
                twins[i] = other
        return twins

    def _shortest(self) -> Choice:
        least = {i: min(self.wordings[i], key=lambda worded: self.prices.of(i, worded)) for i in sorted(self.required)}
        least |= self.wishes
        if self.persona is None or self.persona in least:
            return least
        members = {self.persona}
        while more := {j for i, j in self.ties if i in members} - members:
            members |= more
        played = {i: min(self.wordings[i], key=lambda worded: self.prices.of(i, worded)) for i in members}
        played = dict(sorted({**least, **played}.items()))
        return min(least, played, key=self.price)

    # -- the search

    def _search(self, limit: int) -> _Found | None:
        """The choice of greatest worth whose parts' prices are within `limit`; the cheapest of them."""
        fits = self._solved(limit)
        prices = [(one.worth(limit - least), one.price(limit - least), k) for k, (one, least) in enumerate(fits)]
        options = [(worth, -price - fits[k][1], k) for worth, price, k in prices if price is not None]
        if not options:
            return None
        worth, price, k = max(options, key=lambda option: option[:2])
        choice = self._choice(fits[k][0], -price - fits[k][1])
        richer = [(least + more, k) for k, (one, least) in enumerate(fits) if (more := one.richer(worth)) is not None]
        if not richer:
            return _Found(choice, -price)
        total, k = min(richer)
        then = self._choice(fits[k][0], total - fits[k][1])
        better = [
            self.units[i].slug
            for i in then
            if i not in choice or self.prices.of(i, then[i]) > self.prices.of(i, choice[i])
        ]
        return _Found(choice, -price, total - limit, tuple(dict.fromkeys(better)))

    def _solved(self, limit: int) -> list[tuple[Fit, int]]:
        """The fits for every price up to `limit` and somewhat beyond, each with what it costs before any unit is said.

        A glossary entry is paid for once, whoever uses its term; so there is one fit for each set of terms that may be
        used.
        """
        if limit + _AHEAD <= self._reach:
            return self._fits
        self._reach = limit + 2 * _AHEAD
        ours = [i for i in range(len(self.units)) if i not in self.wishes]
        used = {(i, worded): self.prices.terms(i, worded) for i in ours for worded in self.wordings[i]}
        fixed, titled, must = self.prices.frame
        fixed -= 0 if self.persona is None else self.prices.role()
        for i in self.required:
            must |= frozenset.intersection(*(used[i, worded] for worded in self.wordings[i]))
        optional = sorted(frozenset[str]().union(*used.values()) - must)
        self._fits = []
        for some in chain.from_iterable(combinations(optional, n) for n in range(len(optional), -1, -1)):
            allowed = must.union(some)
            least = fixed + self.prices.glossary(allowed)
            shelves = self._shelves({key for key, terms in used.items() if terms <= allowed}, titled)
            self._fits.append((Fit(shelves, self._reach - least), least))
        return self._fits

    def _choice(self, found: Fit, price: int) -> Choice:
        choice = {i: worded for bundle in found.names(price) for i, worded in bundle}
        return choice | {i: choice[other] for i, other in self.twins.items() if other in choice} | self.wishes

    def _shelves(self, usable: set[tuple[int, Wording]], titled: frozenset[str]) -> list[Shelf]:
        shelves: list[Shelf] = []
        bundles = self._bundles()
        for g, name in enumerate(order().groups):
            here = [bundle for bundle in bundles if self.units[bundle[0]].position[0] == g]
            if here:
                heading = 0 if name in titled else self.prices.heading(name)
                shelves.append(Shelf(heading, tuple(tuple(self._forms(bundle, g, usable)) for bundle in here)))
        return [shelf if all(shelf.units) else _IMPOSSIBLE for shelf in shelves]

    def _bundles(self) -> list[tuple[int, ...]]:
        """The units, with those in one bundle that `keep_with` ties together."""
        bundle = {i: {i} for i in range(len(self.units)) if i not in self.twins and i not in self.wishes}
        for pair in self.ties:
            i, j = (self.twins.get(one, one) for one in pair)
            joined = bundle[i] | bundle[j]
            for k in joined:
                bundle[k] = joined
        return [tuple(sorted(members)) for i, members in bundle.items() if i == min(members)]

    def _forms(self, bundle: tuple[int, ...], group: int, usable: set[tuple[int, Wording]]) -> Iterator[Form]:
        """The ways to say a bundle."""
        for said in self._ways(bundle, usable):
            price = sum(self.prices.of(i, said[i]) if i in said else self._left_out(i) for i in bundle)
            others = {self.units[i].position[0] for i in said} - {group}
            price += sum(self.prices.heading(order().groups[g]) for g in others)
            worth = sum(self._worth(i, worded) for i, worded in said.items())
            yield Form(price, worth, tuple(said.items()), empty=not said)

    def _ways(self, bundle: tuple[int, ...], usable: set[tuple[int, Wording]]) -> Iterator[dict[int, Wording]]:
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
                said = {i: worded for i, worded in zip(bundle, some, strict=True) if worded is not None}
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

    # -- prices and worth

    def _worth(self, i: int, worded: Wording) -> int:
        unit = self.units[i]
        least = self.prices.of(i, unit.brief)
        most = max(1, self.prices.of(i, unit.full) - least)
        more = most if worded == unit.full else min(max(0, self.prices.of(i, worded) - least), most - 1)
        return self._weight(i) * (PRESENCE + more)

    def _weight(self, i: int) -> int:
        unit = self.units[i]
        usual = MUST_PRIORITY if unit.attribute.strength == "must" else SHOULD_PRIORITY
        return self.budget.priority.get(unit.slug, usual)

    def _left_out(self, i: int) -> int:
        """What it costs to leave a unit out: without a persona the frame says who the tutor is."""
        return self.prices.role() if i == self.persona else 0

    def _distinct(self, i: int, *, few: bool) -> list[Wording]:
        """A unit's wordings, one a price, the fullest and the briefest first; with `few`, these two alone."""
        ends = [worded for worded in (self.units[i].full, self.units[i].brief) if worded in self.wordings[i]]
        by_price: dict[int, Wording] = {}
        for worded in [*ends, *([] if few else self.wordings[i])]:
            by_price.setdefault(self.prices.of(i, worded), worded)
        return list(by_price.values())

    def _glossary_in_full(self, choice: Choice) -> tuple[frozenset[str], int | None]:
        """The entries to word in full so that most of what is left is used, and how many more tokens one more needs."""
        room = self.limit - self.price(choice)
        used = frozenset[str]().union(self.prices.frame[2], *(self.prices.terms(*key) for key in choice.items()))
        extra = self.prices.in_full(used)
        sets = chain.from_iterable(combinations(extra, n) for n in range(len(extra) + 1))
        costs = {frozenset(some): sum(extra[term] for term in some) for some in sets}
        within = [some for some, cost in costs.items() if cost <= room]
        beyond = [cost - room for cost in costs.values() if cost > room]
        for best in sorted(within, key=lambda some: (-costs[some], -len(some), sorted(some)))[:_LAST]:
            if (over := self.price(choice, best) - self.limit) <= 0:
                return best, min(beyond, default=None)
            beyond.append(over)  # the parts' prices promised more than the whole holds
        return frozenset(), min(beyond, default=None)

    # -- what is said of it

    def _scene(self, resolution: Resolution) -> Scene:
        return replace(self.writer.draft.scene, resolution=resolution)

    def _checked(self, left_out: Sequence[Unit]) -> Report:
        """The report on what remains when some attributes are left out.

        What they replaced stays replaced: an author wanted it gone. So no clash can appear, as nothing is said that was
        not said beside more; but something may now be missing, and the rules look for that.
        """
        resolution, composition = self.writer.draft.scene.resolution, self.writer.composition
        if not left_out:
            return self.report
        silent = {id(unit.attribute) for unit in left_out}
        gone = {unit.slug for unit in left_out}
        live = [
            0 if id(composition.placed[claim.owner].attribute) in silent else states
            for claim, states in zip(resolution.claims, resolution.live, strict=True)
        ]
        left = replace(resolution, live=live)
        before = self.writer.draft.resolved.findings
        now = [*find_all(self._scene(left))]
        new = [finding for finding in now if finding not in before and not gone & set(finding.attributes)]
        counted = [f for f in self.report if f.code != "PED705" or f in now]
        return Report.of([*counted, *new], complete=self.report.complete, accepted=self.report.accepted)

    def _over(
        self, choice: Choice, in_full: frozenset[str] | None = frozenset(), *, pinned: bool = False
    ) -> SystemInstruction:
        """What happens to a text that is over its budget: an error, or a warning where an estimate leaves it open."""
        bare = self._bare(choice, in_full)
        count = self.whole.count(bare.text)
        if count.low <= self.limit:
            doubt = Finding.of(
                "PED702",
                f"The text takes {count}, and {self.limit:,} are free for it: it may be {count.high - self.limit:,} "
                "too long. Leave more room, or let the provider count: `compose(..., counter=...)`.",
                args={"low": count.low, "tokens": count.value, "high": count.high, "limit": self.limit},
            )
            found = None if pinned else self._search(count.high)
            richer = found and found.more and replace(found, more=found.more + count.high - self.limit)
            return self._written(choice, in_full, pinned=pinned, richer=richer or None, also=[doubt])
        over, least = count.high - self.limit, self.budget.least(count.high)
        args: dict[str, Any] = {"tokens": count.high, "limit": self.limit, "over": over, "least": least}
        shown = "" if pinned else " at its shortest"
        message = f"The text takes {count}{shown}, and {self.limit:,} are free for it: {over:,} too many. "
        if pinned and (fits := self._fits_when_free()):
            message += f"Let it be shortened (it then takes {fits:,}), or raise the budget to {least:,}."
            args["shortened"] = fits
        else:
            weights = self._weights(bare)
            heavy = ", ".join(f"{name} {tokens:,}" for name, tokens in list(weights.items())[:3])
            out = f", or take out what weighs most: {heavy}" if heavy else ""
            message += f"Raise the budget to {least:,}{out}."
            args["weights"] = weights
        raise CompositionError(self.report + Report.of([Finding.of("PED701", message, args=args)]))

    def _fits_when_free(self) -> int | None:
        found = self._fit()
        choice = found.choice if found else self._shortest()
        price = self.price(choice, self._glossary_in_full(choice)[0])
        return price if price <= self.limit else None

    def _weights(self, bare: SystemInstruction) -> dict[str, int]:
        """What an author can take out of the text, and the tokens that saves; the heaviest first."""
        weights: dict[str, int] = {}
        for section in bare.sections:
            if section.attributes or section.group in ("lesson", "rules"):
                cost = self.prices.item(section.text, item=section.item)
                weights[section.name] = weights.get(section.name, 0) + cost
        return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])))

    def _said_of(self, choice: Choice, *, pinned: bool) -> Iterator[Finding]:
        short = [self.units[i].slug for i, worded in sorted(choice.items()) if worded != self.units[i].full]
        brief = [] if pinned else short
        gone = [unit.slug for i, unit in enumerate(self.units) if i not in choice]
        if brief:
            yield Finding.of(
                "PED703",
                f"To fit {self.limit:,} tokens these are worded briefly: {', '.join(dict.fromkeys(brief))}.",
                args={"limit": self.limit},
                attributes=tuple(dict.fromkeys(brief)),
            )
        if gone:
            beaten = {
                slug
                for finding in self.report
                if finding.code in ("PED201", "PED202", "PED203", "PED204")
                and not {*finding.attributes[:1]} & {*gone}
                and set(finding.attributes[1:]) & set(gone)
                for slug in finding.attributes[:1]
            }
            also = f" Where it replaced something, that stays out too: {', '.join(sorted(beaten))}." if beaten else ""
            yield Finding.of(
                "PED704",
                f"To fit {self.limit:,} tokens these are left out: {', '.join(dict.fromkeys(gone))}. Raise the budget, "
                f"or require what must stay.{also}",
                args={"limit": self.limit},
                attributes=tuple(dict.fromkeys(gone)),
            )

    def _learner_part(self, written: SystemInstruction) -> Iterator[Finding]:
        """The learner part does not enter the fit; where it is known, it is told when there is no room for it."""
        if written.allowance is None or not (written.learner_text or self.wishes):
            return
        whole = self.whole.measure(written.text)
        tokens = whole - (written.allowance.spent or 0)
        over = whole + self.budget.reserve - self.budget.whole(self.writer.counting.window)
        if over > 0:
            yield Finding.of(
                "PED706",
                f"The learner's part of the text takes {tokens:,} tokens, and {self.budget.learner_reserve:,} are kept "
                f"free for it: the whole text is {over:,} over its budget. Write `learner_reserve: {tokens}`, or say "
                "less of the learner.",
                args={"tokens": tokens, "reserve": self.budget.learner_reserve, "over": over},
            )

    def _prefix(self, written: SystemInstruction) -> Iterator[Finding]:
        least = written.cacheable_prefix
        if self.writer.counting.model is None or least is None:
            return
        count = self.counter.count(written.stable_text)
        if count.high < least:
            yield Finding.of(
                "PED707",
                f"What is the same for every learner takes {count}; {self.writer.counting.model} keeps a prefix in its "
                f"prompt cache from {least:,} on. Examples or materials that every request needs would lift it there.",
                args={"tokens": count.high, "minimum": least},
            )


_IMPOSSIBLE = Shelf(0, ((Form(10**9, 0, ()),),))
"""Stands for units that cannot be said: what they need may not be used."""
