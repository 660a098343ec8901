"""Files made, and replaced by another text: wholly, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
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
    old = target.stat() if target.exists() else None
    beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}.tmp")
    # The mode of a new file is for the system to say; before an old one's place is taken nobody else reads it.
    handle = os.open(beside, _NEW, 0o666 if old is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _take_after(old, file.fileno())
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _take_after(old: os.stat_result, handle: int) -> None:
    """Give a new file the mode and owner of the one it replaces."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(old.st_mode))


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
