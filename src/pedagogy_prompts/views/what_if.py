"""What holds in one dialogue state, and why.

It reads the resolution of the check; nothing is analysed again, so it shows what the instruction says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Unpack

from ..checking.claims import origin_of
from ..checking.gather import Part, gather
from ..checking.said import Said
from ..instructions.ground import Ground, Standing
from ..instructions.holding import KINDS, Held, Holding, Yielded
from ..norms.condition import Condition
from ..presets.context import Context, ContextFields
from ..presets.packs import Pack
from ..presets.states import StateError
from .reading import Reading


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

    `state` gives condition variables one exact value each. Variables that are left out take their calm or first value,
    and where that matters the result says so in `assumed`. The other arguments are those of `check`. Conflicts nobody
    has settled do not stop it: they are listed in `unsettled`.

    Raises `ConditionError` for unknown variables and values, `PedagogyError` for a state that cannot occur,
    `CompositionError` when the parts' conditions cannot be read or they hold more conflicts than a report lists, and
    what `check` raises.
    """
    composition = gather(parts, context=context, given=given, packs=packs, fields=fields)
    reading = Reading.of(composition, locale)
    ground = ground_of(reading)
    holding, here = ground.holding(state), ground.here(state)
    return replace(holding, yielded=tuple(_yielded(here, reading)), unsettled=reading.unsettled(here))


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


def ground_of(reading: Reading) -> Ground:
    """The ground on which it can be said what holds, live from what was read."""
    return Ground(
        reading.space,
        [Standing(_held(one, reading), one.held, one.norm.every) for one in reading.said()],
        reading.variables,
        reading.closure.vocabulary.facts,
        reading.composition.given,
        reading.words,
    )


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
        locked=origin_of(claim)[0].attribute.locked,
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
