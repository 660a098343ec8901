"""The nearest known names to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """' Did you mean "x"?' for the known words nearest to `word`, or an empty string."""
    import difflib

    names = {name.lower(): name for name in known}
    near = difflib.get_close_matches(str(word).lower(), list(names), n=2, cutoff=0.6)
    return f" Did you mean {' or '.join(repr(names[name]) for name in near)}?" if near else ""
