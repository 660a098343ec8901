"""Stored instructions: only what was written is taken, what is older is read, and nothing stored is ever run."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts import (
    Emoji,
    HintLadder,
    PedagogyError,
    Praise,
    Preset,
    State,
    SystemInstruction,
    Tone,
    WithholdAnswer,
    compose,
    diff,
)
from pedagogy_prompts.instructions.stored import written

from ..characters import CHARACTERS
from ..each import each

OLDER = sorted((Path(__file__).parent / "stored").glob("*.json"))
PRESET = Preset.from_data(
    {"title": "Riverside", "layer": "school", "attributes": {"emoji": {"policy": "none", "locked": True}}},
    source="school",
)
WHOLE = compose(
    PRESET, WithholdAnswer(until={"attempts": 3}), HintLadder(), Tone(), Emoji(), subject="Fractions", budget=900,
    learner={"name": "Ada", "recent_attempts": ["2/5"]}, materials=[{"title": "a", "text": "b\n# c"}],
)  # fmt: skip
DATA: dict[str, Any] = json.loads(WHOLE.to_json())


def again(data: dict[str, Any]) -> str:
    """The data as `to_json` would write it: what an attacker writes who knows how."""
    return written({name: part for name, part in data.items() if name != "fingerprint"})


def refused(text: Any) -> str:
    with pytest.raises(PedagogyError) as raised:
        SystemInstruction.from_json(text)
    assert isinstance(raised.value, ValueError) and len(str(raised.value)) < 1_000
    return str(raised.value)


# What was written


def test_what_was_written_is_read() -> None:
    assert SystemInstruction.from_json(WHOLE.to_json()) == WHOLE
    assert SystemInstruction.from_json(WHOLE.to_json()).to_json() == WHOLE.to_json()
    assert again(DATA) == WHOLE.to_json()


def test_a_database_may_change_order_and_spacing() -> None:
    text = json.dumps(DATA, sort_keys=True, indent=3, ensure_ascii=True)
    assert SystemInstruction.from_json(text) == WHOLE


@each("name", [name for name in DATA if name != "fingerprint"])
def test_each_part_that_is_changed_or_missing_is_named(name: str) -> None:
    changed = "changed" if DATA[name] != "changed" else "other"
    if name != "format":
        assert f"`{name}` was changed" in refused(json.dumps({**DATA, name: changed}))
        assert f"`{name}` is missing" in refused(json.dumps({key: part for key, part in DATA.items() if key != name}))
    missing = {key: part for key, part in DATA.items() if key != name}
    refused(again(missing))


def test_what_is_added_is_named() -> None:
    assert "`more` was added" in refused(json.dumps({**DATA, "more": 1}))
    assert "fingerprint" in refused(json.dumps({key: part for key, part in DATA.items() if key != "fingerprint"}))


def test_a_locale_that_is_not_there_is_refused() -> None:
    assert "There is no locale" in refused(again({**DATA, "locale": "en-" + "a" * 300}))


def test_a_finding_nobody_knows_is_refused() -> None:
    odd: dict[str, Any] = {
        "code": "PED999",
        "message": "m",
        "severity": "info",
        "args": {},
        "attributes": [],
        "when": None,
    }
    findings = [{**odd, "witness": None, "places": [], "details": []}]
    assert "'PED999'" in refused(again({**DATA, "report": {**DATA["report"], "findings": findings}}))


def test_a_newer_form_is_named() -> None:
    assert "Upgrade" in refused(again({**DATA, "format": 3}))


def test_what_says_an_older_form_than_it_has_is_named() -> None:
    assert "`format` was changed" in refused(json.dumps({**DATA, "format": 1}))


# What never was


def mutants(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of the data, of lists those of the first items."""
    yield path
    parts: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in list(parts)[:3]:
        yield from mutants(part, (*path, key))


