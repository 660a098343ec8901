"""What a composition says, norm by norm, in words: the ground of every view for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..checking.check import examine
from ..checking.claims import origin_of
from ..checking.gather import Composition
from ..checking.messages.conflicts import conflicts
from ..checking.resolve import resolve
from ..checking.resolved import Resolved
from ..norms.condition import Condition
from ..norms.norm import Modality, Norm
from ..norms.vocabulary import ORDER_SLOT
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place
from ..wording.phrases import order_pair, told_norm, told_order
from ..wording.statements import statement_text
from .kinds import Kind

KINDS: dict[Modality, Kind] = {
    "oblige": "must",
    "forbid": "must_not",
    "permit": "may",
    "bound": "bound",
    "choose": "choice",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One norm as it stands after the resolution; the order of several moves counts as one."""

    claim: int
    norm: Norm
    words: str
    held: int
    also: tuple[int, ...] = ()
    """Further claims that ask for the same or less."""


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
        """Raises `CompositionError` where conditions cannot be read or there are too many states."""
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
        return statement_text(placed.attribute, statement.key, "brief", self.words.locale)

    def layer(self, claim: int) -> str:
        return origin_of(self.resolution.claims[claim])[0].layer

    def said(self) -> Iterator[Said]:
        """Every norm with the states in which it stands, where it stands at all."""
        for i in range(len(self.resolution.claims)):
            orders: dict[int, list[Norm]] = {}
            for _, _, norm, held in self.resolved.standing(i):
                if norm.target.startswith(ORDER_SLOT):
                    orders.setdefault(held, []).append(norm)
                else:
                    yield Said(i, norm, told_norm(norm, self.closure, self.words), held)
            for held, norms in orders.items():
                pairs = [pair for norm in norms if (pair := order_pair(norm.target, norm.value))]
                if pairs:
                    yield Said(i, norms[0], told_order(pairs, self.words), held)

    def region(self, condition: Condition) -> int:
        """The reachable states that agree with `condition`, as far as the space tells states apart."""
        space, mask = self.space, 0
        for box in condition.boxes:
            literals = []
            for name, (positive, values) in box:
                if name in space.names:
                    # A class of values stands under its first one.
                    touched = [c[0] for c in space.classes(name) if any((v in values) is positive for v in c)]
                    literals.append((name, (True, frozenset(touched))))
            mask |= space.mask(Condition.of([tuple(literals)]))
        return mask

    def touched(self, held: int) -> frozenset[str]:
        """The variables that a set of states turns on."""
        if held not in self._touched:
            self._touched[held] = self.space.cover(held).variables
        return self._touched[held]

    def unsettled(self, within: int = -1) -> tuple[Finding, ...]:
        """The clashes nobody has settled, in some states."""
        return tuple(one for one in conflicts(self.resolved, within) if one.severity == "error")


def label(attribute: str, layer: str, place: Place) -> str:
    """Attribute, layer and place in one line."""
    where = f", {place}" if place.source is not None else ""
    return f"{attribute} ({layer}{where})"
