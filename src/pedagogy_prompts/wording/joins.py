"""How a locale says numbers, joins texts, and begins and goes on with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


class Joins:
    """One locale's ways to make longer texts of shorter ones."""

    def __init__(self, norms: dict[str, Any]) -> None:
        self._norms = norms

    def number(self, n: int) -> str:
        """A whole number in words up to twelve, in figures beyond."""
        words: Sequence[str] = self._norms["numbers"]["words"]
        return words[n] if 0 <= n < len(words) else str(n)

    def listed(self, items: Iterable[Any], join: str = "and") -> str:
        """'a, b and c'."""
        found = [str(item) for item in items]
        if len(found) < 2:
            return "".join(found)
        forms = self._norms["join"]
        return str(forms[join].format(first=forms["comma"].join(found[:-1]), last=found[-1]))

    def separated(self, items: Iterable[str]) -> str:
        """'a, b, c'."""
        return str(self._norms["join"]["comma"]).join(items)

    def numbered(self, items: Sequence[str]) -> str:
        """The items as sentences, each on a line with its number; a single one as it is."""
        sentences = [self._sentence(item) for item in items]
        return (
            "\n".join(f"{n}. {text}" for n, text in enumerate(sentences, 1)) if len(items) > 1 else "".join(sentences)
        )

    def _sentence(self, text: str) -> str:
        text, stops = self.begun(text), tuple(self._norms["letters"]["stops"])
        return text if text.endswith(stops) else str(self._norms["join"]["sentence"].format(text=text))

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences one after another."""
        return str(self._norms["join"]["sentences"]).join(sentences)

    def begun(self, text: str) -> str:
        """A text as the beginning of a sentence."""
        return text[:1].upper() + text[1:] if self._norms["letters"]["initial"] else text

    def continued(self, text: str) -> str:
        """A text as it goes on after a beginning."""
        if self._norms["letters"]["initial"] and text[1:2].islower():  # not "I ..." nor an abbreviation
            return text[:1].lower() + text[1:]
        return text

    def phrase(self, sentence: str) -> str:
        """A sentence as a part of a list."""
        told = " ".join(sentence.split()).rstrip(self._norms["letters"]["stops"][:1])
        lowered = self._norms["letters"]["initial"] and not told[1:2].isupper()
        return told[:1].lower() + told[1:] if lowered else told
