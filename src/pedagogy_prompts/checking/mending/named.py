"""What the title of a preset names: whoever wrote it wants that kept."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import log

from ...attributes.kit.attribute import Attribute, attribute_slugs
from ...wording.files import read
from ...wording.statements import statement_text
from ..claims import statements_of

_MUCH = 1 / 7
"""A title names an attribute where it has so much of what that says."""
_NUMBERED = re.compile(r"[^\W\d]+ \d+")
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|e?s|e)$")


def named(attribute: Attribute, title: str, locale: str) -> bool:
    """Whether a title names what an attribute says, in the shelf's own words: a subject stands in every title."""
    told = (statement_text(attribute, one.key, "brief", locale, bare=True) for one in statements_of(attribute))
    said = _words(" ".join([attribute.known_as, *told])) if title else frozenset()
    shared = _words(title) & said
    return _has(title, attribute) or (bool(shared) and sum(map(_rarity, shared)) > _MUCH * sum(map(_rarity, said)))


def _has(title: str, attribute: Attribute) -> bool:
    """Whether what titles call an attribute stands in one, or a value of it with a number, as "grade 3"."""
    values = (getattr(attribute, name) for name in attribute.written)
    levels = [value.lower() for value in values if isinstance(value, str) and _NUMBERED.fullmatch(value)]
    words = _WORD.findall(title.lower())
    return any(f" {name} " in f" {' '.join(words)} " for name in (*attribute.titles, *levels))


def _words(text: str) -> frozenset[str]:
    """The words of a text, without the endings of number and tense."""
    return frozenset(_ENDING.sub("", word) for word in _WORD.findall(text.lower()))


def _rarity(word: str) -> float:
    """How much a word tells: nothing where every attribute uses it."""
    return log((1 + len(attribute_slugs())) / (1 + _attributes_with()[word]))


@cache
def _attributes_with() -> Counter[str]:
    """In the words of how many attributes one stands."""
    return Counter(word for slug in attribute_slugs() for word in _words(read(f"attributes/{slug}/en.toml")))
