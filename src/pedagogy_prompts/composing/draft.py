"""What a set of attributes says, in every wording, before lesson, learner and budget come in.

A draft depends on the attributes and on the words of the locale, so it is kept: composing again for another lesson that
speaks of the same work, or for another learner, renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

from ..attributes.kit.attribute import Attribute
from ..attributes.kit.parameters import parameters_of
from ..base.cached import cached_property, kept
from ..checking.claims import Placed, Placing, origin_of
from ..checking.emphasis import foremost
from ..checking.resolve import Checked
from ..checking.resolved import Resolved
from ..instructions.contents import order
from ..instructions.held import HeldNorm
from ..instructions.section import Section
from ..norms.claims import Claim
from ..wording.phrases import prefixed
from ..wording.statements import Detail, reminder_text, statement_text
from ..wording.words import Words, words_for

WISHES = "wishes"
"""The group of what a learner wishes."""

DETAILS: tuple[Detail, ...] = ("full", "brief")

Lengths = tuple[tuple[int, ...] | None, ...]
"""How each statement of an attribute is worded: None is brief; () is full, (0, 2) full with these items brief."""


@dataclass(slots=True)
class Run:
    """Statements of one attribute that stand in the same states, and so share one "Except when"."""

    live: int
    cares: int
    claims: list[int]


@dataclass(frozen=True, eq=False)
class Unit:
    """What one attribute says, in each wording. It is said or left out as a whole."""

    placed: Placed
    position: tuple[int, int]
    resolved: Resolved
    words: Words
    runs: Sequence[Run]
    _said: dict[Lengths, tuple[Section, ...]] = field(default_factory=dict)

    @property
    def attribute(self) -> Attribute:
        return self.placed.attribute

    @cached_property
    def slug(self) -> str:
        return self.placed.attribute.known_as

    @property
    def rank(self) -> tuple[bool, str]:
        """Among what stands at one place attributes come by name; then authors' own rules, in the order written."""
        own = self.placed.attribute.own_words
        return own, "" if own else self.slug

    @property
    def wished(self) -> bool:
        """Whether it is a wish of the learner's: it stands after what is the same for all."""
        return self.position[0] == order().groups.index(WISHES)

    @cached_property
    def full(self) -> Lengths:
        return ((),) * self._statements

    @cached_property
    def brief(self) -> Lengths:
        return (None,) * self._statements

    @property
    def _statements(self) -> int:
        return sum(len(run.claims) for run in self.runs)

    @cached_property
    def norms(self) -> tuple[HeldNorm, ...]:
        """What it asks for, with the states in which that holds."""
        return tuple(norm for run in self.runs for i in run.claims for norm in _held(self.resolved, i))

    def say(self, lengths: Lengths) -> tuple[Section, ...]:
        """Its sections in a wording, written when first asked for: most texts need no brief one."""
        if lengths not in self._said:
            self._said[lengths] = tuple(self._written(lengths))
        return self._said[lengths]

    def own_words(self, lengths: Lengths) -> str:
        """What a wording says in the library's words: what the authors wrote into it names no term of the glossary."""
        quotes = any(parameter.is_text for parameter in parameters_of(type(self.attribute)).values())
        sections = self._written(lengths, bare=True) if quotes else self.say(lengths)
        return "\n".join(section.text for section in sections)

    def _written(self, lengths: Lengths, *, bare: bool = False) -> Iterable[Section]:
        rest, group, resolved = iter(lengths), order().groups[self.position[0]], self.resolved
        variables = resolved.closure.vocabulary.variables
        for run in self.runs:
            shorts = [next(rest) for _ in run.claims]
            told = self.words.joined(
                self._statement(i, short, bare) for i, short in zip(run.claims, shorts, strict=True)
            )
            held, must = run.live & run.cares, self.attribute.strength == "must"
            space, words, own = resolved.space, _words_of(self.placed, resolved.words), self.attribute.own_words
            text = prefixed(told, held, run.cares, must, space, words, variables, plainly=own)
            item = "\n" not in text and group != "role"
            yield Section(self.slug, group, text, (self.placed.place(),), (self.slug,), _detail(shorts), item)

    def _statement(self, i: int, short: tuple[int, ...] | None, bare: bool = False) -> str:
        detail: Detail = "brief" if short is None else "full"
        key = self.resolved.resolution.claims[i].key
        locale = self.placed.locale(self.words.locale)
        return statement_text(self.attribute, key, detail, locale, short or (), self.words.own, bare)

    def statements(self, short: tuple[int, ...] | None) -> Iterable[tuple[Claim, str]]:
        """Each statement by itself, at one length."""
        for run in self.runs:
            for i in run.claims:
                yield self.resolved.resolution.claims[i], self._statement(i, short)

    def wordings(self) -> Iterable[Lengths]:
        """All the wordings there are, full and brief among them; each text once."""
        claims = [self.resolved.resolution.claims[i] for run in self.runs for i in run.claims]
        each: list[list[tuple[int, ...] | None]] = [
            [*(short for n in range(items) for short in combinations(range(items), n)), None]
            for items in (origin_of(claim)[1].items for claim in claims)
        ]
        texts: dict[tuple[str, ...], Lengths] = {}
        for lengths in product(*each):
            texts.setdefault(tuple(section.text for section in self.say(lengths)), lengths)
        return texts.values()


