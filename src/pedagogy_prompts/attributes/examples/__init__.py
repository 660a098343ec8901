from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from ...norms.norm import bound, oblige
from ..kit.attribute import Attribute, Family, Statement

Kind = Literal["concrete", "analogy", "contrast"]
_ACT = {"concrete": "use_concrete_example", "analogy": "use_analogy", "contrast": "use_contrast"}


class Examples(Attribute):
    """Give examples when explaining, and not too many.

    Why: An idea is understood through cases; a second and third case in the same turn hide what the first one showed.
    Use it when: the tutor explains concepts or rules.
    Do not use it when: learners are to find the examples themselves: set them to none in a turn.
    """

    family: ClassVar[Family] = "presentation"
    evidence: ClassVar[tuple[str, ...]] = ("rosenshine2012", "mayer2003")

    kind: tuple[Kind, ...] = ("concrete",)
    """One or several: a concrete case; an analogy; a case that fits beside one that does not."""
    per_turn: Annotated[int, Field(ge=0, le=3)] = 1
    """The most examples in a turn, 0 to 3; with 0 the tutor gives none, and the kind does not matter."""

    @field_validator("kind")
    @classmethod
    def _kinds(cls, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
        if not kinds or len(set(kinds)) != len(kinds):
            raise ValueError("Name at least one kind of example, and none twice.")
        return kinds

    def statements(self) -> Iterator[Statement]:
        if self.per_turn:
            yield Statement("use", *(oblige(_ACT[kind], every=False) for kind in self.kind), param="kind")
        yield Statement("limit", bound("examples", None, self.per_turn), param="per_turn")
