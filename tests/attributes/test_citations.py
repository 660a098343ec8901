"""Every study the shelf refers to is there, in a form that can be looked up, and says how far it was checked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.views.explain import citations
from pedagogy_prompts.views.explaining.text import citation_text

from ..each import each

# Cited by rules, by the theory or in the documentation, not by an attribute.
CITED_ELSEWHERE = {
    "jaroslawicz2025",
    "kapur2008",
    "kestin2025",
    "learnlm2024",
    "miller1956",
    "pashler2008",
    "vanlehn2011",
    "wang2024tutorcopilot",
}
REQUIRED = {"authors", "year", "title", "venue", "shows", "speaks", "checked"}
ENTRIES = citations()


@each("slug", attribute_slugs())
def test_what_an_attribute_cites_is_there(slug: str) -> None:
    cited = attribute_class(slug).evidence
    assert set(cited) <= set(ENTRIES)
    assert len(set(cited)) == len(cited), "a study is cited once"


def test_nothing_is_listed_that_nobody_cites() -> None:
    cited = {key for slug in attribute_slugs() for key in attribute_class(slug).evidence}
    assert set(ENTRIES) - cited - CITED_ELSEWHERE == set()
    assert set(ENTRIES) >= CITED_ELSEWHERE


@each("key", sorted(ENTRIES))
def test_an_entry_can_be_looked_up(key: str) -> None:
    entry: dict[str, Any] = ENTRIES[key]
    assert set(entry) >= REQUIRED and set(entry) <= REQUIRED | {"doi", "arxiv"}
    assert isinstance(entry["year"], int)
    found = re.fullmatch(r"[a-z]+(\d{4})[a-z]*", key)
    assert found and int(found[1]) == entry["year"], "a key is a name and the year"
    assert isinstance(entry["authors"], list) and all(isinstance(name, str) and name for name in entry["authors"])
    if "doi" in entry:
        assert re.fullmatch(r"10\.\d{4,5}/[^\s<>]*[^\s<>.,;]", entry["doi"])
    if "arxiv" in entry:
        found = re.fullmatch(r"(\d{2})(\d{2})\.\d{5}", entry["arxiv"])
        assert found and int(found[2]) in range(1, 13) and 2000 + int(found[1]) <= entry["year"]
    assert entry["speaks"] in ("for", "against", "mixed")
    assert entry["checked"] in ("full", "abstract", "secondary", "unverified")


@each("key", sorted(ENTRIES))
def test_what_it_shows_is_one_sentence(key: str) -> None:
    shows = ENTRIES[key]["shows"]
    assert re.fullmatch(r"[A-Z][^.!?\n]*\.", shows), shows
    assert 8 <= len(shows.split()) <= 45, shows


@pytest.mark.parametrize("field", ["doi", "arxiv", "title", "shows"])
def test_no_two_entries_are_the_same_study(field: str) -> None:
    values = [entry[field].lower() for entry in ENTRIES.values() if field in entry]
    assert len(set(values)) == len(values)


def test_a_citation_reads_as_one_line() -> None:
    assert citation_text(ENTRIES["cowan2001"]) == (
        "Nelson Cowan (2001). The magical number 4 in short-term memory: A reconsideration of mental storage capacity."
        " Behavioral and Brain Sciences, 24(1), 87-114. doi:10.1017/S0140525X01003922 Where items cannot be grouped or"
        " rehearsed, people hold about four chunks at a time rather than seven. [for; checked: abstract]"
    )
