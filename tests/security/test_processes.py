"""Threads and forks from the first call, and every way in which Python can be started."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import pedagogy_prompts

SOURCE = str(Path(pedagogy_prompts.__file__).parents[1])


def python(code: str, *options: str, source: str = SOURCE, cwd: Path | None = None, **env: str) -> str:
    """What a program prints in a process of its own that knows next to nothing of this one's surroundings."""
    done = subprocess.run(
        [sys.executable, *options, "-c", f"import sys; sys.path.insert(0, {source!r})\n{code}"],
        env=env,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


FORK = """
import importlib.machinery, os, signal, threading, time, warnings
warnings.simplefilter("ignore")  # later Pythons warn of every fork beside threads

def slowly(function):
    # Half done when the process forks, and done a moment later.
    def run(*args):
        begun.set()
        time.sleep(0.3)
        return function(*args)
    return run

def forked(work):
    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    child = os.fork()
    if not child:
        signal.alarm(10)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    thread.join()
    print(os.waitstatus_to_exitcode(status))

begun = threading.Event()
"""

FORKS = {
    "vocabulary": """
from pedagogy_prompts.tokens import vocabulary
vocabulary.unpack = slowly(vocabulary.unpack)
forked(lambda: vocabulary.load_encoding("o200k_base"))
""",
    "import": """
import pedagogy_prompts
loader = importlib.machinery.SourceFileLoader
plain = loader.exec_module
loader.exec_module = lambda self, module: (slowly(plain) if module.__name__.endswith("tone") else plain)(self, module)
forked(lambda: pedagogy_prompts.Tone)
""",
    "property": """
from pedagogy_prompts.base.cached import cached_property
class One:
    @cached_property
    def it(self):
        return slowly(int)()
forked(lambda: One().it)
""",
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("what", FORKS)
def test_a_child_does_not_wait_for_what_a_thread_of_its_parent_had_begun(what: str) -> None:
    assert python(FORK + FORKS[what]) == "0\n"


THREADS = """
import threading
sys.setswitchinterval(1e-4)
import pedagogy_prompts as p
names = ["Praise", "Tone", "HintLadder", "WithholdAnswer"]
texts, errors, start = set(), [], threading.Barrier(4)
def work(at):
    start.wait()
    try:
        parts = [getattr(p, names[(at + i) % 4])() for i in range(4)]
        texts.add(p.compose(*sorted(parts, key=lambda part: part.slug()), budget=900, model="gpt-4o").text)
        p.explain("tone").text
        p.load_preset
    except BaseException as error:
        errors.append(repr(error))
threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(errors, len(texts))
"""


def test_many_threads_may_make_the_first_call_together() -> None:
    assert python(THREADS) == "[] 1\n"


COMPOSE = """
from pedagogy_prompts import compose, explain
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.presets.loading import read_preset
from pedagogy_prompts.presets.schema import preset_schema
preset, report = read_preset("homework-help", shipped=True)
print(compose(preset, budget=2000).text)
print(report, explain("tone"))
print(preset_schema())
for words in (["--help"], ["check", "--help"], ["list", "attributes"]):
    main(words, prog_name="pedagogy-prompts", standalone_mode=False)
"""


def test_every_way_to_start_python_says_the_same(tmp_path: Path) -> None:
    plain = python(COMPOSE)
    assert "Do not use it when" in plain and "Print everything that is wrong" in plain
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0o555)
    if os.environ.get("HYPOTHESIS_PROFILE", "dev") != "dev":  # at the desk the others are one
        assert python(COMPOSE, "-I", "-W", "error", "-X", "dev", "-bb") == plain
        assert python(COMPOSE, "-OO", cwd=shut, PYTHONHASHSEED="1", HOME="/nowhere") == plain
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in Path(SOURCE, "pedagogy_prompts").rglob("*"):
            if file.is_file() and file.suffix != ".pyc":
                archive.write(file, file.relative_to(SOURCE))
    where = "import pedagogy_prompts; assert 'packed.zip' in pedagogy_prompts.__file__\n"
    told = python(where + COMPOSE, "-OO", source=str(packed), cwd=shut, PYTHONHASHSEED="1", HOME="/nowhere")
    assert told == plain
