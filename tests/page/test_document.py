"""The page before any script runs: all of it is there, and it may load its own files alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pedagogy_prompts.cli.page import document as page
from pedagogy_prompts.cli.page.desk import START, Desk, start_text
from pedagogy_prompts.cli.page.questions import questions

ASSETS = Path(page.__file__).parent / "assets"


class Seen(HTMLParser):
    """Ids, references and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.loaded: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("for", "aria-labelledby", "aria-describedby", "list") and value:
                self.references += value.split()
            if name in ("src", "href") and value:
                self.loaded.append(value)
            assert not name.startswith("on"), f"{tag} has a script in {name}"
            assert name != "style", f"{tag} has a style of its own, which the policy forbids"

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen(page.document())


def test_questions_and_the_first_instruction_stand_in_it(seen: Seen) -> None:
    first = Desk().run(start_text(START))
    assert first["text"] in seen.words and "What the tutor will do" in seen.words
    for asked in questions():
        assert asked.ask in seen.words and f"ask-{asked.id}" in seen.ids
        assert all(option.say in seen.words for option in asked.options)


def test_labels_and_descriptions_lead_to_something_that_is_there_once(seen: Seen) -> None:
    assert len(seen.ids) == len(set(seen.ids))
    assert set(seen.references) <= set(seen.ids)


def test_nothing_is_loaded_from_elsewhere(seen: Seen) -> None:
    own = [one for one in seen.loaded if not one.startswith(("#", "data:,"))]
    assert own and all(one in page.ASSETS for one in own)
    for name in page.ASSETS:
        text = page.asset(name).decode()
        assert not re.search(r"https?://|\beval\(|new Function|document\.write", text), name
    for kind, policy in page.POLICIES.items():
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert ("blob:" in policy) == (kind == "worker") and "unsafe-inline" not in policy and "http" not in policy


def test_the_scripts_find_every_part_they_ask_for(seen: Seen) -> None:
    server = Seen(page.document("server"))
    for name in ("app.js", "folder.js"):
        asked = set(re.findall(r'\$\("([\w-]+)"\)', page.asset(name).decode()))
        assert asked and asked <= set((server if name == "folder.js" else seen).ids)


def test_each_of_its_files_is_listed_and_no_other_is_given() -> None:
    assert sorted(page.ASSETS) == sorted(path.name for path in ASSETS.iterdir())
    with pytest.raises(LookupError, match=r"no file '\.\./desk\.py'"):
        page.asset("../desk.py")


def test_names_from_a_folder_stay_text() -> None:
    text = page.document("server", folder='<b>"x', files=['"><script>.yaml'])
    assert "<script>.yaml" not in text and "&lt;b&gt;" in text
