"""What a teacher may call a language, as a tag. The data is written by `tools/language_data.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib import resources

from ..kit import did_you_mean

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?", re.IGNORECASE
)
_REGION = re.compile(r"[a-z]{2}|\d{3}")
_FORMER_REGIONS = {"uk": "GB"}


class Languages:
    """The codes there are, what is meant by some that are none, and the names of languages."""

    def __init__(self, data: Mapping[str, str], instead: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._data = data
        self.instead = instead
        self.names = names

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of languages, of two or three letters."""
        packed = ((self._data["two"], 2), (self._data["three"], 3))
        return frozenset(text[i : i + size] for text, size in packed for i in range(0, len(text), size))

    @cached_property
    def regions(self) -> frozenset[str]:
        """The codes of countries and of larger regions."""
        return frozenset(self._data["regions"].lower().split())


@lru_cache(maxsize=1)
def languages() -> Languages:
    """The languages, read once."""
    data = json.loads(resources.files(__package__).joinpath("languages.json").read_text("utf-8"))
    return Languages(data, data["instead"], data["names"])


@lru_cache(maxsize=256)
def language_tag(text: str) -> str:
    """The tag of a language that is given by its tag or its name. Raises ValueError, which says what is meant."""
    known, plain = languages(), " ".join(text.split()).casefold()
    if plain in known.names:
        return _cased(known.names[plain].lower())
    if not _TAG.fullmatch(plain):
        bare = plain.replace("_", "-")
        raise _unknown(text, _cased(bare) if _TAG.fullmatch(bare) else "")
    first, *more = plain.split("-")
    if first not in known.codes:
        meant = known.instead.get(first)
        raise _unknown(text, _cased("-".join([meant.lower(), *more])) if meant else "")
    region = next((part for part in more[:2] if _REGION.fullmatch(part)), None)
    if region is not None and region not in known.regions:
        right = _FORMER_REGIONS.get(region)
        meant = _cased(plain.replace(region, right.lower())) if right else ""
        raise _unknown(text, meant, f" '{region.upper()}' is no region.")
    return _cased(plain)


def _unknown(text: str, meant: str, why: str = "") -> ValueError:
    hint = f" Write {meant}." if meant else did_you_mean(text.casefold(), languages().names) if len(text) > 3 else ""
    return ValueError(
        f"'{text}' is not a language tag.{why}{hint} Write a language, such as French, or its BCP 47 tag, such as fr,"
        " pt-BR or zh-Hant; or mirror."
    )


def _cased(tag: str) -> str:
    """A tag as it is usually written: zh-Hant, pt-BR."""
    first, *more = tag.split("-")
    private = more.index("x") if "x" in more else len(more)
    return "-".join([first, *map(_part, more[:private]), *more[private:]])


def _part(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag
