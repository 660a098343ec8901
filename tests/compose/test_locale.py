"""All English that can enter the text lies in files named en.*: in a made-up locale none of it is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from pedagogy_prompts import CompositionError, Preset, check, compose
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking import resolve as resolving
from pedagogy_prompts.composing import draft as drafting
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.wording import statements
from pedagogy_prompts.wording.tables import Table, Worded, table_of
from pedagogy_prompts.wording.words import words_for

from ..each import each

WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
SOMETIMES = Condition({"attempts": "2+", "phase": ["practice", "quiz"]})
LESSON: dict[str, Any] = {"problem": "1 + 1", "learner": {"name": "1"}, "goal": "practice", "setting": "classroom"}
HOLE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{\w*\})")


def wide(text: str) -> str:
    """The text in letters no English word is written in, with its holes as they were."""
    return "".join(part if HOLE.fullmatch(part) else part.translate(WIDE) for part in HOLE.split(text))


def widened(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            key: value if key in ("match", "term", "by") and isinstance(value, str) else widened(value)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [widened(value) for value in data]
    return wide(data) if isinstance(data, str) else data


@cache
def wide_table(cls: type[Worded], locale: str) -> Table:
    table = table_of(cls, locale)
    return Table(widened(table.data), table.where)


@pytest.fixture
def made_up_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    caches = (
        statements.statement_text,
        statements.reminder_text,
        drafting.draft,
        resolving.resolve,
        words_for,
    )
    for kept in caches:
        kept.cache_clear()
    words = words_for("en")
    monkeypatch.setattr(words, "_norms", widened(words._norms))
    monkeypatch.setattr(words, "frame", widened(words.frame))
    monkeypatch.setattr(statements, "table_of", wide_table)
    yield
    for kept in caches:
        kept.cache_clear()


@pytest.mark.usefixtures("made_up_locale")
@each("slug", attribute_slugs())
def test_no_english_comes_from_the_code(slug: str) -> None:
    for attribute in settings(attribute_class(slug), most=12):
        conditioned = attribute.model_copy(update={"when": SOMETIMES, "locked": False})
        try:
            text = compose(conditioned, **LESSON).text
        except CompositionError:
            assert not check(attribute).ok
            continue
        written = set(re.findall(r"[A-Za-z]+", repr(attribute.to_mapping())))
        assert not {word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in written}, text


@pytest.mark.usefixtures("made_up_locale")
def test_the_frame_has_no_english_of_its_own() -> None:
    text = compose(
        Preset.from_data({"facts": ["1"], "rules": ["2"]}),
        subject="3",
        topic="4",
        level="5",
        objectives=["6"],
        materials=[{"title": "7", "text": "8"}],
        problem="9",
        reference_solution="10",
        misconceptions=[{"idea": "11", "response": "12"}],
        learner={"name": "13", "level": "14", "interests": ["15"], "recent_attempts": ["16"]},
    ).text
    assert not re.search("[A-Za-z]", text), text
