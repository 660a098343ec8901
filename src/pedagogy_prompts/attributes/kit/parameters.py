"""What a parameter takes: the one place that reads the type of a model's field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ...base.cached import cached_property
from ...base.documented import field_docs
from ...norms.condition import Condition
from ...norms.meaning import Meaning
from ...norms.plain import plain
from .types import Known, Released

_LISTS = (tuple, list, set, frozenset, Sequence)
_MAPPINGS = (dict, Mapping)
_TEXTS = ("the tide in the harbour", "a market stall")


@dataclass(frozen=True)
class Alternative:
    """One of the types a value may have, with its constraints."""

    kind: Any
    constraints: tuple[Any, ...] = ()

    @property
    def choices(self) -> tuple[Any, ...]:
        """The literals it may be."""
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()

    @property
    def is_list(self) -> bool:
        return get_origin(self.kind) in _LISTS and bool(get_args(self.kind))

    @property
    def is_mapping(self) -> bool:
        return get_origin(self.kind) in _MAPPINGS and bool(get_args(self.kind))

    @property
    def is_model(self) -> bool:
        return isinstance(self.kind, type) and issubclass(self.kind, BaseModel)

    @property
    def range(self) -> tuple[Any, Any]:
        """The least and the greatest number it may be; None where there is no bound."""
        low = high = None
        for constraint in self.constraints:
            for part in getattr(constraint, "metadata", [constraint]):
                low = part.ge if getattr(part, "ge", None) is not None else low
                low = part.gt + 1 if getattr(part, "gt", None) is not None else low
                high = part.le if getattr(part, "le", None) is not None else high
                high = part.lt - 1 if getattr(part, "lt", None) is not None else high
        return low, high

    def part(self, key: str | int) -> Any:
        """The type of a part of such a value, None where it has no such part."""
        arguments = get_args(self.kind)
        if isinstance(key, int):
            if not self.is_list:
                return None
            if get_origin(self.kind) is tuple and arguments[-1] is not Ellipsis:
                return arguments[key] if key < len(arguments) else None
            return arguments[0]
        if self.is_model and key in self.kind.model_fields:
            return parameters_of(self.kind)[key].type
        return arguments[1] if self.is_mapping else None


@dataclass(frozen=True, eq=False)
class Parameter:
    """One field of a model, or a part of one: what it takes, in words and in values."""

    name: str
    type: Any
    """Its annotation, with constraints."""
    model: type[BaseModel] | None = None
    """The model that has the field; None for a part of a value."""

    @cached_property
    def _field(self) -> FieldInfo | None:
        return self.model.model_fields[self.name] if self.model else None

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self._field is None or self._field.is_required()

    @property
    def default(self) -> Any:
        """Its default, where it has one."""
        return self._field.get_default(call_default_factory=True) if self._field else None

    @property
    def plain_default(self) -> Any:
        """Its default as a preset writes it; None where it has none, or one that says nothing."""
        default = None if self.required else self.default
        if isinstance(default, Condition):
            return None if default.always or default.never else default.to_data(release=self.is_release)
        return None if isinstance(default, BaseModel) else plain(default)

    @property
    def docs(self) -> str:
        """What its author wrote of it."""
        return field_docs(self.model).get(self.name, "") if self.model else ""

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The types a value may have, unions taken apart."""
        return tuple(_alternatives(self.type))

    @cached_property
    def is_list(self) -> bool:
        """Whether it takes a list and nothing else."""
        return all(one.is_list for one in self.alternatives)

    @cached_property
    def is_text(self) -> bool:
        """Whether its value may be, or hold, a text that the author words."""
        return self.scalars is None or str in self.scalars[0]

    @cached_property
    def is_condition(self) -> bool:
        """Whether it may be a condition."""
        return any(one.kind is Condition for one in self.alternatives)

    @cached_property
    def is_release(self) -> bool:
        """Whether it is a condition in which a bare number means "or more"."""
        return any(isinstance(part, Released) for one in self.alternatives for part in one.constraints)

    @cached_property
    def is_free(self) -> bool:
        """Whether it may hold words that nobody has foreseen."""
        return any(map(_is_free, self.alternatives))

    @cached_property
    def models(self) -> tuple[type[BaseModel], ...]:
        """The models a value may be."""
        return tuple(one.kind for one in self.alternatives if one.is_model)

    @cached_property
    def scalars(self) -> tuple[frozenset[Any], tuple[Any, ...]] | None:
        """The scalar types and the literals a value may be, in a list or alone; None where any value may be right."""
        kinds: set[Any] = set()
        literals: list[Any] = []
        for one in self.alternatives:
            if one.choices:
                literals += one.choices
            elif one.kind in (str, int, float, bool, NoneType):
                kinds.add(one.kind)
            elif one.is_list:
                inner = self.part(0).scalars
                if inner is None:
                    return None
                kinds |= inner[0] - {NoneType}
                literals += inner[1]
            elif one.kind is not Condition and not one.is_model and get_origin(one.kind) not in _MAPPINGS:
                return None
        return frozenset(kinds), tuple(literals)

    @cached_property
    def choices(self) -> tuple[Any, ...]:
        """The literals a value may be, alone or in a list."""
        return self.scalars[1] if self.scalars is not None else ()

    @property
    def names(self) -> Parameter:
        """What a mapping among its values takes for names."""
        found = [get_args(one.kind)[0] for one in self.alternatives if one.is_mapping]
        return Parameter(self.name, Union[tuple(found)] if found else None)  # noqa: UP007  built at run time

    def part(self, key: str | int) -> Parameter:
        """What a part of its values takes: an item, a field, a mapping's value. Of no type where there is none."""
        found = [kind for one in self.alternatives if (kind := one.part(key)) is not None]
        return Parameter(str(key), Union[tuple(found)] if found else None)  # noqa: UP007  built at run time

    def takes(self) -> str:
        """What a value may be, as a message says it: "a whole number from 1 to 5"."""
        words = [word for word in dict.fromkeys(map(_taken, self.alternatives)) if word]
        return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)

    def words(self) -> str:
        """What a value may be, as a page lists it: "1 to 5"."""
        return " or ".join(dict.fromkeys(word for one in self.alternatives if (word := _listed(one))))

    def samples(self) -> list[Any]:
        """Some values, the default first: all where they can be counted, else the ends of the range and samples."""
        named: Mapping[str, Sequence[Any]] = getattr(self.model, "samples", {})
        found = list(named.get(self.name, ())) or [value for one in self.alternatives for value in _sampled(one)]
        if not self.required:
            found = [self.default, *(value for value in found if value != self.default)]
        return found

    def neighbours(self, now: Any, least: Iterable[int] = ()) -> Iterator[tuple[Any, float]]:
        """Other values than `now`, each with how far away it is; `least` are numbers that are looked at first."""
        if isinstance(now, bool):
            yield not now, 1.5
            return
        if now is not None and not self.required and self.default is None:
            yield None, 2.5
        if isinstance(now, int):
            for value in dict.fromkeys((*least, *(now + away for away in (-1, 1, -2, 2, -3, 3)))):
                if value != now and value >= 0:
                    yield value, 1 + abs(value - now) / max(10, now)
        elif isinstance(now, Condition) or now == "never":
            at = _attempts(now)
            for number in range(1, 11):
                if number != at:
                    away = abs(number - at) if at else 11 - number
                    yield Condition.release({"attempts": number}), 1 + away / 10
        elif isinstance(now, tuple):
            for i in range(len(now) - 1):  # two that stand beside each other, the other way round
                yield (*now[:i], now[i + 1], now[i], *now[i + 2 :]), 1.2
            for i in range(len(now)):
                if len(now) > 1:
                    yield (*now[:i], *now[i + 1 :]), 1.5
        elif isinstance(now, str) and any(one.choices for one in self.alternatives):
            for value in self.samples():
                if isinstance(value, str) and value != now:
                    yield value, 1.5 if not self.required and value == self.default else 2.0


