"""What a teacher may call a language, as a tag. The data is written by `tools/language_data.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from ..kit import did_you_mean, shown

# Only registered subtags: a private one says nothing to a model that does not know it, or anything at all.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*)"
)
_FORMER_REGIONS = {"uk": "GB"}


class Languages:
    """The codes there are, what is meant by some that are none, and the names of languages."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.instead: Mapping[str, str] = data["instead"]
        self.names: Mapping[str, str] = data["names"]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of languages, of two or three letters."""
        packed = ((self._data["two"], 2), (self._data["three"], 3))
        return frozenset(text[i : i + size] for text, size in packed for i in range(0, len(text), size))

    @cached_property
    def regions(self) -> frozenset[str]:
        """The codes of countries and of larger regions."""
        return frozenset(self._data["regions"].lower().split())

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The codes of scripts."""
        return frozenset(self._data["scripts"].lower().split())

    def has(self, language: str, variant: str) -> bool:
        """Whether a language has a registered variant."""
        of: str | None = self._data["variants"].get(variant)
        return of is not None and (not of or language in of.split())


@lru_cache(maxsize=1)
def languages() -> Languages:
    """The languages, read once."""
    data = json.loads(resources.files(__package__).joinpath("languages.json").read_text("utf-8"))
    return Languages(data)


@lru_cache(maxsize=256)
def language_tag(text: str) -> str:
    """The tag of a language that is given by its tag or its name. Raises ValueError, which says what is meant."""
    known, plain = languages(), " ".join(text.split()).casefold()
    if plain in known.names:
        return _cased(known.names[plain].lower())
    parts = _TAG.fullmatch(plain)
    if not parts:
        bare = plain.replace("_", "-")
        raise _unknown(text, _cased(bare) if _TAG.fullmatch(bare) else "")
    first, region, variants = parts["language"], parts["region"], parts["variants"].split("-")[1:]
    if first not in known.codes:
        meant = known.instead.get(first)
        raise _unknown(text, _cased(meant.lower() + plain.removeprefix(first)) if meant else "")
    if parts["script"] and parts["script"] not in known.scripts:
        raise _unknown(text, "", f" '{parts['script'].title()}' is no script.")
    if region is not None and region not in known.regions:
        right = _FORMER_REGIONS.get(region)
        meant = _cased(plain.replace(region, right.lower())) if right else ""
        raise _unknown(text, meant, f" '{region.upper()}' is no region.")
    odd = next((one for one in variants if not known.has(first, one) or variants.count(one) > 1), None)
    if odd:
        raise _unknown(text, _cased(plain.removesuffix(parts["variants"])), f" '{odd}' is no variant of '{first}'.")
    return _cased(plain)


def _unknown(text: str, meant: str, why: str = "") -> ValueError:
    hint = f" Write {meant}." if meant else did_you_mean(text.casefold(), languages().names) if len(text) > 3 else ""
    return ValueError(
        f"{shown(text)} is not a language tag.{why}{hint} Write a language, such as French, or its BCP 47 tag,"
        " such as fr, pt-BR or zh-Hant; or mirror."
    )


def _cased(tag: str) -> str:
    """A tag as it is usually written: zh-Hant, pt-BR."""
    first, *more = tag.split("-")
    return "-".join([first, *map(_part, more)])


def _part(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag
