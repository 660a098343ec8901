"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

import pedagogy_prompts
from pedagogy_prompts import PedagogyError, compose, count_tokens, load_preset
from pedagogy_prompts import check as check_
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.presets.shipped import MODELINE, SCHEMA_FILE, shipped_presets, shipped_text
from pedagogy_prompts.reports.codes import CODES

GOOD = "attributes:\n  praise:\n  withhold_answer: {until: {attempts: 3}}\n"
CLASH = """\
attributes:
  hint_ladder: {then: reveal}
  withhold_answer:   # the department wants this
    until: never
"""
MENDABLE = """\
title: "Ends"   # quoted

attributes:
  # how turns end
  turn_ending: question   # always
  adapt_to_affect: {on_frustration: pause_questions}
  emoji: {policy: none, when: {attempts: 0}, unless: {attempts: 3+}}
accept:
  - {code: PED102, because: "seen"}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "clash.yaml").write_text(CLASH)
    (tmp_path / "mendable.yaml").write_text(MENDABLE)
    (tmp_path / "broken.yaml").write_text("attributes:\n  prais: effort\n  praise: off\n")
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin, catch_exceptions=False)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "exit_code", "out", "err"),
    [
        ("compose good.yaml", 0, "# Role", ""),
        ("compose good.yaml --style xml", 0, "<role>", ""),
        ("compose good.yaml --to openai-responses", 0, '"instructions"', ""),
        ("compose clash.yaml", 1, "", "PED101"),
        ("compose broken.yaml", 1, "", "Did you mean 'praise'"),
        ("compose missing.yaml", 2, "", "missing.yaml"),
        ("compose good.yaml --budget 20", 1, "", "PED701"),
        ("compose good.yaml --budget 0", 2, "", "0"),
        ("compose good.yaml --to opnai", 2, "", "Did you mean 'openai'"),
        ("compose good.yaml --model gpt-5o-mini", 2, "", "Did you mean"),
        ("compose good.yaml --out no/such/folder", 2, "", "cannot be written"),
        ("check good.yaml", 0, "nothing found", ""),
        ("check good.yaml clash.yaml", 1, "2 presets: 1 error", ""),
        ("check good.yaml broken.yaml", 1, "`remove: [praise]`", ""),
        ("check missing.yaml", 2, "missing.yaml", ""),
        ("check .", 1, "4 presets", ""),
        ("check mendable.yaml --diff", 2, "", "--fix"),
        ("check clash.yaml --format github", 1, "::error file=clash.yaml,line=2,col=23", ""),
        ("check good.yaml --gaps", 0, "PED503", ""),
        ("show good.yaml", 0, "give the answer", ""),
        ("show good.yaml --format markdown", 0, "| ", ""),
        ("what-if good.yaml attempts=1 asks_for_answer=true", 0, "give a hint", ""),
        ("what-if good.yaml atempts=1", 2, "", "Did you mean 'attempts'"),
        ("what-if good.yaml", 2, "", "attempts=4"),
        ("mutants good.yaml --most 1", 0, '"change": "', ""),
        ("mutants good.yaml clash.yaml", 1, "", "PED101"),
        ("mutants good.yaml --most 0", 2, "", "--most"),
        ("explain praise", 0, "Clashes with", ""),
        ("explain HintLadder", 0, "hint_ladder", ""),
        ("explain PED101 --format markdown", 0, "# PED101 duty-meets-ban", ""),
        ("explain praise --format html", 0, "<h1>praise</h1>", ""),
        ("list rules --format markdown", 0, "| `PED101` | error | duty-meets-ban |", ""),
        ("list targets --format html", 0, "anthropic", ""),
        ("explain prais", 2, "", "Did you mean 'praise'"),
        ("list attributes", 0, "withhold_answer", ""),
        ("list presets", 0, "socratic-tutor", ""),
        ("list models", 0, "gpt-4o", ""),
        ("list targets", 0, "anthropic", ""),
        ("list nonsense", 2, "", "nonsense"),
        ("tokens missing.txt", 2, "", "cannot be read"),
        ("new good.yaml", 2, "", "left as it is"),
        ("new x.yaml --from socratic", 2, "", "Did you mean 'socratic-tutor'"),
    ],
)
def test_command(words: str, exit_code: int, out: str, err: str) -> None:
    done = run(*words.split())
    flat = " ".join(done.stdout.split()), " ".join(done.stderr.split())
    assert done.exit_code == exit_code, done.output
    assert out in flat[0] and err in flat[1], done.output
    assert (out != "") == bool(done.stdout.strip()), "standard output stays empty where there is no result"
    assert "\x1b" not in done.output, "no colour but on a terminal"


@pytest.mark.usefixtures("here")
def test_the_text_goes_to_standard_output_and_findings_to_standard_error() -> None:
    Path("wish.yaml").write_text("attributes:\n  response_language:\n    - en\n")
    Path("wish.yaml").write_text(
        "attributes:\n  response_language:\n    - {language: en}\n    - {language: fr, strength: should}\n"
    )
    done = run("compose", "wish.yaml")
    assert done.exit_code == 0
    assert "Reply in English" in done.stdout and "PED204" not in done.stdout
    assert "PED204" in done.stderr


@pytest.mark.usefixtures("here")
def test_out_writes_the_file_alone() -> None:
    done = run("compose", "good.yaml", "--out", "text.md")
    assert done.exit_code == 0 and done.stdout == ""
    assert Path("text.md").read_text().startswith("# Role")


@pytest.mark.usefixtures("here")
def test_json_is_one_object_over_all_presets() -> None:
    done = run("check", "good.yaml", "clash.yaml", "--format", "json")
    data = json.loads(done.stdout)
    assert set(data) == {"ok", "complete", "findings"} and data["ok"] is False
    finding = next(f for f in data["findings"] if f["code"] == "PED101")
    assert set(finding["attributes"]) == {"hint_ladder", "withhold_answer"}
    assert finding["witness"] == {"attempts": 5, "last_answer": "wrong"}
    assert [(p["line"], p["column"], p["written"]) for p in finding["places"]] == [(2, 23, True), (4, 12, True)]
    assert all(fix["edits"] for fix in finding["fixes"]) and len(finding["fixes"]) <= 4


@pytest.mark.usefixtures("here")
def test_sarif_comes_out_whole() -> None:
    data = json.loads(run("check", "clash.yaml", "--format", "sarif").stdout)
    results = data["runs"][0]["results"]
    assert data["version"] == "2.1.0"
    assert {rule["id"] for rule in data["runs"][0]["tool"]["driver"]["rules"]} == set(CODES)
    assert results[0]["ruleId"] == "PED101"
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "clash.yaml"


@pytest.mark.usefixtures("here")
def test_strict_fails_on_warnings() -> None:
    Path("w.yaml").write_text("attributes:\n  emoji: {policy: none, when: {attempts: 0}, unless: {attempts: 3+}}\n")
    assert run("check", "w.yaml").exit_code == 0
    assert run("check", "w.yaml", "--strict").exit_code == 1


@pytest.mark.usefixtures("here")
def test_safe_fixes_keep_what_the_author_wrote() -> None:
    shown = run("check", "--fix", "--diff", "mendable.yaml")
    assert shown.exit_code == 0 and Path("mendable.yaml").read_text() == MENDABLE
    assert "+  turn_ending: {form: question, unless: {affect: frustrated}}" in shown.stdout
    done = run("check", "--fix", "mendable.yaml")
    text = Path("mendable.yaml").read_text()
    assert done.exit_code == 0 and "nothing found" in done.stdout
    assert check_(load_preset("mendable.yaml")).findings == ()
    for kept in ('title: "Ends"   # quoted', "  # how turns end", "# always", "{on_frustration: pause_questions}"):
        assert kept in text
    assert run("check", "--fix", "--diff", "mendable.yaml").stdout == "1 preset: nothing found\n"


@pytest.mark.usefixtures("here")
def test_fixes_that_change_the_teaching_are_left_to_the_author() -> None:
    run("check", "--fix", "clash.yaml")
    assert Path("clash.yaml").read_text() == CLASH


@pytest.mark.usefixtures("here")
def test_a_stack_is_one_check() -> None:
    Path("school.yaml").write_text("layer: school\nattributes:\n  withhold_answer: {until: never}\n  unstick:\n")
    Path("lesson.yaml").write_text("attributes:\n  worked_example: current_problem\n")
    assert run("check", "school.yaml", "lesson.yaml").exit_code == 0
    done = run("check", "--stack", "school.yaml", "lesson.yaml")
    assert done.exit_code == 0 and "PED201" in done.stdout


def test_tokens_reads_standard_input() -> None:
    text = "Ask one question, then wait. \u00e9\u4e2d\U0001f600"
    done = run("tokens", "-", stdin=text)
    assert done.stdout.startswith(f"{count_tokens(text).value} tokens")
    assert "about" in run("tokens", "-", "--model", "claude-3-5-sonnet", stdin=text).stdout


def test_every_attribute_and_code_is_explained() -> None:
    for name in (*attribute_slugs(), *CODES):
        done = run("explain", name)
        assert done.exit_code == 0 and len(done.stdout) > 100, name


def test_the_schema_knows_every_shipped_preset_and_refuses_nonsense() -> None:
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in shipped_presets():
        validator.validate(YAML(typ="safe", pure=True).load(shipped_text(name)))
    wrongs: list[dict[str, object]] = [
        {"atributes": {}},
        {"attributes": {"prais": None}},
        {"attributes": {"hint_ladder": {"then": "x"}}},
    ]
    for wrong in wrongs:
        assert not validator.is_valid(wrong)


@pytest.mark.parametrize("base", [None, *shipped_presets()])
def test_a_new_preset_is_fine_as_it_is(base: str | None, tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    done = run("new", str(file), *(["--from", base] if base else []))
    assert done.exit_code == 0 and str(file) in done.stdout
    assert check_(load_preset(file)).ok


@pytest.mark.usefixtures("here")
def test_a_diff_of_what_cannot_be_read_says_so() -> None:
    Path("wrong.yaml").write_text("attributes: {prase: }\n", "utf-8")
    done = run("check", "--fix", "--diff", "nofile.yaml")
    assert done.exit_code == 2 and "no file" in done.stdout
    done = run("check", "--fix", "--diff", "wrong.yaml")
    assert done.exit_code == 1 and "PED002" in done.stdout


def test_an_empty_name_is_not_this_directory() -> None:
    done = run("check", "--fix", "")
    assert done.exit_code == 2 and "empty" in done.stderr


ACCEPTING = """\
attributes: {adapt_to_affect: {on_frustration: pause_questions}, turn_length: {max_words: 60}}
accept: [{code: PED201, because: "The head agreed."}]
"""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "names",
    [["lesson.yaml"], ["--stack", "school.yaml", "lesson.yaml"], ["--stack", "guided-homework", "lesson.yaml"]],
)
@pytest.mark.parametrize(
    "school", ["layer: school\nattributes: {turn_ending: question}\n", "layer: school\natributes:\n"]
)
def test_fixing_keeps_an_acceptance_that_is_needed(names: list[str], school: str) -> None:
    Path("lesson.yaml").write_text(ACCEPTING, "utf-8")
    Path("school.yaml").write_text(school, "utf-8")
    run("check", "--fix", *names)
    assert Path("lesson.yaml").read_text("utf-8") == ACCEPTING


TWO_HANDS = {
    "mine.yaml": "attributes: {hint_ladder: {then: reveal}}\n",
    "theirs.yaml": "attributes: {withhold_answer: never}\n",
}


@pytest.mark.usefixtures("here")
def test_fixes_are_offered_in_the_files_that_are_named_editable() -> None:
    for name, text in TWO_HANDS.items():
        Path(name).write_text(text, "utf-8")
    both = run("check", "--stack", *TWO_HANDS).stdout
    assert "in mine.yaml" in both and "in theirs.yaml" in both
    mine = run("check", "--stack", *TWO_HANDS, "--editable", "mine.yaml").stdout
    assert "in mine.yaml" in mine and "in theirs.yaml" not in mine
    done = run("check", "--stack", *TWO_HANDS, "--editable", "nobodys.yaml")
    assert done.exit_code == 2 and "nobodys.yaml" in done.stderr


@pytest.mark.usefixtures("here")
def test_fixing_keeps_line_ends_and_the_byte_order_mark() -> None:
    before = b"\xef\xbb\xbfformat: 1\r\n# c\r\nattributes:\r\n  praise: effort # x\r\n"
    accept = b'accept:\r\n  - {code: PED601, because: "x"}\r\n'
    Path("crlf.yaml").write_bytes(before + accept)
    assert run("check", "--fix", "crlf.yaml").exit_code == 0
    assert Path("crlf.yaml").read_bytes() == before


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["compose"]])
def test_a_pipe_is_not_waited_for(command: list[str]) -> None:
    os.mkfifo("pipe.yaml")
    done = run(*command, "pipe.yaml")
    assert done.exit_code == 2 and "not a file" in done.output + done.stderr


@pytest.mark.usefixtures("here")
def test_one_file_may_be_named_in_two_ways() -> None:
    for name, text in TWO_HANDS.items():
        Path(name).write_text(text, "utf-8")
    mine = run("check", "--stack", *TWO_HANDS, "--editable", "./mine.yaml").stdout
    assert "in mine.yaml" in mine and "in theirs.yaml" not in mine


@pytest.mark.usefixtures("here")
def test_many_presets_are_checked_in_parts_and_told_as_one() -> None:
    kinds = [
        *TWO_HANDS.values(),
        "attributes: {prase: }\n",
        ACCEPTING,
        "".join(TWO_HANDS.values()).replace("}\nattributes: {", ", "),
    ]
    Path("many").mkdir()
    for i in range(24):
        Path("many", f"{i:03}.yaml").write_text(f"title: number {i}\n{kinds[i % len(kinds)]}", "utf-8")
    said = []
    for many in (20, 1000):
        code = (
            f"from pedagogy_prompts.checking import batch; batch.MANY = {many}\n"
            "from pedagogy_prompts.cli.main import main\n"
            "for form in ('text', 'json'):\n"
            "    try: main(['check', 'many', '--format', form])\n"
            "    except SystemExit as ended: assert ended.code == 1\n"
        )
        source = Path(pedagogy_prompts.__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(source)},
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0] == said[1]
    assert said[0].count('"PED101"') and '"PED002"' in said[0] and "  PED101 duty-meets-ban" in said[0]


@pytest.mark.usefixtures("here")
def test_many_presets_are_checked_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(workers: int, **_: object) -> None:
        raise OSError(38, f"{workers} processes: not here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    monkeypatch.setattr("pedagogy_prompts.checking.batch.MANY", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for name, text in TWO_HANDS.items():
        Path(name).write_text(text, "utf-8")
    done = run("check", *TWO_HANDS)
    assert "2 presets" in done.stdout


def test_a_folder_is_checked_whatever_its_presets_end_with(tmp_path: Path) -> None:
    for name in ("a.yml", "B.YAML", "deep/c.Yml", "d.yaml"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("attributes: {emojo: none}\n")
    tmp_path.joinpath("notes.txt").write_text("attributes: {emojo: none}\n")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "4 presets: 4 errors" in result.output


def test_a_preset_without_mutants_prints_no_line(here: Path) -> None:
    (here / "bare.yaml").write_text("facts: [The exam is in May.]\n")
    result = run("mutants", "bare.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No small change of bare.yaml shows" in result.stderr


@pytest.mark.usefixtures("here")
def test_two_folders_are_compared_name_by_name() -> None:
    tutor = load_preset("socratic-tutor")
    for folder in ("old", "new"):
        Path(folder).mkdir()
        Path(folder, SCHEMA_FILE).write_text("{}", "utf-8")
    for name, preset in (("same", tutor), ("other", tutor.having(praise="effort")), ("gone", tutor)):
        Path("old", f"{name}.json").write_text(compose(preset).to_json(), "utf-8")
    for name in ("same", "other", "new"):
        Path("new", f"{name}.yaml").write_text("extends: socratic-tutor\n", "utf-8")
    told = run("diff", "old", "new").stdout
    parts = {part.splitlines()[0]: part for part in re.split(r"\n(?=\S)", told)}
    assert "It is gone." in parts["gone:"] and "It is new." in parts["new:"] and "same:" not in parts
    assert "praise effort" in parts["other:"] and "Its text would be another today." in parts["other:"]
    assert told.endswith("4 compared: 3 changed, 1 as before\n")
    assert run("diff", "old/same.json", "new/same.yaml").stdout == "The behaviour is the same.\n"
    assert run("diff", "old", "new/same.yaml").exit_code == 2
    Path("old/same.json").write_text("{}", "utf-8")
    assert "holds no stored instruction" in run("diff", "old/same.json", "new/same.yaml").stderr


@pytest.mark.usefixtures("here")
def test_folders_are_compared_whole_or_not_at_all() -> None:
    asked = "attributes: {withhold_answer: {until: {attempts: 3}}}\n"
    for name in ("a/x.yaml", "b/x.yaml"):
        Path(name).parent.mkdir()
        Path(name).write_text(asked, "utf-8")
    Path("empty").mkdir()
    for name, text, said in (
        ("b/x.yml", asked, "both go by the name x"),
        ("b/x.json", "{}", "both go by the name x"),
        ("a/bad.json", '{"a": 1}', "holds no stored instruction"),
        ("a/bad.JSON", '{"a": 1}', "holds no stored instruction"),
        ("b/bad.yaml", "- 1\n", "A preset is a mapping"),
        ("a/d.json", os.devnull, "is a link that leads out of a"),
        ("a/d.yaml", os.devnull, "is a link that leads out of a"),
    ):
        if text == os.devnull:
            Path(name).symlink_to(text)
        else:
            Path(name).write_text(text, "utf-8")
        result = run("diff", "a", "b")
        assert result.exit_code and said in result.stderr and not result.stdout, name
        Path(name).unlink()
    Path("b/folder.yaml").mkdir()
    assert run("diff", "a", "b").stdout == "1 compared: 0 changed, 1 as before\n"
    assert "nothing to compare" in run("diff", "a", "empty").stderr
    assert "There is no file nope" in run("diff", "nope", "b").stderr
    Path("b/x.yaml").write_text("attributes: {withhold_answer: never, hint_ladder: {then: reveal}}\n", "utf-8")
    for named in ("a", "b"), ("a/x.yaml", "b/x.yaml"):
        result = run("diff", *named)
        assert result.exit_code == 1 and "cannot be composed: `check b/x.yaml`" in result.output
    result = run("diff", "a/x.yaml", "b/x.yaml", "--layer", "a/x.yaml=course")
    assert "withhold_answer (course" in result.output


@pytest.mark.usefixtures("here")
def test_a_message_says_what_is_so() -> None:
    for folder in ("empty", "sub"):
        Path(folder).mkdir()
    Path("sub/lesson.yaml").write_text("title: T\nattributes: {hint_ladder: }\n", "utf-8")
    Path("tutor.json").write_text(compose(load_preset("socratic-tutor")).to_json(), "utf-8")
    lesson = "compose", "sub/lesson.yaml"
    for call, said in (
        (("check", "empty"), "in it is no preset"),
        (("compose", "sub"), "such as sub/lesson.yaml"),
        (("check", "tutor.json"), "composed and stored, and no preset"),
        (("check", "sub/leson.yaml"), "Did you mean 'sub/lesson.yaml'?"),
        ((*lesson, "--to", ""), "no target ''"),
        ((*lesson, "--model", "nope"), "say by --like which"),
        ((*lesson, "--option", "role=user"), "goes with --to"),
        ((*lesson, "--to", "openai", "--option", "user"), "takes NAME=VALUE"),
        ((*lesson, "--to", "anthropic", "--option", "cache=no"), "`cache` is True or False"),
    ):
        result = run(*call)
        assert result.exit_code and said in " ".join(result.output.split()), call
    made = run(*lesson, "--to", "open-webui", "--option", "base_model=llama3").stdout
    assert json.loads(made)[0]["base_model_id"] == "llama3"
    made = run(*lesson, "--to", "anthropic", "--option", "cache=true").stdout
    assert "cache_control" in json.loads(made)["system"][0]
    assert json.loads(run(*lesson, "--to", "ollama", "--option", "window=4096").stdout)["options"] == {"num_ctx": 4096}
    for name, told in ((Path("socratic-tutor"), "as a text and no path"), ("", "The name is empty")):
        with pytest.raises(PedagogyError, match=told):
            load_preset(name)


def test_options_are_where_they_are_looked_for() -> None:
    full, brief = (run("compose", "socratic-tutor", "--detail", detail).stdout for detail in ("full", "brief"))
    assert len(brief) < len(full)
    assert "a preset of your own" in run("explain", "lesson.yaml").stderr


@pytest.mark.usefixtures("here")
def test_a_new_preset_has_the_schema_beside_it_and_keeps_one_that_is_there() -> None:
    assert SCHEMA_FILE in run("new", "a.yaml").stdout
    assert Path("a.yaml").read_text("utf-8").startswith(f"{MODELINE}\n")
    assert json.loads(Path(SCHEMA_FILE).read_text("utf-8")) == json.loads(run("schema").stdout)
    Path(SCHEMA_FILE).write_text("mine", "utf-8")
    assert SCHEMA_FILE not in run("new", "b.yaml").stdout and Path(SCHEMA_FILE).read_text("utf-8") == "mine"
