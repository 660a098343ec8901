from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import model_validator

from ..kit import Attribute, Listed, Phrase, Statement, Statements, choose, forbid, oblige

Device = Literal["bold", "italics", "underline", "headings", "lists", "tables", "code_blocks", "capitals"]


class Markup(Attribute):
    """Use these means of emphasis and layout, and leave out those.

    Why: Bold type finds the eye of a reader who skims; italics, underlining and capitals blur the shape of words, which
    readers with dyslexia need most.
    Use it when: the page shows such means, or certain readers are hindered by some of them.
    Do not use it when: the surface shows none: choose plain text or speech as the format.
    """

    family = "presentation"
    evidence = ("rello2013",)
    samples = {"bold_for": ["the number that matters", "each new term"]}

    avoid: Annotated[Sequence[Device], Listed(least=0)] = ()
    """Means that are left out."""
    use: Annotated[Sequence[Device], Listed(least=0)] = ()
    """Means that are used where they serve."""
    bold_for: Phrase | None = None
    """What is set in bold, and nothing else; with it bold type is used."""

    @model_validator(mode="after")
    def _either(self) -> Markup:
        if not (self.avoid or self.use or self.bold_for):
            raise ValueError("Name what to `avoid` or to `use`, such as `avoid: [italics, underline]`.")
        used = {*self.use, *(["bold"] if self.bold_for else [])}
        both = sorted(used & set(self.avoid))
        if both:
            raise ValueError(f"{both[0]} is used and avoided at once: take it out of one of the two.")
        return self

    def statements(self) -> Statements:
        if self.use:
            yield Statement("use", *(oblige(f"use_{one}", every=False) for one in self.use), param="use")
        if self.bold_for:
            yield Statement("bold", oblige("use_bold", every=False), param="bold_for")
        if self.avoid:
            avoided = [forbid(f"use_{one}") for one in self.avoid]
            if "tables" in self.avoid:
                avoided.append(choose("picture_kind", "none", "characters"))
            yield Statement("avoid", *avoided, param="avoid")
