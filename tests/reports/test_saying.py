"""A sentence of a finding stands in a table, with what fills it as data, and an app can put its own in its place."""

from __future__ import annotations

import ast
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import pedagogy_prompts
from pedagogy_prompts import (
    HintLadder,
    PedagogyError,
    Praise,
    Preset,
    QuestionLimit,
    Report,
    WithholdAnswer,
    check,
    finding_messages,
)
from pedagogy_prompts.checking.messages.headlines import EVIDENT
from pedagogy_prompts.norms.law import Implies
from pedagogy_prompts.norms.theory import THEORY
from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.reports.saying import SHELVES, Sentence, table_of

from ..each import each

SOURCE = Path(pedagogy_prompts.__file__).parent
HOLE = re.compile(r"\{(\w+)(?::[,.])?\}")


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Each sentence that is said: its shelf, its key (a part that is worked out as `*`), and what is handed in."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "= Sentences(" not in text:
            continue
        (shelf,) = re.findall(r'^_say = Sentences\("([\w/]+)"\)$', text, re.MULTILINE)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_say":
                given = {word.arg for word in node.keywords if word.arg}
                yield from ((shelf, key, given) for key in _keys(node.args[0]))


def _keys(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_keys(body), *_keys(orelse))
        case ast.JoinedStr(values=values):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "*" for one in values)
        case _:
            yield "*"


def test_every_sentence_is_said_with_what_fills_it_and_none_is_left_over() -> None:
    wrong: list[str] = []
    said: set[str] = set()
    for shelf, key, given in calls():
        pattern = re.compile(re.escape(key).replace(r"\*", r"\w*"))
        found = {name: form for name, form in table_of(shelf).items() if pattern.fullmatch(name)}
        said |= found.keys()
        wrong += [] if found else [f"{shelf}: {key} is in no table"]
        needed = {hole for form in found.values() for hole in HOLE.findall(form)}
        wrong += [f"{shelf}: {key} is said without {hole}" for hole in sorted(needed - given)]
    wrong += [f"{key} is never said" for key in finding_messages() if key not in said]
    assert wrong == []
    assert len(set(finding_messages())) == sum(len(table_of(shelf)) for shelf in SHELVES)


def test_no_sentence_is_worded_where_it_is_said() -> None:
    """The message of a finding or a problem is no text in the code."""
    found: list[str] = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                ("Finding.of", "Finding", "Problem", ".say")
            ):
                told = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "message")]
                worded = any(isinstance(one, ast.JoinedStr | ast.Constant | ast.BinOp) for one in told)
                found += [f"{path.name}:{node.lineno}"] if worded else []
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Fix":
                worded = any(isinstance(one, ast.JoinedStr | ast.Constant | ast.BinOp) for one in node.args[::3])
                found += [f"{path.name}:{node.lineno}"] if worded else []
    assert found == []


def test_an_app_says_it_in_words_of_its_own_by_key_or_by_code() -> None:
    report = check(WithholdAnswer(until="never"), Praise(target="person"))
    (finding,) = [one for one in report if one.code == "PED401"]
    assert finding.said == {"key": "PED401", "args": {"attribute": "withhold_answer"}}
    own = {"PED401": "{attribute} hat kein Ende.", "PED404": "Studie: {study}.", "PED404.praise": "Lob der Person."}
    told = {one.code + str(i): one.message for i, one in enumerate(report.told(own))}
    assert "withhold_answer hat kein Ende." in told.values()
    assert {"Studie: Koedinger and Aleven 2007.", "Lob der Person."} <= set(told.values())
    assert [str(one) for one in report.told()] == [str(one) for one in report]
    again = pickle.loads(pickle.dumps(report))
    assert [one.message for one in again.told(own)] == list(told.values())


def test_a_clash_is_told_in_other_words_with_its_states_as_data() -> None:
    (finding,) = check(WithholdAnswer(until="never"), HintLadder(then="reveal")).errors
    assert finding.args["condition"] == {"attempts": "5+", "last_answer": ["wrong", "partial"]}
    own = {
        "clash.same": "{asks}; {ban} verbietet es.",
        "parts.asks": "{attribute} verlangt: {act}",
        "meets.when": "Zum Beispiel: {scene}",
    }
    (told,) = Report((finding,)).told(own).findings
    assert told.message == (
        "`hint_ladder` (then: reveal) verlangt: give the answer; `withhold_answer` (until: never) verbietet es."
    )
    assert told.details[-1] == "Zum Beispiel: fifth try, again wrong"
    assert [fix.label for fix in told.fixes] == [fix.label for fix in finding.fixes]


