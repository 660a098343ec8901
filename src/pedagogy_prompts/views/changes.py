"""What a difference is made of: changes of behaviour, each as data and as a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ..base.notebook import Shown
from ..base.visible import visible
from ..wording.words import words_for

ChangeKind = Literal["act", "bound", "choice", "rule", "known"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of behaviour.

    `target` is an act, a quantity or a slot and `words` says it; `was` and `now` say how it stood and stands;
    `old_sources` and `new_sources` name the attributes behind them with their layer and place.
    """

    kind: ChangeKind
    target: str
    words: str
    was: str
    now: str
    old_sources: tuple[str, ...] = ()
    new_sources: tuple[str, ...] = ()
    line: str = ""
    """The change as one line."""

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return {
            "kind": self.kind,
            "target": self.target,
            "words": self.words,
            "was": self.was,
            "now": self.now,
            "old_sources": list(self.old_sources),
            "new_sources": list(self.new_sources),
        }

    def __str__(self) -> str:
        return visible(self.line)


@dataclass(frozen=True, slots=True)
class Diff(Shown):
    """All changes of behaviour, the most important first. `str(diff)` tells them; an empty one is false."""

    changes: tuple[Change, ...]
    locale: str = field(default="en", repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """`equal`, and the changes as plain data."""
        return {"equal": not self.changes, "changes": [change.to_dict() for change in self.changes]}

    def __str__(self) -> str:
        words = words_for(self.locale)
        phrases = words.views["diff"]
        if not self.changes:
            return str(phrases["same"])
        out: list[str] = []
        for change in self.changes:
            out.append(str(change))
            for name, sources in (("was", change.old_sources), ("now", change.new_sources)):
                if sources:
                    out.append("    " + phrases[f"{name}_from"].format(sources=phrases["separator"].join(sources)))
        return visible("\n".join(out))
