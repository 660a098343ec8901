"""From a budget to a choice of wording: prices, what may go, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from ._attribute import attribute_slugs
from ._budget import MUST_PRIORITY, PRESENCE, SHOULD_PRIORITY, Allowance, Budget, Fit, Form, Shelf
from ._check import sorted_out
from ._errors import CompositionError
from ._pack import closure_of
from ._render import Block, Detail, headed, order
from ._report import Finding, Report
from ._scene import Scene
from ._text import did_you_mean
from .rules import find_all

if TYPE_CHECKING:
    from ._draft import Unit, Worded
    from ._instruction import SystemInstruction
    from ._pack import Pack
    from ._words import Words
    from ._writing import Choice, Writer
    from .tokens import Counter

ANSWER_POLICY = ("withhold_answer", "answer_on_request", "effort_gate", "hint_ladder")
"""Who decides what is given away is never left out, with all of integrity and safety."""

_NEAR = 4
"""Wordings of one attribute whose prices differ by less are as good as one."""

_AHEAD = 256
"""How many tokens beyond the limit to look for the next richer text."""


def fitted(writer: Writer, budget: Budget, report: Report, *, detail: Detail | None, fit: bool) -> SystemInstruction:
    """The instruction of greatest worth within the budget. Raises `CompositionError` where none fits."""
    counter = _counter(writer.model, writer.composition.packs)
    if unknown := list(_unknown(budget, writer)):
        raise CompositionError(report + Report.of(unknown))
    try:
        limit = budget.limit(counter.model.context_window if counter.model else None)
    except ValueError as error:
        raise CompositionError(report + Report.of([Finding.of("PED708", str(error))])) from error
    return _Fitting(writer, budget, counter, limit, report).write(detail, fit=fit)


def _unknown(budget: Budget, writer: Writer) -> Iterator[Finding]:
    added = (one.slug() for pack in writer.composition.packs for one in pack.attributes)
    known = {*attribute_slugs(), *added, *(placed.attribute.slug() for placed in writer.composition.placed)}
    for name in ("required", "priority", "keep_with"):
        named = getattr(budget, name)
        for slug in [*named, *(named.values() if name == "keep_with" else ())]:
            if slug not in known:
                message = f"The budget's `{name}` names '{slug}', and there is no such attribute."
                yield Finding.of("PED002", message + did_you_mean(slug, known), args={"name": slug})


@lru_cache(maxsize=32)
def _counter(model: str | None, packs: tuple[Pack, ...]) -> Counter:
    from .tokens import counter_for

    return counter_for(model=model, packs=packs)


@lru_cache(maxsize=8192)
def _piece(counter: Counter, text: str) -> int:
    """A part's price with whichever separator is dearer after it."""
    return max(counter.measure(text + "\n"), counter.measure(text + "\n\n")) - counter.slack


@lru_cache(maxsize=8192)
def _terms(words: Words, text: str) -> frozenset[str]:
    """The terms of the glossary that a text needs."""
    return frozenset(term["term"] for term in words.glossary(text))