def test_what_mends_a_clash_and_where_it_is_met_are_told_in_other_words_too() -> None:
    report = check(WithholdAnswer(until="never"), HintLadder(then="reveal"))
    own = {
        "fix.take_out": "streiche {what}",
        "fix.write": "schreibe {change}{where}",
        "fix.effect.instead": "{new} (Statt: {gone})",
        "scene.tried_again": "{tries}, wieder {verdict}",
        "scene.tries.5": "f\u00fcnfter Versuch",
        "scene.verdicts.wrong": "falsch",
    }
    (was,), (told,) = report.errors, report.told(own).errors
    assert told.details[-1].endswith("f\u00fcnfter Versuch, wieder falsch.")
    assert [fix.edits for fix in told.fixes] == [fix.edits for fix in was.fixes]
    for fix, before in zip(told.fixes, was.fixes, strict=True):
        assert fix.label == f"schreibe {before.label}" or fix.label.startswith("streiche ")
        assert fix.effect == before.effect.replace("Instead of", "Statt")
    assert pickle.loads(pickle.dumps(told)).fixes == told.fixes


def test_sentences_that_would_not_be_said_are_refused() -> None:
    report = check(WithholdAnswer(until="never"))
    wrong: list[tuple[Any, str]] = [
        (5, "by key"), ("x", "by key"), ([("clash.same", "x")], "by key"), ([], "by key"),
        ({"clash.same": 5}, "is a text"),
        ({"clash.smae": "x"}, "clash.same"), ({"ped101": "x"}, "PED101"), ({5: "x"}, "key or code"),
        ({"clash.same": "{aks}"}, "asks"), ({"PED405": "{nobody}"}, "Nothing fills"), ({"PED101": "{aks}"}, "asks"),
    ]  # fmt: skip
    for messages, said in wrong:
        with pytest.raises(PedagogyError, match=said):
            report.told(messages)
    for locale in ("de", "../reports/x", "", 5):
        with pytest.raises(PedagogyError):
            finding_messages(locale)  # type: ignore[arg-type]
        with pytest.raises(PedagogyError):
            report.told(locale=locale)  # type: ignore[arg-type]
    report.told(finding_messages() | dict.fromkeys(CODES, "x"))


def test_what_fills_a_sentence_is_told_in_other_words_too_and_is_never_read_as_one() -> None:
    report = check(pedagogy_prompts.Preset.from_data({"rules": ["Say {count} or {tell}."]}))
    (finding,) = report.told({"PED601.one": "<{rule}> {tell}", "parts.PED601.example": "{Sag es}."})
    assert finding.message == "<Say {count} or {tell}.> {Sag es}."
    assert json.loads(json.dumps(finding.to_dict()))["said"]["args"]["tell"]["key"] == "parts.PED601.example"


def test_what_is_hidden_is_hidden_in_what_fills_a_sentence() -> None:
    sentence = Sentence("PED001", "{a}: {b}", {"a": "x", "b": Sentence("PED002", "{c}", {"c": "Mia", "unsaid": "Mia"})})
    hidden = sentence.changed(lambda text: text.replace("Mia", "?") if isinstance(text, str) else text)
    assert hidden == "x: ?" and isinstance(hidden, Sentence) and "Mia" not in json.dumps(hidden.to_dict())
    assert type(sentence.changed(lambda text: str(text).replace("x: M", "y: M"))) is str


def test_thousands_are_set_off_by_the_sign_that_a_language_has() -> None:
    sentence = Sentence("PED001", "{limit:,} and {limit}", {"limit": 1400})
    assert sentence == "1,400 and 1400" and sentence.told({"PED001": "{limit:.}"}.get) == "1.400"


def test_a_language_without_sentences_is_said() -> None:
    with pytest.raises(PedagogyError, match="messages"):
        check(QuestionLimit()).told(locale="xx")


@each("row", YAML(typ="safe", pure=True).load(Path(__file__).with_name("headlines.yaml")))
def test_a_headline_says_what_clashes_in_few_words(row: dict[str, Any]) -> None:
    found = check(Preset.from_data({"attributes": row["attributes"]})).errors
    assert row["says"] in {finding.message for finding in found}


def test_what_is_evident_is_a_reason_of_the_theory() -> None:
    reasons = {law.because for law in THEORY if isinstance(law, Implies)}
    assert reasons >= EVIDENT


def test_an_exception_tells_what_it_silences_and_no_more() -> None:
    told = {"effort_gate": {"gate": "explanations"}, "query_router": {"why": "explain", "vague": "offer_choice"}}
    (finding,) = check(Preset.from_data({"attributes": told})).errors
    (effect,) = [fix.effect for fix in finding.fixes if "unless" in fix.label]
    assert "explain the concept" in effect and "offer a choice" not in effect
