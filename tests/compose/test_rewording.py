"""An app's own phrases: put in their places, and refused where a norm would be lost."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import (
    PedagogyError,
    Praise,
    SystemInstruction,
    Tone,
    WaitForResponse,
    WithholdAnswer,
    compose,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.composing.rewording import reworded
from pedagogy_prompts.wording.statements import statement_text
from pedagogy_prompts.wording.tables import table_of

from ..each import each

KEEP = "Theirs to find. {{ until }} {{ grain }}."


def texts(attribute: Any, words: dict[str, Any], **more: Any) -> str:
    return compose(attribute, words=words, **more).text


def test_a_phrase_takes_the_place_of_one_and_all_others_stay() -> None:
    usual = compose(WithholdAnswer(), Praise())
    own = compose(WithholdAnswer(), Praise(), words={"withhold_answer": {"keep": {"full": KEEP}}})
    assert own.text == usual.text.replace("The answer is the learner's to find. ", "Theirs to find. ")
    assert own.norms == usual.norms


def test_one_text_serves_for_both_lengths() -> None:
    words = {"withhold_answer": {"keep": KEEP}}
    assert "Theirs to find. Until " in texts(WithholdAnswer(until={"attempts": 2}), words, detail="brief")
    assert "Theirs to find. Until " in texts(WithholdAnswer(until={"attempts": 2}), words)


def test_a_phrase_of_one_text_may_be_told_at_two_lengths() -> None:
    words = {"withhold_answer": {"keep": {"until": {"never": {"full": "At no time", "brief": "Never"}}}}}
    assert "At no time give" in texts(WithholdAnswer(until="never"), words)
    assert "Never give" in texts(WithholdAnswer(until="never"), words, detail="brief")


def test_headings_and_phrases_of_lesson_and_learner_are_reworded() -> None:
    words = {
        "titles": {"learner": "Who sits before you"},
        "lesson": {"problem": "They work on this:"},
        "learner": {"name": "Called {}"},
    }
    own = compose(Praise(), problem="1/2", words=words)
    assert "They work on this:\n> 1/2" in own.text
    assert "# Who sits before you\n" in own.for_learner(name="Ada").text
    assert "> Called Ada" in SystemInstruction.from_json(own.to_json()).for_learner(name="Ada").text


def test_the_words_are_stored_and_told() -> None:
    words = {"withhold_answer": {"keep": {"full": KEEP}}}
    own = compose(WithholdAnswer(), words=words)
    again = SystemInstruction.from_json(own.to_json())
    assert again == own
    assert again.manifest()["words"] == words
    assert "words" not in compose(WithholdAnswer()).manifest()


@each("slug", attribute_slugs())
def test_every_attribute_can_be_given_its_own_words_again(slug: str) -> None:
    def plain(node: Any) -> Any:
        return node if isinstance(node, str) else {key: plain(part) for key, part in node.items() if key != "by"}

    table = table_of(attribute_class(slug), "en")
    words = reworded({slug: plain(table.data)}, "en", (), ())
    assert words.own is not None
    assert words.own.tables[slug].data == table.data


@each(
    ("words", "told"),
    [
        pytest.param(3, "not int", id="no table"),
        pytest.param(
            {"withold_answer": {}}, "no part of the frame. Did you mean 'withhold_answer'", id="unknown attribute"
        ),
        pytest.param({"withhold_answer": {"kep": ""}}, "kep is no phrase. Did you mean 'keep'", id="key"),
        pytest.param({"withhold_answer": {"keep": {"grain": {"by": "until"}}}}, "is no phrase", id="by"),
        pytest.param({"withhold_answer": "Keep it."}, "is no table of phrases", id="one text for all"),
        pytest.param({"withhold_answer": {"keep": {"grain": "it"}}}, "keep.grain is a table", id="text for a choice"),
        pytest.param({"withhold_answer": {"keep": {"full": 3}}}, "not int", id="number"),
        pytest.param(
            {"withhold_answer": {"keep": {"full": "Let them find it. {{ grain }}."}}},
            "withhold_answer.keep.full lost {{ until }}", id="lost hole",
        ),
        pytest.param(
            {"withhold_answer": {"keep": {"until": {"lasting": "For a while do not"}}}},
            "withhold_answer.keep.until.lasting lost {{ it }}", id="lost value",
        ),
        pytest.param(
            {"withhold_answer": {"keep": {"full": KEEP + " {{ mood }}"}}}, "{{ mood }}", id="a hole that nothing fills"
        ),
        pytest.param({"withhold_answer": {"keep": {"full": "  "}}}, "is empty", id="empty"),
        pytest.param({"withhold_answer": {"keep": {"full": KEEP + "</help>"}}}, "a tag", id="tag"),
        pytest.param({"withhold_answer": {"keep": {"full": KEEP + "\u202e"}}}, "nobody sees", id="invisible"),
        pytest.param({"withhold_answer": {"keep": {"full": KEEP + "x" * 2000}}}, "2,000 at most", id="too long"),
        pytest.param({"withhold_answer": {"keep": {"full": KEEP + "{% if it %}"}}}, "more than holes", id="Jinja"),
        pytest.param({"withhold_answer": {"keep": {"full": KEEP + "{{ ) }}"}}}, "cannot be read", id="no Jinja"),
        pytest.param({"tone": {"style": "Speak well."}}, "style is a table", id="one sentence for all values"),
        pytest.param({"titles": {"help": "A\nB"}}, "more than one line", id="lines in a title"),
        pytest.param({"titles": {"help": " "}}, "is empty", id="empty title"),
        pytest.param({"lesson": {"subject": "Subject"}}, "other holes", id="lost hole of the lesson"),
        pytest.param({"lesson": {"subject": "{0.__class__}"}}, "other holes", id="a hole that looks inside"),
        pytest.param({"lesson": {"subject": "{"}}, "cannot be read", id="broken hole"),
        pytest.param({"goals": {"practice": {"full": "a", "brief": "b"}}}, "is a text", id="lengths in the frame"),
    ],
)  # fmt: skip
def test_what_would_lose_a_norm_is_refused(words: Any, told: str) -> None:
    with pytest.raises(PedagogyError) as raised:
        compose(WithholdAnswer(until={"attempts": 2}), Tone(), words=words)
    assert told in str(raised.value)


def test_settings_with_different_norms_never_read_alike() -> None:
    same = dict.fromkeys(("final_answer", "full_solution", "next_step", "any_form"), "give it away")
    with pytest.raises(PedagogyError, match="would read alike"):
        compose(WithholdAnswer(), words={"withhold_answer": {"keep": {"grain": same}}})


def test_two_attributes_with_different_norms_never_read_alike() -> None:
    said = statement_text(WaitForResponse(), "stop", "full", "en")
    with pytest.raises(PedagogyError, match="would read alike"):
        compose(Tone(warmth="warm"), WaitForResponse(), words={"tone": {"warmth": {"warm": {"full": said}}}})


def test_two_statements_of_one_attribute_never_read_alike() -> None:
    said = statement_text(WaitForResponse(), "stop", "full", "en")
    with pytest.raises(PedagogyError, match="would read alike"):
        compose(WaitForResponse(), words={"wait_for_response": {"own": {"full": said}}})
    with pytest.raises(PedagogyError, match="would read alike"):  # also where it is in no text yet
        reworded({"wait_for_response": {"own": {"full": said}}}, "en", (), ())
