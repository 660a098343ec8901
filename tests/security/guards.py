"""Takes out the guards of guards.yaml one at a time, in a copy of the tree, and tells whether its test then fails.

python -m tests.security.guards [ID ...]    all of them, or those of these ids

Before that all their tests run once with every guard in its place. Exits 1 unless each guard is caught.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_suffix(".yaml")
PACKAGE = "src/pedagogy_prompts"
LONGEST = 120
"""Seconds after which a test that does not end has failed."""
MOST = 4 << 30
"""How many bytes of memory a test may take."""
_LEFT_OUT = shutil.ignore_patterns(".*", "site", "build", "dist", "*.egg-info")


@dataclass(frozen=True, slots=True)
class Guard:
    """Lines that hold a promise, and the test that has to fail without them."""

    promise: str
    id: str
    file: str
    out: str
    into: str
    test: str

    def places(self, text: str) -> list[re.Match[str]]:
        """Where its lines stand in the text of a file; several of them, all as far to the right as the first."""
        first, *rest = self.out.split("\n")
        more = "".join(rf"\n{'(?P=pad)' if one else ''}{re.escape(one)}" for one in rest)
        return list(re.finditer(rf"^(?P<pad> *){re.escape(first)}{more}$" if rest else re.escape(first), text, re.M))

    def taken_out(self, text: str) -> str:
        """The text of its file without it. Raises ValueError where its lines do not stand there once."""
        found = self.places(text)
        if len(found) != 1:
            raise ValueError(f"its lines stand {len(found)} times in {self.file}")
        pad = found[0].groupdict().get("pad") or ""
        into = pad + self.into.replace("\n", f"\n{pad}") if pad else self.into
        return text[: found[0].start()] + into + text[found[0].end() :]


def guards() -> Iterator[Guard]:
    """All that are listed."""
    for row in YAML(typ="safe", pure=True).load(LIST.read_text("utf-8")):
        for one in row["guards"]:
            file, test = os.path.normpath(f"{PACKAGE}/{one['file']}"), f"tests/{one['test']}"
            yield Guard(row["promise"], one["id"], file, one["out"], one.get("in") or "", test)


def run(tree: Path, tests: Sequence[str], seconds: float | None) -> tuple[int, str]:
    """The exit code of pytest, and the first failure with its reason."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"HYPOTHESIS_PROFILE": "ci", "COLUMNS": "200"}  # the same examples each time, and what is dear too
    options = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--tb=line", "-rfE")
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST, resource.RLIM_INFINITY)),
    ) as done:
        try:
            told, _ = done.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(done.pid, 9)
            return 1, f"it did not end in {seconds:.0f} s"
    why = re.search(r"^(?:FAILED|ERROR) (\S.*)$", told, re.M) or re.search(r"^(E .*|/.*: .*)$", told, re.M)
    return done.returncode, why[1] if why else (told.strip().splitlines() or [""])[-1]


def verdict(tree: Path, guard: Guard) -> tuple[bool, str]:
    """Whether the test of a guard fails without it, and what there is to tell."""
    path = tree / guard.file
    before, stat = path.read_text("utf-8"), path.stat()
    try:
        after = guard.taken_out(before)
        if path.suffix == ".py":
            compile(after, guard.file, "exec")
    except (SyntaxError, ValueError) as error:
        return False, f"cannot be taken out: {error}"
    path.write_text(after, "utf-8")
    try:
        code, why = run(tree, [guard.test], LONGEST)
    finally:
        path.write_text(before, "utf-8")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    why = why.partition(" - ")[2] or why
    if code == 1 and not re.match(r"(NameError|UnboundLocalError|ImportError)\b", why):
        return True, f"caught: {why:.120}"
    return False, "NOT CAUGHT" if code == 0 else f"NOT CAUGHT, the test cannot be run: {why:.200}"


def main(ids: Sequence[str]) -> int:
    """The exit code, after a line for each guard."""
    wanted = [guard for guard in guards() if not ids or guard.id in ids]
    if unknown := {*ids} - {guard.id for guard in wanted}:
        print(f"There is no guard {', '.join(sorted(unknown))} in {LIST.name}.")  # noqa: T201
        return 2
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        shutil.copytree(ROOT, tree, ignore=_LEFT_OUT, symlinks=True)
        code, why = run(tree, sorted({guard.test for guard in wanted}), None)
        if code:
            print(f"A test fails with every guard in its place: {why}")  # noqa: T201
            return 1
        missed = 0
        for guard in wanted:
            caught, told = verdict(tree, guard)
            missed += not caught
            print(f"{guard.id}: {told}", flush=True)  # noqa: T201
    print(f"{len(wanted) - missed} of {len(wanted)} guards are caught.")  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
