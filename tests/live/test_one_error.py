"""Whatever stands where data is taken: it is used, or refused by a `PedagogyError`, and nothing else comes out."""

from __future__ import annotations

import datetime
import decimal
import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from pedagogy_prompts import (
    AdaptToLevel,
    Condition,
    Emoji,
    HintLadder,
    PedagogyError,
    Preset,
    State,
    SystemInstruction,
    UseTerms,
    WithholdAnswer,
    apply_fix,
    check,
    check_profile,
    compose,
    count_tokens,
    decision_table,
    diff,
    explain,
    gaps,
    load_preset,
    load_profile,
    parse_preset,
    parse_profile,
    what_if,
)

from ..each import each

TUTOR: Any = compose(WithholdAnswer(), HintLadder(), subject="x")
STORED: dict[str, Any] = json.loads(TUTOR.to_json())
SCHOOL: Any = load_profile("school-minimum")
FIX = {"edits": [{"source": None, "path": ["title"], "op": "set", "value": "x"}]}
PRESET: Any = Preset.from_data({"attributes": {"withhold_answer": None}})


def _deep() -> dict[str, Any]:
    inner: dict[str, Any] = {}
    for _ in range(3000):
        inner = {"a": inner}
    return inner


HOLDS_ITSELF: list[Any] = []
HOLDS_ITSELF.append(HOLDS_ITSELF)
KNOT: dict[str, Any] = {}
KNOT["a"] = KNOT


class Speechless:
    def __repr__(self) -> str:
        raise RuntimeError("no words")


VALUES: list[Any] = [
    None, True, False, 0, -1, 10**5000, 1.5, math.nan, math.inf, -0.0, "", " ", "x", "x" * 100_000, "\ud800", "\0",
    "{}", "{0}", "%s", "٣", "1e5", b"x", bytearray(b"x"), memoryview(b"x"), [], [None], [[]], ["x"], (), {}, {"x": 1},
    {1: 2}, {None: None}, {"": ""}, {("a",): 1}, set(), {1}, frozenset({"x"}), object(), Speechless(), int, len,
    range(3), ..., iter([1]), datetime.date(2020, 1, 1), decimal.Decimal(1), 1 + 2j, Emoji, Emoji(), PRESET, State(),
    TUTOR, Condition(attempts=1), ValueError("x"), HOLDS_ITSELF, KNOT, _deep(),
]  # fmt: skip

Call = Callable[[Any], object]


def _each(name: str, keys: str, call: Callable[[str, Any], object]) -> dict[str, Call]:
    def of(key: str) -> Call:
        return lambda value: call(key, value)

    return {f"{name} {key}": of(key) for key in keys.split()}


def _stored(key: str, value: Any) -> object:
    try:
        text = json.dumps({**STORED, key: value}, default=str)
    except Exception:  # noqa: BLE001  JSON has no form for it
        return None
    return SystemInstruction.from_json(text).text


