"""Text shown to a person: what could steer a terminal or turn the order of words is written out."""

from __future__ import annotations

import re

# C0 and C1 controls except tab and newline, line ends a terminal has of its own, overrides of the writing direction,
# and halves of characters, which no encoding can write.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""The text with its control characters as escapes, such as `\x1b`; a byte of a name that is no text likewise."""
    return _STEERING.sub(_escape, text) if not text.isprintable() else text


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # how Python carries a byte that it could not decode
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def visible_json(text: str) -> str:
    """JSON text with its control characters as JSON's own escapes: it reads as the same data."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
