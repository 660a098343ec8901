"""Two made-up locales: one from right to left without blanks, and one with another order of words.

They are made from the English tables while the test runs. What a composition says and what a person is shown comes out
in them whole: nothing of it stands in code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pedagogy_prompts import (
    ErrorCorrection,
    HintLadder,
    Preset,
    QuestionLimit,
    SystemInstruction,
    TurnMoves,
    WithholdAnswer,
    compose,
    decision_table,
    parse_preset,
    table_markdown,
    what_if,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.checking import resolve as resolving
from pedagogy_prompts.composing import draft as drafting
from pedagogy_prompts.presets.parts import LAYERS
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text
from pedagogy_prompts.wording import files, statements, words
from pedagogy_prompts.wording.speech import base_of
from pedagogy_prompts.wording.tables import Table, Worded, table_of

HOLE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{\w*\})")
HEBREW = {ord(letter): 0x05D0 + i for i, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
HEBREW |= {ord(letter): 0x05D0 + i for i, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
GREEK = {ord(letter): 0x03B1 + i % 24 for i, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
GREEK |= {ord(letter): 0x0391 + (i if i < 17 else i % 24) for i, letter in enumerate("ABCDEFGHIJKLMNOPQ")}
GREEK |= {ord(letter): 0x03A3 + i % 7 for i, letter in enumerate("RSTUVWXYZ")}

PRESETS = [parse_preset(shipped_text(name)) for name in shipped_presets()]


def without_blanks(text: str) -> str:
    """The text in letters that run from right to left, with no blank in it; the holes stay."""
    return "".join(
        part if HOLE.fullmatch(part) else part.translate(HEBREW).replace(" ", "") for part in HOLE.split(text)
    )


def turned_round(text: str) -> str:
    """The text with its words in the opposite order, the holes among them, in other letters."""
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    parts = [part if HOLE.fullmatch(part) else part.translate(GREEK) for part in HOLE.split(text.strip())]
    return lead + "".join(reversed(re.split(r"( +)", _held_together("".join(parts))))).replace("\x00", " ") + trail


def _held_together(text: str) -> str:
    return HOLE.sub(lambda match: match[0].replace(" ", "\x00"), text)


LOCALES: dict[str, tuple[Callable[[str], str], dict[str, Any]]] = {
    "xb": (without_blanks, {"letters": {"initial": False}, "terms": {"word": "(?:{forms})"}}),
    "xo": (turned_round, {}),
}


def said_in(data: Any, say: Callable[[str], str]) -> Any:
    if isinstance(data, dict):
        return {
            key: value if key in ("by", "word", "stops") and isinstance(value, str) else said_in(value, say)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [said_in(value, say) for value in data]
    return say(data) if isinstance(data, str) else data


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files of both locales, where a locale's files are looked for."""
    read, there = files.data_of, files.has

    def data_of(path: str) -> dict[str, Any]:
        locale = path.removesuffix(".toml")[-2:]
        if locale not in LOCALES:
            return read(path)
        say, own = LOCALES[locale]
        found: dict[str, Any] = said_in(read(path.replace(f"{locale}.toml", "en.toml")), say)
        for name in own.keys() & found.keys():
            found[name] = {**found[name], **own[name]}
        return found

    def table(cls: type[Worded], locale: str) -> Table:
        usual, base = table_of(cls, "en"), base_of(locale)
        return Table(said_in(usual.data, LOCALES[base][0]), usual.where) if base in LOCALES else usual

    monkeypatch.setattr(files, "data_of", data_of)
    monkeypatch.setattr(files, "has", lambda path: path.removesuffix(".toml")[-2:] in LOCALES or there(path))
    monkeypatch.setattr(statements, "table_of", table)
    yield
    for cache in (statements.statement_text, statements.reminder_text, drafting.draft, resolving.resolve):
        cache.cache_clear()
    words.words_for.cache_clear()


def latin(text: str) -> set[str]:
    """The words of a text in Latin letters."""
    return set(re.findall("[A-Za-z][A-Za-z_]+", text))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("preset", PRESETS, ids=shipped_presets())