@cache
def parameters_of(model: type[BaseModel]) -> Mapping[str, Parameter]:
    """The fields of a model by name."""
    found = {}
    for name, field in model.model_fields.items():
        kind: Any = field.annotation
        found[name] = Parameter(name, Annotated[(kind, *field.metadata)] if field.metadata else kind, model)
    return found


def _alternatives(annotation: Any, outer: tuple[Any, ...] = ()) -> Iterator[Alternative]:
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *constraints = get_args(annotation)
        yield from _alternatives(base, (*constraints, *outer))
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part, outer)
    else:
        yield Alternative(annotation, outer)


def _is_free(one: Alternative) -> bool:
    if one.choices or one.kind in (bool, int, float, NoneType, Condition):
        return False
    if one.kind is str:
        return not any(isinstance(part, Known) for part in one.constraints)
    if one.is_model:
        return any(field.is_free for field in parameters_of(one.kind).values())
    inner = (1,) if one.is_mapping else (0,) if one.is_list else ()
    return not inner or any(_inner(one, argument).is_free for argument in inner)


def _inner(one: Alternative, argument: int = 0) -> Parameter:
    return Parameter("", get_args(one.kind)[argument])


def _taken(one: Alternative) -> str:
    if one.choices:
        return ", ".join(map(str, one.choices))
    if one.is_list:
        return f"a list out of {_inner(one).takes()}"
    if one.is_mapping:
        return f"a mapping from {_inner(one).takes()} to {_inner(one, 1).takes()}"
    if one.is_model:
        return f"a mapping with {', '.join(one.kind.model_fields)}"
    if one.kind is int or one.kind is float:
        low, high = one.range
        number = "a whole number" if one.kind is int else "a number"
        if low is not None and high is not None:
            return f"{number} from {low} to {high}"
        if low is not None:
            return f"{number}, at least {low}"
        return f"{number}, at most {high}" if high is not None else number
    return _TAKEN.get(one.kind, "")


