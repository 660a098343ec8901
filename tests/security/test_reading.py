"""Presets of strangers: who may write what is said by the caller, and nothing is read that was not meant to be."""

from __future__ import annotations

import copy
import json
import os
import pickle
import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pedagogy_prompts import (
    PedagogyError,
    Policy,
    Preset,
    PresetError,
    Report,
    apply_fix,
    compose,
    load_preset,
    parse_preset,
)
from pedagogy_prompts.presets.parts import LAYERS, Layer
from pedagogy_prompts.presets.reading import files
from pedagogy_prompts.presets.reading.files import read_below, read_bytes, why_unreadable
from pedagogy_prompts.presets.reading.problem import Problem
from pedagogy_prompts.reports.formats.text import format_text

SECRET = "sk-live-abcdef"


def refused(read: Callable[[], Any]) -> Report:
    with pytest.raises(PresetError) as raised:
        read()
    return raised.value.report


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


# The layer


@pytest.mark.parametrize("layer", LAYERS)
def test_a_preset_stands_in_the_layer_the_caller_pins(layer: Layer, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("attributes: {tone: }\n")
    found = [
        parse_preset("attributes: {tone: }", layer=layer),
        Preset.from_data({"attributes": {"tone": None}}, layer=layer),
        load_preset(tmp_path / "a.yaml", layer=layer),
    ]
    assert {preset.layer for preset in found} == {layer}
    assert all(Preset.from_data(preset.to_data()) == preset for preset in found)


@pytest.mark.parametrize("declared", [layer for layer in LAYERS if layer != "lesson"])
def test_a_preset_that_says_another_layer_is_refused(declared: Layer, tmp_path: Path) -> None:
    text = f"layer: {declared}\nattributes: {{tone: }}\n"
    (tmp_path / "a.yaml").write_text(text)
    for read in (
        lambda: parse_preset(text, layer="lesson"),
        lambda: Preset.from_data({"layer": declared, "attributes": {"tone": None}}, layer="lesson"),
        lambda: load_preset(tmp_path / "a.yaml", layer="lesson"),
    ):
        (finding,) = refused(read)
        assert finding.code == "PED006" and declared in finding.message and "`lesson`" in finding.message
        assert finding.places[0].path == ("layer",) and finding.places[0].layer == "lesson"


def test_the_layer_of_what_is_extended_lifts_nobody() -> None:
    base = "layer: platform\nattributes: {emoji: none}\n"
    preset = parse_preset("extends: [base]", resolve=lambda _: base, layer="lesson")
    assert preset.layer == "lesson"


def test_a_layer_nobody_knows_is_an_error_of_the_call() -> None:
    with pytest.raises(PedagogyError, match="Did you mean 'lesson'"):
        parse_preset("title: a", layer="lessn")  # type: ignore[arg-type]
    with pytest.raises(PedagogyError, match="`allow` is a Policy"):
        parse_preset("title: a", allow={"keys": ["title"]})  # type: ignore[arg-type]


# Keys and attributes

LEARNERS_MAY_NOT: dict[str, dict[str, Any]] = {
    "rules": {"rules": ["Give the answer at once."]},
    "facts": {"facts": ["The answer is 4."]},
    "given": {"given": {"phase": "practice"}},
    "budget": {"budget": 100},
    "accept": {"accept": [{"code": "PED303", "because": "x"}]},
    "reminder": {"reminder": "praise"},
    "packs": {"packs": ["language-teaching"]},
    "extends": {"extends": ["socratic-tutor"]},
    "remove": {"remove": ["praise"]},
    "the lesson": {"context": {"topic": "x"}},
    "the solution": {"context": {"learner": {"name": "Ada"}, "reference_solution": "4"}},
    "safety": {"attributes": {"safeguarding": {"age_band": "adult"}}},
    "a person to turn to": {"attributes": {"escalate_to_human": {"channel": "nobody"}}},
    "integrity": {"attributes": {"no_ghostwriting": None}},
}


@pytest.mark.parametrize("data", LEARNERS_MAY_NOT.values(), ids=list(LEARNERS_MAY_NOT))
def test_a_learner_says_wishes_and_facts_about_themselves(data: dict[str, Any]) -> None:
    report = refused(lambda: Preset.from_data(data, layer="learner"))
    assert "PED006" in codes(report)


def test_what_a_learner_may_say_is_read() -> None:
    data = {"title": "Mine", "attributes": {"emoji": "free"}, "context": {"learner": {"interests": ["chess"]}}}
    assert Preset.from_data(data, layer="learner").to_data() == {**data, "layer": "learner"}


@pytest.mark.parametrize("wrong", [5, [[]], "praise"])
@pytest.mark.parametrize("what", ["keys", "attributes", "families"])
def test_a_policy_says_what_it_takes(what: str, wrong: Any) -> None:
    with pytest.raises(PedagogyError, match=f"`{what}` takes"):
        Policy(**{what: wrong})


def test_a_caller_says_which_keys_and_attributes_a_layer_has() -> None:
    policy = Policy(keys=["attributes", "context.topic"], attributes=["emoji", "tone"])
    text = "attributes: {emoji: none, praise: }\ncontext: {topic: a, level: b}\nrules: [c]\n"
    report = refused(lambda: parse_preset(text, layer="lesson", allow=policy))
    assert {finding.places[0].path for finding in report} == {
        ("attributes", "praise"),
        ("context", "level"),
        ("rules",),
    }
    assert all(finding.code == "PED006" and finding.places[0].line for finding in report)
    assert parse_preset("attributes: {emoji: none}\ncontext: {topic: a}\n", allow=policy).layer == "lesson"


@pytest.mark.parametrize(
    ("base", "what"),
    [
        ("attributes: {withhold_answer: never}", "withhold_answer"),
        ("rules: [Do.]", "rules"),
        ("context: {level: grade 4}", "context.level"),
    ],
)
def test_what_is_inherited_counts_as_said(base: str, what: str) -> None:
    policy = Policy(keys=["extends", "attributes"], attributes=["emoji"])
    report = refused(lambda: parse_preset("extends: [b]", resolve=lambda _: base, allow=policy))
    (finding,) = report
    assert finding.code == "PED006" and f"`{what}`" in finding.message and finding.places[0].path == ("extends",)


FORGED: dict[str, tuple[list[str | int], Any]] = {
    "an attribute": (["attributes", "turn_length"], 60),
    "rules": (["rules"], ["Give the answer."]),
    "what is inherited": (["extends"], ["loud"]),
    "another layer": (["layer"], "school"),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=list(FORGED))
def test_a_forged_fix_adds_nothing_that_was_not_allowed(forged: tuple[list[str | int], Any]) -> None:
    path, value = forged
    only = Policy(keys=["attributes", "extends"], attributes=["withhold_answer", "emoji"])
    data = {"attributes": {"withhold_answer": "never"}}
    row = Preset.from_data(
        data, source="row", layer="lesson", allow=only, resolve=lambda _: "attributes: {praise: effort}"
    )
    fix = {"edits": [{"source": "row", "path": path, "op": "set", "value": value}]}
    for one in (row, row.having(emoji="none"), pickle.loads(pickle.dumps(row)), copy.deepcopy(row)):
        with pytest.raises(PedagogyError):
            one.fixed(fix)
    if path != ["extends"]:  # what the data inherits is not in it
        with pytest.raises(PedagogyError, match=f"may not be said here, '{path[0]}"):
            apply_fix(data, fix, layer="lesson", allow=only)
    allowed = {"edits": [{"source": "row", "path": ["attributes", "emoji"], "op": "set", "value": "none"}]}
    assert row.fixed(allowed).to_data()["attributes"] == apply_fix(data, allowed, allow=only)["attributes"]


def test_a_forged_fix_extends_nothing_that_could_not_be_extended(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "secret.yaml").write_text("attributes: {emoji: none}\n", "utf-8")
    label = str(tmp_path / "lesson.yaml")
    Path(label).write_text("attributes: {tone: }\n", "utf-8")
    fix = {"edits": [{"source": label, "path": ["extends"], "op": "set", "value": "./secret.yaml"}]}
    asked: list[str] = []

    def resolve(name: str) -> str:
        asked.append(name)
        raise KeyError(name)

    looked_up = Preset.from_data({}, source=label, resolve=resolve)
    for one in (
        looked_up,
        pickle.loads(pickle.dumps(looked_up)),
        Preset.from_data({}, source=label, root=tmp_path / "sub"),
    ):
        assert "PED004" in codes(refused(lambda one=one: one.fixed(fix)))  # type: ignore[misc]
    assert asked == ["./secret.yaml"]
    assert load_preset(label).fixed(fix).attributes


@pytest.mark.parametrize(
    "wrong", [{"keys": ["rule"]}, {"families": ["safty"]}, {"keys": "rules"}, {"attributes": "emoji"}]
)
def test_a_policy_of_unknown_names_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(PedagogyError):
        Policy(**wrong)


# Files


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders: presets, and what is none of an author's business."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "token").write_text(f"{SECRET}\n")
    (tmp_path / "secret" / "token.yaml").write_text(f"title: {SECRET}\n")
    (tmp_path / "rows" / "base.yaml").write_text("facts: [base]\n")
    return tmp_path


OUT = [
    *("../secret/token", "../secret/token.yaml", "../secret/./token", "x/../../secret/token", "../secret/none"),
    *("../rows/base.yaml", "../rows/../rows/base", "../none/../rows/base.yaml"),  # out, and back again
]


@pytest.mark.parametrize("name", OUT)
def test_nothing_outside_the_root_is_read_nor_shown_to_be_there(name: str, rows: Path) -> None:
    (rows / "rows" / "lesson.yaml").write_text(f"extends: [{name}]\n")
    told = []
    for read in (
        lambda: load_preset("rows/lesson.yaml"),
        lambda: parse_preset(f"extends: [{name}]", source="rows/7", root="rows"),
        lambda: Preset.from_data({"extends": [name]}, source="rows/7", root=rows / "rows"),
    ):
        report = refused(read)
        assert codes(report) == ["PED004"] and "leads out" in report.findings[0].message
        assert SECRET not in format_text(report, texts={}) + json.dumps(report.to_dict())
        told.append(report.findings[0].message.replace(name, ""))
    assert len(set(told)) == 1  # the same for what is there and for what is not


def test_a_path_that_goes_up_within_the_root_is_followed(rows: Path) -> None:
    (rows / "rows" / "unit").mkdir()
    for name in ("../base.yaml", "../unit/../base", "./../base"):
        (rows / "rows" / "unit" / "lesson.yaml").write_text(f"extends: [{name}]\n")
        assert load_preset("rows/unit/lesson.yaml", root="rows").facts == ("base",)


@pytest.mark.usefixtures("rows")
def test_what_comes_from_no_file_reads_none_without_a_root() -> None:
    for source in ("rows/7", "7", None):
        report = refused(lambda source=source: parse_preset("extends: [./base.yaml]", source=source))  # type: ignore[misc]
        assert codes(report) == ["PED004"] and "`root`" in report.findings[0].message
    assert parse_preset("extends: [./base.yaml]", source="rows/7", root="rows").facts == ("base",)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("name", ["/etc/hosts", "C:/secret.yaml", "\\\\host\\share\\a.yaml", "//host/a.yaml"])
def test_an_absolute_path_is_refused(name: str) -> None:
    report = refused(lambda: Preset.from_data({"extends": [name]}, source="rows/7", root="rows"))
    assert codes(report) == ["PED004"] and "absolute" in report.findings[0].message


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["a link to a file", "a link in the path", "a pipe", "a device", "a loop"])
def test_links_pipes_and_devices_are_not_read(kind: str, rows: Path) -> None:
    folder = rows / "rows"
    name = "evil.yaml"
    match kind:
        case "a link to a file":
            (folder / name).symlink_to(rows / "secret" / "token.yaml")
        case "a link in the path":
            (folder / "in").symlink_to(rows / "secret")
            name = "in/token.yaml"
        case "a pipe":
            os.mkfifo(folder / name)
        case "a device":
            (folder / name).symlink_to("/dev/zero")
        case _:
            (folder / name).symlink_to(name)
    report = refused(lambda: parse_preset(f"extends: [{name}]", source="rows/7", root="rows"))
    assert codes(report) == ["PED004"] and SECRET not in str(report)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_a_file_that_was_changed_since_it_was_looked_at_is_not_read(rows: Path) -> None:
    os.mkfifo(rows / "pipe")
    (rows / "link").symlink_to(rows / "secret" / "token")
    for path in (rows / "pipe", Path("/dev/zero")):
        assert isinstance(read_bytes(str(path)), Problem)
    assert read_bytes(str(rows / "link")) == f"{SECRET}\n".encode()
    # Below a root no step follows a link: not the last one, and not a folder on the way.
    (rows / "folder").symlink_to(rows / "secret")
    with pytest.raises(OSError, match=r"[Nn]ot a directory|link"):
        read_below(str(rows), str(rows / "folder" / "token"))
    for name in ("link", "pipe"):
        assert isinstance(read_below(str(rows), str(rows / name)), Problem)
    assert isinstance(read_below(str(rows / "rows"), str(rows / "secret" / "token")), Problem)
    assert read_below(str(rows), str(rows / "secret" / "token")) == f"{SECRET}\n".encode()


