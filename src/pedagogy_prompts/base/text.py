"""Text from outside, cleaned."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls except tab and newline, bidi embeddings and isolates, marks and fillers nobody sees, tag
# characters. ZWJ and ZWNJ stay: Persian, Hindi and emoji need them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NEWLINES = re.compile("\r\n?|\u0085|\u2028|\u2029|\v|\f")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Text from outside, made safe to stand in an instruction: NFC, plain newlines, no invisible characters."""
    if text.isascii() and text.isprintable():  # one plain line, the usual case
        return text.strip()
    text = _NEWLINES.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def has_invisible(text: str) -> bool:
    """Whether `clean` would take characters out that nobody sees."""
    if text.isascii() and text.isprintable():
        return False
    return bool(_INVISIBLE.search(_NEWLINES.sub("\n", text)) or _SURROGATES.search(text))


_FRAME_TAG = re.compile(r"<(?=\s*[/|!?]|\s*[A-Za-z_])")


def shielded(text: str) -> str:
    """Text from outside, cleaned, without anything that could open or close a tag."""
    text = clean(text)
    return _FRAME_TAG.sub("\u2039", text) if "<" in text else text


def line(text: str) -> str:
    """Text from outside as one line."""
    if text.isascii() and text.isprintable() and "<" not in text:  # nothing to clean, the usual case
        return " ".join(text.split())
    return " ".join(shielded(text).split())


def quoted(text: str) -> str:
    """Text from outside as a block in which every line is marked as data."""
    if text.isascii() and text.isprintable() and "<" not in text:  # one plain line
        return f"> {text.strip()}"
    return "\n".join(f"> {part}".rstrip() for part in shielded(text).split("\n"))
