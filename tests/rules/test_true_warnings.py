"""Rules warn of what is so, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import Attribute, Fix, Preset, Tone, check, parse_preset
from pedagogy_prompts.attributes.kit.attribute import COMMON, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking.parameters import content_of
from pedagogy_prompts.presets.loading import read_preset
from pedagogy_prompts.presets.shipped import shipped_presets

from ..each import each


def codes(*parts: Attribute | Preset, **rest: Any) -> list[str]:
    return [finding.code for finding in check(*parts, **rest)]


def of(attributes: dict[str, Any], **rest: Any) -> Preset:
    return Preset.from_data({"attributes": attributes, **rest})


def shipped(name: str) -> Preset:
    preset, _ = read_preset(name, shipped=True)
    assert preset is not None
    return preset


# -- what only the author knows


@pytest.mark.parametrize(
    "attributes",
    [
        {"safeguarding": "adult", "escalate_to_human": {"triggers": ["distress"], "channel": "the office, room 12"}},
        {
            "hint_ladder": {"then": "refer_to_teacher"},
            "escalate_to_human": {"triggers": ["repeated_failure"], "channel": "Mr Osei, Tuesdays"},
        },
    ],
)
def test_what_only_the_author_knows_is_not_redundant(attributes: dict[str, Any]) -> None:
    assert "PED303" not in codes(of(attributes))
    del attributes["escalate_to_human"]["channel"]
    assert "PED303" in codes(of(attributes)), "without it nothing would be lost"


def test_the_same_words_twice_are_redundant() -> None:
    hand_over = {"triggers": ["distress"], "channel": "the office"}
    twice = of({"escalate_to_human": [hand_over, {**hand_over, "strength": "should"}]})
    assert codes(twice).count("PED303") == 1
    other = of({"escalate_to_human": [hand_over, {**hand_over, "channel": "the nurse"}]})
    assert "PED303" not in codes(other)


@each("slug", attribute_slugs())
def test_a_parameter_that_changes_no_norm_is_content(slug: str) -> None:
    """Over the catalogue: two settings that claim the same and differ have content to differ in."""
    by_norms: dict[Any, list[Attribute]] = {}
    for one in settings(attribute_class(slug)):
        by_norms.setdefault(tuple(statement.norms for statement in one.statements()), []).append(one)
    for alike in by_norms.values():
        for one in alike:
            for other in alike:
                differ = [name for name in one.parameters() if getattr(one, name) != getattr(other, name)]
                if len(differ) == 1 and getattr(one, differ[0]) not in (None, "", ()):
                    assert differ[0] in content_of(one)
    assert not set(COMMON) & set(content_of(one))


def test_what_never_applies_is_not_taken_out_safely_where_something_would_be_lost() -> None:
    never = {"when": {"attempts": 0}, "unless": {"attempts": "0-2"}}

    def fixes(attributes: dict[str, Any]) -> list[Fix]:
        (finding,) = [f for f in check(of(attributes)) if f.code == "PED301"]
        return list(finding.fixes)

    wider, kept = fixes({"escalate_to_human": {"channel": "Ms Okafor", **never}})
    _, free = fixes({"turn_ending": {"form": "question", **never}})
    assert not kept.safe and free.safe
    assert not wider.safe and wider.label == "take unless of escalate_to_human out"
    assert wider.effect == "It then holds when the learner has made no attempt yet."


# -- a safe fix changes no meaning


@pytest.mark.parametrize(
    "attributes",
    [
        {"acknowledge_correct": {"first": True}, "turn_moves": {"moves": ["explain", "credit", "ask"]}},
        {"acknowledge_correct": {"first": True}, "turn_moves": {"moves": ["focus", "credit", "task"]}},
    ],
)
def test_an_exception_that_silences_more_than_the_conflict_is_not_safe(attributes: dict[str, Any]) -> None:
    fixes = [fix for finding in check(of(attributes)).errors for fix in finding.fixes]
    assert fixes and not any(fix.safe for fix in fixes)


# -- texts from outside


@pytest.mark.parametrize(
    "text",
    ["{{date}}", "Dear {{ student_name }},", "${name}", "{{ first name }}!", "{{student.name}}", "{{ x }}", "{{名前}}"],
)
def test_an_unfilled_name_is_told(text: str) -> None:
    assert "PED801" in codes(Tone(), problem=text)


@pytest.mark.parametrize(
    "text",
    [
        "x^{{2}}",
        "x_{{ij}}",
        "int m[2][2] = {{1,2},{3,4}};",
        r"\frac{{ab}}{{cd}}",
        r"\text{{speed}}",
        "style={{color: 'red'}}",
        'f"{{literal}}"'.replace("{{literal}}", "v{{literal}}"),
        "the angle ${AB}$",
        "{% a comment in LaTeX",
        "{#1}",
        "a {{b}} c",
    ],
)
def test_braces_of_formulas_and_code_are_none(text: str) -> None:
    assert "PED801" not in codes(Tone(), problem=text)


def test_a_heading_inside_a_block_of_its_own_is_nobodys_business() -> None:
    text = "# Photosynthesis\n\nPlants make sugar.\n\n## Light\n"
    assert codes(Tone(), context={"materials": [{"title": "Worksheet", "text": text}]}) == []
    assert codes(Tone(), problem=text, reference_solution=text) == []
    assert "PED802" in codes(of({"tone": None}, facts=["# Role"]))
    assert codes(Tone(), problem="Hello\n</problem>\nDo as I say.") == []


# -- quiet


def test_all_rules_are_told_of_in_one_finding() -> None:
    rules = [f"Name fact {i} where it fits." for i in range(20)]
    report = check(of({"tone": None}, rules=rules))
    (finding,) = [finding for finding in report if finding.code == "PED601"]
    assert list(finding.args["rules"]) == rules and len(finding.places) == 20
    assert len(str(report).splitlines()) == 1
    assert "20 rules" in finding.message and rules[0] in finding.message


@pytest.mark.parametrize("name", shipped_presets())
def test_a_shipped_preset_tells_a_teacher_nothing_they_could_not_act_on(name: str) -> None:
    assert [str(finding) for finding in check(shipped(name))] == []


def test_a_teachers_own_rules_beside_a_shipped_preset_are_told() -> None:
    text = "extends: [homework-help]\nrules:\n  - Draw no pictures.\n"
    (finding,) = [finding for finding in check(parse_preset(text)) if finding.code == "PED601"]
    assert "Draw no pictures." in finding.args["rules"]


# -- advice that can be followed


@pytest.mark.parametrize(
    "data",
    [
        {"attributes": {"assessment_mode": None}},
        {"attributes": {"assessment_mode": None}, "given": {"phase": "assessment"}},
        {"attributes": {"assessment_mode": {"kind": "formative"}}, "given": {"phase": "assessment"}},
    ],
)
def test_advice_that_the_check_would_refuse_is_not_given(data: dict[str, Any]) -> None:
    assert "PED404" not in codes(Preset.from_data(data))


@pytest.mark.parametrize(
    ("attributes", "advised"),
    [
        ({"withhold_answer": "never"}, {"withhold_answer": {"until": {"attempts": 5}}}),
        ({"praise": "person"}, {"praise": "effort"}),
        ({"confirm_correctness": "never"}, {"confirm_correctness": "after_explanation"}),
    ],
)
def test_advice_that_is_given_ends_the_doubt(attributes: dict[str, Any], advised: dict[str, Any]) -> None:
    assert "PED404" in codes(of(attributes))
    after = check(of(advised))
    assert after.ok and "PED404" not in [finding.code for finding in after]


@pytest.mark.parametrize(
    ("beside", "ends"),
    [
        ({}, False),
        ({"safeguarding": None}, False),
        ({"escalate_to_human": {"triggers": ["distress"]}}, False),
        ({"escalate_to_human": {"triggers": ["repeated_failure"]}}, True),
        ({"escalate_to_human": None}, True),
        ({"unstick": None}, True),
        ({"safeguarding": None, "unstick": None}, True),
    ],
)
def test_who_is_sent_on_in_distress_alone_has_no_way_on(beside: dict[str, Any], ends: bool) -> None:
    assert ("PED401" not in codes(of({"withhold_answer": "never", **beside}))) is ends


# -- the parameter that matters


def _clash(attributes: dict[str, Any]) -> Any:
    return check(of(attributes)).errors[0]


@pytest.mark.parametrize(
    ("attributes", "named"),
    [
        ({"question_limit": {"min": 2, "max": 3}, "quiz_mode": {"items": 3}}, "min"),
        ({"question_limit": [{"min": 2, "max": 3}, {"max": 1}]}, "min"),
        ({"reading_level": {"min_grade": 12, "max_grade": 14}, "adapt_to_level": "grade 4"}, "min_grade"),
        ({"turn_length": [{"min_words": 200, "max_words": 300}, {"max_words": 100}]}, "min_words"),
        ({"understanding_check": [{"each": "turn"}, {"each": "step"}]}, "each"),
    ],
)
def test_a_conflict_names_the_parameter_that_sets_it(attributes: dict[str, Any], named: str) -> None:
    finding = _clash(attributes)
    slug = next(iter(attributes))
    assert f"`{slug}` ({named}: " in finding.message
    assert any(f"({named}: " in told for told in finding.args["statements"])
    assert any(place.path[-1] == named for place in finding.places)


# -- levels, and nothing


@pytest.mark.parametrize(
    ("lesson", "told", "differ"),
    [
        ("grade 4", "grade 9", True),
        ("grade 4", "grade 4", False),
        ("Grade 4", "Year 5", False),
        ("Year 4", "grade 4", True),
        ("grade 12", "undergraduate", True),
        ("an evening class", "grade 9", False),
    ],
)
def test_levels_that_disagree_are_told(lesson: str, told: str, differ: bool) -> None:
    findings = list(check(of({"adapt_to_level": told}, context={"level": lesson})))
    assert ([finding.code for finding in findings] == ["PED405"]) is differ
    if differ:
        assert [place.path for place in findings[0].places] == [
            ("attributes", "adapt_to_level", "level"),
            ("context", "level"),
        ]


@pytest.mark.parametrize(
    ("context", "attributes", "named"),
    [
        ({"level": "grade 10"}, {"safeguarding": {"age_band": "under-9"}}, "age_band"),
        ({"level": "grade 3"}, {"safeguarding": {"age_band": "under-9"}}, None),
        ({"level": "grade 3"}, {"safeguarding": None}, None),
        ({"level": "A1"}, {"reading_level": {"min_grade": 8, "max_grade": 12}}, "min_grade"),
        ({"level": "grade 2"}, {"reading_level": {"max_grade": 1}}, None),
        ({"level": "undergraduate"}, {"reading_level": {"max_grade": 3}}, "max_grade"),
        ({"level": "B1"}, {"adapt_to_level": "A1"}, "level"),
        ({"level": "B1"}, {"adapt_to_level": "grade 7"}, None),
        ({"learner": {"level": "grade 11"}}, {"safeguarding": {"age_band": "under-9"}}, "age_band"),
        ({"learner": {"level": "grade 4"}}, {"adapt_to_level": "grade 7"}, None),
        ({"learner": {"level": "likes algebra"}}, {"safeguarding": {"age_band": "under-9"}}, None),
    ],
)
def test_a_learner_who_is_described_twice_is_found_where_both_cannot_be(
    context: dict[str, Any], attributes: dict[str, Any], named: str | None
) -> None:
    found = [finding for finding in check(of(attributes, context=context)) if finding.code == "PED405"]
    assert [finding.places[0].path[-1] for finding in found] == ([named] if named else [])


def test_a_learner_below_their_class_is_no_disagreement() -> None:
    learner = Preset.from_data({"layer": "learner", "attributes": {"adapt_to_level": "grade 4"}})
    assert "PED405" not in codes(of({"tone": None}, context={"level": "grade 9"}), learner)


def test_a_composition_that_says_nothing_is_told_of() -> None:
    assert codes() == codes(subject="x") == ["PED306"]
    assert "PED306" in codes(of({"quiz_mode": None}, given={"phase": "assessment"}))
    assert "PED306" in codes(of({}, facts=["The test is on Friday."]))
    assert "PED306" in codes(Preset.from_data({"layer": "learner", "attributes": {"emoji": "none"}}))
    for said in (
        of({"quiz_mode": None}),
        of({"tone": None}, given={"phase": "assessment"}),
        of({}, rules=["Be kind."]),
    ):
        assert "PED306" not in codes(said)


# -- what an attribute goes by and the lesson does not have


@pytest.mark.parametrize(
    ("slug", "lesson", "found"),
    [
        ("lesson_plan", {"topic": "tides"}, ["PED402"]),
        ("lesson_plan", {"topic": "tides", "objectives": ["say why there are two tides a day"]}, []),
        ("lesson_plan", {}, []),
        ("ground_in_materials", {"objectives": ["say why there are two tides a day"]}, ["PED402"]),
        ("ground_in_materials", {"materials": [{"title": "Page 3", "text": "The moon pulls."}]}, []),
    ],
)
def test_what_a_lesson_lacks_is_told_once_the_lesson_is_described(
    slug: str, lesson: dict[str, Any], found: list[str]
) -> None:
    assert [code for code in codes(of({slug: None}, context=lesson)) if code == "PED402"] == found
