"""The files that presets stand in: which of them may be read, and how."""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path as FilePath
from pathlib import PureWindowsPath

from ...base.errors import ArgumentError
from ...reports.saying import Sentences
from ..shipped import shipped_presets
from .near import near
from .problem import MAX_CHARACTERS, Problem, too_long

_say = Sentences("presets/reading")

_MOST = 4 * MAX_CHARACTERS
"""How many bytes so many characters take at most."""


def as_path(path: str | os.PathLike[str], what: str = "path") -> str:
    """A path as text. Raises `ArgumentError` for what is none."""
    try:
        return os.fsdecode(path)
    except TypeError as error:
        raise ArgumentError(f"`{what}` is a text or a path, not {type(path).__name__}.") from error


def real(path: str) -> str:
    """The path with every link followed; as it is where that cannot be."""
    try:
        return os.path.realpath(path or ".")
    except (OSError, ValueError):
        return path


def is_file(path: str) -> bool:
    """Whether it is a file that can be read to its end: no folder, device or pipe."""
    try:
        return FilePath(path).is_file()
    except (OSError, ValueError):
        return False


def is_absolute(path: str) -> bool:
    """Whether it is an absolute path, of this system or of another."""
    windows = PureWindowsPath(path)
    return FilePath(path).is_absolute() or bool(windows.drive or windows.root)


def found_below(root: str, path: str) -> str | None:
    """The path with every link in it followed, if it then stays below a folder."""
    try:
        followed = os.path.realpath(path)
        return followed if os.path.commonpath((root, followed)) == root else None
    except (OSError, ValueError):
        return None


def leaves(root: str, folder: str, name: str) -> bool:
    """Whether a path from a folder is at any step outside the root: coming back to it would tell what stands there."""
    steps = FilePath(name).parts
    ways = (FilePath(folder, *steps[: i + 1]) for i, step in enumerate(steps) if step == os.pardir)
    return any(found_below(root, os.path.normpath(way)) is None for way in ways)


def presets_in(folder: str, name: str) -> list[str]:
    """The presets in a folder, written as `name` writes it."""
    prefix = name[: name.rfind("/") + 1]
    try:
        with os.scandir(folder or ".") as files:
            return [prefix + file.name for file in islice(files, 1000) if file.name.lower().endswith((".yaml", ".yml"))]
    except (OSError, ValueError):
        return []


def read_bytes(path: str) -> bytes | Problem:
    """The bytes of a file, or of what a link leads to. Raises OSError and ValueError.

    Only regular files are read: reading a pipe or a device might never end.
    """
    if problem := _not_regular(path, os.stat(path).st_mode):  # noqa: PTH116  a path as it was given
        return problem
    return _read(path, os.open(path, _READ))


def read_below(root: str, path: str) -> bytes | Problem:
    """The bytes of a file below a folder, where no link was left in `path`. Raises OSError and ValueError.

    It is opened folder by folder, and no step follows a link: what has become one since is not read.
    """
    steps = FilePath(os.path.relpath(path, root)).parts
    if os.pardir in steps:
        return unreadable(f"{path} is not below its root.")
    if os.open not in os.supports_dir_fd:
        return _read(path, os.open(path, _READ | _flag("O_NOFOLLOW")))
    at = os.open(root, os.O_RDONLY | _flag("O_DIRECTORY"))
    try:
        for folder in steps[:-1]:
            inner = os.open(folder, os.O_RDONLY | _flag("O_DIRECTORY") | _flag("O_NOFOLLOW"), dir_fd=at)
            os.close(at)
            at = inner
        mode = os.stat(steps[-1], dir_fd=at, follow_symlinks=False).st_mode
        if problem := _not_regular(path, mode):
            return problem
        handle = os.open(steps[-1], _READ | _flag("O_NOFOLLOW"), dir_fd=at)
    finally:
        os.close(at)
    return _read(path, handle)


def _read(path: str, handle: int) -> bytes | Problem:
    with open(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if problem := _not_regular(path, found.st_mode):  # it was changed in between
            return problem
        raw = file.read(_MOST + 4) or b""
    return raw if len(raw) <= _MOST else too_long(found.st_size)


def _flag(name: str) -> int:
    value: int = getattr(os, name, 0)  # not every system has each
    return value


_READ = os.O_RDONLY | _flag("O_BINARY") | _flag("O_NONBLOCK")


def _not_regular(path: str, mode: int) -> Problem | None:
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # one that cannot be read says so
        inside = sorted(presets_in(path, ""))
        if not inside:
            return unreadable(_say("PED001.empty_directory", path=path))
        return unreadable(_say("PED001.directory", path=path, lesson=str(FilePath(path, inside[0]))))
    return None if stat.S_ISREG(mode) else unreadable(_say("PED001.no_file_type", path=path))


def why_unreadable(path: str, error: OSError | ValueError) -> Problem:
    """Why a file is not read."""
    if isinstance(error, FileNotFoundError):
        if not path:
            return unreadable(_say("PED001.nameless"))
        folder, name = os.path.split(path)
        if path in shipped_presets():
            return unreadable(_say("PED001.no_file_but_shipped", path=path))
        there = presets_in(folder, name)
        hint = near(name, there, folder) if folder else near(name, [*there, *shipped_presets()])
        return unreadable(_say("PED001.no_file", path=path, near=hint))
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return unreadable(_say("PED001.unreadable", path=repr(path), why=why[:1].lower() + why[1:]))


def unreadable(message: str) -> Problem:
    """A problem that tells that there is nothing to read."""
    return Problem("PED001", message, args={"unreadable": True})
