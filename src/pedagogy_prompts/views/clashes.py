"""With which settings an attribute cannot be followed beside another one.

What the library's own attributes clash with is kept in a table, since to search it means to load and analyse them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..presets.packs import Pack

TABLE = "views/clashes.json"


def clashes_of(slug: str, packs: tuple[Pack, ...] = ()) -> tuple[Mapping[str, str], ...]:
    """One example for each other attribute of settings that clash with settings of this one."""
    if not packs and slug in kept():
        return kept()[slug]
    from .clash_search import search

    return search(slug, packs)


@cache
def kept() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The table that `tools/clash_table.py` writes and a test holds to the search."""
    from ..wording.files import read

    return {slug: tuple(rows) for slug, rows in json.loads(read(TABLE)).items()}
