"""Markdown as every view writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Link = Callable[[str], str | None]
"""Where an attribute's slug or a finding's code is explained, if anywhere."""

_PIPE = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#])")


def as_is(text: str) -> str:
    """Text as Markdown that shows it as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are Markdown themselves."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_PIPE.sub(r"\\|", cell) for cell in row) + " |" for row in lines)


def fenced(text: str, language: str) -> str:
    return f"````{language}\n{text.rstrip()}\n````"


def quoted(text: str) -> str:
    """Text as a quotation, each of its lines a paragraph."""
    return "\n".join(f"> {line}" if line else ">" for line in text.replace("\n", "\n\n").split("\n"))


def code(name: str, link: Link) -> str:
    """A name as code, linked where it is explained."""
    address = link(name)
    return f"[`{name}`]({address})" if address else f"`{name}`"


def nowhere(name: str) -> None:  # noqa: ARG001
    """The `Link` of a text that stands alone."""
    return
