"""What every attribute is: a frozen model with parameters, statements and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import (
    ConfigDict,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)

from ...base.documented import Documented
from ...base.errors import PedagogyError
from ...norms.condition import ALWAYS, NEVER, Condition, ConditionLike, as_condition
from ...norms.norm import Norm
from ...norms.plain import plain
from ...norms.spelling import did_you_mean
from ...norms.theory import Fact
from .natural import meant, stands_alone
from .parameters import parameters_of
from .soundness import altered, helped, no_family, sound

Family = Literal[
    "disclosure",
    "questioning",
    "adaptation",
    "presentation",
    "feedback",
    "metacognition",
    "session",
    "persona",
    "integrity",
    "safety",
]
FAMILIES: tuple[Family, ...] = get_args(Family)
_PASSING = frozenset({"affect", "stuck", "asks_for_answer", "last_answer"})
"""The variables that tell of one turn and not of a stretch of them."""
RULES = "rules."
"""What stands before the name of a rule in its author's own words."""
COMMON = ("when", "unless", "strength", "locked")
"""The parameters every attribute takes besides its own."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of an attribute that stands or falls as one.

    `key` names its sentence in the table of words; `param` the parameter it comes from, for the place of a finding. A
    norm that turns on another parameter names that one itself (`oblige(..., param="frequency")`), or "" where it holds
    whatever the parameters are.
    Where the full words are a list whose items can be worded briefly one by one, `items` says how many they are.
    `rests_on` names another statement of the attribute: where that one yields, this one falls silent too. `facts` are
    what is so in every dialogue in which it is followed: (if, then, why). Where an attribute reacts at the n-th time,
    `stage` is n: of several instances the one that has come furthest speaks. What `suspends` is the exception by its
    nature: what is said of more turns than those it speaks of gives way to it there. `number` names the parameter that
    says after how many times, in the conditions of its norms; where nobody wrote it, it gives way to one that was.
    """

    key: str
    norms: tuple[Norm, ...]
    param: str | None = None
    items: int = 1
    rests_on: str | None = None
    facts: tuple[Fact, ...] = ()
    stage: int | None = None
    suspends: bool = False
    number: str | None = None

    def __init__(
        self,
        key: str,
        *norms: Norm,
        param: str | None = None,
        items: int = 1,
        rests_on: str | None = None,
        facts: Sequence[Fact] = (),
        stage: int | None = None,
        suspends: bool = False,
        number: str | None = None,
    ) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "norms", norms)
        object.__setattr__(self, "param", param)
        object.__setattr__(self, "items", items)
        object.__setattr__(self, "rests_on", rests_on)
        object.__setattr__(self, "facts", tuple(facts))
        object.__setattr__(self, "stage", stage)
        object.__setattr__(self, "suspends", suspends)
        object.__setattr__(self, "number", number)

    def param_of(self, norm: Norm) -> str | None:
        """The parameter that one of its norms turns on; None where it holds whatever the parameters are."""
        return self.param if norm.param is None else norm.param or None


Statements = Iterator[Statement]


@cache
def _parameters(cls: type[Attribute]) -> frozenset[str]:
    return frozenset(cls.parameters())


