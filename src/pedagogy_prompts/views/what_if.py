"""What holds in one dialogue state, and why.

It reads the resolution of the check; nothing is analysed again, so it shows what the instruction says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from ..base.errors import PedagogyError
from ..checking.gather import Part, gather
from ..norms.condition import Condition
from ..norms.variables import Value
from ..presets.context import Context, ContextFields
from ..presets.packs import Pack
from ..presets.states import StateError, exact_state
from ..reports.report import Finding, Place
from ..wording.phrases import flat
from .kinds import Kind
from .reading import KINDS, Reading, Said, label


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that holds in a state: what, in words; the statement it comes from, and where that was written.

    `target` and `value` are the norm's own: an act, a quantity with (least, most), a slot with the values allowed.
    """

    kind: Kind
    words: str
    target: str
    value: Any
    strength: str
    attribute: str
    statement: str
    text: str
    layer: str
    place: Place

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        value = self.value
        return {
            "kind": self.kind,
            "words": self.words,
            "target": self.target,
            "value": sorted(value) if isinstance(value, frozenset) else list(value) if value is not None else None,
            "strength": self.strength,
            "attribute": self.attribute,
            "statement": self.statement,
            "text": self.text,
            "layer": self.layer,
            "place": self.place.to_dict(),
        }

    @property
    def source(self) -> str:
        """Attribute, layer and place in one line."""
        return label(self.attribute, self.layer, self.place)


