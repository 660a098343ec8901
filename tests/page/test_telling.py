"""Findings are told in the words of the questions, with ways out that are other answers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pedagogy_prompts.cli.page.desk import START, Desk, start_text, starts
from pedagogy_prompts.cli.page.questions import question, words
from pedagogy_prompts.presets.shipped import shipped_presets

LESSONS = {
    "never and at last": "attributes: {withhold_answer: never, hint_ladder: {then: reveal}, tone: plain}",
    "a recast each time": "attributes: {error_correction: recast, confirm_correctness: always}",
    "questions and none": "attributes: {socratic_questioning: strict, adapt_to_affect: [explain, pause_questions]}",
    "an order of moves": "attributes: {turn_moves: [respond, credit, ask], socratic_questioning: strict}",
    "never, and no way on": "attributes: {withhold_answer: never, tone: plain}",
    "in a test": "extends: [exam-invigilator]\nattributes: {praise: strategy, hint_ladder: {then: worked_example}}",
    "nothing": "title: x",
}


def request(desk: Desk, name: str, **arguments: Any) -> Any:
    answer = json.loads(desk.handle(name, json.dumps(arguments)))
    assert "ok" in answer, answer
    return answer["ok"]


def all_told(finding: dict[str, Any]) -> str:
    sides = (f"{side['who']} {side['says']} {side['answer']}" for side in finding["parties"])
    return " ".join([finding["head"], finding["when"], *sides])


@pytest.mark.parametrize("text", LESSONS.values(), ids=LESSONS)
def test_nothing_is_told_or_offered_in_the_words_of_a_preset(text: str) -> None:
    desk = Desk()
    found = request(desk, "run", text=text)["findings"]
    assert found
    for number, finding in enumerate(found):
        offers = [way["say"] for way in request(desk, "fixes", text=text, finding=number)]
        for said in (all_told(finding), *offers):
            assert not re.search(r"`|_|\bline \d|[a-z]: ?[{\[]", said), said


@pytest.mark.parametrize(
    "name", ["never and at last", "a recast each time", "questions and none", "never, and no way on"]
)
def test_each_way_out_settles_it_and_some_are_answers(name: str) -> None:
    desk, text = Desk(), LESSONS[name]
    first = request(desk, "run", text=text)["findings"][0]
    ways = request(desk, "fixes", text=text, finding=0)
    assert 1 <= len(ways) <= 4 and ways[0]["question"]
    for way in ways:
        after = request(desk, "run", text=way["text"])
        assert first not in after["findings"] and after["text"] is not None


def test_a_clash_names_the_questions_and_the_answers_given() -> None:
    [finding, *_] = request(Desk(), "run", text=LESSONS["never and at last"])["findings"]
    assert finding["head"] == words()["clash"]["head"] and finding["severity"] == "error"
    assert {(side["who"], side["answer"]) for side in finding["parties"]} == {
        (question("answer").ask, "Never"),
        (question("stuck").ask, "Hints that grow, then the answer"),
    }
    assert finding["when"].startswith("They meet when the learner has made")
    assert set(finding["questions"]) == {"answer", "stuck"}


def test_to_take_out_what_stands_above_is_offered_without_saying_it_again() -> None:
    text = "attributes: {confirm_correctness: always, socratic_questioning: strict}"
    offers = [way["say"] for way in request(Desk(), "fixes", text=text, finding=0)]
    assert "Take out what the preset says under “confirm correctness”" in offers


def test_a_side_that_no_question_is_about_is_named_as_part_of_the_preset() -> None:
    [finding, *_] = request(Desk(), "run", text=LESSONS["an order of moves"])["findings"]
    assert {side["question"] for side in finding["parties"]} == {"", "lead"}
    assert "“turn moves”" in all_told(finding)


def test_a_mistake_in_the_preset_is_told_as_it_is_with_its_line() -> None:
    found = request(Desk(), "run", text="attributes:\n  withold_answer: never\n  praise: 7\n")
    assert found["text"] is None
    assert [finding["line"] for finding in found["findings"]] == [2, 3]
    assert "Did you mean “withhold_answer”" in found["findings"][0]["head"]
    assert found["findings"][1]["questions"] == ["praise"]
    assert not re.search(r"`|pedagogy-prompts|outcome", " ".join(finding["head"] for finding in found["findings"]))


@pytest.mark.parametrize(
    ("wrong", "said", "right"),
    [
        ("attributes: {withold_answer: never, tone: plain}", "Write “withhold_answer”", "withhold_answer: never"),
        ("attributes: {praise: 'strategie'}", "What should it praise? The way they went about it", "'strategy'"),
        ("title: ä\nattributes:\n  hint_ladder: {then: revel}\n", "Hints that grow, then the answer", "then: reveal}"),
        ("context: {subjct: x}\nattributes: {praise: effort}", "Write “subject”", "{subject: x}"),
    ],
)
def test_a_misspelt_word_is_mended_by_a_click(wrong: str, said: str, right: str) -> None:
    desk = Desk()
    way = request(desk, "fixes", text=wrong, finding=0)[0]
    assert said in way["say"] and right in way["text"]
    assert request(desk, "run", text=way["text"])["text"] is not None


def test_what_cannot_be_read_is_told_plainly_and_says_nothing_of_the_answers() -> None:
    for text in ("Dear colleague, be kind.", "attributes: {praise: effort", "\x1a\x00PNG"):
        found = request(Desk(), "run", text=text)
        assert found["answers"] is None and found["text"] is None
        assert "`" not in found["findings"][0]["head"]
    asked = json.loads(Desk().handle("answer", json.dumps({"text": "a: [", "question_id": "praise", "value": 1})))
    assert "Mend what is marked" in asked["error"]
    assert request(Desk(), "run", text="attributes: {praise: strategie}")["answers"] is not None


def test_who_helps_is_asked_though_an_age_says_that_somebody_does() -> None:
    desk, age = Desk(), "attributes: {safeguarding: 13-15, tone: plain}\n"
    assert "distress" in request(desk, "table", text=age)["open"]
    told = request(desk, "answer", text=age, question_id="distress", value="Ms Brandt, room 12")["yaml"]
    table = request(desk, "table", text=told)
    assert "distress" not in table["open"] and "refer the learner to a person: Ms Brandt, room 12" in table["html"]


def test_what_else_speaks_of_an_open_question_is_told_with_its_place() -> None:
    desk, text = Desk(), "attributes:\n  turn_moves:\n  hint_ladder: {then: stay}\n"
    speaks = request(desk, "table", text=text)["speaks"]
    assert {(one["question"], one["line"]) for one in speaks["wrong"]} == {("stuck", None), ("", 2)}
    assert [one["who"] for one in speaks["lead"]] == ["The preset, under “turn moves”"]
    after = request(desk, "answer", text=text, question_id="wrong", value=1)["yaml"]
    assert "wrong" not in request(desk, "table", text=after)["speaks"]


def test_moments_without_a_word_are_listed_and_take_no_row() -> None:
    table = request(Desk(), "table", text="attributes: {hint_ladder: , tone: plain}")
    silent = {one["moment"]: one["question"] for one in table["silent"]}
    assert silent["The learner is stuck"] == "stuck" and silent["During the assessment"] == ""
    assert not any(moment in table["html"] for moment in silent)
    assert "The learner is frustrated" not in silent and "upset" in table["open"], "told once"


def test_another_beginning_keeps_what_is_said_of_the_class_and_nothing_of_the_preset_before() -> None:
    desk, text = Desk(), start_text(START)
    for asked, value in {"subject": "physics", "learners": 3, "distress": "Ms Brandt", "praise": 1}.items():
        text = request(desk, "answer", text=text, question_id=asked, value=value)["yaml"]
    after = request(desk, "start", preset="lab-report", text=text, begun=START)
    assert after["kept"] == ["subject", "learners", "distress"]
    assert [after["answers"][one]["value"] for one in after["kept"]] == ["physics", 3, "Ms Brandt"]
    plain = request(desk, "start", preset="lab-report")
    assert after["answers"]["praise"] == plain["answers"]["praise"]
    again = request(desk, "start", preset=START, text=start_text("lab-report"), begun="lab-report")
    assert again["kept"] == [] and again["yaml"] == start_text(START)


def test_where_a_preset_says_more_than_the_answer_the_page_shows_what_the_tutor_is_told() -> None:
    text = "attributes: {hint_ladder: {rungs: [orient, next_step], then: stay}, praise: effort}"
    answers = request(Desk(), "run", text=text)["answers"]
    assert answers["stuck"]["value"] is None and "Hints" in answers["stuck"]["says"]
    assert answers["praise"] == {"value": 1, "more": False, "says": ""}


def test_an_answer_is_given_and_what_came_of_it_told() -> None:
    desk, before = Desk(), "attributes: {withhold_answer: , hint_ladder: {then: worked_example}, tone: plain}\n"
    after = request(desk, "answer", text=before, question_id="length", value=1)
    assert after["answers"]["length"]["value"] == 1
    assert "40 words" in after["text"] and after["yaml"] == before.replace("plain", "plain, turn_length: 40")
    table = request(desk, "table", text=after["yaml"])
    assert "<table>" in table["html"] and "<h2>" not in table["html"]
    assert {"upset", "distress"} <= set(table["open"])
    assert not {"answer", "stuck"} & set(table["open"]), "these are answered, whatever the table says of them"
    calm = request(desk, "answer", text=after["yaml"], question_id="upset", value=1)
    assert "upset" not in request(desk, "table", text=calm["yaml"])["open"]
    counted = request(desk, "count", text=after["text"])
    assert re.fullmatch(r"\d+ tokens", counted["said"]) and "o200k_base" in counted["basis"]
    assert request(desk, "count", text="word", model="claude-sonnet-4-5")["said"].startswith("about")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("answer", '{"text": "", "question_id": "mood", "value": 1}', "no question 'mood'"),
        ("count", '{"text": "x", "model": "gpt-4p"}', "gpt-4o"),
        ("start", '{"preset": "sokrates"}', "no shipped preset"),
        ("handle", "{}", "no request"),
        ("_work", '{"text": ""}', "no request"),
        ("run", "[]", "no request"),
        ("run", "{", "Expecting"),
        ("run", '{"texts": ""}', "texts"),
        ("run", '{"text": 7}', "no request"),
        ("fixes", '{"text": "", "finding": 99}', "index"),
    ],
)
def test_a_request_that_cannot_be_met_is_answered_with_a_sentence(name: str, arguments: str, said: str) -> None:
    assert said in json.loads(Desk().handle(name, arguments))["error"]


def test_each_shipped_preset_can_be_begun_with_and_an_empty_one() -> None:
    assert list(starts()) == list(shipped_presets()) and START in starts()
    assert all(title and about for title, about in starts().values())
    assert start_text("socratic-tutor").startswith("format: 1\n")
    [finding] = request(Desk(), "start", preset="")["findings"]
    assert "Answer a question" in finding["head"]
