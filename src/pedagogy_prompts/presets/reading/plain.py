"""Data from elsewhere, such as a row of a database, as plain data of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...base.path import Path
from ...reports.saying import Sentences
from .problem import (
    BAD,
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_INTEGER,
    MAX_NAME,
    MAX_NODES,
    Problem,
    TooMuch,
    name_too_long,
    too_deep,
    too_long,
    too_many,
)

_say = Sentences("presets/reading")

_SURROGATE = re.compile("[\ud800-\udfff]")


class Plain:
    """Foreign data as plain data of its own: what is no text, number, list or mapping becomes a problem."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._count = 0
        self._characters = 0

    def copy(self, value: Any, path: Path = ()) -> Any:
        """The value as str, int, float, bool, None, list and dict. Raises `TooMuch`."""
        self._count += 1
        if self._count > MAX_NODES:
            raise too_many(path)
        if len(path) > MAX_DEPTH:
            raise too_deep(path)
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            return int(value) if -MAX_INTEGER < value < MAX_INTEGER else self._bad(_say("PED003.too_large"), path)
        if isinstance(value, str):
            text = str.__str__(value)
            self._characters += len(text)
            if self._characters > MAX_CHARACTERS:
                raise TooMuch(too_long(self._characters))
            if _SURROGATE.search(text):
                return self._bad(_say("PED003.half_character"), path)
            return text
        if isinstance(value, Mapping):
            found = {}
            for name, part in value.items():
                if isinstance(name, str) and len(name) > MAX_NAME:
                    self.problems.append(name_too_long(len(name), path))
                elif isinstance(name, str):
                    found[str.__str__(name)] = self.copy(part, (*path, str.__str__(name)))
                else:
                    message = _say("PED002.name_no_text", type=type(name).__name__)
                    self.problems.append(Problem("PED002", message, path))
            return found
        if isinstance(value, list | tuple):
            return [self.copy(part, (*path, i)) for i, part in enumerate(value)]
        return self._bad(_say("PED003.no_data", type=type(value).__name__), path)

    def _bad(self, message: str, path: Path) -> Any:
        self.problems.append(Problem("PED003", message, path))
        return BAD
