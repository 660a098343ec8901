"""The command line as a process: full disks, closed pipes, Ctrl-C, odd names, any encoding, terminals."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import pedagogy_prompts
from pedagogy_prompts.base.writing import ChangedMeanwhileError, create, replace
from pedagogy_prompts.cli import terminal
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.cli.sources import Sources
from pedagogy_prompts.reports.report import Finding, Place, Report

from ..calls import calls

if sys.platform == "win32":
    pytest.skip("signals, pseudo-terminals and limits of POSIX", allow_module_level=True)

SOURCE = str(Path(pedagogy_prompts.__file__).parents[1])
COMMAND = [sys.executable, "-c", "from pedagogy_prompts.cli.main import main; main()"]
ENVIRONMENT = {"PYTHONPATH": SOURCE, "PATH": os.environ["PATH"]}

MENDABLE = """\
title: "Ends"   # quoted
attributes:
  turn_ending: question   # always
  adapt_to_affect: {on_frustration: pause_questions}
"""
FIXED = MENDABLE.replace("turn_ending: question", "turn_ending: {form: question, unless: {affect: frustrated}}")
CLASH = "attributes:\n  withhold_answer: {until: never}\n  hint_ladder: {then: reveal}\n"
GOOD = "attributes: {praise: }\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"mendable.yaml": MENDABLE, "clash.yaml": CLASH, "good.yaml": GOOD}.items():
        Path(name).write_text(text)
    return tmp_path


def run(
    *words: str | bytes, preexec: Callable[[], object] | None = None, stdout: int | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*COMMAND, *words],
        env={**ENVIRONMENT, **env},
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=preexec,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr, done.stderr.decode()
    return done


def full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def names(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def no_override() -> None:
    """As root: obey the modes of files as everybody must."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


# Files are replaced wholly, or not at all


def test_a_full_disk_loses_nothing() -> None:
    Path("text.md").write_text("the text of yesterday")
    lines = ["check", "--fix", "mendable.yaml"], ["compose", "good.yaml", "--out", "text.md"], ["new", "n.yaml"]
    told = list(calls(lines, preexec=full_disk))
    assert len(told) == 3
    for code, _, err in told:
        assert code == 2 and "cannot be written" in err
    assert Path("mendable.yaml").read_text() == MENDABLE
    assert Path("text.md").read_text() == "the text of yesterday"
    assert names() == ["clash.yaml", "good.yaml", "mendable.yaml", "text.md"]


