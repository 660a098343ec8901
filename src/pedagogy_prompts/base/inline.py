"""A value on one line, as a preset writes it, and what a plain word of a preset means."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_NUMBER_START = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]{1,40}|0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
# Words a YAML 1.1 reader takes for something else.
_ELSEWHERE = frozenset(("y", "n", "yes", "no", "on", "off"))
_SAFE = re.compile(r"[^\W\d](?:[\w .,;()+/%'\"!?=*&@$-]|:(?! |$)|(?<! )#)*|\d[\w+.-]*")


def scalar(text: str) -> str | int | float | bool | None:
    """What a plain scalar means in YAML 1.2: yes, no, on, off and dates are text."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text[0] in _NUMBER_START:
        if _INTEGER.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _INFINITE.fullmatch(text):
            return float(text.replace(".", ""))
    return text


def inline(value: Any, *, inside: bool = False) -> str:
    """Plain data in the short form, `{attempts: 3+}`; a preset reads it back as equal data.

    `inside` of brackets more texts need quotes than in a line of their own.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value, inside=inside)
        case Mapping():
            return (
                "{" + ", ".join(f"{inline(k, inside=True)}: {inline(v, inside=True)}" for k, v in value.items()) + "}"
            )
        case list() | tuple():
            return "[" + ", ".join(inline(part, inside=True) for part in value) + "]"
    return str(value)


def shown(value: Any, width: int = 60) -> str:
    """A value of any kind and length as a message names it: texts in quotes, the rest as a preset writes it, cut."""
    if value is None:
        return "nothing"
    if not isinstance(value, str | int | float | Mapping | list | tuple):
        return f"a value of type {type(value).__name__}"
    cut = _cut(value, width, width, _DEEPEST)
    text = f"'{cut}'" if isinstance(value, str) else inline(cut)
    return text if len(text) <= width else text[: width - 4] + " ..."


def few(names: Sequence[str]) -> str:
    """The first three names, and how many more there are."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


_DEEPEST = 5
"""What lies deeper is no longer shown."""


def _cut(value: Any, width: int, left: int, deeper: int) -> Any:
    """No more of a value than can be shown in so many characters, on one line; `left`: what its parts still have."""
    match value:
        case str():
            return "".join(c if c.isprintable() else " " for c in value[: width + 1])
        case None | bool() | float():
            return value
        case int():
            return value if not too_large(value) else "..."
        case Mapping() | list() | tuple() if not deeper:
            return "..."
        case Mapping():
            some: dict[str, Any] = {}
            for key, part in value.items():
                if left <= 0:
                    break
                name = inline(_cut(key, width, left, 0))
                some[name] = _cut(part, width, left - len(name), deeper - 1)
                left -= len(name) + len(inline(some[name]))
            return some
        case list() | tuple():
            parts: list[Any] = []
            for part in value:
                if left <= 0:
                    break
                parts.append(_cut(part, width, left, deeper - 1))
                left -= len(inline(parts[-1]))
            return parts
    return f"({type(value).__name__})"


def too_large(value: object) -> bool:
    """Whether it is a whole number that nobody writes; Python cannot even write all of these."""
    return isinstance(value, int) and not -_LARGE < value < _LARGE


_LARGE = 10**60


def deeper_than(value: Any, most: int) -> bool:
    """Whether lists and mappings lie in one another more than so many deep, also where one holds itself."""
    level = [value]
    for _ in range(most + 1):
        nested = {id(one): one for one in level if isinstance(one, Mapping | list | tuple)}
        level = [part for one in nested.values() for part in (one.values() if isinstance(one, Mapping) else one)]
    return any(isinstance(one, Mapping | list | tuple) for one in level)


def more_than(value: Any, most: int) -> bool:
    """Whether lists and mappings in one another hold more than so many values, each as often as it is named."""
    level, count = [value], 0
    while level and count <= most:
        count += len(level)
        nested = (one for one in level if isinstance(one, Mapping | list | tuple))
        level = [part for one in nested for part in (one.values() if isinstance(one, Mapping) else one)]
    return count > most


def _text(text: str, *, inside: bool) -> str:
    if (
        _SAFE.fullmatch(text)
        and text[-1] not in " :"
        and text.isprintable()
        and text.lower() not in _ELSEWHERE
        and isinstance(scalar(text), str)
        and not (inside and ("," in text or "{" in text or ":" in text or "?" in text))
    ):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, as YAML reads it."""
    # JSON escapes a character beyond 16 bits as two halves, which YAML does not read.
    told = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else _escape(c) for c in told)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
