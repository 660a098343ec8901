"""Phrases with holes, `{}` and `{name}`: filled as text, and never read as format strings, which reach into values."""

from __future__ import annotations

import re

_HOLE = re.compile(r"\{\{|\}\}|\{(\w*)\}")


def put(form: str, *values: object, **named: object) -> str:
    """The form with its holes filled; what is no hole of these stays, and `{{` is a brace."""
    rest = iter(values)

    def filled(hole: re.Match[str]) -> str:
        if hole[1] is None:
            return hole[0][0]
        return str(named[hole[1]]) if hole[1] in named else hole[0] if hole[1] else str(next(rest, hole[0]))

    return _HOLE.sub(filled, form)
