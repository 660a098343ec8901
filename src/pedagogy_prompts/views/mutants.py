"""`mutants`: small changes of a preset that a tutor's tests should notice, each with a state that shows it.

Every mutant was held against the original in its state, so that none behaves like it everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from ..base.errors import ArgumentError, PedagogyError
from ..checking.check import examine
from ..checking.gather import Part, gather
from ..instructions.ground import Ground
from ..instructions.holding import KINDS, Held, Holding, Kind
from ..instructions.state import State
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.norm import Norm
from ..norms.space import Space, TooManyStates
from ..norms.theory import facts_beside
from ..norms.variables import VARIABLES, Value
from ..norms.vocabulary import ORDER_SLOT
from ..presets.packs import Pack
from ..presets.parts import Entry
from ..presets.preset import Preset
from ..reports.errors import CompositionError
from .diff import met
from .mutations import Mutation, Mutator, mixed
from .reading import Reading
from .what_if import ground_of

_MOST_STATES = 12
"""In how many states a change is looked for where the norms differ; what needs more is given up."""
_MOST_WORK = 7_000
"""How much is analysed again for changes: norms, with those that give way and the states that are told apart."""
_Key = tuple[Kind, str, Any, str, bool]
_MODALITIES = {kind: modality for modality, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A preset changed in one small thing, and a state in which its tutor behaves otherwise.

    `id` names the change and stays the same from call to call. `was` is what the original requires in `state` and the
    mutant does not, `now` what the mutant requires there and the original does not; one of them may be empty.
    """

    id: str
    change: str
    """The change in words."""
    preset: Preset
    """The whole preset, changed."""
    state: State
    was: tuple[Held, ...]
    now: tuple[Held, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data; the preset stands by itself in it, with what it extends written out."""
        return {
            "id": self.id,
            "change": self.change,
            "preset": self.preset.to_data(flat=True),
            "state": self.state.to_dict(),
            "was": [one.to_dict() for one in self.was],
            "now": [one.to_dict() for one in self.now],
        }


class Mutants(tuple[Mutant, ...]):
    """The mutants of a preset."""

    complete: bool = True
    """Whether they are all there are, or as many as were asked for; of a large preset not every change is tried."""


def mutants(preset: Preset, *beside: Part, most: int = 20, packs: Iterable[Pack] = (), locale: str = "en") -> Mutants:
    """Small changes of a preset, each with a state in which the tutor then behaves otherwise; at most `most`.

    A release comes earlier or never, an exception is dropped, a bound doubled, a condition widened, a duty turned to a
    ban, another choice made, an attribute left out: all of what its parameters, conditions and norms allow. A test of
    a tutor that passes with the original should fail with each of them. What changes no behaviour (such as another
    strength where nobody yields) or would be refused by the check is left out. The order is fixed, and takes something
    of every attribute before more of any. Of a large preset not every change can be tried: `complete` then is False.

    `beside` are further parts of the composition, which stay as they are: `compose(mutant.preset, *beside)`. A lock
    shows only beside an inner layer.

    Raises TypeError for what is no preset, `CompositionError` where the original has errors.
    """
    if not isinstance(preset, Preset):
        hint = " Use load_preset(path) first." if isinstance(preset, str) else ""
        raise ArgumentError(f"A preset has mutants, not {type(preset).__name__}.{hint}")
    if not isinstance(most, int) or most < 1:
        raise ArgumentError(f"`most` is a whole number, at least 1, not {most!r}.")
    packs = tuple(packs)
    original = _Side.of(preset, beside, packs, locale)
    work = _Work(_MOST_WORK // original.reading.resolved.cost)
    found = Mutants(islice(_found(original, beside, packs, locale, work), most))
    found.complete = not work.cut
    return found


@dataclass(slots=True)
class _Work:
    """How many changes may still be tried, and whether one was not."""

    left: int
    cut: bool = False


class _Side(NamedTuple):
    """A preset that passes the check, read with what stands beside it."""

    preset: Preset
    reading: Reading
    ground: Ground

    @classmethod
    def of(cls, preset: Preset, beside: tuple[Part, ...], packs: tuple[Pack, ...], locale: str) -> _Side:
        """Raises `CompositionError` for a preset with errors."""
        composition = gather([preset, *beside], context=None, given=None, packs=packs, fields={})
        reading = Reading.of(composition, locale)
        report = examine(composition, reading.words.locale)[1]
        if not report.ok:
            raise CompositionError(report)
        return cls(preset, reading, ground_of(reading))


def _found(
    original: _Side, beside: tuple[Part, ...], packs: tuple[Pack, ...], locale: str, work: _Work
) -> Iterator[Mutant]:
    for mutation, changed in _candidates(original):
        if mutation.force and not original.reading.resolution.yieldings:
            continue
        work.left -= 1
        if work.left < 0:
            work.cut = True
            return
        try:
            mutant = _Side.of(changed, beside, packs, locale)
            found = _told_apart(original, mutant)
        except (CompositionError, TooManyStates):
            continue
        if found is not None:
            state, was, now = found
            yield Mutant(mutation.id, mutation.change, changed, state, was, now)


def _candidates(original: _Side) -> Iterator[tuple[Mutation, Preset]]:
    """The mutations of each entry, one of each before the second of any, with the preset they make."""
    preset, words = original.preset, original.reading.words
    entries = (*preset.entries, *preset.rules)
    names = [entry.attribute.known_as for entry in entries]

    def ways(at: int) -> Iterator[tuple[Mutation, Preset]]:
        name = names[at] if names.count(names[at]) == 1 else f"{names[at]}.{names[:at].count(names[at]) + 1}"
        mutator = Mutator(name, entries[at].attribute, words, original.reading.closure.vocabulary)
        return ((mutation, _with(preset, at, mutation)) for mutation in mutator.mutations())

    return mixed(*map(ways, range(len(entries))))


def _with(preset: Preset, at: int, mutation: Mutation) -> Preset:
    """The preset with one entry changed; what is a rule then stands with the rules."""
    entries, rules, attribute = list(preset.entries), list(preset.rules), mutation.attribute
    kept, i = (entries, at) if at < len(entries) else (rules, at - len(entries))
    old = kept.pop(i)
    if attribute is not None and attribute.own_words and kept is entries:
        rules.append(Entry(attribute))
    elif attribute is not None:
        kept.insert(i, replace(old, attribute=attribute))
    return replace(preset, entries=tuple(entries), rules=tuple(rules))


# -- where they differ


def _told_apart(one: _Side, other: _Side) -> tuple[State, tuple[Held, ...], tuple[Held, ...]] | None:
    """A state in which they require different things, and what only one of them does; None where none was found."""
    closure = one.reading.closure
    for state in islice(_states(one.reading, other.reading), _MOST_STATES):
        try:
            first, second = (side.ground.holding(state.to_dict()) for side in (one, other))
        except PedagogyError:  # it cannot occur with what one of them asks for
            continue
        if _required(first, closure) != _required(second, closure):
            before, after = _norms(first), _norms(second)
            once = str(one.reading.words.views["item"]["once"])
            return state, _only(before, after, once), _only(after, before, once)
    return None


def _only(these: Mapping[_Key, Held], those: Mapping[_Key, Held], once: str) -> tuple[Held, ...]:
    """What only the first require; what they ask for at some point alone says so."""
    only = [(key[-1], held) for key, held in these.items() if key not in those]
    return tuple(held if every else replace(held, words=once.format(text=held.words)) for every, held in only)


def _states(one: Reading, other: Reading) -> Iterator[State]:
    """States in which some norm of one stands and none such of the other; the shortest to tell come first."""
    sides = [[(norm, each.space.cover(held)) for _, _, norm, held in each.resolved.held()] for each in (one, other)]
    vocabulary, given = one.closure.vocabulary, one.composition.given & other.composition.given
    facts = facts_beside(given, vocabulary.facts)
    conditions = [when for side in sides for _, when in side]
    space = Space(conditions, given=given, variables=vocabulary.variables, facts=facts)
    before, after = (_regions(side, space) for side in sides)
    apart = {key: before.get(key, 0) ^ after.get(key, 0) for key in dict.fromkeys((*before, *after))}
    whole = []
    for mask in dict.fromkeys(mask for mask in apart.values() if mask):
        for box in space.cover(mask).boxes:
            spoken = {name for name, _ in box}
            witness = space.witness(mask & space.mask(Condition.of([box])))
            yield _state({name: value for name, value in witness.items() if name in spoken})
            whole.append(witness)
    yield from map(_state, whole)


def _regions(norms: Iterable[tuple[Norm, Condition]], space: Space) -> dict[tuple[Any, ...], int]:
    found: dict[tuple[Any, ...], int] = {}
    for norm, when in norms:
        key = norm.modality, norm.target, norm.value, norm.every
        found[key] = found.get(key, 0) | space.mask(when)
    return found


def _state(known: Mapping[str, Value]) -> State:
    """The state of a dialogue under way in which what is known holds."""
    public = {name: value for name, value in known.items() if name not in VARIABLES or not VARIABLES[name].internal}
    tried = public.get("last_answer", "none") != "none"
    return State.from_dict({"turn": "later", "attempts": int(tried), **public})


def _norms(holding: Holding) -> dict[_Key, Held]:
    """What holds, by all that tells requirements apart."""
    every = (*holding.must, *holding.must_not, *holding.may, *holding.bounds, *holding.choices)
    found: dict[_Key, Held] = {(held.kind, held.target, held.value, held.words, True): held for held in every}
    return found | {(held.kind, held.target, held.value, held.words, False): held for held in holding.sometime}


def _required(holding: Holding, closure: Closure) -> tuple[Any, ...]:
    """What the tutor has to do, with what follows from it: alike where it is said in other norms."""
    banned = due = sometime = 0
    permitted: set[str] = set()
    values: dict[str, Any] = {}
    for kind, target, value, words, every in _norms(holding):
        norm = Norm(_MODALITIES[kind], target, value)
        banned |= closure.ban(norm)
        if not every:
            sometime |= closure.duty(norm)
            continue
        due |= closure.duty(norm)
        if kind == "may":
            permitted.add(target)
        elif target.startswith(ORDER_SLOT):  # it stands for the order of several moves
            values[f"{target} {words}"] = True
        elif value is not None:
            values[target] = met(values.get(target), value)
    forbidden = frozenset(act for act, implied in closure.implied.items() if banned & implied)
    return forbidden, due, sometime & ~due, permitted, values
