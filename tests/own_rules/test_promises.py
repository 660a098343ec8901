"""What holds of attributes and of presets holds of rules in authors' own words."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pedagogy_prompts import (
    CompositionError,
    Pack,
    Policy,
    Praise,
    Preset,
    PresetError,
    QuestionLimit,
    Rule,
    SystemInstruction,
    check,
    compose,
    decision_table,
    diff,
    parse_preset,
    what_if,
)
from pedagogy_prompts.attributes.kit.rule import MAX_MEANINGS, MAX_RULE
from pedagogy_prompts.norms.meaning import FORMS, Meaning
from pedagogy_prompts.norms.moments import MOMENTS
from pedagogy_prompts.presets.context import MAX_ITEMS
from pedagogy_prompts.presets.editing import mended
from pedagogy_prompts.presets.schema import preset_schema
from pedagogy_prompts.views.table.situations import SITUATIONS

from ..presets.strategies import OWN_RULES

ROUTED = {"say": "Name what is right.", "means": "oblige name_right_part", "at": "correct_answer", "id": "right"}


@cache
def schema() -> Draft202012Validator:
    return Draft202012Validator(preset_schema())


@given(st.lists(OWN_RULES, max_size=3, unique_by=lambda rule: rule.get("id", rule["say"])))
def test_rules_read_back_as_they_were(rules: list[dict[str, Any]]) -> None:
    preset = Preset.from_data({"rules": rules})
    again = Preset.from_data(preset.to_data(flat=True))
    assert again == preset and parse_preset(preset.to_yaml(flat=True)) == preset
    for entry in preset.rules:
        assert Rule(**entry.attribute.model_dump()) == entry.attribute
    assert schema().is_valid(preset.to_data(flat=True))


@pytest.mark.parametrize(
    "item", ["", {"sya": "x"}, {"say": "x", "means": "praise"}, {"say": "x", "at": "stuk"}, {"brief": "x"}]
)
def test_the_schema_refuses_what_reading_refuses(item: Any) -> None:
    assert not schema().is_valid({"rules": [item]})
    with pytest.raises(PresetError):
        Preset.from_data({"rules": [item]})


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_an_example_that_is_read(form: str) -> None:
    assert Meaning.read(FORMS[form]).said.startswith(form)


def test_a_moment_of_a_rule_is_a_moment_of_the_table() -> None:
    moments = {one.key: one.when for one in SITUATIONS if one.key != "not_in_materials"}
    assert moments.items() <= MOMENTS.items()


def test_a_rule_is_seen_in_every_view() -> None:
    tutor = compose(preset := Preset.from_data({"rules": [ROUTED]}), QuestionLimit())
    assert [one.target for one in tutor.holding({"last_answer": "correct"}).must] == ["name_right_part"]
    assert [one.attribute for one in what_if(preset, state={"last_answer": "correct"}).must] == ["rules.right"]
    (row,) = [row for row in decision_table(preset).rows if row.key == "correct_answer"]
    assert [item.words for item in row.does] == ["name what is right"]
    (change,) = diff(Preset.from_data({}), preset).changes
    assert (change.target, change.new_sources) == ("name_right_part", ("rules.right (lesson)",))
    assert "rules.right" in {line.name for line in tutor.receipt().lines}
    again = SystemInstruction.from_json(tutor.to_json())
    assert again == tutor == pickle.loads(pickle.dumps(tutor)) and not diff(tutor, again).changes


def test_a_rule_without_a_meaning_is_compared_by_its_words() -> None:
    old, new = (Preset.from_data({"rules": [{"say": text, "at": "stuck"}]}) for text in ("Be kind.", "Be brief."))
    told = [str(change) for change in diff(old, new).changes]
    assert told == [str(change) for change in diff(compose(old), compose(new)).changes] and len(told) == 2
    assert "when the learner is stuck: be kind" in told[0].lower()


def test_a_finding_about_a_rule_is_accepted_by_its_name() -> None:
    data = {"attributes": {"praise": "none"}, "rules": [{"say": "No praise.", "means": "forbid praise", "id": "none"}]}
    accept = {"code": "PED303", "because": "It is said twice on purpose.", "attributes": ["rules.none"]}
    assert [finding.code for finding in check(Preset.from_data(data))] == ["PED303"]
    assert not [*check(Preset.from_data({**data, "accept": [accept]}))]


def test_what_is_not_followed_is_not_told_of_as_not_checked() -> None:
    outer, inner = ({"say": text, "id": "units"} for text in ("Ask for units.", "No units."))
    report = check(Preset.from_data({"layer": "school", "rules": [outer]}), Preset.from_data({"rules": [inner]}))
    assert [finding.args["rules"] for finding in report if finding.code == "PED601"] == [["No units."]]


def test_a_rule_can_be_the_one_that_matters_most() -> None:
    preset = Preset.from_data(
        {"attributes": {"praise": None}, "rules": ["Be kind.", ROUTED], "reminder": "rules.be_kind"}
    )
    assert [section.text for section in compose(preset).sections if section.group == "reminder"] == ["Be kind."]


def test_a_preset_replaces_and_removes_what_it_inherits() -> None:
    texts = {
        "base": "rules: [Be kind., {say: Ask for units., id: units}, {say: Draw., id: draw}]",
        "other": "rules: [{say: Draw it twice., id: draw}, Be kind.]",
    }
    text = "extends: [base, other]\nremove: [rules.be_kind]\nrules: [{say: No units., id: units}, Be brief.]"
    preset = parse_preset(text, resolve=texts.__getitem__)
    assert [entry.attribute.to_value() for entry in preset.rules] == [
        {"say": "No units.", "id": "units"},
        {"say": "Draw it twice.", "id": "draw"},
        "Be brief.",
    ]
    assert [preset.place("rules", i).path for i in range(3)] == [("rules", 0), ("rules", 0), ("rules", 1)]
    assert [preset.place("rules", i).source for i in range(3)] == [None, "other", None]


@pytest.mark.parametrize(
    ("name", "told"), [("units", "'rules.units'"), ("rules.unit", "'rules.units'"), ("rules.x", "Delete it here")]
)
def test_what_cannot_be_removed_is_told(name: str, told: str) -> None:
    with pytest.raises(PresetError, match=told):
        parse_preset(f"extends: b\nremove: [{name}]", resolve={"b": "rules: [{say: x, id: units}]"}.__getitem__)


@pytest.mark.parametrize("word", ["no", "On", "~", "3", "a\nb", "{{ a }}"])
def test_any_text_is_a_rule(word: str) -> None:
    (entry,) = Preset.from_data({"rules": [word]}).rules
    assert entry.attribute.to_value() == word


def test_two_rules_of_one_preset_have_two_names() -> None:
    with pytest.raises(PresetError, match="two rules with the id 'a'"):
        Preset.from_data({"rules": [{"say": "x", "id": "a"}, {"say": "y", "id": "a"}]})


@pytest.mark.parametrize(
    "data",
    [
        {"rules": ["x"] * (MAX_ITEMS + 1)},
        {"rules": ["x" * (MAX_RULE + 1)]},
        {"rules": [{"say": "x", "brief": "x" * (MAX_RULE + 1)}]},
        {"rules": [{"say": "x", "means": ["forbid praise"] * (MAX_MEANINGS + 1)}]},
        {"rules": [{"say": "x", "means": "oblige " + "x" * 300}]},
        {"rules": [{"say": "x", "means": "bound words 0..9999999"}]},
        {"rules": [{"say": "x", "means": {"forbid": "praise", "when": [{"attempts": n} for n in range(99)]}}]},
    ],
    ids=["too many", "too long", "too long in brief", "too much meant", "a long meaning", "a large number", "states"],
)
def test_rules_are_bounded(data: dict[str, Any]) -> None:
    with pytest.raises(PresetError):
        Preset.from_data(data)


def test_a_caller_forbids_rules() -> None:
    for policy in (Policy(keys=["attributes"]), Policy(attributes=["praise"]), Policy(families=["feedback"])):
        with pytest.raises(PresetError, match="`rules` is not for a preset"):
            Preset.from_data({"rules": [ROUTED]}, allow=policy)
    assert Preset.from_data({"rules": [ROUTED]}, allow=Policy(keys=["rules"], attributes=["praise"])).rules
    with pytest.raises(PresetError, match="`rules` is not for a preset"):
        Preset.from_data({"rules": [ROUTED]}, layer="learner")


def test_a_learner_has_no_rules_however_they_come_in() -> None:
    entry = Preset.from_data({"rules": [{"say": "Tell me.", "means": "oblige state_final_answer"}]}).rules[0]
    wish = replace(
        Preset.from_data({"layer": "learner", "attributes": {"praise": None}}), entries=(entry,), rules=(entry,)
    )
    assert compose(Praise(), wish).text == compose(Praise()).text
    assert {finding.code for finding in check(Praise(), wish)} == {"PED203"}


@pytest.mark.parametrize(
    "inner",
    [
        {"rules": [{"say": "Ask nothing.", "means": "forbid ask_question"}]},
        {"rules": [{"say": "Ask nothing.", "id": "units"}]},
        {"rules": [{"say": "Ask nothing.", "id": "units", "means": "bound questions 0..0", "locked": True}]},
        {"attributes": {"question_limit": {"max": 0}}},
        {"given": {"phase": "review"}, "rules": ["Be kind."]},
        {"budget": 60, "rules": ["Be kind."]},
        {"attributes": {"praise": None}, "reminder": "praise"},
    ],
    ids=["a ban", "its name", "its name and a lock", "a bound", "what is given", "a budget", "a reminder"],
)
@pytest.mark.parametrize("means", [{"means": "oblige ask_question"}, {}], ids=["meant", "said"])
def test_a_locked_rule_stands_undiminished(inner: dict[str, Any], means: dict[str, str]) -> None:
    rule = {"say": "Ask for the units.", "id": "units", "locked": True, **means}
    outer = Preset.from_data({"layer": "school", "rules": [rule]})
    try:
        text = compose(outer, Preset.from_data(inner)).text
    except CompositionError:
        return
    assert "\n- Ask for the units." in text
    if means or any(isinstance(one, dict) and "id" in one for one in inner.get("rules", ())):
        assert "Ask nothing" not in text


def test_an_act_of_a_pack_is_meant_where_the_pack_is() -> None:
    preset = Preset.from_data({"rules": [{"say": "Use the abacus.", "means": "oblige app.abacus"}]})
    (finding,) = check(preset)
    assert finding.code == "PED002" and "declared in a pack" in finding.message
    pack = Pack("app", acts={"app.abacus": "use the abacus"})
    assert check(preset, packs=[pack]).ok
    assert compose(preset, packs=[pack]).norms[0].target == "app.abacus"


@pytest.mark.parametrize(
    ("sentence", "means"),
    [
        ("Do not praise.", "forbid praise"),
        ("Never give a hint!", "forbid give_hint"),
        ("Don\u2019t use tables.", "forbid use_tables"),
        ("Ask a question.", "oblige ask_question"),
        ("You may use an analogy.", "permit use_analogy"),
        ("Use at most forty words in a reply.", "bound words 0..40"),
        ("Do not praise them too much.", None),
        ("Praise the learner when they are stuck.", None),
        ("Use at most 40 words in 2 replies.", None),
        ("Be kind.", None),
    ],
)
def test_only_a_sentence_that_says_one_norm_is_offered_its_meaning(sentence: str, means: str | None) -> None:
    text = f"rules:\n  - {sentence}  # ours\n"
    (finding,) = check(parse_preset(text))
    assert finding.args["meant"] == ({} if means is None else {sentence: means})
    assert [fix.label.partition(": ")[2] for fix in finding.fixes] == ([] if means is None else [f"{{means: {means}}}"])
    for fix in finding.fixes:
        (entry,) = parse_preset(mended(text, fix.edits)).rules
        assert entry.attribute == Rule(say=sentence, means=[Meaning.read(means)])