class Attribute(Documented):
    """One pedagogical choice. Subclasses add parameters, `family`, `evidence` and `statements`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: ClassVar[Family]
    """The kind of choice it is; it says in which group of the text it stands."""
    evidence: ClassVar[tuple[str, ...]] = ()
    """Keys of the citations that speak for (or against) it; empty where it rests on practice."""
    stands: ClassVar[tuple[str, int] | None] = None
    """The group of the text it stands in and its place there, where these are not the end of its family's group."""
    first_rule: ClassVar[int | None] = None
    """Its rank among those that can be the rule that matters most, the lowest first. It has a reminder."""
    always_kept: ClassVar[bool] = False
    """Whether no budget may leave it out, as what decides what is given away; integrity and safety never are."""
    own_words: ClassVar[bool] = False
    """Whether its author words it in the preset, as a rule: it stands where they put it, no value of it is changed to
    mend a clash, and no word of it is missed where all it means follows from others."""
    speaks_as_tutor: ClassVar[bool] = False
    """Whether its words say who the tutor is, in place of the frame's own."""
    gives_access: ClassVar[tuple[str, ...]] = ()
    """Parameters without which somebody could not read it or take part: no fix weakens them for something else."""
    titles: ClassVar[tuple[str, ...]] = ()
    """What a lesson's title calls it, in small letters, where that is none of its own words: "evening course"."""
    needs: ClassVar[tuple[Literal["materials", "objectives"], ...]] = ()
    """What a described lesson must have for it to work."""
    settles: ClassVar[Mapping[str, int]] = {}
    """The situations of the decision table that it settles, each with its rank among those that do, best first."""
    samples: ClassVar[Mapping[str, Sequence[Any]]] = {}
    """Values for parameters whose type does not enumerate them."""
    tells: ClassVar[tuple[str, ...]] = ()
    """The parameters whose words the learner is told, such as whom to turn to: an address in them is a link."""
    words: ClassVar[str | Mapping[str, Any] | None] = None
    """The words, as TOML text or a mapping, where they do not stand in `en.toml` beside the module."""

    when: ConditionLike = ALWAYS
    """It holds only in these dialogue states."""
    unless: ConditionLike = NEVER
    """It does not hold in these dialogue states."""
    strength: Literal["must", "should"] = "must"
    """A `should` yields to a `must`, and never makes an error."""
    locked: bool = False
    """No inner layer can relax it."""

    @classmethod
    def __pydantic_init_subclass__(cls, **facts: Any) -> None:
        super().__pydantic_init_subclass__(**facts)
        sound(cls, Attribute, FAMILIES)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Where a list is due, one value may stand alone; what nobody knows is told with what is near."""
        if not hasattr(cls, "family"):
            raise no_family(cls, FAMILIES)
        if isinstance(data, dict):
            lists = _lists(cls)
            data = {key: (value,) if key in lists and isinstance(value, str) else value for key, value in data.items()}
            data = meant(cls, data)
        try:
            return handler(data)
        except ValidationError as error:
            raise helped(cls, error) from None

    def statements(self) -> Statements:
        """What the attribute claims, part by part."""
        raise PedagogyError(
            f"{type(self).__name__} does not say what it claims. Write a method `statements` into the class that yields"
            ' one `Statement("key", norm, ...)` or several, with norms such as oblige("praise").'
        )

    def forms(self) -> Mapping[str, Any]:
        """What the words turn on where a parameter's value does not say it: plain data by name.

        For a parameter, the form under which its table lists the phrase (a list of forms for a list); any other name
        is one more the words may use.
        """
        return {}

    @classmethod
    def slug(cls) -> str:
        """The attribute's key in a preset."""
        return slug_of(cls.__name__)

    @classmethod
    def parameters(cls) -> tuple[str, ...]:
        """The attribute's own parameters, the main one first."""
        return tuple(name for name in cls.model_fields if name not in COMMON)

    @property
    def known_as(self) -> str:
        """What findings, budgets and fixes call it. Instances that are called the same speak with one voice."""
        return self.slug()

    @property
    def seat(self) -> tuple[str, int] | Family:
        """The group of the text and its place there; or the family at the end of whose group it stands."""
        return self.stands or self.family

    @property
    def holds_in(self) -> Condition:
        """The states its author wants it in, without what `unless` takes out."""
        return as_condition(self.when)

    @property
    def is_locked(self) -> bool:
        """Whether no inner layer can relax it; safety and integrity are locked by nature."""
        return self.locked or self.family in ("integrity", "safety")

    @property
    def each_time(self) -> bool:
        """Whether it is wanted where something passing happens, and then not in some such turn but in each."""
        return bool(as_condition(self.when).variables & _PASSING)

    @property
    def written(self) -> frozenset[str]:
        """The attribute's own parameters that its author set, to their defaults or not: the others may yield."""
        return _parameters(type(self)) & self.model_fields_set

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, and their authors wrote the same: what nobody wrote may yield."""
        return isinstance(other, Attribute) and super().__eq__(other) and self.written == other.written

    def __hash__(self) -> int:
        try:
            return hash((type(self), *self.__dict__.values(), self.written))
        except TypeError as error:
            raise altered(self, error) from error

    @model_serializer(mode="wrap")
    def _only_written(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Plain data as pydantic dumps it, without what nobody wrote: reading it back gives an equal attribute."""
        return {name: value for name, value in handler(self).items() if name in self.model_fields_set}

    def to_mapping(self) -> dict[str, Any]:
        """What its author wrote, as plain data: its own parameters, and what differs from the usual of the others."""
        fields = type(self).model_fields
        return {
            name: self.as_written(name)
            for name in fields
            if name in self.written or (name in COMMON and getattr(self, name) != fields[name].default)
        }

    def as_written(self, name: str) -> Any:
        """One parameter as a preset writes it: plain data that reads back as the same."""
        value = getattr(self, name)
        if isinstance(value, Condition) and parameters_of(type(self))[name].is_release:
            return value.to_data(release=True)
        return plain(value)

    def to_value(self) -> Any:
        """The attribute as its author wrote it: None, a main value, or a mapping."""
        data = self.to_mapping()
        names = self.parameters()
        if not data:
            return None
        alone = data.get(names[0]) if names and len(data) == 1 else None
        # A rule is wanted by standing there, so that it may be any text.
        return alone if isinstance(alone, str | int) and (self.own_words or stands_alone(alone)) else data

    @property
    def free_text(self) -> tuple[str, ...]:
        """The parameters whose value is, or holds, words of whoever wrote it, and is no choice out of a list."""
        known = parameters_of(type(self))
        return tuple(
            name
            for name in self.parameters()
            if known[name].is_free and any(text not in known[name].choices for text in _texts(self.as_written(name)))
        )

    @classmethod
    def values_from(cls, value: Any) -> list[tuple[tuple[str | int, ...], dict[str, Any]]]:
        """A preset's value for this attribute as keyword mappings, one an instance, each with its path.

        None is the defaults, a mapping the parameters, a list of mappings several instances, anything else the main
        parameter. Raises ValueError where the attribute has no parameter to take a value.
        """
        if value is None:
            return [((), {})]
        if isinstance(value, Mapping):
            return [((), {str(name): part for name, part in value.items()})]
        if isinstance(value, list | tuple) and value and all(isinstance(part, Mapping) for part in value):
            return [((i,), {str(n): v for n, v in part.items()}) for i, part in enumerate(value)]
        if not cls.parameters():
            raise ValueError(f"'{cls.slug()}' has no parameters of its own: leave its value empty.")
        return [((), {cls.parameters()[0]: value})]


