"""What the parts of a text cost in tokens, before it is known which of them stand in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..base.cached import cached_property, kept
from ..reports.report import Report

if TYPE_CHECKING:
    from ..tokens.counter import Counter
    from ..wording.words import Words
    from .draft import Lengths
    from .writer import Writer


@kept(8192)
def _piece(counter: Counter, text: str) -> int:
    """A part's price with whichever separator is dearer after it."""
    return max(counter.measure(text + "\n"), counter.measure(text + "\n\n")) - counter.slack


@kept(8192)
def _terms(words: Words, text: str) -> frozenset[str]:
    """The terms of the glossary that a text needs."""
    return frozenset(term["term"] for term in words.glossary(text))


class Prices:
    """The prices of one draft's wordings, and of the frame round them. Exact ones add up to the count of the whole."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.counter = writer.counting.parts
        self.units = writer.draft.units
        self._of: dict[tuple[int, Lengths], int] = {}

    def of(self, i: int, lengths: Lengths) -> int:
        """What one unit costs in one wording, kept: each set of terms that may be used asks for it again."""
        known = self._of.get((i, lengths))
        if known is None:
            said = self.units[i].say(lengths)
            known = self._of[i, lengths] = sum(self.item(section.text, item=section.item) for section in said)
        return known

    def terms(self, i: int, lengths: Lengths) -> frozenset[str]:
        """The terms of the glossary that a wording needs."""
        unit = self.units[i]
        return frozenset() if unit.wished else _terms(self.writer.draft.terms, unit.own_words(lengths))

    def heading(self, name: str) -> int:
        """What the heading of a group costs."""
        opening, closing = self.writer.frame.heading(name)
        return _piece(self.counter, opening) + (_piece(self.counter, closing) if closing else 0)

    def role(self) -> int:
        """What the frame's own role costs more than what stands beside a persona."""
        usual, shorter = (self.writer.role(plays=plays).text for plays in (False, True))
        return self.item(usual, item=False) - self.item(shorter, item=False)

    @cached_property
    def frame(self) -> tuple[int, frozenset[str], frozenset[str]]:
        """What stands in every text: its price without the glossary, the groups it heads, the terms it needs."""
        bare = self.writer.write({}, Report(), in_full=frozenset(), learner=False)
        said = [section for section in bare.shared.common.rules.sections if section.group != "words"]
        rules = self.writer.frame.block("rules", said)
        rest = replace(bare, shared=replace(bare.shared, common=replace(bare.shared.common, rules=rules)))
        groups = frozenset(section.group for section in rest.sections)
        terms = _terms(self.writer.draft.terms, self.writer.own_words)
        return self.counter.measure(rest.text), groups, terms

    def glossary(self, terms: frozenset[str]) -> int:
        """What the glossary costs with these terms, each worded briefly."""
        entries = [entry for entry in self.writer.draft.terms.glossary_entries() if entry["term"] in terms]
        heading = self.heading("words") if entries else 0
        return heading + sum(self.item(self.writer.draft.terms.entry(entry, "brief")) for entry in entries)

    def in_full(self, terms: frozenset[str]) -> dict[str, int]:
        """What the full entry of each of these terms costs more than the brief one."""
        return {
            entry["term"]: self.item(self.writer.draft.terms.entry(entry, "full"))
            - self.item(self.writer.draft.terms.entry(entry, "brief"))
            for entry in self.writer.draft.terms.glossary_entries()
            if entry["term"] in terms
        }

    def item(self, text: str, *, item: bool = True) -> int:
        """What a text costs as an item of a list, or as a paragraph."""
        return _piece(self.counter, self.writer.frame.fenced(text).join(self.writer.frame.mark(item=item)))