@dataclass(frozen=True, eq=False)
class Draft:
    """All the words of one set of attributes; it writes none before it is asked."""

    checked: Checked
    placed: Placing
    wanted: str | None
    """The attribute whose reminder closes the text, where the authors named one."""
    words: Words

    @property
    def resolved(self) -> Resolved:
        """The resolved attributes."""
        assert self.checked.resolved is not None
        return self.checked.resolved

    @property
    def authors(self) -> Resolved:
        """The authors' attributes, resolved by themselves: so no wish tells their states apart in other words."""
        assert self.checked.authors is not None
        return self.checked.authors

    @cached_property
    def runs(self) -> Mapping[int, list[Run]]:
        """The statements of each attribute that stand somewhere."""
        wished = () if self.authors is self.resolved else _runs(self.resolved).items()
        return _runs(self.authors) | {i: runs for i, runs in wished if self.placed[i].layer == "learner"}

    @cached_property
    def first_rule(self) -> str | None:
        """The rule that matters most; a wish only where the authors named it."""
        present = [self.placed[i].attribute for i in self.runs if self.placed[i].layer != "learner"]
        if any(attribute.known_as == self.wanted for attribute in present):
            return self.wanted
        return foremost(present)

    @cached_property
    def terms(self) -> Words:
        """The words that define terms: where sentences are locked that speak of other work than the lesson, theirs."""
        return next((_words_of(one, self.words) for one in self.placed if one.work), self.words)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What each attribute says, in the order of the text."""
        units = [
            Unit(
                self.placed[i],
                _position(self.placed[i], self.first_rule),
                self.resolved if self.placed[i].layer == "learner" else self.authors,
                self.words,
                runs,
            )
            for i, runs in self.runs.items()
        ]
        return tuple(sorted(units, key=lambda unit: (unit.position, unit.rank)))

    @cached_property
    def in_full(self) -> Mapping[int, Lengths]:
        """Every unit, worded in full."""
        return {i: unit.full for i, unit in enumerate(self.units)}

    @cached_property
    def in_brief(self) -> Mapping[int, Lengths]:
        """Every unit, worded briefly."""
        return {i: unit.brief for i, unit in enumerate(self.units)}

    @cached_property
    def reminder(self) -> Section | None:
        """The sentence that closes the text."""
        resolved = self.authors
        for owner, runs in self.runs.items():
            placed = self.placed[owner]
            slug = placed.attribute.known_as
            locale = placed.locale(self.words.locale)
            if slug == self.first_rule and (text := reminder_text(placed.attribute, locale, self.words.own)):
                live, cares, space = runs[0].live, runs[0].cares, resolved.space
                variables = resolved.closure.vocabulary.variables
                must = placed.attribute.strength == "must"
                own = placed.attribute.own_words
                words = _words_of(placed, resolved.words)
                told = prefixed(text, live & cares, cares, must, space, words, variables, plainly=own)
                return Section(slug, "reminder", told, (placed.place(),), (slug,), item=False)
        return None


@kept(256)
def draft(checked: Checked, placed: Placing, reminder: str | None, words: Words) -> Draft:
    """The draft of these attributes, kept: composing again for another lesson or learner renders nothing."""
    return Draft(checked, placed, reminder, words)


def _runs(resolved: Resolved) -> dict[int, list[Run]]:
    resolution = resolved.resolution
    runs: dict[int, list[Run]] = {}
    for i, claim in enumerate(resolution.claims):
        cares = resolved.speaks(claim)
        if not resolution.live[i] & cares:
            continue
        run = runs.setdefault(claim.owner, [])
        if run and run[-1].live == resolution.live[i]:
            run[-1].cares |= cares
            run[-1].claims.append(i)
        else:
            run.append(Run(resolution.live[i], cares, [i]))
    return runs


def _words_of(placed: Placed, words: Words) -> Words:
    """The words that an attribute speaks; `words` are the lesson's."""
    return words if placed.work is None else words_for(placed.locale(words.locale))


def _position(placed: Placed, first: str | None) -> tuple[int, int]:
    group, place = order().position(placed.attribute)
    if placed.layer == "learner":
        group = order().groups.index(WISHES)
    elif placed.attribute.known_as == first:
        group = order().groups.index("first_rule")
    return group, place


def _detail(shorts: Sequence[tuple[int, ...] | None]) -> Detail | Literal["mixed"]:
    if all(short is None for short in shorts):
        return "brief"
    return "mixed" if any(short != () for short in shorts) else "full"


def _held(resolved: Resolved, i: int) -> Iterable[HeldNorm]:
    for _, claim, norm, states in resolved.standing(i):
        value = tuple(sorted(norm.value)) if isinstance(norm.value, frozenset) else norm.value
        when, strength = resolved.space.cover(states), "must" if claim.must else "should"
        yield HeldNorm(claim.slug, claim.key, norm.modality, norm.target, value, when, norm.every, strength)