def test_a_new_file_that_is_stopped_or_cannot_be_encoded_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    before = names()
    with pytest.raises(UnicodeEncodeError):
        create(Path("new.yaml"), "title: \ud800")
    assert names() == before

    def stopped(_handle: int) -> None:
        # Whoever looks now, or is left with what a killed process wrote, finds no half of it under its name.
        assert not Path("new.yaml").exists()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", stopped)
        with pytest.raises(KeyboardInterrupt):
            create(Path("new.yaml"), GOOD)
    assert names() == before


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_the_place_of_none_that_came_meanwhile(links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError

    Path("new.yaml").write_text("theirs")
    before = names()
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    if not links:
        monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(FileExistsError):
        create(Path("new.yaml"), GOOD)
    assert Path("new.yaml").read_text() == "theirs" and names() == before


def test_a_new_file_is_made_where_a_disk_knows_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_paths: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    before = names()
    monkeypatch.setattr(os, "link", refused)
    create(Path("new.yaml"), GOOD)
    assert Path("new.yaml").read_text() == GOOD
    with pytest.raises(FileExistsError):
        create(Path("new.yaml"), "")
    Path("new.yaml").unlink()
    assert names() == before


def test_a_folder_that_may_not_be_written_leaves_the_file_as_it_is() -> None:
    Path("shut").mkdir()
    Path("shut/mendable.yaml").write_text(MENDABLE)
    Path("shut").chmod(0o555)
    done = run("check", "--fix", "shut/mendable.yaml", preexec=no_override)
    assert done.returncode == 2 and b"shut/mendable.yaml cannot be written: Permission denied" in done.stderr
    assert Path("shut/mendable.yaml").read_text() == MENDABLE


def test_a_mended_file_keeps_its_mode_and_a_link_its_target() -> None:
    Path("real").mkdir()
    Path("mendable.yaml").rename("real/mendable.yaml")
    Path("real/mendable.yaml").chmod(0o640)
    Path("mendable.yaml").symlink_to("real/mendable.yaml")
    before = Path("mendable.yaml").stat().st_ino
    assert CliRunner().invoke(main, ["check", "--fix", "mendable.yaml"]).exit_code == 0
    assert Path("mendable.yaml").stat().st_ino != before, "the old file stays whole until the new one is"
    assert Path("mendable.yaml").is_symlink() and Path("real/mendable.yaml").read_text() == FIXED
    assert stat.S_IMODE(Path("real/mendable.yaml").stat().st_mode) == 0o640
    assert names("real") == ["mendable.yaml"]


def test_a_written_file_has_the_mode_of_a_new_one() -> None:
    old = os.umask(0o027)
    try:
        assert CliRunner().invoke(main, ["compose", "good.yaml", "--out", "text.md"]).exit_code == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE(Path("text.md").stat().st_mode) == 0o640


def test_a_file_changed_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    from pedagogy_prompts.cli import editing

    mend = editing.mend

    def slowly(*args: object, **more: object) -> object:
        made = mend(*args, **more)  # type: ignore[arg-type]
        Path("mendable.yaml").write_text("title: a colleague was here\n")
        return made

    monkeypatch.setattr("pedagogy_prompts.cli.check.mend", slowly)
    done = CliRunner().invoke(main, ["check", "--fix", "mendable.yaml"])
    assert done.exit_code == 1 and "mendable.yaml was changed by someone else" in done.output
    assert Path("mendable.yaml").read_text() == "title: a colleague was here\n"
    assert names() == ["clash.yaml", "good.yaml", "mendable.yaml"]


# Fixes are told


def test_each_change_is_told_with_its_line_and_what_it_changes() -> None:
    done = CliRunner().invoke(main, ["check", "--fix", "mendable.yaml", "good.yaml"])
    was, now = (text.splitlines()[2].strip() for text in (MENDABLE, FIXED))
    end, sad = "the session is in its close", "the learner is frustrated"
    assert done.stdout.splitlines()[:2] == [
        f"mendable.yaml:3: {was} -> {now}  (PED101 duty-meets-ban)",
        f"  end the turn with a question: was due except when {end}; now due except when {sad}, or {end}",
    ]
    assert done.stdout.splitlines()[-1] == "2 presets: nothing found" and done.exit_code == 0


def test_a_file_under_two_names_is_written_once() -> None:
    Path("link.yaml").symlink_to("mendable.yaml")
    done = CliRunner().invoke(main, ["check", "--fix", "mendable.yaml", "link.yaml"])
    assert done.exit_code == 0 and Path("mendable.yaml").read_text() == FIXED, done.output
    Path("link.yaml").unlink()


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_changes_stand_apart_from_a_format_for_programs(form: str) -> None:
    shown = CliRunner().invoke(main, ["check", "--fix", "--diff", "mendable.yaml", "--format", form])
    assert json.loads(shown.stdout) and "+  turn_ending: {form" in shown.stderr
    done = CliRunner().invoke(main, ["check", "--fix", "mendable.yaml", "--format", form])
    assert json.loads(done.stdout) and "mendable.yaml:3: " in done.stderr


def test_a_diff_is_followed_by_the_findings_that_stay() -> None:
    plain = CliRunner().invoke(main, ["check", "clash.yaml"])
    shown = CliRunner().invoke(main, ["check", "--fix", "--diff", "clash.yaml"])
    assert plain.exit_code == shown.exit_code == 1 and "PED101" in plain.stdout
    assert shown.stdout == plain.stdout
    both = 'accept: [{code: PED102, because: "seen"}]\n' + MENDABLE + CLASH.removeprefix("attributes:\n")
    Path("both.yaml").write_text(both)
    shown = CliRunner().invoke(main, ["check", "--fix", "--diff", "both.yaml"])
    assert shown.exit_code == 1 and "+  turn_ending: {form" in shown.stdout
    assert "`turn_ending`" not in shown.stdout and "     6 |   hint_ladder: {then: reveal}" in shown.stdout
    assert Path("both.yaml").read_text() == both


# Names and folders


def test_links_in_a_circle_and_shut_folders_are_told() -> None:
    Path("d/shut").mkdir(parents=True)
    Path("d/good.yaml").write_text(GOOD)
    Path("d/a.yaml").symlink_to("b.yaml")
    Path("d/b.yaml").symlink_to("a.yaml")
    Path("d/up").symlink_to(".")
    Path("d/shut/x.yaml").write_text("nonsense: 1\n")
    Path("d/shut").chmod(0)
    named = ["check", "--fix", "d/a.yaml"], ["check", "d/shut"], ["compose", "d/a.yaml"], ["compose", "d/up/b.yaml"]
    (code, out, _), *others = calls([["check", "d"], *named], preexec=no_override)
    assert code == 1, "what was named can be read"
    for told in ("'d/a.yaml' cannot be read", "'d/b.yaml' cannot be read", "'d/shut' cannot be read"):
        assert told in out
    assert "4 presets: 3 errors" in out
    assert len(others) == 4
    for code, out, err in others:
        assert code == 2 and "cannot be read" in out + err


ODD = [
    b"caf\xe9.yaml",
    b"\x1b[31mred.yaml",
    b"a\rb.yaml",
    b"two\nlines.yaml",
    "\u202egnp.yaml".encode(),
    "\x9b1m.yaml".encode(),
]


def test_names_that_steer_or_are_no_text_are_shown_harmlessly() -> None:
    Path("odd").mkdir()
    for name in ODD:
        Path(os.fsdecode(b"odd/" + name)).write_text(CLASH)
    done = run("check", "odd")
    assert done.returncode == 1
    assert b"odd/caf\\xe9.yaml:3:23: error" in done.stdout and b"odd/\\x1b[31mred.yaml:3:23: error" in done.stdout
    shown = {"text": done.stdout}
    for form in ("json", "sarif", "github"):
        here = CliRunner().invoke(main, ["check", "--format", form, "odd"])
        assert here.exit_code == 1
        shown[form] = here.stdout_bytes
    for out in shown.values():
        assert not set(out) & {0x1B, 0x0D} and b"\xe2\x80\xae" not in out and b"\xc2\x9b" not in out
    for form in ("json", "sarif"):
        assert len(json.loads(shown[form]).get("findings", ODD)) >= len(ODD)


def test_names_that_steer_are_harmless_in_every_message() -> None:
    name = ODD[1]
    Path(os.fsdecode(name)).write_text(CLASH)
    calls: list[list[bytes]] = [
        [b"compose", name], [b"check", name, b"--editable", b"\x1b]0;x\x07.yaml"], [b"new", name], [b"explain", name],
        [b"tokens", b"no" + name], [b"compose", b"no" + name], [b"compose", b"good.yaml", b"--out", b"no/" + name],
        [b"what-if", name, b"\x1b=1"], [name], [b"check", b"--fix", b"--diff", name], [b"diff", name, b"good.yaml"],
    ]  # fmt: skip
    for words in calls:
        done = CliRunner().invoke(main, [os.fsdecode(word) for word in words])
        said = done.stdout + done.stderr
        assert "\x1b" not in said and "\x07" not in said and "\\x1b" in said, (words, said)
    Path("\x9b1m.yaml").write_text(CLASH)
    done = CliRunner().invoke(main, ["check", "\x9b1m.yaml", "--format", "json"])
    assert "\x9b" not in done.stdout and json.loads(done.stdout)["findings"][0]["places"][0]["source"] == "\x9b1m.yaml"


def test_a_line_that_steers_is_shown_harmlessly() -> None:
    Path("raw.yaml").write_text("title: \u202egnp\nattributes: {praise: \u202eeffort}  # \u2066\n", "utf-8")
    done = CliRunner().invoke(main, ["check", "raw.yaml"])
    assert done.exit_code == 1 and "2 | " in done.stdout and not set("\u202e\u2066") & set(done.stdout)


def test_names_that_steer_are_harmless_among_details_and_fixes() -> None:
    Path("\x1ba.yaml").write_text("attributes: {withhold_answer: {until: never}}\n")
    Path("\x1bb.yaml").write_text("attributes: {hint_ladder: {then: reveal}}\n")
    told = CliRunner().invoke(main, ["check", "--stack", "\x1ba.yaml", "\x1bb.yaml"]).stdout
    assert "\x1b" not in told and "\\x1bb.yaml:1  hint_ladder" in told and "in \\x1bb.yaml" in told


def test_a_value_that_steers_is_shown_harmlessly() -> None:
    Path("v.yaml").write_text(
        'title: "\\e]0;x\\a \\x9b31m"\nattributes: {"pra\\e[31mise": , praise: "\\u202eeffort"}\n'
    )
    for words in (["check", "v.yaml"], ["check", "v.yaml", "--format", "json"], ["compose", "v.yaml"]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 1 and not set("\x1b\x07\x9b\u202e") & set(done.stdout + done.stderr)


# What is printed where


def test_any_encoding_prints_what_it_can_and_says_so() -> None:
    Path("a.yaml").write_text('attributes: {praise: }\ncontext: {subject: "\U0001f600 \u03b1 \u00e9"}\n', "utf-8")
    for encoding, shown in (("cp1252", b"\\U0001f600 \\u03b1 \xe9"), ("ascii", b"\\U0001f600 \\u03b1 \\xe9")):
        done = run("compose", "a.yaml", PYTHONIOENCODING=encoding)
        assert done.returncode == 0 and shown in done.stdout
        assert encoding.encode() in done.stderr and b"--out FILE" in done.stderr
    done = run("compose", "a.yaml", "--to", "openai", PYTHONIOENCODING="cp1252")
    assert done.returncode == 0 and "\U0001f600 \u03b1 \u00e9" in str(json.loads(done.stdout))
    done = run("compose", "a.yaml", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0 and done.stderr == b"" and "\U0001f600 \u03b1 \u00e9".encode() in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", [["compose", "good.yaml"], ["check", "good.yaml"], ["--help"]])
def test_output_that_cannot_be_written_is_told(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(*words, stdout=full.fileno())
    assert done.returncode == 2 and b"cannot be" in done.stderr and b"No space left" in done.stderr


@pytest.mark.parametrize("words", [["list", "attributes"], ["--help"]])
def test_a_closed_pipe_ends_it_quietly(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = run(*words, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_stream_that_is_closed_from_the_start_leads_nowhere(stream: int) -> None:
    """As some schedulers start programs."""
    done = run("compose", "good.yaml", "--out", "text.md", preexec=lambda: os.close(stream))
    assert done.returncode == 0 and Path("text.md").read_text().startswith("# ")
    if stream == 0:  # where a text is awaited
        assert run("tokens", "-", preexec=lambda: os.close(0)).returncode == 0
    if stream == 1:  # where findings go
        assert run("check", "clash.yaml", preexec=lambda: os.close(1)).returncode == 1
    if stream == 2:  # where mistakes in the call go
        assert run("zz", preexec=lambda: os.close(2)).returncode == 2


@contextlib.contextmanager
def many_slow(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A check of many presets in two processes: one lingers at the first presets, the other has done the rest."""
    folder.mkdir()
    for i in range(30):
        (folder / f"{i}.yaml").write_text(GOOD)
    slow = (
        "import os, time, pathlib\n"
        "os.cpu_count = lambda: 2\n"
        "from pedagogy_prompts.checking import batch; batch.MANY = 4; batch.SHARE = 5\n"
        "from pedagogy_prompts.cli import check as m\n"
        "def lingering(files, **more):\n"
        "    first = files[0] == 'many/0.yaml'\n"
        "    time.sleep(0 if first else 0.1)\n"
        "    pathlib.Path('at' + files[0].replace('/', '-')).touch()\n"
        "    time.sleep(300 if first else 0); return []\n"
        "m._checked_here = lingering\n"
        "m.main(['check', 'many'])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", slow], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        for _ in range(600):
            if len(list(Path().glob("at*"))) == 6:  # all shares
                break
            time.sleep(0.05)
        time.sleep(0.2)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("whom", ["all", "first"])
def test_ctrl_c_stops_all_processes_without_a_traceback(whom: str, here: Path) -> None:
    with many_slow(here / "many") as process:
        if whom == "all":  # as a terminal does it, and the others hear of it first
            os.kill(process.pid, signal.SIGSTOP)
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.5)
            os.kill(process.pid, signal.SIGCONT)
        else:
            os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out, err.strip()) == (130, b"", b"Stopped.")
        with pytest.raises(ProcessLookupError):  # nobody is left
            os.killpg(process.pid, 0)


def test_nothing_is_saved_over_a_pipe() -> None:
    os.mkfifo("pipe.yaml")
    with pytest.raises(ChangedMeanwhileError):
        replace(Path("pipe.yaml"), "x", known="")
    assert stat.S_ISFIFO(os.stat("pipe.yaml").st_mode)  # noqa: PTH116


def test_a_link_within_the_root_is_read(here: Path) -> None:
    Path("lessons").mkdir()
    Path("lessons/common.yaml").symlink_to("../good.yaml")
    assert CliRunner().invoke(main, ["check", "--root", str(here), "lessons"]).exit_code == 0
    assert "leads out of lessons" in CliRunner().invoke(main, ["check", "lessons"]).output


def test_files_that_threads_make_have_the_mode_that_the_system_says() -> None:
    def make(n: int) -> None:
        for i in range(20):
            create(Path(f"{n}-{i}.yaml"), "x")

    mask, switch = os.umask(0o077), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(make, range(8)))
    finally:
        sys.setswitchinterval(switch)
        os.umask(mask)
    assert {stat.S_IMODE(path.stat().st_mode) for path in Path().glob("?-*.yaml")} == {0o600}


EARLY = """
import sys
class Stop:
    def find_spec(self, name, *rest):
        if name == "pedagogy_prompts.cli.look":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
import pedagogy_prompts.cli.main
"""


def test_ctrl_c_is_told_while_the_command_line_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", EARLY], env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"Stopped.\n")


def link_to_a_secret(name: str) -> None:
    Path("out").mkdir()
    Path("out/secret").write_text("API_KEY: hunter2\n" * 40)
    Path("in").mkdir()
    Path("in", name).symlink_to("../out/secret")


@pytest.mark.parametrize("command", ["check", "compose"])
def test_an_excerpt_is_of_the_shipped_preset_and_of_no_file_of_its_name(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_to_a_secret("adult-at-work")
    Path("in/lesson.yaml").write_text("extends: adult-at-work\nlayer: lesson\nattributes: {question_limit: 0}\n")
    monkeypatch.chdir("in")
    done = CliRunner().invoke(main, [command, "lesson.yaml"])
    assert done.exit_code == 1 and "|   adult_learner: " in done.output and "hunter2" not in done.output


def test_an_excerpt_follows_no_link_out_of_the_folder_of_what_is_checked() -> None:
    link_to_a_secret("x.yaml")
    report = Report.of([Finding.of("PED002", "odd", places=(Place(source="in/x.yaml", line=2, column=1),))])
    for named, shown in (("in/lesson.yaml", False), ("in/x.yaml", True)):  # who names a file wants to see it
        sources = Sources(named=[named])
        sources.say(report)
        assert ("hunter2" in sources.texts["in/x.yaml"]) is shown


@pytest.mark.parametrize("words", [["check"], ["check", "--root", "in"], ["check", "--fix"], ["diff", "in"]])
def test_a_folder_stands_for_no_link_that_leads_out_of_it(words: list[str]) -> None:
    link_to_a_secret("x.yaml")
    done = CliRunner().invoke(main, [*words, "in"])
    assert done.exit_code == 2 and "in/x.yaml is a link that leads out of in" in done.output
    assert "hunter2" not in done.output


def test_ctrl_c_is_told_wherever_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    try:
        code = terminal.ended(stopped)
    except KeyboardInterrupt:  # it would end the tests too
        pytest.fail("nobody tells of it")
    assert code == 130 and capsys.readouterr().err == "Stopped.\n"


def on_a_terminal(*words: str, **env: str) -> str:
    """What a command prints where standard output and error are a terminal."""
    leader, follower = os.openpty()
    process = subprocess.Popen(
        [*COMMAND, *words], env={**ENVIRONMENT, "TERM": "xterm", **env}, stdout=follower, stderr=follower
    )
    os.close(follower)
    said = b""
    with contextlib.suppress(OSError):  # how a terminal says that the last writer has gone
        while part := os.read(leader, 4096):
            said += part
    os.close(leader)
    process.wait()
    return said.decode()


def test_colour_is_for_terminals_unless_someone_says_otherwise() -> None:
    red = "\x1b[31m"
    Path("broken.yaml").write_text("nonsense: 1\n")  # told sooner than a clash
    assert red in on_a_terminal("check", "broken.yaml")
    assert "\x1b" not in on_a_terminal("check", "broken.yaml", NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b" not in on_a_terminal("check", "broken.yaml", TERM="dumb")
    assert red.encode() in run("check", "broken.yaml", FORCE_COLOR="1").stdout
    assert b"\x1b" not in run("check", "broken.yaml").stdout


def test_many_files_show_how_far_it_is_on_a_terminal_only() -> None:
    Path("many").mkdir()
    for i in range(60):
        Path("many", f"{i}.yaml").write_text(GOOD)
    said = on_a_terminal("check", "many")
    assert "Checking" in said and "100%" in said and "60 presets: nothing found" in said
    assert "Checking" not in on_a_terminal("check", "many", TERM="dumb")
    assert run("check", "many").stderr == b""
