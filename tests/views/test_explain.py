"""What is explained and listed says the same as text, Markdown, HTML and data."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from pedagogy_prompts import explain
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.views.explain import Explanation
from pedagogy_prompts.views.listing import SHELVES, Listing, Shelf, listing

NAMES = [*attribute_slugs(), *CODES]
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
    said = [data[key] for key in ("slug", "summary", "why", "use_when", "avoid_when")]
    said += [parameter[key] for parameter in data["parameters"] for key in ("name", "values", "about")]
    said += [clash[key] for clash in data["clashes"] for key in ("own", "other", "value", "code")]
    said += [source[key] for source in data["sources"] for key in ("title", "shows")]
    return [*said, data["example"]["words"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_says_what_the_data_says(name: str) -> None:
    one = explain(name)
    html = "".join(Checked(one.html).words)
    for text in (one.text, one.markdown, html):
        told = words(text)
        for fact in facts(one):
            assert words(fact) in told


@pytest.mark.parametrize("name", NAMES)
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