def test_what_is_read_is_what_was_found_below_the_root(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is swapped for a link between the look and the reading is not read."""
    base = rows / "rows" / "base.yaml"
    looked = files.is_file

    def swapped(path: str) -> bool:
        found = looked(path)
        if Path(path).name == "base.yaml" and not base.is_symlink():
            base.unlink()
            base.symlink_to(rows / "secret" / "token.yaml")
        return found

    monkeypatch.setattr("pedagogy_prompts.presets.reading.loader.is_file", swapped)
    report = refused(lambda: parse_preset("extends: [./base.yaml]", source="rows/7", root="rows"))
    assert SECRET not in str(report) and base.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["a link", "a pipe"])
def test_what_is_swapped_between_the_look_and_the_opening_is_not_read(
    kind: str, rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = files._not_regular

    def swapped(path: str, mode: int) -> Problem | None:
        if stat.S_ISREG(mode):
            Path(path).unlink()
            Path(path).symlink_to(rows / "secret" / "token") if kind == "a link" else os.mkfifo(path)
        return look(path, mode)

    def waits_for_ever(*_: object) -> None:
        raise AssertionError("it waits for the other end of the pipe")

    monkeypatch.setattr(files, "_not_regular", swapped)
    before = signal.signal(signal.SIGALRM, waits_for_ever)
    signal.alarm(5)
    try:
        read = read_below(str(rows / "rows"), str(rows / "rows" / "base.yaml"))
    except OSError as error:
        read = why_unreadable("base.yaml", error)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert isinstance(read, Problem)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
def test_what_is_no_file_is_not_even_opened(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To open a device or a pipe may do something."""
    os.mkfifo(rows / "pipe")
    monkeypatch.setattr(os, "open", lambda *_, **__: pytest.fail("it is opened"))
    for path in (rows / "pipe", Path("/dev/zero"), rows):
        assert isinstance(read_bytes(str(path)), Problem)


def test_a_file_is_read_no_further_than_a_preset_goes(tmp_path: Path) -> None:
    """More than any memory holds, of which nothing stands on the disk."""
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(10**13)
    found = read_bytes(str(tmp_path / "a.yaml"))
    assert isinstance(found, Problem) and "1,000,000" in found.message


def test_a_link_that_stays_within_the_root_is_followed(rows: Path) -> None:
    (rows / "rows" / "alias.yaml").symlink_to("base.yaml")
    assert parse_preset("extends: [alias]", source="rows/7", root="rows").facts == ("base",)


@pytest.mark.usefixtures("rows")
def test_names_are_not_proposed_from_outside() -> None:
    report = refused(lambda: parse_preset("extends: [../secret/tokem.yaml]", source="rows/7", root="rows"))
    assert "token" not in str(report).replace("tokem", "")


NO_PRESETS = {
    "a text": f"{SECRET}\n",
    "keys of something else": f"password: {SECRET}\n",
    "some keys of something else": f"title: a\n{SECRET}: b\n",
    "broken YAML": f"a: [{SECRET}\n",
    "a tag": f"!{SECRET} a\n",
    "an alias": f"a: *{SECRET}\n",
    "two keys": f"{SECRET}: 1\n{SECRET}: 2\n",
    "a list": f"- {SECRET}\n",
    "Latin-1": f"{SECRET} \xe9\n",
    "empty": "\n",
}


@pytest.mark.parametrize("text", NO_PRESETS.values(), ids=list(NO_PRESETS))
def test_of_what_is_no_preset_not_a_word_is_shown(text: str, rows: Path) -> None:
    (rows / "rows" / "other.yaml").write_bytes(text.encode("latin-1"))
    for read in (
        lambda: parse_preset("extends: [other]", source="rows/7", root="rows"),
        lambda: parse_preset("extends: [other]", source="7", resolve=lambda _: text),
    ):
        report = refused(read)
        assert codes(report) == ["PED004"] and "'other'" in report.findings[0].message
        texts = {"rows/other.yaml": text, "other": text}
        shown = format_text(report, texts=texts) + str(report) + json.dumps(report.to_dict())
        assert SECRET not in shown and "\xe9" not in shown


def test_a_fault_in_a_preset_that_is_one_is_still_told_in_its_place(rows: Path) -> None:
    (rows / "rows" / "base.yaml").write_text("attributes: {emoji: many}\n")
    (finding,) = refused(lambda: parse_preset("extends: [base]", source="rows/7", root="rows"))
    assert finding.places[0].source == "rows/base.yaml" and "many" in finding.message


# Text that is no text


@pytest.mark.parametrize(
    "data", ["packs: [{a: b}]", "packs: [[x]]", "packs: {a: b}", "reminder: [x]", "remove: [{a: b}]"]
)
def test_a_list_in_the_place_of_a_name_is_a_finding(data: str) -> None:
    assert set(codes(refused(lambda: parse_preset(data)))) <= {"PED002", "PED003"}


@pytest.mark.parametrize("escape", ["\\Uffffffff", "\\U00110000", "\\ud800", "\\udc00 \\ud800"])
def test_an_escape_of_no_character_is_a_finding_in_its_place(escape: str) -> None:
    report = refused(lambda: parse_preset(f'layer: lesson\ntitle: "a {escape}"\n'))
    assert [finding.code for finding in report] == ["PED001"] and report.findings[0].places[0].line == 2


def test_the_halves_of_a_character_in_json_are_one() -> None:
    data = {"title": "\U0001f600", "facts": ["A smile \U0001f600"], "context": {"subject": "x \U0001f600\ufffd"}}
    assert parse_preset(json.dumps(data)) == Preset.from_data(data)
    assert "\U0001f600" in compose(parse_preset(json.dumps(data))).text
