"""What a set of attributes says, in every wording, before lesson, learner and budget come in.

A draft depends on the attributes alone, so it is kept: composing again for another lesson or learner renders nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations, product
from typing import Literal

from ..attributes.kit.attribute import Attribute
from ..checking.gather import Placed, Placing, origin_of
from ..checking.resolve import Resolved
from ..checking.resolved import Scene
from ..instructions.instruction import HeldNorm
from ..instructions.render import Section, order
from ..norms.analysis import Resolution
from ..norms.condition import Variable
from ..norms.space import Space
from ..wording.templates import Detail, reminder_text, statement_text
from ..wording.words import Words

WISHES = "wishes"
"""The group of what a learner wishes."""

DETAILS: tuple[Detail, ...] = ("full", "brief")

Wording = tuple[tuple[int, ...] | None, ...]
"""How each statement of an attribute is worded: None is brief; () is full, (0, 2) full with these items brief."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one attribute says, in each wording. It is said or left out as a whole."""

    slug: str
    attribute: Attribute
    position: tuple[int, int]
    norms: tuple[HeldNorm, ...]
    items: tuple[int, ...]
    """Of how many items the words of each statement are made."""
    _write: Callable[[Wording], Iterable[Section]]
    _said: dict[Wording, tuple[Section, ...]] = field(default_factory=dict)

    @property
    def wished(self) -> bool:
        """Whether it is a wish of the learner's: it stands after what is the same for all."""
        return self.position[0] == order().groups.index(WISHES)

    @property
    def full(self) -> Wording:
        return ((),) * len(self.items)

    @property
    def brief(self) -> Wording:
        return (None,) * len(self.items)

    def say(self, worded: Wording) -> tuple[Section, ...]:
        """Its sections in a wording, written when first asked for: most texts need no brief one."""
        if worded not in self._said:
            self._said[worded] = tuple(self._write(worded))
        return self._said[worded]

    def wordings(self) -> Iterable[Wording]:
        """All the wordings there are, full and brief among them; each text once."""
        each: list[list[tuple[int, ...] | None]] = [
            [*(short for n in range(items) for short in combinations(range(items), n)), None] for items in self.items
        ]
        texts: dict[tuple[str, ...], Wording] = {}
        for worded in product(*each):
            texts.setdefault(tuple(section.text for section in self.say(worded)), worded)
        return texts.values()