_TAKEN = {
    bool: "true or false",
    str: "text",
    Condition: "a condition such as {attempts: 3+}",
    Meaning: "meanings such as oblige give_hint",
}


def _listed(one: Alternative) -> str:
    if one.choices:
        return ", ".join(map(str, one.choices))
    if one.is_list:
        return f"a list of {_inner(one).words()}"
    if one.is_mapping:
        return "a mapping"
    if one.kind is int:
        low, high = _ends(one)
        return f"{low} to {high}"
    return {bool: "true, false", Condition: "a condition", Meaning: "meanings", NoneType: ""}.get(one.kind, "text")


def _ends(one: Alternative) -> tuple[int, int]:
    low, high = one.range
    return 0 if low is None else int(low), 1000 if high is None else int(high)


def _numbers(one: Alternative) -> Iterable[int]:
    low, high = _ends(one)
    return dict.fromkeys(n for n in (low, low + 1, (low + high) // 2, high) if low <= n <= high)


def _lists(one: Alternative) -> Iterator[tuple[Any, ...]]:
    members = _inner(one).samples()
    for size in range(1, len(members) + 1):
        yield tuple(members[:size])
    if len(members) > 1:
        yield tuple(reversed(members[:2]))
        yield (members[-1],)


def _sampled(one: Alternative) -> Iterable[Any]:
    if one.choices:
        return one.choices
    if one.is_list:
        return _lists(one)
    if one.kind is int:
        return _numbers(one)
    known: dict[Any, Callable[[], Iterable[Any]]] = {
        bool: lambda: (False, True),
        str: lambda: _TEXTS,
        NoneType: lambda: (None,),
        Condition: lambda: (
            Condition.release({"attempts": 3}),
            Condition(last_answer="correct"),
            Condition(phase="review"),
        ),
    }
    return known[one.kind]() if one.kind in known else ()


def _attempts(value: Any) -> int | None:
    """The attempts after which a release opens, where it turns on nothing else."""
    if isinstance(value, Condition) and len(value.boxes) == 1 and value.variables == {"attempts"}:
        return min(int(v) for v in value.boxes[0][0][1][1])
    return None