def test_a_preset_is_said_in_it_whole(preset: Preset, locale: str) -> None:
    lesson: dict[str, Any] = {"problem": "1 + 1", "setting": "classroom", "level": "7", "subject": "8"}
    own, usual = (compose(preset, locale=one, context=lesson) for one in (locale, "en"))
    assert not latin(own.text) - latin(preset.to_yaml())
    parts = [[one.name for one in said.sections if one.group != "words"] for said in (own, usual)]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("preset", PRESETS, ids=shipped_presets())
def test_no_blank_is_put_between_sentences_that_have_none(preset: Preset) -> None:
    own = compose(preset, locale="xb", problem="1+1")
    bare = "\n".join(re.sub(r"^(?:#|-|>|\d+\.) ", "", line) for line in own.text.splitlines())
    given = set(re.findall(r"\S+", preset.to_yaml()))
    assert all(set(line.split()) & given for line in bare.splitlines() if " " in line), bare


def test_the_order_of_words_is_the_locales() -> None:
    until = {"attempts": 3}
    usual, own = (
        compose(WithholdAnswer(until=until), locale=locale).shared.common.rules.sections[1].text
        for locale in ("en", "xo")
    )
    assert usual.index("Until") < usual.index("three attempts")
    assert own.index(turned_round("three")) < own.index(turned_round("Until"))


def test_a_clause_after_until_may_have_a_form_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"attempts": {"until": {"at_least": "[after {count}]"}}}
    read = files.data_of

    def data_of(path: str) -> dict[str, Any]:
        found = read(path)
        if path == "wording/xo.toml":
            attempts = found["variables"]["attempts"] | own["attempts"]
            return found | {"variables": found["variables"] | {"attempts": attempts}}
        return found

    monkeypatch.setattr(files, "data_of", data_of)
    text = compose(WithholdAnswer(until={"attempts": 3}), locale="xo").text
    assert text.count("[after ") == 2  # the ban and its reminder
    assert "[after " not in compose(QuestionLimit(when={"attempts": "3+", "stuck": True}), locale="xo").text


def test_terms_are_found_where_words_have_no_bounds() -> None:
    own = compose(WithholdAnswer(until={"attempts": 3}), HintLadder(), locale="xb")
    assert {s.text.split(":")[0] for s in own.sections if s.group == "words"} >= {without_blanks("Attempt")}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_statement_that_yields_is_said_in_it(locale: str) -> None:
    course = Preset.from_data({"layer": "course", "attributes": {"withhold_answer": {"until": {"attempts": 3}}}})
    lesson = Preset.from_data(
        {"layer": "lesson", "attributes": {"answer_on_request": {"when": {"phase": "review"}}}},
    )
    assert not latin(compose(course, lesson, locale=locale).text)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_stored_instruction_tells_states_and_learners_in_it(locale: str) -> None:
    own = SystemInstruction.from_json(compose(QuestionLimit(), locale=locale).to_json())
    assert not latin(own.state_line(attempts=4, asks_for_answer=True))
    assert not latin(own.for_learner(name="1", interests=["2", "3"]).text)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("preset", PRESETS, ids=shipped_presets())
def test_a_decision_table_is_shown_in_it(preset: Preset, locale: str) -> None:
    table = decision_table(preset, locale=locale)
    names = {name for source in table.sources for name in latin(source.attribute)}  # of own rules too
    known = {*attribute_slugs(), *LAYERS, *latin(preset.to_yaml()), *names, "br"}
    assert not latin(str(table)) - known
    assert not latin(table_markdown(table).replace("\\", "")) - known


@pytest.mark.parametrize("locale", LOCALES)
def test_what_holds_in_a_state_is_shown_in_it(locale: str) -> None:
    parts = (WithholdAnswer(until={"attempts": 3}), HintLadder(), TurnMoves(), ErrorCorrection())
    held = what_if(*parts, state={"attempts": 1, "asks_for_answer": True}, locale=locale)
    values = {word for one in held.choices for value in one.value for word in str(value).split("_")}
    assert not latin(str(held)) - {*attribute_slugs(), *LAYERS, *values}
