"""Names as people read them."""

from __future__ import annotations

_WRITTEN = {"ai": "AI", "json": "JSON", "latex": "LaTeX", "si": "SI"}


def label_of(name: str) -> str:
    """The name of an attribute, a parameter or a value as a form shows it: "Hint ladder"."""
    words = [_WRITTEN.get(word, word) for word in name.split("_")]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))
