"""What an instruction says to every learner alike, and what it takes to serve it: made once and shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..base.cached import cached_property
from ..base.errors import PedagogyError
from ..base.fence import Tags
from ..reports.report import Report
from ..tokens.meter import Counted
from ..wording.words import words_for
from .allowance import Allowance
from .held import HeldNorm
from .holding import Holding
from .section import Block, Section, Style, Told
from .stored import damaged

if TYPE_CHECKING:
    from .ground import Ground


@dataclass(frozen=True)
class Background:
    """What stands behind a text: the wordings that were not chosen, and what holds in which state."""

    wordings: tuple[Section, ...] = ()
    data: Mapping[str, Any] | None = None
    """The ground as plain data."""
    locale: str = "en"

    def alternatives(self) -> tuple[Section, ...]:
        """The wordings that were not chosen, without their origins; they are for the receipt alone."""
        return self.wordings

    @cached_property
    def ground(self) -> Ground:
        """Says what holds in a state. Raises PedagogyError where nothing was kept to say it from."""
        if self.data is None:
            raise PedagogyError(
                "This instruction was stored by a version that kept nothing to say what holds from. Compose it again."
            )
        from .ground import ground_of

        try:
            return ground_of(self.data, words_for(self.locale))
        except PedagogyError:
            raise
        except Exception as error:
            raise damaged(error) from error

    def holding(self, state: Mapping[str, Any]) -> Holding:
        """What holds in a state. Raises PedagogyError, also for a ground that was not written by this library."""
        ground = self.ground
        if self.data is None:  # made just now, so what fails is no damage
            return ground.holding(state)
        try:
            return ground.holding(state)
        except PedagogyError:
            raise
        except Exception as error:
            raise damaged(error) from error

    def ground_data(self) -> Mapping[str, Any] | None:
        """The ground as plain data, where there is one."""
        return self.data


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
    tags: Tags = ()
    """The tags that the frame writes; nothing that is told of a learner may open or close one."""
    frame: str = ""
    """The SHA-256 of the frame's source, where an app handed it in."""
    words: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The phrases that an app handed in."""
    library: str = ""
    """The version of the library that wrote it."""
    counted: Counted = field(default_factory=Counted)
    """How its tokens are counted."""
    background: Background = field(default_factory=Background, compare=False, repr=False)


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
