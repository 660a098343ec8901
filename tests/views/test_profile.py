"""A profile asks an instruction clause by clause; what it answers stands on what the text says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from pedagogy_prompts import (
    Pack,
    PedagogyError,
    Preset,
    PresetError,
    Profile,
    ProfileReport,
    SystemInstruction,
    Variable,
    check,
    check_profile,
    compose,
    load_profile,
    parse_preset,
    parse_profile,
)
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.presets.shipped import shipped_text
from pedagogy_prompts.reports.errors import CompositionError
from pedagogy_prompts.views.profile.profile import shipped_profiles

from .strategies import stacks

HOUSE = """format: 1
profile: Our house
clauses:
  - {clause: No answer before a try., source: handbook 3, requires: forbid state_final_answer when attempts 0}
  - {clause: No answer before three tries., source: handbook 4, requires: forbid state_final_answer when attempts 0-2}
  - {clause: Short., source: handbook 5, requires: bound words 0..80}
  - {clause: No data., source: handbook 6, requires: forbid ask_personal_data}
  - {clause: Emoji., source: handbook 7, requires: choose emoji none}
  - {clause: Read by a teacher., source: handbook 8, ask: Ask the head.}
  - {clause: Quiet in exams., source: handbook 9, requires: {forbid: name_operation, when: {app.exam: true}}}
