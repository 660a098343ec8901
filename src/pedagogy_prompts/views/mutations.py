"""What can be changed in one attribute: its parameters by their types, its conditions, its force, its norms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Any, TypeVar

from pydantic import ValidationError

from ..attributes.kit.attribute import Attribute
from ..attributes.kit.parameters import Parameter, parameters_of
from ..attributes.kit.rule import Rule
from ..base.inline import inline
from ..checking.claims import statements_of
from ..norms.condition import ALWAYS, NEVER, Condition, as_condition
from ..norms.norm import Modality
from ..norms.theory import Vocabulary
from ..wording.words import Words

T = TypeVar("T")

_MOST_VALUES = 3
"""How many other values are tried for one parameter."""
_TURNED: Mapping[Modality, Modality] = {"oblige": "forbid", "forbid": "oblige"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One small change of one attribute; what becomes of it is not known yet."""

    id: str
    change: str
    """The change in words."""
    attribute: Attribute | None
    """What stands in its place; None where it is taken out."""
    force: bool = False
    """It changes who gives way, and nothing where nobody does."""


@dataclass(frozen=True, slots=True)
class Mutator:
    """Yields mutations of one attribute; `name` is what they call it."""

    name: str
    attribute: Attribute
    words: Words
    vocabulary: Vocabulary

    def mutations(self) -> Iterator[Mutation]:
        """All of them in a fixed order, one of each kind before the second of any."""
        own = () if self.attribute.own_words else self.attribute.parameters()
        return mixed(*map(self._parameter, own), self._scope(), self._force(), self._turned(), self._dropped())

    def _parameter(self, name: str) -> Iterator[Mutation]:
        now = getattr(self.attribute, name)
        found = (self._with(name, value) for value in _others(parameters_of(type(self.attribute))[name], now))
        return islice((one for one in found if one is not None), _MOST_VALUES)

    def _scope(self) -> Iterator[Mutation]:
        """Its conditions widened: an exception dropped, a limit lifted, one part of either left out."""
        when, unless = as_condition(self.attribute.when), as_condition(self.attribute.unless)
        wider: list[tuple[str, Condition]] = []
        if not unless.never:
            wider.append(("unless", NEVER))
        if not when.always:
            wider.append(("when", ALWAYS))
        wider += [("unless", one) for one in _without_a_box(unless)]
        wider += [("when", one) for one in _without_a_literal(when)]
        found = (self._with(name, value) for name, value in wider)
        return (one for one in found if one is not None)

    def _force(self) -> Iterator[Mutation]:
        weaker = "should" if self.attribute.strength == "must" else "must"
        found = (self._with("strength", weaker), self._with("locked", not self.attribute.locked))
        return (replace(one, force=True) for one in found if one is not None)

    def _turned(self) -> Iterator[Mutation]:
        """A duty turned to a ban, or a ban to a duty, where the attribute says one thing and no more."""
        norms = [norm for statement in statements_of(self.attribute) for norm in statement.norms]
        if len(norms) != 1 or norms[0].modality not in _TURNED or not norms[0].every:
            return
        (norm,) = norms
        when = self.attribute.holds_in & norm.when
        if any(self.vocabulary.variables[name].internal for name in when.variables):
            return  # no rule can name them
        turned = _TURNED[norm.modality]
        act = self.words.act(norm.target, self.vocabulary.acts)
        say = str(self.words.views["mutants"][turned]).format(act=act)
        say = say[:1].upper() + say[1:]
        rule = Rule(
            say=say,
            means=[{turned: norm.target}],
            when=when,
            unless=self.attribute.unless,
            strength=self.attribute.strength,
            locked=self.attribute.locked,
        )
        yield Mutation(f"{self.name}.turned", self._told("turned", say=say), rule)

    def _dropped(self) -> Iterator[Mutation]:
        yield Mutation(f"{self.name}.dropped", self._told("dropped"), None)

    def _with(self, name: str, value: Any) -> Mutation | None:
        """The attribute with another value of a parameter; None where it does not take that."""
        before = self.attribute
        kept = {field: getattr(before, field) for field in before.model_fields_set if field != name}
        usual = name not in before.parameters() and value == type(before).model_fields[name].default
        try:
            after = type(before)(**(kept if usual else {**kept, name: value}))
        except ValidationError:
            return None
        was, now = (inline(one.as_written(name)) for one in (before, after))
        told = getattr(before, name)
        if usual and isinstance(told, Condition):
            condition = self.words.condition(told, self.vocabulary.variables)
            return Mutation(f"{self.name}.no_{name}", self._told(f"no_{name}", condition=condition), after)
        return Mutation(f"{self.name}.{name}={now}", self._told("changed", parameter=name, was=was, now=now), after)

    def _told(self, form: str, **holes: str) -> str:
        return str(self.words.views["mutants"][form]).format(name=self.name, **holes)


def mixed(*ways: Iterable[T]) -> Iterator[T]:
    """The first of each, then the second of each, and so on."""
    return (one for row in zip_longest(*ways) for one in row if one is not None)


def _others(parameter: Parameter, now: Any) -> Iterator[Any]:
    """Other values than `now`, twice and half a number first, near ones and such from its whole range by turns."""
    counts = (2 * now, now // 2) if isinstance(now, int) and not isinstance(now, bool) else ()
    near = (value for value, _ in parameter.neighbours(now, counts))
    far = () if parameter.is_free else parameter.samples()
    seen = [now]
    for value in mixed(near, far):
        # A number where nobody set one would be as good as none, or out of the blue.
        if value not in seen and not (now is None and isinstance(value, int)):
            seen.append(value)
            yield value


def _without_a_box(condition: Condition) -> Iterator[Condition]:
    boxes = condition.boxes if len(condition.boxes) > 1 else ()
    return (Condition.of((*boxes[:i], *boxes[i + 1 :])) for i in range(len(boxes)))


def _without_a_literal(condition: Condition) -> Iterator[Condition]:
    for i, box in enumerate(condition.boxes):
        for k in range(len(box)) if len(box) > 1 else ():
            yield Condition.of((*condition.boxes[:i], (*box[:k], *box[k + 1 :]), *condition.boxes[i + 1 :]))
