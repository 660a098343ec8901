"""The page for teachers as a part of the site, and the files that run it in a browser; a mkdocs hook.

    python tools/page/page_files.py fetch           get Pyodide from npm and wheels from PyPI into .cache/page
    python tools/page/page_files.py build FOLDER    write the page alone into a folder

What is fetched is pinned with checksums. Building the site then needs no network. Where nothing was fetched, the page
shows its first example and says that it cannot start.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pedagogy_prompts.cli.page.document import ASSETS, asset, document

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SOURCE = ROOT / "src" / "pedagogy_prompts"
CACHE = ROOT / ".cache" / "page"
PYODIDE = CACHE / "node_modules" / "pyodide"
WHEELS = CACHE / "wheels"
FROM_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64")
NOT_OURS = re.compile(
    r"cli/(?!__init__\.py|page/)|cli/page/(assets/|page\.html\.jinja|(document|serving|folder)\.py)|tokens/data/cl100k"
)
"""What of the library a browser has no use for."""
log = logging.getLogger("mkdocs.page")


def fetch() -> None:
    """Get what the page is built with, exactly what is pinned."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, CACHE / name)
    npm = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(npm, cwd=CACHE, check=True)
    shutil.rmtree(WHEELS, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "download", "-q", "--require-hashes", "--no-deps", "--only-binary=:all:"]
    where = ["--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none"]
    platforms = [word for name in (*PLATFORMS, "any") for word in ("--platform", name)]
    subprocess.run([*pip, *where, *platforms, "-d", WHEELS, "-r", HERE / "wheels.txt"], check=True)


def on_files(files: Any, config: Any) -> Any:
    """Add the page to the site."""
    file = import_module("mkdocs.structure.files").File
    for path, content in static_files():
        files.append(file.generated(config, f"page/{path}", content=content))
    for path, there in fetched_files():
        files.append(file.generated(config, f"page/{path}", abs_src_path=str(there)))
    return files


def static_files() -> Iterator[tuple[str, bytes]]:
    """What is made from the library alone."""
    yield "index.html", document().encode()
    for name in ASSETS:
        yield name, asset(name)


def fetched_files() -> Iterator[tuple[str, Path]]:
    """What runs Python in a browser, where it was fetched."""
    if not PYODIDE.exists():
        log.info("The page for teachers is built without Python: tools/page/page_files.py fetch gets it.")
        return
    for name in FROM_PYODIDE:
        yield f"pyodide/{name}", PYODIDE / name
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    (CACHE / "pyodide-lock.json").write_text(json.dumps({**lock, "packages": {}}), "utf-8")
    yield "pyodide/pyodide-lock.json", CACHE / "pyodide-lock.json"
    yield "python.zip", archive()


def build(folder: Path) -> None:
    """Write the page into a folder."""
    for path, content in static_files():
        _place(folder / path).write_bytes(content)
    for path, there in fetched_files():
        shutil.copyfile(there, _place(folder / path))


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@cache
def archive() -> Path:
    """The library and what it needs, byte-compiled; made anew where any of it has changed."""
    parts = sorted(_parts())
    digest = hashlib.sha256((HERE / "compile.mjs").read_bytes())
    for name, content in parts:
        digest.update(f"{name} {len(content)} ".encode() + content)
    made = CACHE / f"python-{digest.hexdigest()[:16]}.zip"
    if not made.exists():
        for old in CACHE.glob("python-*.zip"):
            old.unlink()
        plain = CACHE / "plain.zip"
        with zipfile.ZipFile(plain, "w") as together:
            for name, content in parts:
                together.writestr(name, content)
        beside = made.with_suffix(".part")
        subprocess.run(["node", HERE / "compile.mjs", PYODIDE, plain, beside], check=True)
        beside.replace(made)
        plain.unlink()
    return made


def _parts() -> Iterator[tuple[str, bytes]]:
    for name in ("LICENSE", "NOTICE"):
        yield f"pedagogy_prompts/{name}", (ROOT / name).read_bytes()
    for path in SOURCE.rglob("*"):
        name = path.relative_to(SOURCE).as_posix()
        if path.is_file() and "__pycache__" not in name and not NOT_OURS.match(name):
            yield f"pedagogy_prompts/{name}", path.read_bytes()
    for wheel in sorted(WHEELS.glob("*.whl")):
        with zipfile.ZipFile(wheel) as opened:
            foreign = "pyemscripten" not in wheel.name
            for name in opened.namelist():
                if not _left_out(name) and not (foreign and name.endswith(".so")):
                    yield name, opened.read(name)


def _left_out(name: str) -> bool:
    if ".dist-info/" in name:
        return not name.endswith("METADATA") and "licen" not in name.lower()
    return name.endswith(("/", ".pyi", ".typed", ".c")) or name.startswith(("pydantic/v1/", "pydantic/mypy"))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fetch"]:
            fetch()
        case ["build", folder]:
            build(Path(folder))
        case _:
            sys.exit(__doc__)
