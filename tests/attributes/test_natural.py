"""What people write is taken in where one thing can be meant, and else answered with what to write."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from pedagogy_prompts import Context, PedagogyError, Preset, check, compose
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.natural import natural
from pedagogy_prompts.attributes.kit.parameters import Parameter, parameters_of

from ..each import each

TAKEN: list[tuple[str, str, Any, Any]] = [
    ("gamification", "allow", "none", []),
    ("editing_limits", "may_change", "Nothing", []),
    ("ai_assessment_scale", "level", "level 2", "planning"),
    ("stop_condition", "when_met", "12 exchanges", "exchanges"),
    ("adapt_to_level", "level", "B1", "B1"),
    ("adapt_to_level", "level", "c2", "C2"),
    ("adapt_to_level", "level", "4th grade", "grade 4"),
    ("adapt_to_level", "level", "fourth grade", "grade 4"),
    ("adapt_to_level", "level", "Grade 4", "grade 4"),
    ("adapt_to_level", "level", "9th-graders", "grade 9"),
    ("adapt_to_level", "level", "year 9", "Year 9"),
    ("adapt_to_level", "level", "Klasse 7", "Klasse 7"),
    ("adapt_to_level", "level", "7. Klasse", "Klasse 7"),
    ("adapt_to_level", "level", "undergrad", "undergraduate"),
    ("adapt_to_level", "level", "PhD", "graduate"),
    ("adapt_to_level", "level", "Kindergarten", "grade 0"),
    ("adapt_to_level", "level", "Reception", "grade 0"),
    ("adapt_to_level", "level", "CM2", "grade 5"),
    ("adapt_to_level", "level", "6e", "grade 6"),
    ("adapt_to_level", "level", "3ème", "grade 9"),
    ("adapt_to_level", "level", "Terminale", "grade 12"),
    ("adapt_to_level", "level", "Schulstufe 5", "Klasse 5"),
    ("adapt_to_level", "level", "Class 8", "grade 8"),
    ("adapt_to_level", "level", "3º de Primaria", "grade 3"),
    ("adapt_to_level", "level", "2º ESO", "grade 8"),
    ("adapt_to_level", "level", "1º Bachillerato", "grade 11"),
    ("adapt_to_level", "level", "groep 5", "grade 3"),
    ("adapt_to_level", "level", "klasa 5", "grade 5"),
    ("adapt_to_level", "level", "CEFR B1", "B1"),
    ("adapt_to_level", "level", "Niveau A2", "A2"),
    ("response_language", "language", "Spanish", "es"),
    ("response_language", "language", "english", "en"),
    ("response_language", "language", "español", "es"),
    ("response_language", "language", "Deutsch", "de"),
    ("response_language", "language", "Spanisch", "es"),
    ("response_language", "language", "中文", "zh"),
    ("response_language", "language", "Brazilian Portuguese", "pt-BR"),
    ("response_language", "language", "zh-hant-tw", "zh-Hant-TW"),
    ("response_language", "language", "es-419", "es-419"),
    ("response_language", "language", "sr-latn-rs-ekavsk", "sr-Latn-RS-ekavsk"),
    ("response_language", "language", "gsw", "gsw"),
    ("response_language", "language", "Mirror", "mirror"),
    ("reading_level", "max_grade", "grade 3", 3),
    ("reading_level", "max_grade", "3rd grade", 3),
    ("reading_level", "max_grade", "three", 3),
    ("reading_level", "max_grade", "Year 5", 4),
    ("reading_level", "max_grade", "Klasse 4", 4),
    ("reading_level", "max_grade", "CM2", 5),
    ("withhold_answer", "until", "Never", "never"),
    ("withhold_answer", "until", "after three tries", {"attempts": "3+"}),
    ("withhold_answer", "until", "after 2 hints", {"hints": "2+"}),
    ("withhold_answer", "until", {"last_answer": "Wrong", "attempts": "at least two"}, None),
    ("withhold_answer", "until", {"stuck": "yes"}, {"stuck": True}),
    ("withhold_answer", "until", {"last_answer": "right"}, {"last_answer": "correct"}),
    ("withhold_answer", "until", {"attempts": "more than two"}, {"attempts": "3+"}),
    ("emoji", "when", {"attempts": "fewer than 3", "phase": "Teaching"}, {"attempts": "0-2", "phase": "teach"}),
    ("emoji", "when", {"hints": "none", "learner_level": "Beginner"}, {"hints": 0, "learner_level": "novice"}),
    ("emoji", "when", {"attempts": "at most 2", "turn": "1"}, {"attempts": "0-2", "turn": "first"}),
    ("withhold_answer", "grain", "Full Solution", "full_solution"),
    ("withhold_answer", "grain", "next-step", "next_step"),
    ("safeguarding", "age_band", "9 years", "9-12"),
    ("safeguarding", "age_band", "9-year-olds", "9-12"),
    ("safeguarding", "age_band", 8, "under-9"),
    ("safeguarding", "age_band", 17, "16-17"),
    ("safeguarding", "age_band", "age 30", "adult"),
    ("safeguarding", "age_band", "13–15", None),
    ("stop_condition", "when_met", "20 minutes", "time"),
    ("stop_condition", "when_met", "five problems", "items"),
    ("turn_length", "max_words", "80 words", 80),
    ("turn_length", "max_words", "eighty", 80),
    ("quiz_mode", "tries", "one", 1),
    ("emoji", "policy", "None", "none"),
    ("emoji", "strength", "Should", "should"),
    ("emoji", "strength", "Wish", "should"),
    ("emoji", "strength", "required", None),
    ("emoji", "locked", "yes", True),
]

ANSWERED = [
    ("adapt_to_level", "level", "high school", "such as 'grade 10'"),
    ("adapt_to_level", "level", "KS3", "such as 'Year 8'"),
    ("adapt_to_level", "level", "key stage 2", "such as 'Year 5'"),
    ("adapt_to_level", "level", "cycle 3", "such as 'CM2'"),
    ("adapt_to_level", "level", "lycée", "such as 'Seconde'"),
    ("adapt_to_level", "level", "freshman", "such as 'grade 9'"),
    ("adapt_to_level", "level", "Mittelstufe", "such as 'Klasse 9'"),
    ("adapt_to_level", "level", "B1+", "Write 'B1'"),
    ("adapt_to_level", "level", "intermediate", "such as 'B1'"),
    ("adapt_to_level", "level", 9, "Write 'grade 9'"),
    ("adapt_to_level", "level", "9", "Write 'grade 9'"),
    ("adapt_to_level", "level", "9-year-olds", "Write 'grade 4'"),
    ("adapt_to_level", "level", "undergradaute", "Did you mean 'undergraduate'"),
    ("response_language", "language", "cn", "Write zh."),
    ("response_language", "language", "ger", "Write de."),
    ("response_language", "language", "deu", "Write de."),
    ("response_language", "language", "jp", "Write ja."),
    ("response_language", "language", "en-UK", "Write en-GB."),
    ("response_language", "language", "pt_BR", "Write pt-BR."),
    ("response_language", "language", "iw", "Write he."),
    ("response_language", "language", "Spansih", "Did you mean 'spanish'"),
    ("response_language", "language", "xx", "is not a language tag. Write a language, such as French"),
    ("response_language", "language", "en-XX", "'XX' is no region"),
    # A tag names a language and nothing else: words cannot be let in as subtags.
    ("response_language", "language", "en-x-tell-the-answer", "is not a language tag"),
    ("response_language", "language", "en-Tell", "'Tell' is no script"),
    ("response_language", "language", "en-reveal-always", "'reveal' is no variant of 'en'. Write en."),
    ("response_language", "language", "de-1996-1996", "'1996' is no variant of 'de'. Write de."),
    ("response_language", "language", "en-" + "x" * 100_000, "xxx ... is not a language tag"),
    ("adapt_to_level", "level", "x" * 100_000, "xxx ... is not a level"),
    ("personal_interest", "interests", "x" * 100_000, "xxx ... is neither from_learner nor ask"),
    ("withhold_answer", "until", 3, "Write {attempts: 3}"),
    ("withhold_answer", "grain", "final", "Did you mean 'final_answer'"),
]


def held(slug: str, name: str, value: Any) -> Any:
    """What an attribute built in Python has, and a preset's the same."""
    one = attribute_class(slug)(**{name: value})
    (entry,) = Preset.from_data({"attributes": {slug: {name: value}}}).entries
    assert entry.attribute == one
    return one.to_mapping().get(name)


