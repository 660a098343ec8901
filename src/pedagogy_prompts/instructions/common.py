"""What an instruction says to every learner alike, and what it takes to serve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..tokens.meter import Counted
from .held import HeldNorm
from .section import Block, Section, Style


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The wordings that were not chosen, without their origins; they are for the receipt alone."""

    kept: tuple[Section, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """All of them. A draft writes them only now."""
        return self.kept


@dataclass(frozen=True)
class Common:
    """What is the same for many lessons, and for every learner: it is written once and shared."""

    rules: Block
    """What the authors ask for, and what its words mean."""
    closing: Block
    """The learner's wishes, and the reminder."""
    norms: tuple[HeldNorm, ...]
    """What the text asks for, with the states in which it holds."""
    style: Style = "markdown"
    locale: str = "en"
    titles: Mapping[str, str] = field(default_factory=dict)
    """The headings of the groups."""
    forms: Mapping[str, str] = field(default_factory=dict, repr=False)
    """How the learner part is worded."""
    around: tuple[str, str] = ("", "")
    """What the frame writes before and after the learner part."""
    frame: str = ""
    """The SHA-256 of the frame's source, where an app handed it in."""
    library: str = ""
    """The version of the library that wrote it."""
    counted: Counted = field(default_factory=Counted)
    """How its tokens are counted."""
    alternatives: Alternatives = field(default_factory=Alternatives, compare=False, repr=False)