@dataclass(frozen=True, slots=True)
class Yielded:
    """A statement that is silent in a state, and to whom it gives way; to nobody where two wishes cancel each other.

    `replaced`: an inner instance of the same attribute stands in its place.
    """

    attribute: str
    statement: str
    text: str
    layer: str
    place: Place
    to: tuple[str, ...]
    replaced: bool

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "attribute": self.attribute,
            "statement": self.statement,
            "text": self.text,
            "layer": self.layer,
            "place": self.place.to_dict(),
            "to": list(self.to),
            "replaced": self.replaced,
        }

    @property
    def source(self) -> str:
        """Attribute, layer and place in one line."""
        return label(self.attribute, self.layer, self.place)


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds in one dialogue state, and why. `str(holding)` tells it."""

    state: Mapping[str, Value]
    """The state as it was asked for."""
    assumed: Mapping[str, Value]
    """What was not said and bears on the result: the calm or first value was taken."""
    idle: tuple[str, ...]
    """Variables of the state that no statement depends on."""
    when: str
    """The state in words."""
    assuming: str
    """What was assumed, in words; empty when nothing was."""
    must: tuple[Held, ...]
    must_not: tuple[Held, ...]
    may: tuple[Held, ...]
    bounds: tuple[Held, ...]
    choices: tuple[Held, ...]
    sometime: tuple[Held, ...]
    """What is due in at least one turn of a kind that this state belongs to, not in each."""
    yielded: tuple[Yielded, ...]
    """What would hold here and gives way."""
    unsettled: tuple[Finding, ...]
    """Conflicts in this state that nobody has settled; both sides are listed above."""

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "state": dict(self.state),
            "assumed": dict(self.assumed),
            "idle": list(self.idle),
            "when": self.when,
            "assuming": self.assuming,
            "must": [one.to_dict() for one in self.must],
            "must_not": [one.to_dict() for one in self.must_not],
            "may": [one.to_dict() for one in self.may],
            "bounds": [one.to_dict() for one in self.bounds],
            "choices": [one.to_dict() for one in self.choices],
            "sometime": [one.to_dict() for one in self.sometime],
            "yielded": [one.to_dict() for one in self.yielded],
            "unsettled": [finding.to_dict() for finding in self.unsettled],
        }

    def __str__(self) -> str:
        out = [f"When {self.when}:" if self.when else "In a turn like any other:"]
        if self.assuming:
            out.append(f"(Not said, so taken as: {self.assuming}.)")
        if self.idle:
            out.append(f"(Nothing here depends on: {', '.join(self.idle)}.)")
        numbers: dict[str, int] = {}
        for title, found in (
            ("The tutor must", self.must),
            ("The tutor must not", self.must_not),
            ("The tutor may", self.may),
            ("Limits", self.bounds),
            ("Settings", self.choices),
            ("At some point in such turns the tutor must", self.sometime),
        ):
            if found:
                out += ["", title]
            by_words: dict[str, list[int]] = {}
            for one in found:
                told = f"{'if possible: ' if one.strength == 'should' else ''}{one.words}"
                number = numbers.setdefault(f"{one.source}: {flat(one.text)}", len(numbers) + 1)
                by_words.setdefault(told, []).append(number)
            for told, why in by_words.items():
                out.append(f"  - {told}{''.join(f' [{number}]' for number in dict.fromkeys(why))}")
        if self.yielded:
            out += ["", "Gives way here"]
            for loser in self.yielded:
                to = ", ".join(loser.to) or "nobody: another wish says the opposite"
                out.append(f"  - {loser.source}: {flat(loser.text)}")
                out.append(f"    {'replaced by' if loser.replaced else 'gives way to'} {to}")
        if self.unsettled:
            out += ["", "Not settled here; both sides are listed above"]
            out += [f"  - {finding.message}" for finding in self.unsettled]
        if numbers:
            out += ["", "Why", *(f"  [{number}] {source}" for source, number in numbers.items())]
        return "\n".join(out)


def what_if(
    *parts: Part,
    state: Mapping[str, Any],
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    locale: str = "en",
    packs: Iterable[Pack] = (),
    **fields: Unpack[ContextFields],
) -> Holding:
    """What holds in one dialogue state, and why: `what_if(preset, state={"attempts": 4, "asks_for_answer": True})`.

    `state` gives condition variables one exact value each; `learner_move` may be given too ("asks_for_help",
    "leaves_topic", ...). Variables that are left out take their calm or first value, and where that matters the result
    says so in `assumed`. The other arguments are those of `check`. Conflicts nobody has settled do not stop it: they
    are listed in `unsettled`.

    Raises `ConditionError` for unknown variables and values, `PedagogyError` for a state that cannot occur,
    `CompositionError` when the parts' conditions cannot be read, and what `check` raises.
    """
    composition = gather(parts, context=context, given=given, packs=packs, fields=fields)
    reading = Reading.of(composition, locale)
    exact, condition = exact_state(state, reading.variables)
    _can_occur(condition, reading)
    space, words = reading.space, reading.words
    mask = reading.region(condition)
    if not mask:
        raise PedagogyError(
            f"This state cannot occur: {words.condition(condition, reading.variables)}. It does not go together with "
            "what is given. Leave one of the values out."
        )
    whole = space.witness(mask)
    here = reading.region(_one_state(whole))
    said = list(reading.said())
    held = [_held(one, reading) for one in said if one.held & here and one.norm.every]
    assumed = {
        name: value for name, value in whole.items() if name not in exact and _matters(name, whole, here, said, reading)
    }
    return Holding(
        state=exact,
        assumed=assumed,
        idle=tuple(name for name in exact if name not in space.names),
        when=words.condition(condition, reading.variables),
        assuming=words.condition(_one_state(assumed), reading.variables),
        must=tuple(one for one in held if one.kind == "must"),
        must_not=tuple(one for one in held if one.kind == "must_not"),
        may=tuple(one for one in held if one.kind == "may"),
        bounds=tuple(one for one in held if one.kind == "bound"),
        choices=tuple(one for one in held if one.kind == "choice"),
        sometime=tuple(_held(one, reading) for one in said if one.held & here and not one.norm.every),
        yielded=tuple(_yielded(here, reading)),
        unsettled=reading.unsettled(here),
    )


def read_state(words: Iterable[str]) -> dict[str, Any]:
    """A state from words like `attempts=4` and `asks_for_answer=true`, for `what_if`.

    Raises `StateError` for a word of another form, and for a variable that is named twice.
    """
    state: dict[str, Any] = {}
    for word in words:
        name, equals, value = (part.strip() for part in word.partition("="))
        if not (name and equals and value):
            raise StateError(f"{word!r} says nothing of the state. Write it as name=value, for example attempts=4.")
        if name in state:
            raise StateError(f"'{name}' is given twice. A dialogue stands in one state: give it one value.", (name,))
        state[name] = {"true": True, "false": False}.get(value.lower(), value)
    return state


def _one_state(state: Mapping[str, Value]) -> Condition:
    return Condition.of([tuple(sorted((name, (True, frozenset([value]))) for name, value in state.items()))])


def _can_occur(condition: Condition, reading: Reading) -> None:
    words, variables = reading.words, reading.variables
    told = words.condition(condition, variables)
    if (condition & reading.composition.given).never:
        known = words.condition(reading.composition.given, variables)
        raise PedagogyError(
            f"This state cannot occur here: {told}. It is given that {known}. Change the state, or what is given."
        )
    for if_, then, because in reading.closure.vocabulary.facts:
        if (condition & (~if_ | then)).never:
            raise PedagogyError(f"This state cannot occur: {told}. The reason: {because}. Change one of the values.")


def _matters(name: str, state: Mapping[str, Value], here: int, said: Iterable[Said], reading: Reading) -> bool:
    """Whether another value of this variable alone would change what holds."""
    others = reading.region(_one_state({key: value for key, value in state.items() if key != name})) & ~here
    return any(others & (~one.held if one.held & here else one.held) for one in said)


def _held(said: Said, reading: Reading) -> Held:
    claim = reading.resolution.claims[said.claim]
    return Held(
        kind=KINDS[said.norm.modality],
        words=said.words,
        target=said.norm.target,
        value=said.norm.value,
        strength="must" if claim.must else "should",
        attribute=claim.slug,
        statement=claim.key,
        text=reading.text(said.claim),
        layer=reading.layer(said.claim),
        place=reading.place(said.claim),
    )


def _yielded(here: int, reading: Reading) -> Iterator[Yielded]:
    claims = reading.resolution.claims
    for one in reading.resolution.yieldings:
        loser = claims[one.loser]
        if not (one.region & here and any(here & reading.space.mask(norm.when) for norm in loser.norms)):
            continue
        yield Yielded(
            attribute=loser.slug,
            statement=loser.key,
            text=reading.text(one.loser),
            layer=reading.layer(one.loser),
            place=reading.place(one.loser),
            to=tuple(dict.fromkeys(reading.source(i) for i in one.winners)),
            replaced=one.replaced,
        )