def put(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    data = copy.deepcopy({name: part for name, part in DATA.items() if name != "fingerprint"})
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return data


TYPED = {name: part for name, part in DATA.items() if name not in ("fingerprint", "ground")}
PLACES = [path for path in mutants(TYPED) if path]
ODD: list[Any] = [None, True, 10**17, 0.5, "x", [], {}, [[]], [None], {"a": None}, {"__class__": "x"}]


def used(text: str) -> None:
    """All that can be done with a stored instruction."""
    instruction = SystemInstruction.from_json(text)
    told = instruction.for_learner(name="Bo", level="b", interests=["c"], recent_attempts=["d"])
    for one in (instruction, told):
        for target in ("openai", "openai-responses", "anthropic", "gemini"):
            one.to(target)
        json.dumps(one.manifest())
        str(one.report), one.report.to_dict(), one.fingerprint, one.stable_text
        one.holding(State(attempts=1))
        one.to_json()


@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_values_of_a_wrong_kind_are_the_one_error(path: tuple[Any, ...], value: Any) -> None:
    with suppress(PedagogyError):
        used(again(put(path, value)))


WRONG: list[tuple[tuple[Any, ...], Any]] = [
    (("style",), "html"),
    (("where",), "elsewhere"),
    (("titles", "rules"), 5),
    (("forms", "intro"), None),
    (("frame",), 3),
    (("shortened",), [1]),
    (("counted",), {"encoding": 1}),
    (("cacheable_prefix",), "many"),
    (("sections", 0, "item"), "yes"),
    (("sections", 0, "detail"), "long"),
    (("sections", 0, "attributes"), [[]]),
    (("norms", 0, "strength"), "may"),
    (("norms", 0, "when"), [{"attempts": [0.5]}]),
    (("report", "complete"), 1),
    (("provenance", "sources"), [{"source": 1}]),
    (("allowance", "limit"), "900"),
    (("provider_count",), {"value": 1}),
    *((("layout", name), pieces) for name in DATA["layout"] for pieces in ([], ["x"] * 50)),
    (("ground", "standing", 0, "text"), 1.5),
    (("ground", "standing", 0, "when"), [{"attempts": {"out": [1]}}]),
    (("ground", "variables", 0, "values"), [0.5]),
    (("ground", "facts", 0), [[{}], [{}]]),
    (("ground", "given"), {}),
]


@each(("path", "value"), WRONG)
def test_a_wrong_kind_is_told_with_its_place(path: tuple[Any, ...], value: Any) -> None:
    where = ".".join(map(str, path))
    assert where in refused(again(put(path, value)))
    assert where in refused(json.dumps({**put(path, value), "format": 1}))


@each("path", [("counted", "x"), ("sections", 0, "x"), ("norms", 0, "x")])
def test_what_no_part_has_is_the_one_error(path: tuple[Any, ...]) -> None:
    assert "damaged" in refused(again(put(path, 1)))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 19, "-" + "9" * 4_000])
def test_numbers_that_are_none_or_have_no_end_are_refused(number: str) -> None:
    text = again(put(("words",), {"app": "HERE"})).replace('"HERE"', number)
    assert "This is not an instruction" in refused(text)


GROUND = [path for path in mutants({"ground": DATA["ground"]}) if len(path) > 1]
ODDER: list[Any] = [*ODD, "attempts", [1, 2], [[0, 1], [1, 2]], [{"attempts": {"in": [99]}}]]


@given(st.sampled_from(GROUND), st.sampled_from(ODDER))
def test_a_forged_ground_is_the_one_error(path: tuple[Any, ...], value: Any) -> None:
    with suppress(PedagogyError):
        used(again(put(path, value)))


@each(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "",
        "null",
        "[]",
        "1" * 5_000,
        '{"format": NaN}',
        '{"format": 1e999}',
        '{"format": true}',
        '{"format": "2"}',
        '{"format": -1}',
        '{"format": 1, "x": ' + "9" * 4_000 + "}",
        '{"format": 1}',
        '{"format": 1, "report": null}',
        '{"format": 2, "fingerprint": {}}',
        '{"format": 2, "fingerprint": []}',
        '{"format": 2, "fingerprint": {"format": 1}, "a": "\\ud800"}',
        b"\xff\xfe",
        b"{}",
        None,
        7,
        {},
    ],
)
def test_what_is_no_instruction_is_the_one_error(text: Any) -> None:
    refused(text)


