"""Files of a call: which there are, what they hold, and how one is replaced without losing anything."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

_NAMES = (".yaml", ".yml")


class ChangedMeanwhileError(OSError):
    """A file is no longer what it was when it was read."""


def files_of(path: str) -> list[str]:
    """What a name stands for: a directory for the presets below it, everything else for itself.

    A folder below it that cannot be read stands for itself too: to read it as a preset tells that it cannot be.
    """
    if not path:
        raise click.UsageError("One of the names is empty. Name a preset or a directory; `.` is this one.")
    if not os.path.isdir(path):  # noqa: PTH112  a link that leads in a circle makes Path raise
        return [path]
    return sorted(_below(path)) or [path]


def _below(folder: str) -> Iterator[str]:
    unreadable: list[str] = []
    for where, _, names in os.walk(folder, onerror=lambda error: unreadable.append(os.fsdecode(error.filename))):
        yield from (str(Path(where, name)) for name in names if Path(name).suffix.lower() in _NAMES)
    yield from (str(Path(one)) for one in unreadable)


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


def replace(path: Path, text: str, *, known: str | None = None) -> None:
    """Put a text in the place of what a file holds: wholly, or not at all.

    It is written beside the file that a link leads to, made safe on the disk and only then put in its place, with the
    mode and, where that is allowed, the owner of the old one. With `known` the file must still hold that text:
    `ChangedMeanwhileError` is raised where it does not, another OSError where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            _take_after(target, file.fileno())
            os.fsync(file.fileno())
        if known is not None and target.read_bytes() != known.encode():
            raise ChangedMeanwhileError(f"{path} was changed meanwhile")
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _take_after(target: Path, handle: int) -> None:
    """Give a new file the mode and owner of the one it replaces, or what a new file has."""
    try:
        old = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        _set_mode(handle, 0o666 & ~mask)
        return
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)
    _set_mode(handle, stat.S_IMODE(old.st_mode))


def _set_mode(handle: int, mode: int) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def create(path: Path, text: str) -> None:
    """Write a new file whole, or none. Raises FileExistsError where there is one."""
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            path.unlink()
            raise
