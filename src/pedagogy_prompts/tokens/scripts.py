"""Which kind of writing each o200k token belongs to: estimates differ by script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .vocabulary import encoded

if TYPE_CHECKING:
    from tiktoken import Encoding

# Order counts only for readers: no character is in two classes.
_RANGES = {
    "latin": "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿⱠ-ⱿꜢ-ꟿﬀ-ﬆ\u0300-\u036f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "Ѐ-ԯᲀ-ᲊⷠ-ⷿꙀ-ꚟ",
    "armenian": "\u0531-\u058f\ufb13-\ufb17",
    "hebrew": "\u0591-\u05f4\ufb1d-\ufb4f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "devanagari": "\u0900-\u097f",
    "bengali": "\u0980-\u09ff",
    "tamil": "\u0b80-\u0bff",
    "telugu": "\u0c00-\u0c7f",
    "indic": "\u0a00-\u0b7f\u0c80-\u0dff",  # Gurmukhi to Odia, Kannada to Sinhala
    "thai": "\u0e00-\u0e7f",
    "lao": "\u0e80-\u0eff",
    "burmese": "\u1000-\u109f",
    "khmer": "\u1780-\u17ff",
    "georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "ethiopic": "\u1200-\u139f\u2d80-\u2ddf",
    "kana": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "han": "\u2e80-\u2fdf\u3005-\u3007\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff",
    "digits": "0-9",
}
_KNOWN = re.compile("|".join(f"(?P<{name}>[{ranges}])" for name, ranges in _RANGES.items()))
# Marks and space that prose of every script uses.
_COMMON = re.compile(r"[\x00-\x7f\xa0-\xbf\u2010-\u2027\u2030-\u205e\u3000-\u3002\u3008-\u3011\uff00-\uff65]*")

# Words that mark a line as English: frequent there, rare or absent in other languages of the Latin script.
_ENGLISH_WORDS = frozenset(
    re.findall(
        r"\w+",
        "after and answer are ask before by does each every for from give has have how if is it never not of one "
        "only or should that the their them then they this until what when which who with you your",
    )
)
_ENGLISH_SHARE = 0.07

SCRIPTS: tuple[str, ...] = (*_RANGES, "english", "capitals", "marks", "other")
"""All classes of writing. `digits` are the ASCII ones, `english` those lines of Latin script that are English,
`latin` all other lines of it, `capitals` words all in capitals, `marks` punctuation and space, `other` the rest."""


def _class_of(text: str) -> str:
    found = _KNOWN.search(text)
    if found is None:
        return "marks" if _COMMON.fullmatch(text) else "other"
    script = found.lastgroup
    assert script is not None
    if script == "latin":
        word = text.strip()
        if len(word) > 1 and word.isupper():
            return "capitals"
        return "english" if word.lower() in _ENGLISH_WORDS else "latin"
    # A run of digits is at most three long in o200k; other tokenizers may take each apart.
    return f"digits{sum(map(str.isdigit, text))}" if script == "digits" else script


class ScriptCounter:
    """Counts the tokens of an o200k encoding by class of writing.

    Classes are settled line by line, and the counts are those of the tokens themselves: so they add up
    over parts exactly as the tokens do.
    """

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        # By token: its class (None for a piece of a character) and whether it ends a line.
        self._known: dict[int, tuple[str | None, bool]] = {}

    def count(self, text: str) -> Mapping[str, int]:
        """Tokens of `text` by class; digit runs are told apart by length (`digits1` to `digits3`)."""
        total: dict[str, int] = {}
        for line in self._lines(text):
            latin, english = line.pop("latin", 0), line.pop("english", 0)
            if latin or english:
                is_english = english > _ENGLISH_SHARE * (latin + english)
                line["english" if is_english else "latin"] = latin + english
            for script, number in line.items():
                total[script] = total.get(script, 0) + number
        return total

    def _lines(self, text: str) -> Iterator[dict[str, int]]:
        tokens = encoded(self.encoding, text)
        known = [self._look_up(token) for token in tokens]
        classes: Iterable[str | None] = (script for script, _ in known)
        if any(script is None for script, _ in known):
            classes = self._whole_characters(tokens, known)
        line: dict[str, int] = {}
        for script, (_, ends_line) in zip(classes, known, strict=True):
            assert script is not None
            line[script] = line.get(script, 0) + 1
            if ends_line:
                yield line
                line = {}
        yield line

    def _look_up(self, token: int) -> tuple[str | None, bool]:
        known = self._known.get(token)
        if known is None:
            piece = self.encoding.decode_single_token_bytes(token)
            try:
                script = _class_of(piece.decode())
            except UnicodeDecodeError:
                script = None
            known = self._known[token] = (script, b"\n" in piece)
        return known

    def _whole_characters(self, tokens: Sequence[int], known: Sequence[tuple[str | None, bool]]) -> Iterator[str]:
        """Give each piece of a character the class of the character that its first byte is in."""
        pieces = [self.encoding.decode_single_token_bytes(token) for token in tokens]
        whole = b"".join(pieces)
        start = 0
        for piece, (script, _) in zip(pieces, known, strict=True):
            if script is None:
                first = start
                while whole[first] & 0xC0 == 0x80:
                    first -= 1
                script = _class_of(whole[first : max(start + len(piece), first + 4)].decode(errors="ignore"))
            yield script
            start += len(piece)
