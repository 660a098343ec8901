"""What is explained and listed says the same as text, Markdown, HTML and data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import chain
from typing import Any

import pytest

from pedagogy_prompts import PedagogyError, explain
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.presets.schema import preset_schema
from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.views.explain import Explanation
from pedagogy_prompts.views.listing import SHELVES, Listing, Shelf, listing
from pedagogy_prompts.views.terms import senses

from ..each import each

WORDS = ["rules", "means", "at", "layer", "stuck", "wrong", "give_hint", "words", "difficulty_start", "should", "until"]
NAMES = [*attribute_slugs(), *CODES, *WORDS]
VOID = {"meta", "br"}


class Checked(HTMLParser):
    """Every tag is closed, nothing is loaded, and what is said is kept."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "href"}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words(text: str) -> str:
    return re.sub(r"[\s`*>\\|]+", "", unescape(text))


def facts(one: Explanation) -> list[str]:
    """What each form has to say."""
    data = one.data
    if one.kind == "code":
        return [data["code"], data["name"], data["severity"], data["meaning"], data["why"]]
    if one.kind == "word":
        return [*senses_said(data["senses"]), data["name"]]
    said = [data[key] for key in ("slug", "summary", "why", "use_when", "avoid_when")]
    said += [parameter[key] for parameter in data["parameters"] for key in ("name", "values", "about")]
    said += [clash[key] for clash in data["clashes"] for key in ("own", "other", "value", "code")]
    said += [source[key] for source in data["sources"] for key in ("title", "shows")]
    return [*said, *senses_said(data["also"]), data["example"]["words"]]


def senses_said(senses: list[dict[str, Any]]) -> list[str]:
    """What each thing that a word means has to say."""
    return [text for one in senses for text in (one["kind"], one["about"], one["write"], *chain(*one["rows"]))]


@each("name", NAMES)
def test_every_form_says_what_the_data_says(name: str) -> None:
    one = explain(name)
    html = "".join(Checked(one.html).words)
    for text in (one.text, one.markdown, html):
        told = words(text)
        for fact in facts(one):
            assert words(fact) in told


@each("name", NAMES)
def test_a_markdown_table_has_as_many_cells_in_every_row(name: str) -> None:
    text = re.sub(r"^````.*?^````$", "", explain(name).markdown, flags=re.MULTILINE | re.DOTALL)
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


@pytest.mark.parametrize("what", SHELVES)
def test_a_listing_says_all_of_its_rows_in_every_form(what: Shelf) -> None:
    one = listing(what)
    cells = [cell for rows in one.groups.values() for row in rows for cell in row]
    assert cells
    html = "".join(Checked(one.html).words)
    for text in (one.text, one.markdown, html):
        told = words(text)
        assert not [cell for cell in cells if words(cell) not in told]


def test_columns_are_named_in_text_where_they_do_not_speak_for_themselves() -> None:
    assert listing("models").text.startswith("model ")
    assert not listing("rules").text.startswith("code")


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    one = Listing("targets", ("target", "about"), {"": (("a", "<b> | *c*"),)})
    assert one.group() == "| target | about |\n| --- | --- |\n| `a` | \\<b\\> \\| \\*c\\* |"
    assert "&lt;b&gt; | *c*" in one.html


def test_a_name_is_linked_where_it_is_explained() -> None:
    one = Listing("targets", ("target",), {"": (("a",), ("b",))})
    told = one.group(link=lambda name: "a.md" if name == "a" else None)
    assert told.splitlines()[2:] == ["| [`a`](a.md) |", "| `b` |"]


def _held(schema: Any) -> Iterator[str]:
    """Every word that a schema names: keys, and values out of a list."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _held(part)


def test_every_word_that_a_preset_can_hold_is_explained() -> None:
    held = set(_held(preset_schema()))
    meanings = {word.split()[1] for word in held if " " in word}
    assert {"give_hint", "praise", "reading_grade"} <= meanings
    known = {*attribute_slugs(), *CODES}
    missing = {word for word in held | meanings if " " not in word} - known
    assert sorted(word for word in missing if not senses(word)) == []


@pytest.mark.parametrize(
    ("word", "told"), [("give_hnt", "give_hint"), ("Stuck?", "stuck"), ("shuold", "should"), ("atempts", "attempts")]
)
def test_a_misspelt_word_is_told_with_the_nearest(word: str, told: str) -> None:
    with pytest.raises(PedagogyError, match=f"Did you mean.*'{told}'"):
        explain(word)


def test_a_word_is_found_however_it_is_joined() -> None:
    assert explain("Give hint").data == explain("give-hint").data == explain("give_hint").data
    assert explain("Homework help").kind == explain("homework-help").kind
