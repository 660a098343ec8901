"""Files made, and replaced by another text: wholly, or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhileError(OSError):
    """A file is no longer what it was when it was read."""


def replace(path: Path, text: str, *, known: str | None = None) -> None:
    """Put a text in the place of what a file holds: wholly, or not at all.

    It is written beside the file that a link leads to, made safe on the disk and only then put in its place, with the
    mode and, where that is allowed, the owner of the old one. With `known` the file must still hold that text:
    `ChangedMeanwhileError` is raised where it does not, another OSError where it cannot be written, and
    UnicodeEncodeError for a text with half a character.
    """
    target = Path(os.path.realpath(path))
    beside = _beside(target, text.encode())
    try:
        if known is not None and (not stat.S_ISREG(target.stat().st_mode) or target.read_bytes() != known.encode()):
            raise ChangedMeanwhileError(f"{path} was changed meanwhile")
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink()


def _beside(target: Path, data: bytes) -> Path:
    """A file in the same folder that holds the data, safe on the disk, with the mode the target has or would have."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _take_after(target, file.fileno())
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


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
    """Write a new file whole, or none. Raises FileExistsError where there is one, or UnicodeEncodeError."""
    data = text.encode()  # before there is a file: not every text has bytes
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    beside = _beside(path, data)
    try:
        # A link is made only where there is nothing; where a disk knows no links, the name is taken first.
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:
            with path.open("xb"):
                pass
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()
