"""Packs: an app's own variables, acts, theory, attributes and models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest

from pedagogy_prompts import (
    Attribute,
    Condition,
    ConditionError,
    Emoji,
    ErrorCorrection,
    Excludes,
    HintLadder,
    Implies,
    Model,
    Pack,
    PedagogyError,
    Praise,
    Preset,
    Statement,
    Variable,
    WithholdAnswer,
    check,
    compose,
    forbid,
    oblige,
    parse_preset,
    what_if,
)
from pedagogy_prompts.attributes.kit.attribute import Family

EXAM = Variable(
    "app.exam_week",
    (False, True),
    calm=(False,),
    words={"true": "exams are near", "false": "no exam is near"},
)


class UseCalculator(Attribute):
    """Say when the calculator is allowed.

    Why: Mental arithmetic needs practice.
    Use it when: a calculator is at hand.
    Do not use it when: none is.
    """

    family: ClassVar[Family] = "presentation"
    evidence: ClassVar[tuple[str, ...]] = ()

    allowed: bool = False
    """Whether the learner may use it."""

    words = """
        [use]
        by = "allowed"
        [use.true]
        full = "Let the learner use a calculator."
        brief = "Calculator."
        [use.false]
        full = "Do not let the learner use a calculator."
        brief = "No calculator."
    """

    def statements(self) -> Iterator[Statement]:
        norm = oblige("app.calculator") if self.allowed else forbid("app.calculator")
        yield Statement("use", norm, param="allowed")


MINE = Pack(
    "mine",
    variables=(EXAM,),
    acts={"app.calculator": "let the learner use a calculator"},
    theory=(Excludes("app.calculator", "praise_effort", "an invented reason"),),
    attributes=(UseCalculator,),
    models=(Model(name="our-model", provider="us", encoding="o200k_base"),),
)


def test_a_variable_of_ones_own_is_read_analysed_and_put_into_words() -> None:
    parts = [WithholdAnswer(until="never", unless={"app.exam_week": True}), HintLadder(then="reveal")]
    report = check(*parts, packs=[MINE])
    assert report.errors and "no exam is near" in (report.errors[0].when or "")
    assert report.errors[0].witness is not None and report.errors[0].witness["app.exam_week"] is False
    text = compose(Praise(when={"app.exam_week": True}), packs=[MINE]).text
    assert "Only when exams are near: " in text
    line = compose(Praise(), packs=[MINE]).state_line(packs=[MINE], **{"app.exam_week": True})
    assert line == "Exams are near."


def test_without_its_pack_a_variable_is_unknown() -> None:
    report = check(Praise(when={"app.exam_week": True}))
    assert [finding.code for finding in report.errors] == ["PED002"] and not report.complete
    with pytest.raises(ConditionError, match="pack"):
        compose(Praise()).state_line(packs=(), **{"app.exam_week": True})


def test_an_attribute_of_ones_own_takes_part() -> None:
    preset = parse_preset("attributes:\n  use_calculator: true\n  praise: {frequency: every_turn}\n", packs=[MINE])
    (clash,) = check(preset, packs=[MINE]).errors
    assert set(clash.attributes) == {"use_calculator", "praise"} and "an invented reason" in clash.message
    assert "Do not let the learner use a calculator." in compose(UseCalculator(), packs=[MINE]).text


def test_a_model_of_ones_own_is_counted() -> None:
    assert compose(Praise(), packs=[MINE], model="our-model").tokens.kind == "exact"


def test_in_language_teaching_a_correction_gives_the_form_away() -> None:
    parts = [WithholdAnswer(until="never"), ErrorCorrection(style="explicit")]
    assert check(*parts).ok
    preset = parse_preset(
        "packs: [language-teaching]\nattributes:\n  withhold_answer: never\n  error_correction: explicit\n"
    )
    assert {finding.code for finding in check(preset).errors} == {"PED101"}


@pytest.mark.parametrize(
    ("pack", "says"),
    [
        (lambda: Pack("p", variables=(Variable("week", (1, 2)),)), "needs a dot"),
        (lambda: Pack("p", variables=(Variable("p.week", ()),)), "no values"),
        (lambda: Pack("p", variables=(Variable("p.on", (False, True), words={"yes": "x"}),)), "lack false, true"),
        (lambda: Pack("p", theory=(Implies("prais", "praise", "x"),)), "Did you mean 'praise"),
    ],
)
def test_a_pack_that_does_not_fit_is_refused(pack: object, says: str) -> None:
    with pytest.raises(PedagogyError, match=says):
        pack()  # type: ignore[operator]


def test_two_packs_may_not_contradict_each_other() -> None:
    other = Pack("other", variables=(Variable("app.exam_week", ("soon", "later")),))
    with pytest.raises(PedagogyError, match="differently"):
        check(Praise(), packs=[MINE, other])
    with pytest.raises(PedagogyError, match="differently"):
        check(Praise(), packs=[MINE, Pack("third", acts={"app.calculator": "sing"})])


def test_too_many_states_is_a_finding_and_no_hang() -> None:
    variables = tuple(Variable(f"app.v{i}", (False, True), words={"true": "t", "false": "f"}) for i in range(20))
    pack = Pack("big", variables=variables)
    parts = [Praise(when=Condition({variable.name: True})) for variable in variables]
    report = check(*parts, packs=[pack])
    assert [finding.code for finding in report.errors] == ["PED108"] and not report.complete


LEVELS = Variable("app.x", (0, 1, 2, 3), words={str(n): f"x is {n}" for n in range(4)})
OURS = Pack("mine", variables=(LEVELS, Variable("app.b", (False, True), words={"true": "b", "false": "not b"})))


@pytest.mark.parametrize("value", ["1+", "0-2", "2", "banana", 4, True])
@pytest.mark.parametrize("part", ["when", "unless"])
def test_a_value_that_is_none_is_said_so(value: object, part: str) -> None:
    report = check(Emoji(**{part: {"app.x": value}}), packs=[OURS])  # type: ignore[arg-type]
    (finding,) = report.errors
    assert finding.code == "PED003" and "It takes 0, 1, 2, 3" in finding.message
    assert check(Emoji(), given={"app.x": value}, packs=[OURS]).errors[0].code == "PED003"
    with pytest.raises(ConditionError, match="It takes 0, 1, 2, 3"):
        what_if(Emoji(when={"app.x": 2}), state={"app.x": value}, packs=[OURS])


def test_what_is_given_puts_no_further_value_into_words() -> None:
    text = compose(Emoji(when={"app.x": 2}), given={"app.x": [1, 2]}, packs=[OURS]).text
    assert "Only when x is 2:" in text


def test_a_fixed_preset_is_read_with_the_packs_it_was_read_with() -> None:
    row = Preset.from_data({"attributes": {"use_calculator": None}}, source="row", packs=(one for one in [MINE]))
    fix = {"edits": [{"source": "row", "path": ["title"], "op": "set", "value": "Sums"}]}
    assert [type(one) for one in row.fixed(fix)] == [UseCalculator] and row.fixed(fix).title == "Sums"
