"""The ground on which it can be said what holds in a state: live from a composition, or from plain data alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..base.errors import PedagogyError
from ..norms.condition import Condition, learner_move, run_of
from ..norms.space import Space
from ..norms.theory import Fact
from ..norms.variables import VARIABLES, Value, Variable
from ..presets.states import exact_state
from ..reports.report import Place
from ..wording.words import Words
from .holding import Held, Holding, Kind
from .state import one_state


class Standing(NamedTuple):
    """A norm with the states in which it stands, as a mask of a space; in every such turn, or in one at least."""

    held: Held
    states: int
    every: bool


@dataclass(frozen=True)
class Ground:
    """What can hold, and in which states: all that it takes to say what holds in one of them."""

    space: Space
    standing: Sequence[Standing]
    variables: Mapping[str, Variable]
    facts: Sequence[Fact]
    given: Condition
    words: Words = field(repr=False)

    def holding(self, state: Mapping[str, Any]) -> Holding:
        """What holds in a state. Raises `StateError` for what is not known, `PedagogyError` for what cannot occur."""
        exact, condition = exact_state(state, self.variables)
        whole = self.space.witness(self._assumed(self._within(condition)))
        here = self.space.region(one_state(whole))
        held = [one.held for one in self.standing if one.states & here and one.every]
        assumed = {
            name: value for name, value in whole.items() if name not in exact and self._matters(name, whole, here)
        }
        return Holding(
            state=exact,
            assumed=assumed,
            idle=tuple(name for name in exact if name not in self.space.names),
            when=self._told(condition),
            assuming=self._told(one_state(assumed)),
            must=_of_kind("must", held),
            must_not=_of_kind("must_not", held),
            may=_of_kind("may", held),
            bounds=_of_kind("bound", held),
            choices=_of_kind("choice", held),
            sometime=tuple(one.held for one in self.standing if one.states & here and not one.every),
            locale=self.words.locale,
        )

    def here(self, state: Mapping[str, Any]) -> int:
        """The states that agree with a state and with what is assumed of it, as a mask of the space."""
        _, condition = exact_state(state, self.variables)
        return self.space.region(one_state(self.space.witness(self._assumed(self._within(condition)))))

    def _within(self, condition: Condition) -> Condition:
        """A state with each number that goes beyond what the attributes count brought back to the nearest they do.

        A learner may go on where the tutor should have: on a fifth try it holds what holds on the last one.
        """
        for fact in self.space.facts:
            if_, then, _ = fact
            if fact in self.facts or not (condition & ~if_).never or not (condition & then).never:
                continue
            exact = {name: next(iter(values)) for name, (_, values) in condition.boxes[0]}
            for name, (positive, values) in (literal for box in then.boxes for literal in box):
                if name in exact and self.variables[name].scale:
                    counted = [n for n in self.variables[name].values if (n in values) is positive]
                    exact[name] = min(counted, key=lambda n: abs(int(n) - int(exact[name])))
            condition = one_state(exact)
        return condition

    def _assumed(self, condition: Condition) -> int:
        """The states that agree with a condition. Of a learner who is held up, it has gone on for long."""
        mask = self._can_occur(condition)
        held_up = Condition(stuck=True), learner_move("gives_up")
        if any((condition & ~one).never for one in held_up):
            longest = max((n for n in range(1, 7) if mask & self.space.region(run_of(n))), default=0)
            mask = mask & self.space.region(run_of(longest)) if longest else mask
        return mask

    def _can_occur(self, condition: Condition) -> int:
        if (condition & self.given).never:
            raise PedagogyError(
                f"This state cannot occur here: {self._told(condition)}. It is given that {self._told(self.given)}. "
                "Change the state, or what is given."
            )
        for if_, then, because in self.facts:
            if (condition & (~if_ | then)).never:
                told = self._told(condition)
                raise PedagogyError(
                    f"This state cannot occur: {told}. The reason: {because}. Change one of the values."
                )
        mask = self.space.region(condition)
        if not mask:
            raise PedagogyError(
                f"This state cannot occur: {self._told(condition)}. It does not go together with what is given. Leave "
                "one of the values out."
            )
        return mask

    def _matters(self, name: str, state: Mapping[str, Value], here: int) -> bool:
        """Whether another value of this variable alone would change what holds."""
        rest = one_state({key: value for key, value in state.items() if key != name})
        others = self.space.region(rest) & ~here
        return any(others & (~one.states if one.states & here else one.states) for one in self.standing)

    def _told(self, condition: Condition) -> str:
        return self.words.condition(condition, self.variables)


def _of_kind(kind: Kind, held: Iterable[Held]) -> tuple[Held, ...]:
    return tuple(one for one in held if one.kind == kind)


# -- as plain data


def data_of(ground: Ground) -> dict[str, Any]:
    """The ground as plain data; `ground_of` makes one of it that says the same, whatever the library then knows."""
    space = ground.space
    own = [variable for name, variable in ground.variables.items() if name not in VARIABLES]
    axes = [ground.variables[name] for name in space.names]
    return {
        "variables": [_variable_data(one) for one in {variable.name: variable for variable in (*own, *axes)}.values()],
        "classes": {name: [list(one) for one in space.classes(name)] for name in space.names},
        "reachable": _boxes(space.limits()),
        "given": _boxes(ground.given),
        "ruled_out": _facts_data(space.facts),
        "facts": _facts_data(ground.facts),
        "standing": [
            {**one.held.to_dict(), "when": _boxes(space.cover(one.states)), "every": one.every}
            for one in ground.standing
        ],
    }


def ground_of(data: Mapping[str, Any], words: Words) -> Ground:
    """The ground that `data_of` wrote."""
    variables = {**VARIABLES, **{one["name"]: _variable(one) for one in data["variables"]}}
    told_apart = [
        Condition.of([((name, (True, frozenset(values))),)])
        for name, classes in data["classes"].items()
        for values in classes
        if len(classes) > 1
    ]
    # What was written before this stood in it says all in what is reachable.
    ruled_out = _facts(data.get("ruled_out", ()))
    space = Space(told_apart, given=_condition(data["reachable"]), variables=variables, facts=ruled_out)
    facts = _facts(data["facts"])
    standing = [Standing(_held(one), space.mask(_condition(one["when"])), one["every"]) for one in data["standing"]]
    return Ground(space, standing, variables, facts, _condition(data["given"]), words)


def _facts_data(facts: Iterable[Fact]) -> list[Any]:
    return [[_boxes(if_), _boxes(then), because] for if_, then, because in facts]


def _facts(data: Iterable[Any]) -> list[Fact]:
    return [(_condition(if_), _condition(then), because) for if_, then, because in data]


def _boxes(condition: Condition) -> list[dict[str, Any]]:
    return [
        {name: {"in" if positive else "not in": sorted(values, key=str)} for name, (positive, values) in box}
        for box in condition.boxes
    ]


def _condition(boxes: Iterable[Mapping[str, Mapping[str, Sequence[Value]]]]) -> Condition:
    return Condition.of(
        tuple(sorted((name, ("in" in one, frozenset(next(iter(one.values()))))) for name, one in box.items()))
        for box in boxes
    )


def _variable_data(variable: Variable) -> dict[str, Any]:
    words = None if variable.words is None else dict(variable.words)
    return {
        "name": variable.name,
        "values": list(variable.values),
        "scale": variable.scale,
        "calm": list(variable.calm),
        "internal": variable.internal,
        "words": words,
    }


def _variable(data: Mapping[str, Any]) -> Variable:
    return Variable(**{**data, "values": tuple(data["values"]), "calm": tuple(data["calm"])})


def _held(data: Mapping[str, Any]) -> Held:
    value, kind = data["value"], data["kind"]
    if value is not None:
        value = frozenset(value) if kind == "choice" else tuple(value)
    own = {name: one for name, one in data.items() if name not in ("when", "every")}
    return Held(**{**own, "value": value, "place": Place(**{**data["place"], "path": tuple(data["place"]["path"])})})