"""
NEVER = "forbid praise when attempts 0 and last_answer wrong"
LESSON = {
    "attributes": {
        "withhold_answer": {"until": {"attempts": 2}},
        "answer_on_request": {"give": "full_solution", "when": {"attempts": "2+"}},
        "turn_length": {"max_words": 60},
        "privacy": {"strength": "should"},
        "emoji": "none",
    },
    "rules": ["Speak of our garden."],
}


def asked(data: Mapping[str, object]) -> ProfileReport:
    return check_profile(compose(Preset.from_data(data)), parse_profile(HOUSE))


def test_each_clause_has_its_answer_with_the_statement_and_the_state() -> None:
    found = asked(LESSON)
    assert [one.answer for one in found.answers] == [
        "fulfilled",
        "contradicted",
        "fulfilled",
        "silent",
        "fulfilled",
        "not decidable",
        "not decidable",
    ]
    first, second, _, wished, _, people, unknown = found.answers
    assert [one.attribute for one in first.statements] == ["withhold_answer"]
    assert {one.attribute for one in second.statements} == {"answer_on_request"}
    assert second.witness is not None and second.witness["attempts"] == 2
    assert wished.note.startswith("It is only wished for")
    assert people.note == "Ask the head."
    assert "app.exam" in unknown.note
    assert not found.ok and found.unread == 1
    assert [(one.code, one.severity) for one in found.report] == [
        ("PED901", "error"),
        ("PED902", "warning"),
        ("PED903", "info"),
        ("PED903", "info"),
    ]
    assert "They may say what is silent here" in " ".join(str(found).split())
    assert json.loads(json.dumps(found.to_dict()))["answers"][1]["answer"] == "contradicted"


def test_what_is_said_for_a_part_of_the_turns_is_told_with_the_rest() -> None:
    found = asked({"attributes": {"turn_length": {"max_words": 60, "when": {"stuck": True}}}}).answers[2]
    assert (found.answer, found.when) == ("silent", "except when the learner is stuck")
    assert [one.attribute for one in found.statements] == ["turn_length"]


def test_a_variable_of_an_app_is_asked_about_where_the_preset_knows_it() -> None:
    pack = Pack("app", variables=(Variable("app.exam", (False, True)),))
    quiet = {"attributes": {"withhold": {"what": ["operation"], "when": {"app.exam": True}}}}
    instruction = compose(Preset.from_data(quiet, packs=[pack]), packs=[pack])
    assert check_profile(instruction, parse_profile(HOUSE), packs=[pack]).answers[-1].answer == "fulfilled"


@settings(max_examples=settings().max_examples // 5)
@given(stacks())
def test_a_stored_instruction_answers_as_the_one_it_was(parts: list[Preset]) -> None:
    try:
        instruction = compose(*parts)
    except CompositionError:
        return
    stored = SystemInstruction.from_json(instruction.to_json())
    for name in shipped_profiles():
        found = check_profile(instruction, load_profile(name))
        assert [one.answer for one in check_profile(stored, load_profile(name)).answers] == [
            one.answer for one in found.answers
        ]
        for one in found.answers:
            assert (one.answer == "fulfilled") <= bool(one.statements)
            assert (one.answer == "contradicted") <= (bool(one.statements) and one.witness is not None)


def test_the_shipped_profiles_are_kept_by_what_is_made_for_them() -> None:
    school, essay = (parse_preset(shipped_text(name), source=name) for name in ("school-policy", "essay-feedback"))
    found = check_profile(compose(school, essay), load_profile("school-minimum"))
    assert not found.of("contradicted")
    assert "promise" in str(found)
    for name in shipped_profiles():
        profile = load_profile(name)
        assert all(bool(clause.norms) != bool(clause.ask) for clause in profile.clauses)
        assert Profile.model_validate(profile.model_dump(mode="json")) == profile


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("profil: x\nclauses: []", ["A profile needs `profile`", "Did you mean 'profile'?", "at least 1 item"]),
        ("profile: x\nclauses:\n- {clause: a, sourc: b}", ["A clause has no field 'sourc'. Did you mean 'source'?"]),
        ("profile: x\nclauses:\n- {clause: a, source: b, requires: forbid prais}", ["Did you mean 'praise'?"]),
        ("profile: x\nclauses:\n- {clause: a, source: b}", ["This one has neither"]),
        ("profile: x\nclauses:\n- {clause: a, source: b, requires: []}", ["This one has neither"]),
        ("profile: x\nclauses:\n- {clause: a, source: b, requires: forbid praise, ask: c}", ["Make two clauses"]),
        (f"profile: x\nclauses:\n- {{clause: a, source: b, requires: {NEVER}}}", ["holds in no state"]),
        ("", ["The profile is empty. It begins with `profile:"]),
        ("- a", ["A profile begins with"]),
        ("profile: [", [":1:"]),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_with_its_place(text: str, told: list[str]) -> None:
    with pytest.raises(PresetError) as caught:
        parse_profile(text, source="house.yaml")
    for words in told:
        assert words in str(caught.value)
    assert "house.yaml:" in str(caught.value)
    assert "preset" not in str(caught.value) and ("at least 1 item" in str(caught.value)) == ("[]" in text[:24])
    assert all(finding.said for finding in caught.value.report)


def test_the_command_tells_presets_and_stored_instructions_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("house.yaml").write_text(HOUSE, "utf-8")
    Path("lesson.yaml").write_text(
        "attributes: {answer_on_request: full_solution, turn_length: {max_words: 60}}\n", "utf-8"
    )
    Path("bad.yaml").write_text("attributes: {withhold_answer: {until: never}, hint_ladder: {then: reveal}}\n", "utf-8")
    Path("tutor.json").write_text(compose(Preset.from_data(LESSON)).to_json(), "utf-8")

    def run(*words: str, code: int) -> str:
        result = CliRunner().invoke(main, ["check", *words])
        assert result.exit_code == code, result.output
        return result.output

    text = run("--profile", "house.yaml", "lesson.yaml", code=1)
    assert "lesson.yaml: Our house: " in text and "contradicted:" in text and "fulfilled:" in text
    data = json.loads(run("--profile", "house.yaml", "--format", "json", "tutor.json", code=1))
    assert [one["profile"] for one in data["profiles"]] == ["Our house"]
    assert {one["code"] for one in data["findings"]} == {"PED901", "PED902", "PED903"}
    sarif = json.loads(run("--profile", "house.yaml", "--format", "sarif", "lesson.yaml", code=1))
    assert "PED901" in {one["ruleId"] for one in sarif["runs"][0]["results"]}
    assert run("--profile", "school-minimum", "--strict", "lesson.yaml", code=1)
    assert "mend its errors first" in run("--profile", "house.yaml", "bad.yaml", code=1)
    assert "Did you mean 'under-13'?" in run("--profile", "under-31", "lesson.yaml", code=2)
    assert "cannot be stacked" in run("--profile", "house.yaml", "--stack", "lesson.yaml", "tutor.json", code=2)
    Path("tutor.json").write_text("{}", "utf-8")
    assert "no stored instruction" in run("--profile", "house.yaml", "tutor.json", code=2)


def test_what_is_no_instruction_no_profile_and_no_answer_is_told() -> None:
    house, instruction = parse_profile(HOUSE), compose(Preset.from_data(LESSON))
    wrong: list[tuple[Callable[[], Any], str]] = [
        (lambda: check_profile(Preset.from_data(LESSON), house), "compose it first"),  # type: ignore[arg-type]
        (lambda: check_profile(instruction, "under-13"), "load_profile\\('under-13'\\)"),  # type: ignore[arg-type]
        (lambda: check_profile(instruction, house).of("contradiction"), "mean 'contradicted'"),  # type: ignore[arg-type]
        (lambda: parse_profile(b"profile: x"), "is a str, not bytes"),  # type: ignore[arg-type]
        (lambda: load_profile(""), "no profile ''"),
    ]
    for call, told in wrong:
        with pytest.raises(PedagogyError, match=told):
            call()


@pytest.mark.parametrize(
    ("words", "answer"),
    [("0..80", "contradicted"), ("0..150", "fulfilled"), ("0..200", "fulfilled"), ("100..200", "silent")],
)
def test_a_limit_beyond_the_one_that_is_required_allows_what_the_clause_forbids(words: str, answer: str) -> None:
    text = f"profile: P\nclauses: [{{clause: c, source: s, requires: bound words {words}}}]"
    for strength, kept in (("must", answer), ("should", "silent" if answer == "fulfilled" else answer)):
        attributes = {"turn_length": {"max_words": 150, "strength": strength}}
        (found,) = check_profile(compose(Preset.from_data({"attributes": attributes})), parse_profile(text)).answers
        assert found.answer == kept
        assert found.answer != "contradicted" or [one.attribute for one in found.statements] == ["turn_length"]
    own = {"say": "At most 60 words.", "means": "bound words 0..60"}
    tight = compose(Preset.from_data({"attributes": {"turn_length": 150}, "rules": [own]}))
    assert check_profile(tight, parse_profile(text)).answers[0].answer == (
        "fulfilled" if words.startswith("0") else "contradicted"
    )


@pytest.mark.parametrize(
    "means", ["forbid app.zap", "only app.zap", "oblige app.zap.", "oblige give_hint when app.zap true"]
)
def test_a_name_that_nobody_brings_is_told_and_is_no_silence(means: str) -> None:
    text = f"profile: P\nclauses: [{{clause: c, source: s, requires: {means}}}]"
    (found,) = check_profile(compose(Preset.from_data(LESSON)), parse_profile(text)).answers
    assert (found.answer, "app.zap" in found.note) == ("not decidable", True)
    if "when" not in means and not means.endswith("."):
        pack = Pack("app", acts={"app.zap": "zap"})
        (found,) = check_profile(compose(Preset.from_data(LESSON)), parse_profile(text), packs=[pack]).answers
        assert found.answer != "not decidable"


def test_what_a_profile_finds_is_said_in_words_of_an_apps_own() -> None:
    report = asked(LESSON).report
    own = {"PED901": "{clause} !", "PED902": "{clause} ?", "profile.statement": "<{text}>"}
    first, second, third, _ = report.told(own)
    assert (first.message, second.message) == ("No answer before three tries. !", "No data. ?")
    assert first.details[0].startswith("<") and third.message == report.findings[2].message
    assert {finding.said["key"] for finding in report if finding.said} == {"PED901", "PED902.silent", "PED903"}


def test_a_profile_steers_no_terminal() -> None:
    text = 'profile: "P\\x1b[31m"\nclauses: [{clause: "c\\x1b]0;x\\a", source: s, ask: "\\x1b[2J"}]'
    told = str(check_profile(compose(Preset.from_data(LESSON)), parse_profile(text)))
    assert "\\x1b[31m" in told and told.replace("\n", "").isprintable()


def test_a_preset_cannot_accept_what_a_profile_asks() -> None:
    accepting = Preset.from_data({**LESSON, "accept": [{"code": "PED902", "because": "The head knows."}]})
    (told,) = [finding for finding in check(accepting) if finding.code == "PED304"]
    assert told.said and told.said["key"] == "PED304.profile" and told.fixes


def test_what_cannot_be_read_as_a_profile_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("profile: Für alle\n".encode("latin-1"))
    many = "profile: x\nclauses:\n" + "- {clause: a, source: b, ask: c}\n" * 101
    for path, told in ((tmp_path, "is a directory"), (tmp_path / "latin.yaml", "not UTF-8")):
        with pytest.raises(PresetError, match=told):
            load_profile(path)
    with pytest.raises(PresetError, match="at most 100"):
        parse_profile(many)


def test_a_clause_that_tells_too_many_states_apart_leaves_the_others_their_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    instruction = compose(Preset.from_data({"attributes": {"turn_length": {"max_words": 60}}}))
    states = "attempts 1 or 2, hints 1 or 2, last_answer wrong, affect frustrated, phase quiz, learner_level novice"
    wide = "- {clause: Wide., source: handbook 10, requires: {forbid: praise, when: '" + states + "'}}"
    monkeypatch.setattr("pedagogy_prompts.norms.space.MAX_STATES", 50)
    found = check_profile(instruction, parse_profile(HOUSE + f"  {wide}\n")).answers
    assert (found[2].answer, found[-1].answer) == ("fulfilled", "not decidable")
    assert "more states" in found[-1].note
