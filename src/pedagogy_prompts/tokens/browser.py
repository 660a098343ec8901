"""An encoding where tiktoken does not exist: in a browser. The browser's own expressions split, the ranks merge.

It has of `tiktoken.Encoding` what counting takes, and gives the same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Split = Callable[[str], Sequence[str]]

_FOLDED = {
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)": "(?:'(?:[sS\u017f]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD]))",
    "'(?i:[sdmt]|ll|ve|re)": "'(?:[sS\u017fdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])",
}
"""What ignores case for a part of the pattern only, spelled out; U+017F is a long s."""


def pattern_in_javascript(pattern: str) -> str:
    """One of OpenAI's patterns as JavaScript reads it with the flag u."""
    for folded, spelled in _FOLDED.items():
        pattern = pattern.replace(folded, spelled)
    pattern = re.sub(r"(?:(?<=[?*+])|(?<=\d}))\+", "", pattern)  # never to give back saves time, no more
    return pattern.replace(r"\s", r"\p{White_Space}").replace(r"\S", r"\P{White_Space}")


def _splitter(pattern: str) -> Split:
    import js  # the browser, as Pyodide shows it

    expression = js.RegExp.new(pattern_in_javascript(pattern), "gu")
    match = js.String.prototype.match

    def split(text: str) -> Sequence[str]:
        found = match.call(text, expression)
        return found.to_py() if found else ()

    return split


class BrowserEncoding:
    """The part of `tiktoken.Encoding` that turns plain text into tokens."""

    def __init__(
        self,
        name: str,
        *,
        pat_str: str,
        mergeable_ranks: Mapping[bytes, int],
        special_tokens: Mapping[str, int],  # noqa: ARG002  plain text has none
        splitter: Callable[[str], Split] = _splitter,
    ) -> None:
        self.name = name
        self._ranks = mergeable_ranks
        self._split = splitter(pat_str)
        self._known: dict[str, list[int]] = {}
        self._tokens: list[bytes] = []

    def encode_ordinary(self, text: str) -> list[int]:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        tokens: list[int] = []
        for piece in self._split(text):
            known = self._known.get(piece)
            if known is None:
                raw = piece.encode()
                rank = self._ranks.get(raw)
                known = self._known[piece] = self._merged(raw) if rank is None else [rank]
            tokens += known
        return tokens

    def decode_single_token_bytes(self, token: int) -> bytes:
        if not self._tokens:  # ranks are numbered without a gap, in their order
            self._tokens = list(self._ranks)
        return self._tokens[token]

    def _merged(self, raw: bytes) -> list[int]:
        """Two neighbours are joined as long as the vocabulary has what they make, the most usual first."""
        parts = [raw[at : at + 1] for at in range(len(raw))]
        while len(parts) > 1:
            pairs: list[tuple[Any, int]] = [
                (rank, at)
                for at in range(len(parts) - 1)
                if (rank := self._ranks.get(parts[at] + parts[at + 1])) is not None
            ]
            if not pairs:
                break
            _, at = min(pairs)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return [self._ranks[part] for part in parts]
