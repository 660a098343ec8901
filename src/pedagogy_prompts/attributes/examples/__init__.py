from __future__ import annotations

from typing import Annotated, Any, Literal

from ..kit import Attribute, Distinct, Field, Statement, Statements, bound, choose, forbid, oblige

Kind = Literal["concrete", "analogy", "contrast"]
_ACT = {"concrete": "use_concrete_example", "analogy": "use_analogy", "contrast": "use_contrast"}


class Examples(Attribute):
    """Give examples when explaining, and not too many.

    Why: An idea is understood through cases; a second and third case in the same turn hide what the first one showed.
    Use it when: the tutor explains concepts or rules.
    Do not use it when: learners are to find the examples themselves: set them to none in a turn.
    """

    family = "presentation"
    evidence = ("rosenshine2012", "mayer2003")

    kind: Distinct[Kind] = ("concrete",)
    """One or several: a concrete case; an analogy; a case that fits beside one that does not."""
    per_turn: Annotated[int, Field(ge=0, le=3)] = 1
    """The most examples in a turn, 0 to 3; with 0 the tutor gives none, and the kind does not matter."""

    def statements(self) -> Statements:
        if self.per_turn:
            yield Statement("use", *(oblige(_ACT[kind], every=False) for kind in self.kind), param="kind")
        without = () if self.per_turn else (choose("example_use", "none"), forbid("give_example"))
        yield Statement("limit", bound("examples", None, self.per_turn), *without, param="per_turn")

    def forms(self) -> dict[str, Any]:
        return {"several": len(self.kind) > 1}