CALLS: dict[str, Call] = {
    "for_learner": lambda v: TUTOR.for_learner(v),
    **_each("for_learner", "name level interests recent_attempts where nmae", lambda k, v: TUTOR.for_learner(**{k: v})),
    **_each("for_learner, a list", "interests recent_attempts", lambda k, v: TUTOR.for_learner({k: [v]})),
    "state_line": lambda v: TUTOR.state_line(v),
    **_each("state_line", "attempts affect stuck learner_move zz app.x packs", lambda k, v: TUTOR.state_line(**{k: v})),
    "holding": lambda v: TUTOR.holding(v),
    **_each("holding", "attempts affect stuck learner_move zz app.x", lambda k, v: TUTOR.holding({k: v})),
    "State.from_dict": lambda v: State.from_dict(v),
    **_each("State", "attempts affect stuck learner_move app", lambda k, v: State(**{k: v})),
    **_each("after", "attempt hint affect stuck learner_move zz app.x", lambda k, v: State().after(**{k: v})),
    "what_if, a part": lambda v: what_if(v, state={}),
    "what_if": lambda v: what_if(PRESET, state=v),
    **_each("what_if", "attempts affect zz learner_move", lambda k, v: what_if(PRESET, state={k: v})),
    "compose, a part": lambda v: compose(v),
    **_each(
        "compose",
        "context given locale packs budget model like style detail frame words subject level materials problem zz",
        lambda k, v: compose(PRESET, **{k: v}),
    ),
    "check, a part": lambda v: check(v),
    **_each(
        "check",
        "context given locale packs editable objectives misconceptions learner setting zz",
        lambda k, v: check(PRESET, **{k: v}),
    ),
    "check, a list": lambda v: check(PRESET, editable=[v]),
    "diff, old": lambda v: diff(v, PRESET),
    "diff, new": lambda v: diff(PRESET, v),
    "explain": lambda v: explain(v),
    "explain, locale": lambda v: explain("emoji", v),
    "gaps": lambda v: gaps(v),
    "decision_table": lambda v: decision_table(v),
    "from_data": lambda v: Preset.from_data(v),
    **_each(
        "from_data",
        "format title layer extends remove context given attributes facts rules budget accept reminder packs zz",
        lambda k, v: Preset.from_data({k: v}),
    ),
    **_each(
        "from_data, context", "level learner materials problem", lambda k, v: Preset.from_data({"context": {k: v}})
    ),
    **_each(
        "from_data, attributes",
        "emoji withhold_answer hint_ladder turn_length persona adapt_to_level response_language zz",
        lambda k, v: Preset.from_data({"attributes": {k: v}}),
    ),
    **_each(
        "from_data with",
        "source layer allow root packs resolve",
        lambda k, v: Preset.from_data({"extends": "zz", "attributes": {"emoji": "none"}}, **{k: v}),
    ),
    "parse_preset": lambda v: parse_preset(v),
    "load_preset": lambda v: load_preset(v),
    "parse_profile": lambda v: parse_profile(v),
    "load_profile": lambda v: load_profile(v),
    **_each("check_profile", "profile packs", lambda k, v: check_profile(TUTOR, **{"profile": SCHOOL, k: v})),
    "profile answers": lambda v: check_profile(TUTOR, SCHOOL).of(v),
    **_each("apply_fix", "data fix source layer allow", lambda k, v: apply_fix(**{"data": {}, "fix": FIX, k: v})),
    "fixed": lambda v: PRESET.fixed(v),
    **_each("fixed", "resolve root packs", lambda k, v: PRESET.fixed(FIX, **{k: v})),
    "from_json": lambda v: SystemInstruction.from_json(v),
    **_each("from_json", " ".join(STORED), _stored),
    "to": lambda v: TUTOR.to(v),
    **_each("to openai", "role zz", lambda k, v: TUTOR.to("openai", **{k: v})),
    **_each("to open-webui", "base_model name", lambda k, v: TUTOR.to("open-webui", **{"base_model": "m", k: v})),
    **_each("to skill", "name description", lambda k, v: TUTOR.to("skill", **{"name": "a", k: v})),
    "count_tokens": lambda v: count_tokens(v),
    **_each("count_tokens", "model like encoding", lambda k, v: count_tokens("x", **{k: v})),
}


@each("name", CALLS)
def test_nothing_else_comes_out(name: str) -> None:
    for value in VALUES:
        assert _refusal(CALLS[name], value) != ""


def _refusal(call: Call, value: Any) -> str | None:
    try:
        call(value)
    except PedagogyError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "made",
    [
        lambda v: Emoji(policy=v),
        lambda v: Emoji(when={"attempts": v}),
        lambda v: Emoji(when=v),
        lambda v: AdaptToLevel(level=v),
        lambda v: UseTerms(terms={"a": v}),
        lambda v: count_tokens("x", counter=lambda _: -v),
    ],
)
def test_no_number_comes_out_as_an_error_of_python(made: Call) -> None:
    with pytest.raises((PedagogyError, ValidationError)) as raised:
        made(10**5000)
    assert "Exceeds the limit" not in str(raised.value)


def test_a_number_nobody_writes_is_called_too_large() -> None:
    """Python does not even write it."""
    for call in (lambda v: TUTOR.for_learner(name=v), lambda v: compose(PRESET, learner={"interests": [v]})):
        for value in (10**5000, -(10**5000)):
            assert "number is too large" in str(_refusal(call, value))
    assert TUTOR.for_learner(level=7).learner_text.endswith("7")
