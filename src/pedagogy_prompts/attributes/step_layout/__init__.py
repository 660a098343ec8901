from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Field, Norm, Statement, Statements, bound, choose, oblige


class StepLayout(Attribute):
    """Lay out steps and lines in one way, such as numbered and one a line.

    Why: A step on a line of its own can be found again, ticked off and spoken about; in a paragraph it is lost.
    Use it when: the matter has steps, or readers lose their place in a block of text.
    Do not use it when: the talk is to sound like a talk.
    """

    family = "presentation"

    steps: Literal["numbered", "bulleted", "one_a_line", "prose"] = "numbered"
    """How steps stand."""
    max_line_words: Annotated[int, Field(ge=4, le=20)] | None = None
    """The most words in a line, 4 to 20; lines are as long as they come if unset."""
    spaced: bool = False
    """Whether an empty line stands between two steps or ideas."""

    def statements(self) -> Statements:
        laid: list[Norm] = [choose("step_layout", self.steps)]
        if self.steps in ("numbered", "bulleted"):
            laid.append(oblige("use_lists", every=False))
        yield Statement("steps", *laid, param="steps")
        if self.max_line_words is not None:
            yield Statement("lines", bound("line_words", None, self.max_line_words), param="max_line_words")
        if self.spaced:
            yield Statement("spaced", oblige("space_ideas"), param="spaced")
