"""Phrases with holes, `{}` and `{name}`: filled as text, and never read as format strings, which reach into values."""

from __future__ import annotations

import re
from functools import lru_cache

_HOLE = re.compile(r"(\{\{|\}\}|\{\w*\})")


def put(form: str, *values: object, **named: object) -> str:
    """The form with its holes filled; what is no hole of these stays, and `{{` is a brace."""
    plain, holes = _read(form)
    if not named and len(values) == len(holes) and not any(holes):  # the usual case
        return plain % values
    rest = iter(values)
    return plain % tuple([named.get(hole, f"{{{hole}}}") if hole else next(rest, "{}") for hole in holes])


@lru_cache(maxsize=1024)
def _read(form: str) -> tuple[str, tuple[str, ...]]:
    """A form with `%s` for each hole, and the names of the holes: it is read once."""
    holes, told = list[str](), list[str]()
    for i, piece in enumerate(_HOLE.split(form)):
        if i % 2 and piece not in ("{{", "}}"):
            holes.append(piece[1:-1])
            told.append("%s")
        else:
            told.append((piece[0] if i % 2 else piece).replace("%", "%%"))
    return "".join(told), tuple(holes)