class _Fitting:
    def __init__(self, writer: Writer, budget: Budget, counter: Counter, limit: int, report: Report) -> None:
        self.writer = writer
        self.budget = budget
        self.counter = counter
        self.limit = limit
        self.report = report
        self.units = writer.draft.units
        self.wordings = [tuple(unit.wordings()) for unit in self.units]
        self.persona = next((i for i, unit in enumerate(self.units) if unit.slug == "persona"), None)
        self.ties = self._ties()
        self.required = self._required()

    def write(self, detail: Detail | None, *, fit: bool) -> SystemInstruction:
        pinned: Detail = detail or "full"
        free = detail is None and fit
        everything = self.writer.draft.in_full if pinned == "full" else self.writer.draft.in_brief
        in_full = None if pinned == "full" else frozenset[str]()
        if self.price(everything, in_full) <= self.limit:
            return self._written(everything, in_full, pinned=not free)
        if not free:
            return self._over(everything, in_full, pinned=True)
        found = self._search()
        slack = 0
        while found is not None and (over := self.price(found[0]) - self.limit) > 0:
            slack += over  # prices of parts may miss the whole by a token where texts of authors meet
            found = self._search(slack)
        if found is None:
            shortest = self._shortest()
            if self.price(shortest) > self.limit:
                return self._over(shortest)
            found = shortest, None, ()
        choice, more, more_of = found
        in_full, left = self._glossary_in_full(choice)
        if left and (more is None or left < more):
            more, more_of = left, ("glossary",)
        return self._written(choice, in_full, richer=more, richer_of=more_of)

    def price(self, choice: Choice, in_full: frozenset[str] | None = frozenset()) -> int:
        """The tokens of the whole text but for the learner part, by the upper end of the count."""
        return self.counter.measure(self._bare(choice, in_full).text)

    def _bare(self, choice: Choice, in_full: frozenset[str] | None = frozenset()) -> SystemInstruction:
        return self.writer.write(choice, Report(), in_full=in_full, learner=False)

    def _written(
        self,
        choice: Choice,
        in_full: frozenset[str] | None,
        *,
        pinned: bool = False,
        richer: int | None = None,
        richer_of: tuple[str, ...] = (),
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
            richer,
            richer_of,
        )
        written = replace(self.writer.write(choice, report, in_full=in_full), allowance=allowance)
        told = [*also, *self._said_of(choice, pinned=pinned), *self._learner_part(written), *self._prefix(written)]
        left, accepted = sorted_out(told, self.writer.composition.accept, unused=False)
        return replace(written, report=report + Report.of(left, accepted=accepted))

    # -- what may go

    def _required(self) -> frozenset[int]:
        """The units that are never left out, with what they are kept with."""
        found = {i for i, unit in enumerate(self.units) if self._is_required(unit)}
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
        return [
            (i, j)
            for slug, other in self.budget.keep_with.items()
            for i in by_slug.get(slug, ())
            for j in by_slug.get(other, ())
        ]

    def _shortest(self) -> Choice:
        return {i: min(self.wordings[i], key=lambda worded: self._price(i, worded)) for i in sorted(self.required)}

    # -- the search

    def _search(self, slack: int = 0) -> tuple[Choice, int | None, tuple[str, ...]] | None:
        """The choice of greatest worth that fits, how many more tokens would say more, and of what.

        A glossary entry is paid for once, whoever uses its term; so there is one fit for each set of terms that may be
        used, and the best of them wins.
        """
        limit = self.limit - slack
        used = {(i, worded): self._terms_of(i, worded) for i, them in enumerate(self.wordings) for worded in them}
        always = (frozenset.intersection(*(used[i, worded] for worded in self.wordings[i])) for i in self.required)
        must = self._frame_terms().union(*always)
        optional = sorted(frozenset[str]().union(*used.values()) - must)
        fixed, titled = self._frame_price()
        fits = []
        for some in chain.from_iterable(combinations(optional, n) for n in range(len(optional), -1, -1)):
            allowed = must.union(some)
            least = fixed + self._glossary_price(allowed)
            shelves = self._shelves({key for key, terms in used.items() if terms <= allowed}, titled)
            fits.append((Fit(shelves, limit + _AHEAD - least), least))
        options = [(one.worth(limit - least), least, one) for one, least in fits]
        worth, least, best = max(options, key=lambda option: option[0])
        price = best.price(limit - least)
        if price is None:
            return None
        choice = _choice(best, price)
        richer = [(least + more, k) for k, (one, least) in enumerate(fits) if (more := one.richer(worth)) is not None]
        if not richer:
            return choice, None, ()
        total, k = min(richer)
        then = _choice(fits[k][0], total - fits[k][1])
        better = [
            self.units[i].slug for i in then if i not in choice or self._price(i, then[i]) > self._price(i, choice[i])
        ]
        return choice, total - limit, tuple(dict.fromkeys(better))

    def _shelves(self, usable: set[tuple[int, Worded]], titled: set[str]) -> list[Shelf]:
        shelves: list[Shelf] = []
        bundles = self._bundles()
        for g, name in enumerate(order().groups):
            here = [bundle for bundle in bundles if self.units[bundle[0]].position[0] == g]
            if here:
                heading = 0 if name in titled else self._heading(name)
                shelves.append(Shelf(heading, tuple(tuple(self._forms(bundle, g, usable)) for bundle in here)))
        return [shelf if all(shelf.units) else _IMPOSSIBLE for shelf in shelves]

    def _bundles(self) -> list[tuple[int, ...]]:
        """The units, with those in one bundle that `keep_with` ties together."""
        bundle = {i: {i} for i in range(len(self.units))}
        for i, j in self.ties:
            joined = bundle[i] | bundle[j]
            for k in joined:
                bundle[k] = joined
        return [tuple(sorted(members)) for i, members in bundle.items() if i == min(members)]

    def _forms(self, bundle: tuple[int, ...], group: int, usable: set[tuple[int, Worded]]) -> Iterator[Form]:
        """The ways to say a bundle."""
        options: list[list[tuple[int, Worded] | None]] = []
        for i in bundle:
            ways = [(i, worded) for worded in self._distinct(i, few=len(bundle) > 1) if (i, worded) in usable]
            options.append([*ways, *([] if i in self.required else [None])])
        for some in product(*options):
            said = {key[0]: key[1] for key in some if key is not None}
            if any(i in said and j not in said for i, j in self.ties):
                continue
            price = sum(self._price(i, said[i]) if i in said else self._left_out(i) for i in bundle)
            others = {self.units[i].position[0] for i in said} - {group}
            price += sum(self._heading(order().groups[g]) for g in others)
            worth = sum(self._worth(i, worded) for i, worded in said.items())
            yield Form(price, worth, tuple(said.items()), empty=not said)

    # -- prices and worth

    def _worth(self, i: int, worded: Worded) -> int:
        unit = self.units[i]
        usual = MUST_PRIORITY if unit.attribute.strength == "must" else SHOULD_PRIORITY
        least = self._price(i, unit.brief)
        most = max(1, self._price(i, unit.full) - least)
        more = most if worded == unit.full else min(max(0, self._price(i, worded) - least), most - 1)
        return self.budget.priority.get(unit.slug, usual) * (PRESENCE + more)

    def _left_out(self, i: int) -> int:
        """What it costs to leave a unit out: without a persona the frame says who the tutor is."""
        return self._role_price() if i == self.persona else 0

    def _role_price(self) -> int:
        usual, shorter = (self.writer.role(plays=plays).text for plays in (False, True))
        return self._item(usual, item=False) - self._item(shorter, item=False)

    def _price(self, i: int, worded: Worded) -> int:
        return sum(self._item(section.text, item=section.item) for section in self.units[i].say(worded))

    def _distinct(self, i: int, *, few: bool) -> list[Worded]:
        """Wordings of a unit that differ in price by more than a little; with `few`, only the fullest and briefest."""
        found: dict[int, Worded] = {}
        ends = [worded for worded in (self.units[i].full, self.units[i].brief) if worded in self.wordings[i]]
        for worded in [*ends, *([] if few else self.wordings[i])]:
            price = self._price(i, worded)
            if worded in ends or all(abs(price - other) >= _NEAR for other in found):
                found.setdefault(price, worded)
        return list(found.values())

    def _frame_price(self) -> tuple[int, set[str]]:
        """The tokens of what stands in every text, without the glossary, and the groups that are headed by it."""
        bare = self._bare({})
        said = [section for section in bare.rules.sections if section.group != "words"]
        rest = replace(bare, rules=Block.of(said, bare.titles, bare.style))
        role = 0 if self.persona is None else self._role_price()
        return self.counter.measure(rest.text) - role, {section.group for section in rest.sections}

    def _frame_terms(self) -> frozenset[str]:
        frame = [section.text for section in self._bare({}).sections if section.group in ("role", "rules")]
        return _terms(self.writer.words, "\n".join(frame))

    def _terms_of(self, i: int, worded: Worded) -> frozenset[str]:
        said = [section.text for section in self.units[i].say(worded) if section.group != "wishes"]
        return _terms(self.writer.words, "\n".join(said))

    def _glossary_price(self, terms: frozenset[str]) -> int:
        entries = [entry for entry in self.writer.words.glossary_entries() if entry["term"] in terms]
        heading = self._heading("words") if entries else 0
        return heading + sum(self._item(f"{entry['term']}: {entry['brief']}") for entry in entries)

    def _glossary_in_full(self, choice: Choice) -> tuple[frozenset[str], int | None]:
        """The entries to word in full so that most of what is left is used, and how many more tokens one more needs."""
        room = self.limit - self.price(choice)
        used = frozenset[str]().union(self._frame_terms(), *(self._terms_of(i, d) for i, d in choice.items()))
        extra = {
            entry["term"]: self._item(f"{entry['term']}: {entry['text']}")
            - self._item(f"{entry['term']}: {entry['brief']}")
            for entry in self.writer.words.glossary_entries()
            if entry["term"] in used
        }
        sets = chain.from_iterable(combinations(extra, n) for n in range(len(extra) + 1))
        costs = {frozenset(some): sum(extra[term] for term in some) for some in sets}
        within = [some for some, cost in costs.items() if cost <= room]
        best = max(within, key=lambda some: (costs[some], len(some)), default=frozenset[str]())
        beyond = [cost - room for cost in costs.values() if cost > room]
        return (best, min(beyond, default=None)) if self.price(choice, best) <= self.limit else (frozenset(), None)

    def _item(self, text: str, *, item: bool = True) -> int:
        return _piece(self.counter, f"- {text}" if item else text)

    def _heading(self, name: str) -> int:
        title = self.writer.words.frame["titles"][name]
        opening, _, closing = headed(name, title, "-", self.writer.style).rpartition("\n-")
        closing = closing.strip()
        return _piece(self.counter, opening) + (_piece(self.counter, closing) if closing else 0)

    # -- what is said of it

    def _checked(self, left_out: Sequence[Unit]) -> Report:
        """The report on what remains when some attributes are left out.

        What they replaced stays replaced: an author wanted it gone. So no clash can appear, as nothing is said that was
        not said beside more; but something may now be missing, and the rules look for that.
        """
        resolution, composition = self.writer.draft.resolution, self.writer.composition
        if not left_out or resolution is None:
            return self.report
        silent = {id(unit.attribute) for unit in left_out}
        gone = {unit.slug for unit in left_out}
        live = [
            0 if id(composition.placed[claim.owner].attribute) in silent else states
            for claim, states in zip(resolution.claims, resolution.live, strict=True)
        ]
        left = replace(resolution, live=live)
        before = self.writer.draft.findings
        now = [*find_all(Scene(composition.placed, left, closure_of(composition.packs), self.writer.words))]
        new = [finding for finding in now if finding not in before and not gone & set(finding.attributes)]
        counted = [f for f in self.report if f.code != "PED705" or f in now]
        return Report.of([*counted, *new], complete=self.report.complete, accepted=self.report.accepted)

    def _over(
        self, choice: Choice, in_full: frozenset[str] | None = frozenset(), *, pinned: bool = False
    ) -> SystemInstruction:
        """What happens to a text that is over its budget: an error, or a warning where an estimate leaves it open."""
        bare = self._bare(choice, in_full)
        count = self.counter.count(bare.text)
        if count.low <= self.limit:
            doubt = Finding.of(
                "PED702",
                f"The text takes {count}, and {self.limit:,} are free for it: it may be {count.high - self.limit:,} "
                "too long. Leave more room, or ask the provider: `count_tokens(text, counter=...)`.",
                args={"low": count.low, "tokens": count.value, "high": count.high, "limit": self.limit},
            )
            return self._written(choice, in_full, pinned=pinned, also=[doubt])
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
            message += f"Raise the budget to {least:,}, or take out what weighs most: {heavy}."
            args["weights"] = weights
        raise CompositionError(self.report + Report.of([Finding.of("PED701", message, args=args)]))

    def _fits_when_free(self) -> int | None:
        found = self._search()
        choice = found[0] if found else self._shortest()
        price = self.price(choice, self._glossary_in_full(choice)[0])
        return price if price <= self.limit else None

    def _weights(self, bare: SystemInstruction) -> dict[str, int]:
        """What an author can take out of the text, and the tokens that saves; the heaviest first."""
        weights: dict[str, int] = {}
        for section in bare.sections:
            if section.attributes or section.group in ("lesson", "rules"):
                cost = self._item(section.text, item=section.item)
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
                and finding.attributes[0] not in gone
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
        if not written.learner_text:
            return
        tokens = self.counter.measure(written.learner_text)
        over = self.counter.measure(written.text) - self.limit - self.budget.learner_reserve
        if tokens > self.budget.learner_reserve and over > 0:
            yield Finding.of(
                "PED706",
                f"The learner part takes {tokens:,} tokens, and {self.budget.learner_reserve:,} are kept free for it: "
                f"the whole text is {over:,} over its budget. Write `learner_reserve: {tokens}`, or say less of the "
                "learner.",
                args={"tokens": tokens, "reserve": self.budget.learner_reserve, "over": over},
            )

    def _prefix(self, written: SystemInstruction) -> Iterator[Finding]:
        least = written.cacheable_prefix
        if self.writer.model is None or least is None:
            return
        count = self.counter.count(written.stable_text)
        if count.high < least:
            yield Finding.of(
                "PED707",
                f"What is the same for every learner takes {count}; {self.writer.model} keeps a prefix in its prompt "
                f"cache from {least:,} on. Examples or materials that every request needs would lift it there.",
                args={"tokens": count.high, "minimum": least},
            )


def _choice(found: Fit, price: int) -> Choice:
    return {i: worded for bundle in found.names(price) for i, worded in bundle}


_IMPOSSIBLE = Shelf(0, ((Form(10**9, 0, ()),),))
"""Stands for units that cannot be said: what they need may not be used."""