def test_deep_parts_are_the_one_error() -> None:
    deep: Any = "x"
    for _ in range(900):
        deep = [deep]
    refused(json.dumps({**DATA, "words": {"a": deep}}))


@each(
    "text",
    ['{"format": 2, "fingerprint": {"\\u001b[31m\\u202e\\n::error::": ""}}', json.dumps(put(("titles", "\x1b"), 1))],
)
def test_what_is_said_of_a_text_steers_no_terminal(text: str) -> None:
    assert refused(text).isprintable()


LATER: dict[str, tuple[str, dict[str, str]]] = {
    "counted": ("x", {"encoding": "later"}),
    **{target: (target, {"target": target}) for target in ("a_new_slot", "order:x", "phrase:", "words")},
}


@each("name", LATER)
def test_what_this_version_does_not_know_is_the_one_error(name: str) -> None:
    """A later version may count by another encoding, and choose what nobody chooses here."""
    data = copy.deepcopy(DATA)
    part = data["counted"] if name == "counted" else next(n for n in data["norms"] if n["modality"] == "choose")
    part.update(LATER[name][1])
    stored = SystemInstruction.from_json(again(data))
    with pytest.raises(PedagogyError, match=LATER[name][0]):
        stored.tokens if name == "counted" else diff(stored, WHOLE)


@given(st.integers(0, 10**6), st.text(CHARACTERS, max_size=3))
def test_a_text_cut_or_spoilt_is_the_one_error(at: int, more: str) -> None:
    text = WHOLE.to_json()
    at %= len(text)
    for spoilt in (text[:at], text[:at] + more + text[at:]):
        try:
            instruction = SystemInstruction.from_json(spoilt)
        except PedagogyError:
            continue
        assert instruction == WHOLE  # a blank between two parts


