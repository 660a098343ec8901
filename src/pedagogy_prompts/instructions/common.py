"""What an instruction says to every learner alike, and what it takes to serve it: made once and shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..reports.report import Report
from ..tokens.meter import Counted
from .allowance import Allowance
from .held import HeldNorm
from .section import Block, Section, Style, Told


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The wordings that were not chosen, without their origins; they are for the receipt alone."""

    kept: tuple[Section, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """All of them. A draft writes them only now."""
        return self.kept


@dataclass(frozen=True)
class Common:
    """What is the same for many lessons, and for every learner."""

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
    words: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The phrases that an app handed in."""
    library: str = ""
    """The version of the library that wrote it."""
    counted: Counted = field(default_factory=Counted)
    """How its tokens are counted."""
    alternatives: Alternatives = field(default_factory=Alternatives, compare=False, repr=False)


@dataclass(frozen=True)
class Shared:
    """What is the same for every learner of one lesson."""

    common: Common
    lesson: Told
    """What is told of the lesson."""
    report: Report
    """What the check found; no errors."""
    sources: tuple[Mapping[str, Any], ...] = ()
    """The presets it was made of."""
    allowance: Allowance | None = None
    """What the budget left for the text, where there was one."""
