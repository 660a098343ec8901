"""What a composition says, norm by norm, in words: the ground of every view for people."""

from __future__ import annotations

from collections.abc import Iterator

from ..checking.check import examine
from ..checking.claims import origin_of
from ..checking.gather import Composition
from ..checking.messages.conflicts import conflicts
from ..checking.resolve import resolve
from ..checking.resolved import Resolved
from ..checking.said import Said, said
from ..instructions.holding import label
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place
from ..wording.phrases import prefixed
from ..wording.statements import statement_text
from ..wording.words import as_locale


class Reading:
    """Some parts, resolved, and everything needed to tell what they say."""

    def __init__(self, composition: Composition, resolved: Resolved) -> None:
        self.composition = composition
        self.resolved = resolved
        self.resolution = resolved.resolution
        self.closure = resolved.closure
        self.words = resolved.words
        self.space = resolved.space
        self.variables = resolved.closure.vocabulary.variables
        self._touched: dict[int, frozenset[str]] = {}

    @classmethod
    def of(cls, composition: Composition, locale: str) -> Reading:
        """Raises `CompositionError` where conditions cannot be read or there are too many states or conflicts."""
        locale = composition.context.variant_of(as_locale(locale))
        checked = resolve(composition.placed, composition.given, locale, composition.packs)
        if checked.resolved is None or any(note.severity == "error" for note in composition.notes):
            raise CompositionError(examine(composition, locale)[1])
        return cls(composition, checked.resolved)

    def place(self, claim: int) -> Place:
        return self.resolved.place(self.resolution.claims[claim])

    def source(self, claim: int) -> str:
        """Attribute, layer and place in one line."""
        return label(self.resolution.claims[claim].slug, self.layer(claim), self.place(claim))

    def text(self, claim: int) -> str:
        """What the tutor is told, in brief."""
        placed, statement = origin_of(self.resolution.claims[claim])
        return statement_text(placed.attribute, statement.key, "brief", placed.locale(self.words.locale))

    def unchecked(self) -> tuple[str, ...]:
        """What authors say in their own words without its meaning, each as the tutor is told it."""
        told = []
        for i, claim in enumerate(self.resolution.claims):
            live, everything = self.resolution.live[i], self.space.reachable
            if not claim.norms and live:
                placed = origin_of(claim)[0]
                text = statement_text(placed.attribute, claim.key, "full", placed.locale(self.words.locale))
                must, words = claim.must, self.words
                told.append(prefixed(text, live, everything, must, self.space, words, self.variables, plainly=True))
        return tuple(told)

    def layer(self, claim: int) -> str:
        return origin_of(self.resolution.claims[claim])[0].layer

    def said(self) -> Iterator[Said]:
        """Every norm with the states in which it stands, where it stands at all."""
        return said(self.resolved)

    def touched(self, held: int) -> frozenset[str]:
        """The variables that a set of states turns on."""
        if held not in self._touched:
            self._touched[held] = self.space.cover(held).variables
        return self._touched[held]

    def unsettled(self, within: int = -1) -> tuple[Finding, ...]:
        """The clashes nobody has settled, in some states."""
        return tuple(one for one in conflicts(self.resolved, within) if one.severity == "error")
