"""Files of a call: which there are, what they hold, and how one is replaced without losing anything."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from pathlib import Path

import click

from ..base.writing import replace

PRESETS = (".yaml", ".yml")


def files_of(path: str, root: str | None = None) -> list[str]:
    """What a name stands for: a directory for the presets below it, everything else for itself.

    Links there lead to what is below it too, or below `root`.

    A folder below it that cannot be read stands for itself too: to read it as a preset tells that it cannot be.
    """
    if not path:
        raise click.UsageError("One of the names is empty. Name a preset or a directory; `.` is this one.")
    if not os.path.isdir(path):  # noqa: PTH112  a link that leads in a circle makes Path raise
        return [path]
    return below(path, PRESETS, root) or [path]


def below(folder: str, endings: Collection[str], root: str | None = None) -> list[str]:
    """The files below a folder whose names end so, and the folders there that cannot be read.

    Raises a usage error for a link that leads out of the folder and out of `root`: nobody named what it leads to.
    """
    closed: list[str] = []
    found: list[str] = []
    tops = [os.path.realpath(one) for one in (folder, root) if one is not None]
    for where, _, names in os.walk(folder, onerror=lambda error: closed.append(os.fsdecode(error.filename))):
        found += (str(Path(where, name)) for name in names if Path(name).suffix.lower() in endings)
    for name in found:
        followed = Path(os.path.realpath(name))
        if Path(name).is_symlink() and not any(map(followed.is_relative_to, tops)):
            raise click.UsageError(f"{name} is a link that leads out of {folder}. Name it itself to have it read.")
    return sorted([*found, *(str(Path(one)) for one in closed)])


def text_of(source: str, *, exactly: bool = False) -> str:
    """The text of a file, or nothing where there is none; `exactly` keeps its line ends and its byte order mark."""
    try:
        if not stat.S_ISREG(os.stat(source).st_mode):  # noqa: PTH116  to read a pipe or a device might never end
            return ""
        text = Path(source).read_bytes().decode()
    except (OSError, ValueError):
        return ""
    return text if exactly else plain(text)


def plain(text: str) -> str:
    """A file's text with plain line ends and no byte order mark."""
    return re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))


def write(text: str, path: Path) -> None:
    """Write a file whole, or leave it as it is and raise OSError. A device or a pipe is written to."""
    if path.exists() and not path.is_file():
        path.write_bytes(text.encode())
    else:
        replace(path, text)
