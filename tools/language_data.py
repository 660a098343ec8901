"""Write what ResponseLanguage knows of languages: run with babel and langcodes installed, then look at the difference.

    python tools/language_data.py

Codes, names and what replaces what come from the Unicode CLDR, scripts and variants from the IANA registry of subtags;
nothing of it is needed to use the package.
"""

from __future__ import annotations

import json
from collections.abc import Container
from itertools import product
from pathlib import Path
from string import ascii_lowercase, digits

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from langcodes import tag_is_valid
from langcodes.registry_parser import parse_registry

TARGET = Path(__file__).parents[1] / "src/pedagogy_prompts/attributes/response_language/languages.json"
READERS = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The languages in which a teacher may name a language, besides the language itself."""
OTHER_NAMES = {
    "mandarin": "zh", "mandarin chinese": "zh", "farsi": "fa", "castilian": "es", "flemish": "nl", "filipino": "fil",
    "bahasa indonesia": "id", "bahasa melayu": "ms", "norwegian": "no", "gaelic": "gd", "sinhalese": "si",
    "burmese": "my", "ukranian": "uk", "valencian": "ca", "moldovan": "ro", "panjabi": "pa", "tagalog": "tl",
    "hindustani": "hi",
    "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", "chinesisch (vereinfacht)": "zh-Hans",
}  # fmt: skip
STILL_USED = {"tl"}
"""Codes that CLDR replaces and schools do not."""
COUNTRIES_TAKEN_FOR_LANGUAGES = {"uk": None, "gb": "en", "us": "en"}


def tag(name: str) -> str:
    return name.replace("_", "-")


def codes(length: int) -> list[str]:
    found = ("".join(letters) for letters in product(ascii_lowercase, repeat=length))
    replaced = aliases()
    return [code for code in found if tag_is_valid(code) and code not in replaced and not "qaa" <= code <= "qtz"]


def aliases() -> dict[str, str]:
    found = get_global("language_aliases").items()
    return {old: tag(new) for old, new in found if old.isalpha() and old not in STILL_USED}


def names() -> dict[str, str]:
    found: dict[str, str] = {}
    own = {code: Locale.parse(code).languages.get(code) for code in locale_identifiers() if "_" not in code}
    tables = [Locale(reader).languages for reader in READERS]
    for table in (tables[0], own, *tables[1:]):
        for code, name in table.items():
            plain = tag(code)
            if name and "(" not in name and name.casefold() != code and (len(name) > 3 or not name.isascii()):
                found.setdefault(name.casefold(), plain)
    return dict(sorted({**OTHER_NAMES, **found}.items()))


def instead() -> dict[str, str]:
    """Codes that are none, or no longer, with the language that is meant."""
    likely = get_global("likely_subtags")
    countries = {
        key.removeprefix("und_").lower(): value.partition("_")[0]
        for key, value in likely.items()
        if key.startswith("und_") and len(key) == 6
    }
    meant = {**countries, **COUNTRIES_TAKEN_FOR_LANGUAGES}
    found = {old: new for old, new in meant.items() if new and not tag_is_valid(old)}
    return dict(sorted({**found, **aliases()}.items()))


def regions() -> list[str]:
    letters = ("".join(pair) for pair in product(ascii_lowercase, repeat=2))
    numbers = ("".join(three) for three in product(digits, repeat=3))
    former = get_global("territory_aliases")
    return [
        one.upper() for one in (*letters, *numbers) if tag_is_valid(f"en-{one}") and not _private(one.upper(), former)
    ]


def scripts() -> list[str]:
    found = (entry["Subtag"] for entry in parse_registry() if entry["Type"] == "script")
    return [one for one in found if ".." not in one and not one.startswith("Z")]


def variants() -> dict[str, str]:
    """Each with the languages that have it; empty where any may."""
    found = {}
    for entry in parse_registry():
        if entry["Type"] == "variant" and "Deprecated" not in entry:
            prefixes = {prefix.partition("-")[0] for prefix in entry.get("Prefix", ())}
            found[entry["Subtag"].lower()] = " ".join(sorted(prefixes))
    return dict(sorted(found.items()))


def _private(region: str, former: Container[str]) -> bool:
    """Whether a code is kept for private use, or is one no longer."""
    return region in former or region in ("AA", "ZZ") or "QM" <= region <= "QZ" or "XA" <= region <= "XZ"


def main() -> None:
    data = {
        "two": "".join(codes(2)),
        "three": "".join(codes(3)),
        "regions": " ".join(regions()),
        "scripts": " ".join(scripts()),
        "variants": variants(),
        "instead": instead(),
        "names": names(),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
