"""`diff`: how the behaviour changes from one preset or instruction to another, whatever becomes of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from ..attributes.kit.attribute import RULES
from ..base.errors import ArgumentError, PedagogyError
from ..base.fence import unfenced_said
from ..base.inline import shown
from ..checking.gather import gather
from ..instructions.holding import label
from ..instructions.instruction import SystemInstruction
from ..instructions.section import Section
from ..norms.condition import ALWAYS, Condition
from ..norms.norm import Modality, Norm
from ..norms.space import MAX_STATES, Space, TooManyStates
from ..norms.theory import facts_beside
from ..norms.vocabulary import ORDER_SLOT
from ..presets.packs import Pack, closure_of
from ..presets.preset import Preset
from ..wording.phrases import order_pair, part_form, part_of, told_amount, told_order, told_values
from ..wording.words import Words, words_for
from .changes import Change, ChangeKind, Diff
from .reading import Reading

_ANSWER = (
    "state_final_answer",
    "give_answer_away",
    "show_full_solution",
    "show_partial_solution",
    "explain_current_problem",
    "produce_deliverable",
    "produce_essay",
    "produce_code",
    "produce_proof",
    "produce_translation",
    "produce_report",
    "produce_story",
    "produce_presentation",
    "give_next_step",
    "give_help",
    "give_hint",
)
"""What matters most comes first: what the tutor gives away; then what keeps the learner and the rules safe."""
_SAFETY = (
    "refer_to_person",
    "point_to_trusted_adult",
    "discuss_unsuitable_content",
    "follow_rule_change",
    "quote_instructions",
)


def diff(
    old: Preset | SystemInstruction, new: Preset | SystemInstruction, *, packs: Iterable[Pack] = (), locale: str = "en"
) -> Diff:
    """The change of behaviour from `old` to `new`: duties, bans, permissions, bounds and choices, and when they hold.

    A preset is taken as its check resolves it, whether or not it has errors; an instruction as it was composed. To
    compare stacks, compose them. What the text says of lesson and learner is no behaviour and is left out. Two presets
    that know different things from the start (`given`) are compared where both hold. `packs` are those the instructions
    were composed with; presets name their own.

    Raises TypeError for anything else, `CompositionError` for a preset whose conditions cannot be read or which holds
    more conflicts than a report lists, `PedagogyError` for an instruction whose pack is missing and where the two
    together tell too many dialogue states apart.
    """
    sides = [_side(one, tuple(packs), locale) for one in (old, new)]
    return Diff(tuple(_Comparison(sides[0], sides[1], words_for(locale)).changes()), locale)


# -- the two sides


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: its norms with their sources, what it knows from the start, and its author's own rules."""

    norms: tuple[tuple[Norm, str], ...]
    given: Condition
    rules: tuple[str, ...]
    packs: tuple[Pack, ...]


def _side(one: Preset | SystemInstruction, packs: tuple[Pack, ...], locale: str) -> _Side:
    if isinstance(one, Preset):
        return _preset_side(one, packs, locale)
    if isinstance(one, SystemInstruction):
        return _instruction_side(one, packs)
    hint = " Use load_preset(path) first." if isinstance(one, str) else ""
    raise ArgumentError(f"Presets and instructions can be compared, not {type(one).__name__}.{hint}")


def _preset_side(preset: Preset, packs: tuple[Pack, ...], locale: str) -> _Side:
    composition = gather([preset], context=None, given=None, packs=packs, fields={})
    reading = Reading.of(composition, locale)
    norms = [
        (replace(norm, when=reading.space.cover(states)), reading.source(i))
        for i, _, norm, states in reading.resolved.held()
    ]
    return _Side(tuple(norms), composition.given, reading.unchecked(), composition.packs)


def _instruction_side(instruction: SystemInstruction, packs: tuple[Pack, ...]) -> _Side:
    vocabulary = closure_of(packs).vocabulary
    places = {section.name: section.origins[0] for section in reversed(instruction.sections) if section.origins}
    norms = []
    for held in instruction.norms:
        unknown = sorted(held.when.variables - set(vocabulary.variables))
        if not vocabulary.knows(held.modality, held.target):
            unknown.append(held.target)
        if unknown:
            raise PedagogyError(
                f"The instruction speaks of {shown(unknown[0])}, which this version does not know. Pass the pack that "
                "defines it as `packs=`, or compose the instruction again."
            )
        value = frozenset(held.value) if held.modality == "choose" else held.value
        place = places.get(held.attribute)
        source = held.attribute if place is None else label(held.attribute, place.layer, place)
        norms.append((Norm(cast("Modality", held.modality), held.target, value, held.when, held.every), source))
    meant = {held.attribute for held in instruction.norms}
    told = [section.text for section in instruction.sections if is_rule(section) and section.name not in meant]
    return _Side(
        tuple(norms), ALWAYS, tuple(unfenced_said(rule, instruction.shared.common.tags) for rule in told), packs
    )


def is_rule(section: Section) -> bool:
    """Whether an author worded it; what older versions wrote of that has no name of its own."""
    return section.name.startswith(RULES) or (section.group == "rules" and not section.attributes)


# -- the comparison


class _Comparison:
    """Both sides in one space."""

    def __init__(self, old: _Side, new: _Side, words: Words) -> None:
        self.sides = (old, new)
        self.closure = closure_of(tuple(dict.fromkeys((*old.packs, *new.packs))))
        self.words, self.phrases = words, words.views["diff"]
        vocabulary = self.closure.vocabulary
        known = old.given & new.given
        try:
            self.space = Space(
                [norm.when for side in self.sides for norm, _ in side.norms],
                given=ALWAYS if known.never else known,
                variables=vocabulary.variables,
                facts=facts_beside(known, vocabulary.facts),
            )
        except TooManyStates as error:
            raise PedagogyError(
                f"The two together tell more than {MAX_STATES:,} dialogue states apart, too many to compare. Compare "
                "parts of them."
            ) from error
        self.everything = self.space.reachable

    def changes(self) -> Iterator[Change]:
        yield from self._known()
        yield from sorted(self._acts(), key=self._weight)
        yield from self._bounds()
        yield from self._choices()
        yield from self._rules()

    def _weight(self, change: Change) -> tuple[int, int]:
        for rank, acts in enumerate((_ANSWER, _SAFETY)):
            if change.target in acts:
                return rank, acts.index(change.target)
        return 2, list(self.closure.vocabulary.acts).index(change.target)

    def _clause(self, held: int, yes: str, no: str, *, released: str = "") -> str:
        """A region in words: `yes` always, `no` never, else `yes` with its condition.

        `released` says the opposite of `yes` where that is told more simply: "allowed once ...".
        """
        if held == self.everything:
            return str(self.phrases["always"].format(what=yes)) if released else yes
        if not held:
            return no
        variables = self.closure.vocabulary.variables
        found = part_form(self.space, held, self.everything, self.words, variables)
        if released and found is not None and found[0] == "until":
            when = self.words.part("once", self.words.condition(found[1], variables, until=True))
            return str(self.phrases["when"].format(what=released, when=when))
        when = part_of(self.space, held, self.everything, self.words, variables)
        return str(self.phrases["when"].format(what=yes, when=when))

    def _known(self) -> Iterator[Change]:
        old, new = (side.given for side in self.sides)
        if old != new:
            variables = self.closure.vocabulary.variables
            told = (self.words.condition(one, variables) for one in (old, new))
            was, now = (self.phrases["that"].format(condition=one) if one else self.phrases["nothing"] for one in told)
            yield self._change("known", "given", self.phrases["known"], was, now)

    # -- acts

    def _acts(self) -> Iterator[Change]:
        acts = self.closure.vocabulary.acts
        named = {
            norm.target
            for side in self.sides
            for norm, _ in side.norms
            if norm.modality in ("oblige", "forbid", "permit")
        }
        for act in (act for act in acts if act in named):
            facets = list(self._facets(act))
            if facets:
                was, now, old, new = zip(*facets, strict=True)
                told = self.words.act(act, acts)
                yield self._change(
                    "act", act, told, self._standing(was), self._standing(now), _joined(old), _joined(new)
                )

    def _facets(self, act: str) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
        """How the act stood and stands, as far as it differs: banned, due, due at some point, expressly allowed."""
        closure = self.closure
        bit, implied = closure.bit[act], closure.implied[act]
        facets: tuple[tuple[Callable[[Norm], bool], str], ...] = (
            (lambda norm: bool(closure.ban(norm) & implied), "forbidden"),
            (lambda norm: norm.every and bool(closure.duty(norm) & bit), "due"),
            (lambda norm: not norm.every and bool(closure.duty(norm) & bit), "due_sometime"),
            (lambda norm: norm.modality == "permit" and norm.target == act, "permitted"),
        )
        for holds, facet in facets:
            yes, no = self.phrases[facet], self.phrases[f"not_{facet}"]
            released = self.phrases["allowed"] if facet == "forbidden" else ""
            old, new = ([pair for pair in side.norms if holds(pair[0])] for side in self.sides)
            was, now = self._region(old), self._region(new)
            # What only follows from another act's change is told there.
            own = [self._region(pair for pair in found if pair[0].target == act) for found in (old, new)]
            if was != now and own[0] != own[1]:
                yield (
                    self._clause(was, yes, no, released=released),
                    self._clause(now, yes, no, released=released),
                    tuple(source for _, source in old),
                    tuple(source for _, source in new),
                )

    def _region(self, norms: Iterable[tuple[Norm, str]]) -> int:
        mask = 0
        for norm, _ in norms:
            mask |= self.space.mask(norm.when)
        return mask

    # -- bounds and choices

    def _bounds(self) -> Iterator[Change]:
        for quantity in self.closure.vocabulary.quantities:
            was, now = (self._values(side, "bound", quantity) for side in self.sides)
            if was != now:
                none = told_amount(None, None, self.words)
                before, after = (
                    self._told(one, lambda value: told_amount(value[0], value[1], self.words), none)
                    for one in (was, now)
                )
                words = self.words.quantity(quantity)
                yield self._change("bound", quantity, words, before, after, *self._sources("bound", quantity))

    def _choices(self) -> Iterator[Change]:
        slots = sorted({norm.target for side in self.sides for norm, _ in side.norms if norm.modality == "choose"})
        orders = [slot for slot in slots if slot.startswith(ORDER_SLOT)]
        for slot in slots:
            was, now = (self._values(side, "choose", slot) for side in self.sides)
            if was != now and slot not in orders:
                before, after = (
                    self._told(
                        one,
                        lambda value: told_values(value, self.words) or self.phrases["nothing"],
                        self.phrases["open"],
                    )
                    for one in (was, now)
                )
                words = self.words.slot(slot)
                yield self._change("choice", slot, words, before, after, *self._sources("choose", slot))
        before, after = (self._order(side, orders) for side in self.sides)
        if before != after:
            old, new = zip(*(self._sources("choose", slot) for slot in orders), strict=True)
            words = self.phrases["order"]
            yield self._change("choice", "order", words, before, after, _joined(old), _joined(new))

    def _values(self, side: _Side, modality: Modality, target: str) -> dict[Any, int]:
        """What holds of a quantity or slot in which states; None where nothing is said."""
        blocks: dict[Any, int] = {None: self.everything}
        for norm, _ in side.norms:
            if norm.modality != modality or norm.target != target:
                continue
            here, refined = self.space.mask(norm.when), dict[Any, int]()
            for value, mask in blocks.items():
                for part, left in ((met(value, norm.value), mask & here), (value, mask & ~here)):
                    if left:
                        refined[part] = refined.get(part, 0) | left
            blocks = refined
        return blocks

    def _told(self, blocks: Mapping[Any, int], tell: Callable[[Any], str], nothing: str) -> str:
        spoken = {value: mask for value, mask in blocks.items() if value is not None}
        if not spoken:
            return nothing
        if len(blocks) == 1:
            return tell(*spoken)
        largest = max(spoken, key=lambda value: (spoken[value].bit_count(), str(value)))
        told = sorted(
            self._clause(mask, tell(value), "") for value, mask in spoken.items() if None in blocks or value != largest
        )
        rest = [] if None in blocks else [self.phrases["otherwise"].format(what=tell(largest))]
        return str(self.phrases["separator"].join([*told, *rest]))

    def _order(self, side: _Side, slots: Iterable[str]) -> str:
        pairs: dict[int, list[tuple[str, str]]] = {}
        for slot in slots:
            for value, mask in self._values(side, "choose", slot).items():
                if value is not None and (pair := order_pair(slot, value)):
                    pairs.setdefault(mask, []).append(pair)
                elif value == frozenset():  # a conflict nobody has settled asks for both
                    one, other = slot.removeprefix(ORDER_SLOT).split("/")
                    pairs.setdefault(mask, []).extend([(one, other), (other, one)])
        told = []
        for mask, found in pairs.items():
            words = told_order(found, self.words)
            told.append(words if mask == self.everything else self._clause(mask, words, ""))
        return str(self.phrases["apart"].join(told) or self.phrases["open"])

    def _sources(self, modality: Modality, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        old, new = (
            tuple(source for norm, source in side.norms if norm.modality == modality and norm.target == target)
            for side in self.sides
        )
        return _joined([old]), _joined([new])

    # -- the author's own rules

    def _rules(self) -> Iterator[Change]:
        old, new = (side.rules for side in self.sides)
        for rule in (rule for rule in dict.fromkeys((*old, *new)) if (rule in old) != (rule in new)):
            was, now = (self.phrases["there" if rule in rules else "not_there"] for rules in (old, new))
            yield self._change("rule", "rule", self.phrases["rule"].format(rule=rule), was, now)

    def _standing(self, facets: Iterable[str]) -> str:
        """How an act stands: what is said of it, or that nothing is."""
        facets = tuple(facets)
        nothing = {self.phrases[name] for name in ("not_forbidden", "not_due", "not_permitted")}
        return str(self.phrases["separator"].join(facet for facet in facets if facet not in nothing) or facets[0])

    def _change(
        self,
        kind: ChangeKind,
        target: str,
        words: str,
        was: str,
        now: str,
        old: tuple[str, ...] = (),
        new: tuple[str, ...] = (),
    ) -> Change:
        line = self.phrases["change"].format(what=words, was=was, now=now)
        return Change(kind, target, words, was, now, old, new, line)


def met(value: Any, more: Any) -> Any:
    """Two bounds or choices together."""
    if value is None:
        return more
    if isinstance(value, frozenset):
        return value & more
    tops = [top for top in (value[1], more[1]) if top is not None]
    return max(value[0] or 0, more[0] or 0) or None, min(tops, default=None)


def _joined(sources: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for some in sources for source in some))