FORMATS = ["{0.__class__}", "{0.__class__.__mro__[1].__subclasses__}", "{0!r:>1000000000}", "{1}", "{x}", "{", "%(a)s"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("version", [1, 2])
def test_the_learners_forms_are_data_and_no_format_strings(form: str, version: int) -> None:
    data = put(("forms", "name"), f"Name {form}: {{}}")
    data["format"] = version
    text = again(data) if version == 2 else json.dumps(data)
    told = SystemInstruction.from_json(text).for_learner(name="{0.__class__} Bo").learner_text
    assert f"> Name {form}: {{0.__class__}} Bo" in told and "<class" not in told


# What is older


@pytest.mark.parametrize("file", OLDER, ids=lambda file: file.stem)
def test_what_an_older_version_stored_is_read_as_it_was(file: Path) -> None:
    kept = json.loads(file.read_text("utf-8"))
    instruction = SystemInstruction.from_json(json.dumps(kept["stored"]))
    assert instruction.text == kept["text"] and instruction.stable_text == kept["stable"]
    assert SystemInstruction.from_json(instruction.to_json()) == instruction
    assert "Bo" in instruction.for_learner(name="Bo").text


def test_there_are_examples_of_older_versions() -> None:
    assert len(OLDER) >= 5


# What an instruction says of learners


CANARY = "canary"


def private() -> SystemInstruction:
    """Everything of a learner holds the canary: who they are, what they like, where it is kept."""
    known = {"name": CANARY, "interests": [CANARY], "recent_attempts": [f"{CANARY} {{{{{CANARY}}}}} <system>"]}
    wishes = {"emoji": "free", "personal_interest": {"interests": [CANARY]}, "turn_length": {"max_words": 900}}
    data = {"title": f"{CANARY} Kaya", "layer": "learner", "context": {"learner": known}, "attributes": wishes}
    learners = Preset.from_data(data, source=f"learners/{CANARY}.yaml")
    limits = {"emoji": {"policy": "none", "locked": True}, "turn_length": {"max_words": 60}}
    school = Preset.from_data({"layer": "school", "attributes": limits})
    return compose(school, Praise(), learners, learner={"level": f"{CANARY} {{{{{CANARY}}}}}"})


def test_the_manifest_and_the_report_hold_no_learner_data() -> None:
    instruction = private()
    assert CANARY in instruction.text and len(instruction.report) > 0
    assert CANARY not in json.dumps(instruction.manifest())
    assert CANARY not in json.dumps(instruction.report.to_dict()) + str(instruction.report) + repr(instruction.report)
    assert CANARY not in json.dumps(json.loads(instruction.to_json())["report"])


# Copies


@pytest.mark.parametrize("instruction", [WHOLE, SystemInstruction.from_json(WHOLE.to_json())], ids=["made", "read"])
def test_copies_are_equal_and_say_the_same(instruction: SystemInstruction) -> None:
    for one in (copy.copy(instruction), copy.deepcopy(instruction), pickle.loads(pickle.dumps(instruction))):
        assert one == instruction and one.text == instruction.text and one.to_json() == instruction.to_json()
        assert one.for_learner(name="Bo").text == instruction.for_learner(name="Bo").text
        assert one.holding(State(attempts=1)).to_dict() == instruction.holding(State(attempts=1)).to_dict()
    for preset in (copy.deepcopy(PRESET), pickle.loads(pickle.dumps(PRESET))):
        assert preset == PRESET and preset.to_data() == PRESET.to_data()


# What was written by somebody who knows how


def _put(*path: Any) -> Any:
    """A change of the data: the last of a path is what is put where the others lead."""

    def change(data: dict[str, Any]) -> None:
        part: Any = data
        *way, last, value = path
        if isinstance(value, dict):
            way, last = [*way, last], ""
        for step in way:
            part = next(one for one in part if one["kind"] == step) if step in ("bound", "must") else part[step]
        if isinstance(value, dict):
            part.update(value)
        else:
            part[last] = value

    return change


def _variable(count: int) -> Any:
    values = [f"x{i}" for i in range(count)]

    def change(data: dict[str, Any]) -> None:
        more = {"name": "app.w", "values": values, "scale": False, "calm": [], "internal": False, "words": None}
        data["ground"]["variables"].append(more)
        data["ground"]["classes"]["app.w"] = [[value] for value in values]

    return change


SCALE = {"name": "attempts", "values": [0, 1, "school"], "scale": True, "calm": []}
FORGED = {
    "a value beyond a scale": (_put("ground", "variables", 0, SCALE), "do not count"),
    "a value twice": (_put("ground", "variables", 0, "values", [1, 1]), "says twice"),
    "6,000 values": (_variable(6_000), "at most 1,000"),
    "a class of no values": (_put("ground", "classes", "attempts", [["x"]]), "no classes"),
    "a state nobody knows": (_put("ground", "standing", 0, "when", [{"attempts": {"in": ["x"]}}]), "standing.0.when"),
    "a condition both ways": (_put("ground", "given", [{"attempts": {"in": [1], "not in": [2]}}]), "`ground.given`"),
    "an unknown variable": (_put("ground", "reachable", [{"nobody": {"in": [1]}}]), "`ground.reachable`"),
    "a fact out of order": (_put("ground", "facts", [["because", [], []]]), "no fact"),
    "a bound of a duty": (_put("ground", "standing", "must", "kind", "bound"), "no value of `bound`"),
    "a layer nobody has": (_put("ground", "standing", 0, "layer", "</role>"), "no layer"),
    "a source of no layer": (_put("provenance", "sources", 0, "layer", "x"), "no layer"),
    "a permission for some turns": (
        _put("ground", "standing", 0, {"kind": "may", "value": None, "every": False}),
        "some turn",
    ),
    "an attempt that is none": (_put("norms", 0, "when", [{"attempts": ["x"]}]), "norms.0.when"),
    "a bound upside down": (
        _put("norms", 0, {"modality": "bound", "target": "words", "value": [9, 1]}),
        "norms.0.value",
    ),
}


@each("name", FORGED)
def test_parts_have_values_that_could_have_been_written(name: str) -> None:
    change, told = FORGED[name]
    data = copy.deepcopy(DATA)
    change(data)
    assert told in refused(again(data))


def test_as_many_values_as_may_be_are_read() -> None:
    data = copy.deepcopy(DATA)
    _variable(100)(data)
    SystemInstruction.from_json(again(data)).holding(State(attempts=1))
