"""Types that parameters of many attributes share: phrases, lists, and the release of what is kept back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import GenericAlias
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import CoreSchema, core_schema

from ...base.inline import too_large
from ...base.text import line
from ...norms.condition import ALWAYS, Condition, ConditionLike, as_condition

T = TypeVar("T")


def said(text: str) -> str:
    """A text of which something is left once it is cleaned. Raises ValueError."""
    if not line(text):
        raise ValueError("Nothing is left of this text once invisible characters are taken out.")
    return text


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(said)]
"""A short text an author writes into a parameter: at most 300 characters, kept as written and sent as one line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Marks a parameter that takes a list and keeps it as a tuple: at least `least` items, none twice if `distinct`."""

    least: int = 1
    distinct: bool = True

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        item = get_args(source)[0]
        words = f" of {', '.join(map(str, get_args(item)))}" if get_origin(item) is Literal else ""

        def held(items: tuple[Any, ...]) -> tuple[Any, ...]:
            if len(items) < self.least:
                raise ValueError(f"Name at least {'one' if self.least == 1 else self.least}{words}.")
            twice = next((one for i, one in enumerate(items) if one in items[:i]), None)
            if self.distinct and twice is not None:
                raise ValueError(f"'{twice}' stands here twice: name each at most once.")
            return items

        return core_schema.no_info_after_validator_function(held, handler(GenericAlias(tuple, (item, ...))))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        told: dict[str, Any] = handler(schema)
        told |= {"minItems": self.least} if self.least else {}
        return told | ({"uniqueItems": True} if self.distinct else {})


Many = Annotated[Sequence[T], Listed(least=0, distinct=False)]
"""A list of any length, kept as a tuple; one value may stand alone."""
Distinct = Annotated[Sequence[T], Listed()]
"""A list of at least one item and none twice, kept as a tuple; one value may stand alone."""


class _Held(dict[Any, Any]):
    """A mapping that can be hashed, as the values of a frozen model must be."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


def _numbers_told(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {
        key: str(part) if type(part) in (int, float) and not too_large(part) else part for key, part in value.items()
    }


Told = Annotated[Mapping[Phrase, Phrase], BeforeValidator(_numbers_told), AfterValidator(_Held)]
"""A mapping from phrase to phrase, such as terms with what they mean; a number may stand for a phrase."""


class Known:
    """Marks a text that its attribute checks against what there is, so that nobody can write words of their own."""


class Released:
    """Marks a parameter that is a condition in which a bare number means "or more", or "never"."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: value if value == "never" else Condition.release(value), handler(source)
        )


Release = Annotated[Literal["never"] | ConditionLike, Released()]
"""The dialogue states in which something kept back is free, or never; a bare number means "or more"."""


def released(**states: Any) -> Condition:
    """The default of a `Release`: `released(attempts=3)` is after three attempts or more."""
    return Condition.release(states)


def closed(until: Literal["never"] | ConditionLike) -> Condition:
    """The states in which a `Release` keeps back what it guards."""
    return ALWAYS if isinstance(until, str) else ~as_condition(until)
