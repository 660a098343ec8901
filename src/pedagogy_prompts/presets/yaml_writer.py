"""Plain data to YAML as a teacher would write it."""

from __future__ import annotations

from typing import Any

from ..base.inline import inline


def write_yaml(data: Any) -> str:
    """Plain data as YAML; reading it back gives equal data."""
    return "\n".join(_lines(data, "") if data else [inline(data)]) + "\n"


def _lines(value: Any, indent: str) -> list[str]:
    found: list[str] = []
    if isinstance(value, dict):
        for key, part in value.items():
            found += _entry(f"{indent}{inline(key)}:", part, indent)
    else:
        for part in value:
            if isinstance(part, dict | list) and part:
                inner = _lines(part, indent + "  ")
                found += [f"{indent}- {inner[0].lstrip(' ')}", *inner[1:]]
            else:
                found += _entry(f"{indent}-", part, indent)
    return found


def _entry(head: str, value: Any, indent: str) -> list[str]:
    if value is None:
        return [head if head.endswith(":") else f"{head} null"]
    if isinstance(value, dict | list) and value:
        if (indent or isinstance(value, list) or len(value) == 1) and _is_short(value):
            line = f"{head} {inline(value)}"
            if len(line) <= 100:
                return [line]
        return [head, *_lines(value, indent + "  ")]
    if isinstance(value, str) and _literal(value):
        lines = value.removesuffix("\n").split("\n")
        chomp = "" if value.endswith("\n") else "-"
        return [f"{head} |{chomp}", *(f"{indent}  {line}" if line else "" for line in lines)]
    return [f"{head} {inline(value)}"]


def _literal(text: str) -> bool:
    """Whether a text can stand as an indented block, as it is."""
    lines = text.removesuffix("\n").split("\n")
    return (
        len(lines) > 1
        and lines[0][:1] not in ("", " ")
        and lines[-1] != ""
        and all(line.replace("\u200d", "").isprintable() and not line.endswith(" ") for line in lines)
    )


def _is_short(value: Any) -> bool:
    """Whether a list or a mapping can be read at a glance in one line: only small values, of names at most three."""
    if isinstance(value, list):
        return all(_is_small(part) for part in value)
    return len(value) <= 3 and all(
        _is_small(part) or (isinstance(part, dict | list) and part and _is_short(part)) for part in value.values()
    )


def _is_small(value: Any) -> bool:
    return isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= 40)
