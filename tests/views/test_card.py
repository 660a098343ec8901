"""The tutor card says all that the instruction says, and nothing of a learner."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from pedagogy_prompts import PedagogyError, Preset, SystemInstruction, compose
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.reports.errors import CompositionError
from pedagogy_prompts.views.card.card import card_text, tutor_card
from pedagogy_prompts.views.card.forms import card_html, card_markdown

from .strategies import stacks

SCHOOL = Preset.from_data(
    {
        "title": "House <b>rules</b>",
        "layer": "school",
        "attributes": {"safeguarding": {"age_band": "9-12", "locked": True}, "praise": {"strength": "should"}},
    }
)
LESSON = Preset.from_data(
    {
        "title": "Fractions",
        "layer": "lesson",
        "attributes": {"withhold_answer": {"until": {"attempts": 3}}, "turn_length": {"max_words": 60}},
        "context": {"learner": {"name": "Aylin", "recent_attempts": ["2/5"]}},
        "rules": ["Speak of *our* garden <now>."],
    }
)
INSTRUCTION = compose(SCHOOL, LESSON)


@given(stacks())
def test_every_norm_of_the_text_is_on_the_card(parts: list[Preset]) -> None:
    try:
        instruction = compose(*parts)
    except CompositionError:
        return
    card = tutor_card(instruction)
    told = {(item.kind, item.words) for item in (*card.does, *card.does_not, *card.may)}
    for one in instruction.shared.common.background.ground.standing:
        if one.held.kind in ("must", "must_not", "may"):
            assert (one.held.kind, one.held.words) in told
    assert tutor_card(SystemInstruction.from_json(instruction.to_json())) == card
    assert not [head for head, texts in card.parts if not texts]


def test_it_says_who_decides_and_what_is_locked() -> None:
    card = tutor_card(INSTRUCTION)
    assert card.title == "Fractions"
    assert [(one.layer, one.title, one.locked) for one in card.authors] == [
        ("school", "House <b>rules</b>", ("safeguarding",)),
        ("lesson", "Fractions", ()),
    ]
    text = str(card)
    assert "The school has locked safeguarding: nobody further in can weaken that." in text
    assert "give the answer, until the learner has made three attempts" in text
    assert "if possible: " in text and "at most 60 words a turn" in text
    assert INSTRUCTION.manifest()["text"] in text and card.library in text


@pytest.mark.parametrize("form", [card_text, card_markdown, card_html])
def test_it_holds_nothing_of_the_learner_and_all_of_its_parts(form: object) -> None:
    assert callable(form)
    text = form(tutor_card(INSTRUCTION))
    assert "Aylin" not in text and "2/5" not in text
    for head, _ in tutor_card(INSTRUCTION).parts:
        assert (escape(head) if form is card_html else head) in text


def test_what_authors_write_is_no_markup() -> None:
    html = card_html(tutor_card(INSTRUCTION))
    assert "<b>" not in html and "<now>" not in html and "Speak of *our* garden &lt;now&gt;." in html
    assert not re.search("<script|<link|src=|href=", html)
    assert html.count("<h1>") == 1 and html.count("<section>") == html.count("<h2>")
    assert "\\*our\\*" in card_markdown(tutor_card(INSTRUCTION))


def test_a_preset_is_composed_first() -> None:
    with pytest.raises(PedagogyError, match="not of Preset: compose it first"):
        tutor_card(LESSON)  # type: ignore[arg-type]


def test_the_command(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["card", "socratic-tutor", "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0 and json.loads(done.stdout)["title"] == "Socratic tutor"
    page = tmp_path / "card.html"
    done = CliRunner().invoke(main, ["card", "socratic-tutor", "--format", "html", "--out", str(page)])
    assert done.exit_code == 0 and "Socratic tutor" in page.read_text("utf-8")
