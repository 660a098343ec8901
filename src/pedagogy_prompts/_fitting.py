"""From a budget to a choice of wording: prices, what may go, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from ._budget import BRIEF_WORTH, FULL_WORTH, MUST_PRIORITY, SHOULD_PRIORITY, Budget, Form, Shelf, fit
from ._draft import DETAILS
from ._errors import CompositionError
from ._render import Detail, Group, Section, order, write_group
from ._report import Finding, Report

if TYPE_CHECKING:
    from ._compose import _Writer
    from ._draft import Unit
    from ._instruction import SystemInstruction
    from .tokens._counting import Counter

ANSWER_POLICY = ("withhold_answer", "answer_on_request", "effort_gate", "hint_ladder")
"""Who decides what is given away is never left out, with all of integrity and safety."""

Choice = dict[int, Detail]


def fitted(writer: _Writer, budget: Budget, report: Report, *, detail: Detail | None, fit: bool) -> SystemInstruction:
    """The instruction of greatest worth within the budget. Raises `CompositionError` where none fits."""
    from .tokens import counter_for

    counter = counter_for(model=writer.model, packs=writer.composition.packs)
    window = counter.model.context_window if counter.model else None
    try:
        limit = budget.limit(window)
    except ValueError as error:
        raise CompositionError(report + Report.of([Finding.of("PED708", str(error))])) from error
    fitting = _Fitting(writer, budget, counter, limit)
    pinned: Detail = detail or "full"
    everything: Choice = dict.fromkeys(range(len(writer.draft.units)), pinned)
    if fitting.price(everything, pinned) <= limit:
        return writer.write(everything, report + Report.of(fitting.said_of(everything)), glossary=pinned)
    if detail is not None or not fit:
        raise CompositionError(report + Report.of([fitting.too_long(everything, pinned)]))
    choice = fitting.best()
    if choice is None:
        raise CompositionError(report + Report.of([fitting.too_long(fitting.shortest(), "brief")]))
    return writer.write(choice, report + Report.of(fitting.said_of(choice)), glossary="brief")


class _Fitting:
    def __init__(self, writer: _Writer, budget: Budget, counter: Counter, limit: int) -> None:
        self.writer = writer
        self.budget = budget
        self.counter = counter
        self.limit = limit
        self.units = writer.draft.units

    def price(self, choice: Mapping[int, Detail], glossary: Detail) -> int:
        """The tokens of the whole text but for the learner part, by the upper end of the count."""
        return self.counter.measure(self._bare(choice, glossary).text)

    def _bare(self, choice: Mapping[int, Detail], glossary: Detail) -> SystemInstruction:
        return self.writer.write(choice, Report(), glossary=glossary, learner=False)

    def required(self, unit: Unit) -> bool:
        attribute = unit.attribute
        return (
            attribute.is_locked
            or unit.slug in ANSWER_POLICY
            or unit.slug == self.writer.draft.first_rule
            or unit.slug in self.budget.required
        )

    def priority(self, unit: Unit) -> int:
        usual = MUST_PRIORITY if unit.attribute.strength == "must" else SHOULD_PRIORITY
        return self.budget.priority.get(unit.slug, usual)

    def shortest(self) -> Choice:
        return {i: "brief" for i, unit in enumerate(self.units) if self.required(unit)}

    def best(self) -> Choice | None:
        """The choice of greatest worth that fits; None where even the shortest text does not."""
        slack = 0
        while True:
            choice = self._search(self.limit - slack)
            if choice is None:
                return None
            over = self.price(choice, "brief") - self.limit
            if over <= 0:
                return choice
            slack += over  # parts priced apart may miss the whole by a token or two with estimates

    def _search(self, limit: int) -> Choice | None:
        terms = {
            (i, detail): frozenset(self._terms(unit.sections[detail]))
            for i, unit in enumerate(self.units)
            for detail in DETAILS
        }
        must = self._terms(self._bare({}, "brief").sections)
        optional = sorted(set().union(*terms.values(), ()) - must)
        best: tuple[int, int, Choice] | None = None
        for some in chain.from_iterable(combinations(optional, n) for n in range(len(optional), -1, -1)):
            allowed = must | set(some)
            found = self._fit({key for key, used in terms.items() if used <= allowed}, allowed, limit)
            if found is not None and (best is None or (found[0], -found[1]) > (best[0], -best[1])):
                best = found
        return best[2] if best else None

    def _terms(self, sections: Any) -> set[str]:
        text = "\n".join(section.text for section in sections if section.group != "words")
        return {term["term"] for term in self.writer.words.glossary(text)}

    def _fit(self, usable: set[tuple[int, Detail]], terms: set[str], limit: int) -> tuple[int, int, Choice] | None:
        bare = self._bare({}, "brief")
        fixed = self.counter.measure(bare.text)
        headed = {section.group for section in bare.sections}
        entries = [term for term in self.writer.words.glossary_entries() if term["term"] in terms]
        shown = {section.text for section in bare.sections if section.group == "words"}
        added = [f"{term['term']}: {term['brief']}" for term in entries]
        fixed += sum(self._item(text) for text in added if text not in shown)
        if entries and "words" not in headed:
            fixed += self._heading("words")
        shelves: list[Shelf] = []
        bundles = self._bundles()
        for g, name in enumerate(order().groups):
            here = [bundle for bundle in bundles if self.units[bundle[0]].position[0] == g]
            if here:
                heading = 0 if name in headed else self._heading(name)
                shelves.append(Shelf(heading, tuple(tuple(self._forms(bundle, g, usable)) for bundle in here)))
        found = fit(shelves, limit - fixed)
        if found is None:
            return None
        choice = {i: detail for bundle in found[1] for i, detail in bundle}
        return sum(self._worth(i, detail) for i, detail in choice.items()), found[0] + fixed, choice

    def _bundles(self) -> list[tuple[int, ...]]:
        """The units, with those in one bundle that `keep_with` ties together."""
        bundle = {i: {i} for i in range(len(self.units))}
        for i, j in self._ties():
            joined = bundle[i] | bundle[j]
            for k in joined:
                bundle[k] = joined
        return [tuple(sorted(members)) for i, members in bundle.items() if i == min(members)]

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

    def _forms(self, bundle: tuple[int, ...], group: int, usable: set[tuple[int, Detail]]) -> Iterator[Form]:
        """The ways to say a bundle."""
        ties = self._ties()
        options: list[list[tuple[int, Detail] | None]] = [
            [*((i, d) for d in DETAILS if (i, d) in usable), *([] if self.required(self.units[i]) else [None])]
            for i in bundle
        ]
        for some in product(*options):
            said = {key[0]: key[1] for key in some if key is not None}
            if any(i in said and j not in said for i, j in ties):
                continue
            price = sum(self._said(self.units[i], detail) for i, detail in said.items())
            others = {self.units[i].position[0] for i in said} - {group}
            price += sum(self._heading(order().groups[g]) for g in others)
            worth = sum(self._worth(i, detail) for i, detail in said.items())
            yield Form(price, worth, tuple(said.items()), empty=not said)

    def _worth(self, i: int, detail: Detail) -> int:
        return self.priority(self.units[i]) * (FULL_WORTH if detail == "full" else BRIEF_WORTH)

    def _said(self, unit: Unit, detail: Detail) -> int:
        return sum(self._item(section.text, item=section.item) for section in unit.sections[detail])

    def _item(self, text: str, *, item: bool = True) -> int:
        return self._piece(f"- {text}" if item else text)

    def _heading(self, name: str) -> int:
        group = Group(name, self.writer.words.frame["titles"][name], (Section("", name, "-", item=False),))
        opening, _, closing = write_group(group, self.writer.style).rpartition("\n-")
        return self._piece(opening) + (self._piece(closing.strip()) if closing.strip() else 0)

    def _piece(self, text: str) -> int:
        """A part's price with whichever separator is dearer after it."""
        return max(self.counter.measure(text + "\n"), self.counter.measure(text + "\n\n")) - self.counter.slack

    # -- what is said of it

    def too_long(self, choice: Mapping[int, Detail], glossary: Detail) -> Finding:
        count = self.counter.count(self._bare(choice, glossary).text)
        over = count.high - self.limit
        return Finding.of(
            "PED701",
            f"The text takes {count}, and {self.limit:,} are free for it: {over:,} too many. "
            f"Raise the budget by {over:,}, or take out what it can do without.",
            args={"tokens": count.high, "limit": self.limit, "over": over},
        )

    def said_of(self, choice: Mapping[int, Detail]) -> Iterator[Finding]:
        brief = [self.units[i].slug for i, detail in choice.items() if detail == "brief"]
        gone = [unit.slug for i, unit in enumerate(self.units) if i not in choice]
        if brief:
            yield Finding.of(
                "PED703",
                f"To fit {self.limit:,} tokens these are worded briefly: {', '.join(dict.fromkeys(brief))}.",
                args={"limit": self.limit},
                attributes=tuple(dict.fromkeys(brief)),
            )
        if gone:
            yield Finding.of(
                "PED704",
                f"To fit {self.limit:,} tokens these are left out: {', '.join(dict.fromkeys(gone))}. Raise the budget, "
                "or require what must stay.",
                args={"limit": self.limit},
                attributes=tuple(dict.fromkeys(gone)),
            )
