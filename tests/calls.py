"""Several calls of the command line, one after another in a process that has its surroundings for itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_RUN = """
import json, sys
from click.testing import CliRunner
from pedagogy_prompts.cli.main import main
for words in json.loads(sys.argv[1]):
    done = CliRunner().invoke(main, words)
    traced = None if isinstance(done.exception, SystemExit | None) else repr(done.exception)
    print(json.dumps([done.exit_code, done.stdout, done.stderr, traced]))
"""


def calls(
    lines: Sequence[Sequence[str]], folder: Path = Path(), preexec: Callable[[], object] | None = None
) -> Iterator[tuple[int, str, str]]:
    """Exit code, output and errors of each, where only `folder` can be imported from besides."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(lines)],
        cwd=folder, capture_output=True, text=True, check=False, preexec_fn=preexec, timeout=100,
    )  # fmt: skip
    for words, line in zip(lines, done.stdout.splitlines(), strict=True):
        code, out, err, traced = json.loads(line)
        assert traced is None, (words, traced)
        yield code, out, err