def told_texts(attribute: Attribute) -> Iterator[str]:
    """The texts in its values that the learner is told."""
    for name in type(attribute).tells:
        yield from _texts(attribute.as_written(name))


def own_texts(attribute: Attribute) -> tuple[str, ...]:
    """The texts in its values that are words of whoever wrote it, each once, in the order of its parameters."""
    known = parameters_of(type(attribute))
    return tuple(
        dict.fromkeys(
            text
            for name in attribute.free_text
            for text in _texts(attribute.as_written(name))
            if text not in known[name].choices
        )
    )


def _texts(value: Any) -> Iterator[str]:
    """The texts in plain data."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _texts(part)


@cache
def _lists(cls: type[Attribute]) -> frozenset[str]:
    return frozenset(name for name, parameter in parameters_of(cls).items() if parameter.is_list)


@cache
def slug_of(class_name: str) -> str:
    """The slug that belongs to a class name."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower()


def class_name_of(slug: str) -> str:
    """The class name that belongs to a slug."""
    return "".join(part.capitalize() for part in slug.split("_"))


@cache
def attribute_slugs() -> tuple[str, ...]:
    """The slugs of the shelf, in alphabetical order, without importing any of them."""
    from importlib import resources

    shelf = resources.files(__package__.rpartition(".")[0])
    return tuple(sorted(entry.name for entry in shelf.iterdir() if entry.joinpath("en.toml").is_file()))


class UnknownAttributeError(PedagogyError, LookupError):
    """There is no attribute of this name."""


@cache
def attribute_class(slug: str) -> type[Attribute]:
    """The attribute class of a slug. Raises `UnknownAttributeError` with the nearest names."""
    if slug not in attribute_slugs():
        known = attribute_slugs()
        raise UnknownAttributeError(
            f"There is no attribute '{slug}'.{did_you_mean(slug, known)}"
            " `pedagogy-prompts list attributes` shows all of them."
        )
    module = import_module(f"{__package__.rpartition('.')[0]}.{slug}")
    found = getattr(module, class_name_of(slug))
    assert isinstance(found, type) and issubclass(found, Attribute)
    return found


@cache
def settling(situation: str) -> tuple[str, ...]:
    """The attributes of the shelf that settle a situation of the decision table, the best first."""
    ranks = {slug: attribute_class(slug).settles.get(situation) for slug in attribute_slugs()}
    return tuple(slug for _, slug in sorted((rank, slug) for slug, rank in ranks.items() if rank is not None))
