"""What a composition says, norm by norm, in words: the ground of every view for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..checking.check import examine
from ..checking.gather import Composition, origin_of
from ..checking.messages import Teller
from ..checking.resolve import resolve
from ..norms.analysis import Resolution
from ..norms.closure import Closure
from ..norms.condition import VARIABLES, Condition, Variable
from ..norms.norm import Modality, Norm
from ..norms.space import Space
from ..norms.vocabulary import ORDER_SLOT
from ..reports.errors import CompositionError
from ..reports.report import Finding, Place
from ..wording.templates import statement_text
from ..wording.words import Words
from .kinds import Kind

KINDS: dict[Modality, Kind] = {
    "oblige": "must",
    "forbid": "must_not",
    "permit": "may",
    "bound": "bound",
    "choose": "choice",
}
_COUNTERS = frozenset({"attempts", "hints"})
"""What only grows while one problem is worked on, so that "until" and "once" say it right."""
_MOVES = {
    "respond": "taking up what the learner said",
    "credit": "naming what is right",
    "focus": "turning to the place that matters",
    "hint": "a hint",
    "explain": "an explanation",
    "ask": "a question",
    "task": "a task",
}
_PLAIN_KEY = re.compile(r"[a-z0-9_]+")


# -- norms in words


def told_value(value: str) -> str:
    """A slot's value in words: "materials only"."""
    return value.replace("_", " ") if _PLAIN_KEY.fullmatch(value) else value


def told_amount(least: int | None, most: int | None) -> str:
    """A bound in words: "at most 3"."""
    if most == 0:
        return "none"
    if not least and most is None:
        return "no limit"
    if least == most:
        return f"exactly {least}"
    if most is None:
        return f"at least {least}"
    return f"{least} to {most}" if least else f"at most {most}"


def told_order(pairs: Iterable[tuple[str, str]], words: Words) -> str:
    """Which of two things comes first, for all pairs together: "in this order: ..., then ..."."""
    firsts: dict[str, list[str]] = {}
    for first, then in pairs:
        firsts.setdefault(first, []).append(then)
    members = dict.fromkeys([*firsts, *(then for thens in firsts.values() for then in thens)])
    chain = sorted(members, key=lambda move: -len(firsts.get(move, ())))
    if all(set(firsts.get(move, ())) == set(chain[i + 1 :]) for i, move in enumerate(chain)):
        if len(chain) > 2:
            return f"in this order: {words.listed((_MOVES.get(move, move) for move in chain), 'then')}"
    return "; ".join(
        f"{_MOVES.get(first, first)} before {words.listed(_MOVES.get(then, then) for then in thens)}"
        for first, thens in firsts.items()
    )


def order_pair(target: str, value: Any) -> tuple[str, str] | None:
    """The two members of an order slot, the first one first; None where both orders will do or neither."""
    if len(value) != 1:
        return None
    (first,) = value
    one, other = target.removeprefix(ORDER_SLOT).split("/")
    return (first, other if first == one else one)


def told_values(values: Iterable[str], words: Words) -> str:
    """The values a slot may take: "en or fr"."""
    return words.listed(map(told_value, sorted(values)), "or")


def told_norm(norm: Norm, closure: Closure, words: Words) -> str:
    """What a norm asks for, as a phrase: an act as a verb, a bound or a choice as "what: how much"."""
    vocabulary = closure.vocabulary
    match norm.modality:
        case "bound":
            assert isinstance(norm.value, tuple)
            return f"{vocabulary.quantities[norm.target]}: {told_amount(*norm.value)}"
        case "choose":
            assert isinstance(norm.value, frozenset)
            return f"{vocabulary.slots[norm.target]}: {told_values(norm.value, words)}"
        case _:
            return vocabulary.acts[norm.target]


def _grows(condition: Condition) -> bool:
    """Whether it speaks of counters only, and holds on once it holds."""
    return bool(condition.variables) and all(
        name in _COUNTERS and len(values) == int(VARIABLES[name].values[-1]) - min(map(int, values)) + 1
        for box in condition.boxes
        for name, (_, values) in box
    )


def part_of(space: Space, held: int, within: int, words: Words, variables: Mapping[str, Variable]) -> str:
    """In which part of `within` something holds, with its conjunction; "" where it holds in all of it."""
    held &= within
    if held == within:
        return ""
    free = ~within
    when, rest = space.cover(held, free), space.cover(within & ~held, free)
    if _grows(rest):
        return f"until {words.condition(rest, variables)}"
    if _grows(when):
        return f"once {words.condition(when, variables)}"
    told, but = words.condition(when, variables), words.condition(rest, variables)
    return f"when {told}" if len(told) <= len(but) else f"except when {but}"


# -- what was resolved


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

    def __init__(self, composition: Composition, resolution: Resolution, closure: Closure, words: Words) -> None:
        self.composition = composition
        self.resolution = resolution
        self.closure = closure
        self.words = words
        self.space = resolution.space
        self.variables = closure.vocabulary.variables
        self._touched: dict[int, frozenset[str]] = {}

    @classmethod
    def of(cls, composition: Composition, locale: str) -> Reading:
        """Raises `CompositionError` where conditions cannot be read or there are too many states."""
        resolved = resolve(composition.placed, composition.given, locale, composition.packs)
        if resolved.scene is None or any(note.severity == "error" for note in composition.notes):
            raise CompositionError(examine(composition, locale)[1])
        return cls(composition, resolved.scene.resolution, resolved.scene.closure, resolved.scene.words)

    def place(self, claim: int) -> Place:
        placed, statement = origin_of(self.resolution.claims[claim])
        return placed.place(statement.param) if statement.param else placed.place()

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
        for i, (claim, mask) in enumerate(zip(self.resolution.claims, self.resolution.live, strict=True)):
            orders: dict[int, list[Norm]] = {}
            for norm in claim.norms:
                held = mask & self.space.mask(norm.when)
                if not held:
                    continue
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
                    touched = [c[0] for c in space._axes[name].classes if any((v in values) is positive for v in c)]
                    literals.append((name, (True, frozenset(touched))))
            mask |= space.mask(Condition._of([tuple(literals)]))
        return mask

    def touched(self, held: int) -> frozenset[str]:
        """The variables that a set of states turns on."""
        if held not in self._touched:
            self._touched[held] = self.space.cover(held).variables
        return self._touched[held]

    def unsettled(self, within: int = -1) -> tuple[Finding, ...]:
        """The clashes nobody has settled, in some states."""
        clashes = [clash for clash in self.resolution.clashes if clash.region & within]
        teller = Teller(replace(self.resolution, clashes=clashes), self.closure, self.words, mend=lambda _: ())
        return tuple(finding for finding in teller.clashes() if finding.severity == "error")


def label(attribute: str, layer: str, place: Place) -> str:
    """Attribute, layer and place in one line."""
    where = f", {place}" if place.source is not None else ""
    return f"{attribute} ({layer}{where})"


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def phrase(text: str) -> str:
    """A sentence as a part of a list."""
    told = flat(text).rstrip(".")
    return told if told[1:2].isupper() else told[:1].lower() + told[1:]
