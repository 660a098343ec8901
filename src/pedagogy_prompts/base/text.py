"""Text from outside: what is taken out of it, how it stands on one line, and how it stands as a block of data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Controls, bidi marks, fillers and all else that nobody sees, and what is no character at all.
_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
) + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
# What some neighbours need: joiners and selectors of variants.
_AT_TIMES = "\u034f\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"

_EMOJI = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff"
)
_JOINING = (  # the blocks of scripts whose letters take another form with a joiner between or after them
    "\u0620-\u06ff\u0700-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1820-\u18af\u1900-\u1cff\ua800-\uabff"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00010aff\U00010d00-\U00010fff\U00011000-\U000116ff"
    "\U0001e900-\U0001e95f"
)
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_VARIED = (
    f"{_IDEOGRAPH}\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\u3001\u3002\ua840-\ua877\uff01\uff0c\uff0e\uff1a\uff1b\uff1f"
)

_NEEDED = "|".join(
    (
        f"(?<=[{_JOINING}])[\u200c\u200d]",
        f"(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])",
        f"(?<=[{_EMOJI}])[\ufe0e\ufe0f]",
        "(?<=[0-9#*])\ufe0f(?=\u20e3)",
        f"(?<=[{_VARIED}])[\ufe00-\ufe02]",
        f"(?<=[{_IDEOGRAPH}])[\U000e0100-\U000e01ef]",
        "(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",
        "(?<=[\u0591-\u05ea])\u034f(?=[\u0591-\u05c7])",
        # The three flags that are written with letters nobody sees.
        "(?<=\U0001f3f4)\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England
        "(?<=\U0001f3f4)\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
        "(?<=\U0001f3f4)\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # Wales
    )
)


_INVISIBLE = f"[{_NEVER}{_AT_TIMES}]"


@cache
def _suspect() -> re.Pattern[str]:
    """What may be invisible, for a first look."""
    return re.compile(_INVISIBLE)


@cache
def _invisible() -> re.Pattern[str]:
    """The same, with what is needed in a group of its own; it takes long to compile, and few texts ask for it."""
    return re.compile(f"(?={_INVISIBLE})(?:({_NEEDED})|{_INVISIBLE})")


def _seen(text: str) -> str:
    if not _suspect().search(text):
        return text
    return _invisible().sub(lambda match: match[1] or "", text)


def _plain(text: str) -> bool:
    """Whether there is nothing to clean, the usual case."""
    return text.isascii() and text.isprintable()


_LONG = 2_000
"""A longer text is a material or a problem, which is cleaned for the check, for the text, and for its brief form."""


def clean(text: str) -> str:
    """Text from outside, made safe to stand in an instruction; all that can be seen stays as it is.

    Every way to end a line is a newline, lone surrogates are U+FFFD, what nobody sees is gone unless its neighbours
    need it (a joiner in Persian or in an emoji, a variant of an ideograph), and so are blank lines at the ends.
    """
    if _plain(text):
        return text if not text.isspace() else ""
    return _kept(text) if len(text) > _LONG else _cleaned(text)


def _cleaned(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", _seen(_NEWLINES.sub("\n", text)))
    if "\n" not in text:
        return "" if text.isspace() else text
    lines = text.split("\n")
    first = next((i for i, part in enumerate(lines) if part.strip()), len(lines))
    last = next((i for i in range(len(lines), first, -1) if lines[i - 1].strip()), first)
    return "\n".join(lines[first:last])


_kept = lru_cache(maxsize=128)(_cleaned)


def has_invisible(text: str) -> bool:
    """Whether `clean` would take characters out that nobody sees, or that are none."""
    if _plain(text):
        return False
    text = _NEWLINES.sub("\n", text)
    return _seen(text) != text or has_halves(text)


def has_halves(text: str) -> bool:
    """Whether halves of characters stand in a text, which nothing can write."""
    return not text.isascii() and _SURROGATES.search(text) is not None


def line(text: str) -> str:
    """Text from outside as one line: the ends of lines are spaces, and there are none at both ends of the text."""
    if not _plain(text) and "\n" in (text := clean(text)):
        text = " ".join(filter(None, map(str.strip, text.split("\n"))))
    return text.strip()


def quoted(text: str) -> str:
    """Text from outside as a block in which every line is marked as data."""
    if not _plain(text):
        return "\n".join(f"> {part}" if part else ">" for part in clean(text).split("\n"))
    return f"> {text}"


def quoted_each(texts: Sequence[str]) -> str:
    """Several texts from outside, each marked as data.

    They are lines one below the other; where one of them has several lines, a blank line stands before each.
    """
    blocks = [quoted(text) for text in texts]
    if any("\n" in block for block in blocks):
        blocks = [f"\n{block}" for block in blocks]
    return "\n".join(blocks)