@dataclass(frozen=True, eq=False)
class Draft:
    """All the words of one set of attributes; it writes none before it is asked."""

    resolved: Resolved
    placed: Placing
    wanted: str | None
    """The attribute whose reminder closes the text, where the authors named one."""

    @property
    def scene(self) -> Scene:
        """The resolved attributes."""
        assert self.resolved.scene is not None
        return self.resolved.scene

    @cached_property
    def runs(self) -> Mapping[int, list[_Run]]:
        """The statements of each attribute that stand somewhere."""
        return _runs(self.scene.resolution)

    @cached_property
    def first_rule(self) -> str | None:
        """The rule that matters most."""
        present = {self.placed[i].attribute.slug() for i in self.runs if self.placed[i].layer != "learner"}
        return self.wanted if self.wanted in present else next((s for s in order().first_rule if s in present), None)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What each attribute says, in the order of the text."""
        scene, variables = self.scene, self.scene.closure.vocabulary.variables
        units = [
            _unit(self.placed[i], parts, scene.resolution, scene.words, variables, self.first_rule)
            for i, parts in self.runs.items()
        ]
        return tuple(sorted(units, key=lambda unit: (unit.position, unit.slug)))

    @cached_property
    def in_full(self) -> Mapping[int, Wording]:
        """Every unit, worded in full."""
        return {i: unit.full for i, unit in enumerate(self.units)}

    @cached_property
    def in_brief(self) -> Mapping[int, Wording]:
        """Every unit, worded briefly."""
        return {i: unit.brief for i, unit in enumerate(self.units)}

    @cached_property
    def reminder(self) -> Section | None:
        """The sentence that closes the text."""
        scene = self.scene
        variables = scene.closure.vocabulary.variables
        return _reminder(self.placed, self.runs, scene.resolution.space, scene.words, variables, self.first_rule)


@lru_cache(maxsize=256)
def draft(resolved: Resolved, placed: Placing, reminder: str | None) -> Draft:
    """The draft of these attributes, kept: composing again for another lesson or learner renders nothing."""
    return Draft(resolved, placed, reminder)


@dataclass(slots=True)
class _Run:
    """Statements of one attribute that stand in the same states, and so share one "Except when"."""

    live: int
    cares: int
    claims: list[int]


def _runs(resolution: Resolution) -> dict[int, list[_Run]]:
    space = resolution.space
    runs: dict[int, list[_Run]] = {}
    for i, claim in enumerate(resolution.claims):
        cares = 0
        for norm in claim.norms:
            cares |= space.mask(norm.when)
        if not resolution.live[i] & cares:
            continue
        run = runs.setdefault(claim.owner, [])
        if run and run[-1].live == resolution.live[i]:
            run[-1].cares |= cares
            run[-1].claims.append(i)
        else:
            run.append(_Run(resolution.live[i], cares, [i]))
    return runs


def _unit(
    placed: Placed,
    runs: Sequence[_Run],
    resolution: Resolution,
    words: Words,
    variables: Mapping[str, Variable],
    first: str | None,
) -> Unit:
    attribute, slug = placed.attribute, placed.attribute.slug()
    groups = order().groups
    position = order().position(attribute)
    if placed.layer == "learner":
        position = (groups.index(WISHES), position[1])
    elif slug == first:
        position = (groups.index("first_rule"), position[1])
    group = groups[position[0]]

    def statement(i: int, short: tuple[int, ...] | None) -> str:
        detail: Detail = "brief" if short is None else "full"
        return statement_text(attribute, resolution.claims[i].key, detail, words.locale, short or ())

    def write(worded: Wording) -> Iterable[Section]:
        rest = iter(worded)
        for run in runs:
            shorts = [next(rest) for _ in run.claims]
            told = " ".join(map(statement, run.claims, shorts))
            text = words.prefixed(run.live & run.cares, run.cares, told, resolution.space, variables)
            item = "\n" not in text and group != "role"
            yield Section(slug, group, text, (placed.place(),), (slug,), _detail(shorts), item)

    claims = [i for run in runs for i in run.claims]
    norms = tuple(norm for i in claims for norm in _held(resolution, i))
    items = tuple(origin_of(resolution.claims[i])[1].items for i in claims)
    return Unit(slug, attribute, position, norms, items, write)


def _detail(shorts: Sequence[tuple[int, ...] | None]) -> Detail | Literal["mixed"]:
    if all(short is None for short in shorts):
        return "brief"
    return "mixed" if any(short != () for short in shorts) else "full"


def _held(resolution: Resolution, i: int) -> Iterable[HeldNorm]:
    claim = resolution.claims[i]
    for norm in claim.norms:
        held = resolution.live[i] & resolution.space.mask(norm.when)
        if held:
            value = tuple(sorted(norm.value)) if isinstance(norm.value, frozenset) else norm.value
            when = resolution.space.cover(held)
            strength = "must" if claim.must else "should"
            yield HeldNorm(claim.slug, claim.key, norm.modality, norm.target, value, when, norm.every, strength)


def _reminder(
    placed: tuple[Placed, ...],
    runs: Mapping[int, list[_Run]],
    space: Space,
    words: Words,
    variables: Mapping[str, Variable],
    first: str | None,
) -> Section | None:
    for owner, parts in runs.items():
        attribute = placed[owner].attribute
        if attribute.slug() == first and (text := reminder_text(attribute, words.locale)):
            told = words.prefixed(parts[0].live & parts[0].cares, parts[0].cares, text, space, variables)
            return Section(first, "reminder", told, (placed[owner].place(),), (first,), item=False)
    return None
