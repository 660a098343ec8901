"""Small things done to text: likeness, joining, cleaning what comes from outside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# C0 and C1 controls except tab and newline, bidi embeddings and isolates, marks and fillers nobody sees, tag
# characters. ZWJ and ZWNJ stay: Persian, Hindi and emoji need them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NEWLINES = re.compile("\r\n?|\u0085|\u2028|\u2029|\v|\f")
_SURROGATES = re.compile("[\ud800-\udfff]")


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """' Did you mean "x"?' for the known words nearest to `word`, or an empty string."""
    import difflib

    names = {name.lower(): name for name in known}
    near = difflib.get_close_matches(str(word).lower(), list(names), n=2, cutoff=0.6)
    return f" Did you mean {' or '.join(repr(names[name]) for name in near)}?" if near else ""


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
