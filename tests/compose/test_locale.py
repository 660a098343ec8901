"""All English that can enter the text lies in files named en.*: in a made-up locale none of it is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import Environment

from pedagogy_prompts import Preset, check, compose
from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking import resolve as resolving
from pedagogy_prompts.composing import draft as drafting
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.wording import templates as rendering
from pedagogy_prompts.wording.words import words_for

WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
PLACEHOLDER = re.compile(r"\{\w*\}")


def wide(text: str) -> str:
    """The text in letters no English word is written in, with placeholders as they were."""
    parts = re.split(f"({PLACEHOLDER.pattern})", text)
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(WIDE) for part in parts)


def widened(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: value if key in ("match", "term") else widened(value) for key, value in data.items()}
    if isinstance(data, list):
        return [widened(value) for value in data]
    return wide(data) if isinstance(data, str) else data


def wide_template(source: str) -> str:
    """A template whose words are widened: its text, and the strings in it that are text rather than names."""
    found = []
    for _, kind, value in Environment().lex(source):
        if kind == "data" or (kind == "string" and re.search(r"[\s,.]", value.strip("\"'"))):
            value = value.translate(WIDE)
        found.append(value)
    return "".join(found)


@pytest.fixture
def made_up_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    caches = (
        rendering._environment,
        rendering._blocks,
        rendering._template,
        rendering._block,
        drafting.draft,
        resolving.resolve,
        words_for,
    )
    for cache in caches:
        cache.cache_clear()
    words = words_for("en")
    monkeypatch.setattr(words, "_norms", widened(words._norms))
    monkeypatch.setattr(words, "frame", widened(words.frame))
    original = Attribute.template.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Attribute, "template", classmethod(lambda cls, locale: wide_template(original(cls, locale))))
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("made_up_locale")
@pytest.mark.parametrize("slug", attribute_slugs())
def test_no_english_comes_from_the_code(slug: str) -> None:
    cls = attribute_class(slug)
    for attribute in settings(cls, most=12):
        if not check(attribute).ok:
            continue
        conditioned = attribute.model_copy(
            update={"when": Condition({"attempts": "2+", "phase": ["practice", "quiz"]}), "locked": False}
        )
        text = compose(conditioned, problem="1 + 1", learner={"name": "1"}, goal="practice", setting="classroom").text
        allowed = set(re.findall(r"[A-Za-z]+", repr(attribute.to_mapping()) + repr(attribute.template_data())))
        source = " ".join(value for _, kind, value in Environment().lex(cls.template("en")) if kind == "string")
        allowed |= set(re.findall(r"[A-Za-z]+", source))
        odd = {word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in allowed}
        assert all(any(word == a + b for a in allowed for b in allowed) for word in odd), text


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
