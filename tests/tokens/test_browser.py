"""Counting in a browser: the same tokens as tiktoken, with another splitter. The browser's own is tried in one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import regex

from pedagogy_prompts.tokens.browser import BrowserEncoding, Split, pattern_in_javascript
from pedagogy_prompts.tokens.vocabulary import ENCODINGS, load_encoding

TEXTS: list[str] = [one["text"] for one in json.loads((Path(__file__).parent / "texts.json").read_text("utf-8"))]
ODD = ["", "don't I'LL 'ſ", "  \n\n  x", "1234567", "\ud800 a", "Donaudampfschifffahrtsgesellschaft", "👩‍🏫 학교 नमस्ते"]


def splitter(pattern: str) -> Split:
    found = regex.compile(pattern)

    def split(text: str) -> Sequence[str]:
        return [match[0] for match in found.finditer(text)]

    return split


@pytest.mark.parametrize("name", ENCODINGS[:2])
def test_the_tokens_are_tiktokens_own(name: str) -> None:
    theirs = load_encoding(name)
    ours = BrowserEncoding(
        name,
        pat_str=theirs._pat_str,
        mergeable_ranks=theirs._mergeable_ranks,
        special_tokens={},
        splitter=splitter,
    )
    assert ours.decode_single_token_bytes(1000) == theirs.decode_single_token_bytes(1000)
    for text in [*ODD, *(one[:2000] for one in TEXTS[:20])]:
        assert ours.encode_ordinary(text) == theirs.encode_ordinary(text), text[:80]


@pytest.mark.parametrize("name", ENCODINGS[:2])
def test_nothing_is_left_in_the_pattern_that_javascript_does_not_read(name: str) -> None:
    pattern = pattern_in_javascript(load_encoding(name)._pat_str)
    for foreign in ("(?i:", "++", "?+", "3}+", r"\s", r"\S"):
        assert foreign not in pattern
