"""The counts of the parts add up to the count of the whole; all prices rest on it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import Attribute, count_tokens
from pedagogy_prompts.base.text import clean
from pedagogy_prompts.tokens.vocabulary import ENCODINGS

from .strategies import STYLES, TEXTS, attributes, whole


def pieces(text: str) -> list[str]:
    """A text cut after every line break that ends a part: before a heading, a tag or an item."""
    found = [""]
    for line in text.splitlines(keepends=True):
        starts = line.startswith(("# ", "- ", "<", "> "))
        if starts and found[-1]:
            found.append("")
        found[-1] += line
    return found


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(attributes(), st.sampled_from(STYLES), TEXTS, TEXTS, TEXTS, st.sampled_from([None, "brief"]))
@settings(max_examples=settings().max_examples // 2)
def test_parts_add_up(
    encoding: str, parts: list[Attribute], style: Any, topic: str, problem: str, name: str, detail: Any
) -> None:
    told = whole(
        parts, style=style, topic=topic, problem=problem, detail=detail, learner={"name": name}, objectives=[topic]
    )
    if told is None:  # nothing is left of such a text
        assert not all(clean(text) for text in (topic, problem, name))
        return
    cut = pieces(told.text)
    assert "".join(cut) == told.text and len(cut) > 3
    assert (
        sum(count_tokens(one, encoding=encoding).value for one in cut)
        == count_tokens(told.text, encoding=encoding).value
    )