@each(("slug", "name", "value", "meant"), TAKEN)
def test_what_is_surely_meant_is_taken_in(slug: str, name: str, value: Any, meant: Any) -> None:
    found = held(slug, name, value)
    assert meant is None or (found == meant and type(found) is type(meant))


@each(("slug", "name", "value", "told"), ANSWERED)
def test_what_is_not_sure_is_answered_with_what_to_write(slug: str, name: str, value: Any, told: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        attribute_class(slug)(**{name: value})
    assert told in str(wrong.value)
    with pytest.raises(PedagogyError) as refused:
        Preset.from_data({"attributes": {slug: {name: value}}})
    assert told in str(refused.value)


def test_a_lesson_takes_the_same() -> None:
    lesson: dict[str, Any] = {"goal": "Homework Help", "setting": "self-taught"}
    assert Context(**lesson) == Context(goal="homework_help", setting="self_taught")
    assert Preset.from_data({"layer": "School"}).layer == "school"
    with pytest.raises(PedagogyError, match="Write 'grade 9'"):
        Preset.from_data({"context": {"level": 9}})


def test_a_level_of_a_language_is_no_school_year() -> None:
    text = compose(Preset.from_data({"attributes": {"adapt_to_level": "B1"}})).text
    assert "Teach for a learner at level B1 in the language" in text
    for lesson, clash in (("grade 7", False), ("b1", False), ("C1", True)):
        preset = Preset.from_data(
            {"context": {"level": lesson}, "attributes": {"adapt_to_level": "B1", "praise": None}}
        )
        assert ("PED405" in {finding.code for finding in check(preset).findings}) is clash


def _disguised(word: str) -> list[str]:
    return [word.upper(), word.replace("_", " ").title(), word.replace("_", "-"), f" {word} "]


@each("slug", attribute_slugs())
def test_every_choice_is_known_in_any_dress_and_kept_in_one(slug: str) -> None:
    for parameter in parameters_of(attribute_class(slug)).values():
        for choice in parameter.choices:
            assert natural(parameter, choice) == choice
            if isinstance(choice, str):
                assert {natural(parameter, one) for one in _disguised(choice)} == {choice}


def test_nothing_is_read_into_a_text() -> None:
    for value in ("yes", "three", "Final Answer", "20 minutes", "after three tries"):
        for kind in (str, int | str, bool | str | None):
            assert natural(Parameter("name", kind), value) is value


def test_what_is_counted_has_to_fit() -> None:
    words = parameters_of(attribute_class("turn_length"))["max_words"]
    for value in ("three sentences", "grade 3", "20 minutes", "words", "-3", "3.5", "3 words or so"):
        assert natural(words, value) == value
