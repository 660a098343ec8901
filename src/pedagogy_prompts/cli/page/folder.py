"""The presets in one folder: which there are, what they hold, and how they are saved without losing anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ...base.errors import PedagogyError
from ...base.writing import ChangedMeanwhileError, create, replace

_ENDINGS = (".yaml", ".yml")
_SAVING = Lock()
"""Held while a file is compared and replaced: two tabs may save at once."""
_MOST = 500
"""The most presets that are listed."""


def _named(path: str) -> bool:
    return path.lower().endswith(_ENDINGS) and path.isprintable()


class FolderError(PedagogyError):
    """A preset of a folder cannot be read or saved. `conflict`: somebody else wrote it."""

    def __init__(self, message: str, *, conflict: bool = False) -> None:
        super().__init__(message)
        self.conflict = conflict


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with presets; nothing outside of it is read or written."""

    root: Path

    def names(self) -> list[str]:
        """The presets in it and below, as paths from it; folders that are hidden are passed over."""
        return sorted(self._below())[:_MOST]

    def _below(self) -> Iterator[str]:
        for where, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                path = (Path(where) / name).relative_to(self.root).as_posix()
                # What is no text, or would move a cursor, cannot be named in the page and so not be opened.
                if _named(path):
                    yield path

    def path(self, name: str) -> Path:
        """Where a preset of this name is, or would be. Raises `FolderError` for what is not in the folder."""
        if not _named(name) or "\\" in name or Path(name).is_absolute():
            raise FolderError("A preset's name is a path in the folder and ends in .yaml, such as lesson.yaml.")
        path, root = Path(os.path.realpath(self.root / name)), Path(os.path.realpath(self.root))
        if not path.is_relative_to(root):
            raise FolderError(f"{name} leads out of the folder. Only what is in it can be opened and saved here.")
        return path

    def read(self, name: str) -> str:
        """The text of a preset, exactly. Raises `FolderError` where it cannot be read."""
        path = self.path(name)
        try:
            if not path.is_file():
                raise FolderError(f"There is no file {name} in the folder.")
            return path.read_bytes().decode()
        except OSError as error:
            raise FolderError(f"{name} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise FolderError(f"{name} is not UTF-8: byte {error.start} is not text. Save it as UTF-8.") from error

    def save(self, name: str, text: str, known: str | None) -> None:
        """Write a preset, wholly or not at all: in place of the text that is `known`, or with None as a new file.

        Raises `FolderError` where the file holds something else by now, or cannot be written.
        """
        path = self.path(name)
        try:
            if known is None:
                create(path, text)
            else:
                with _SAVING:
                    replace(path, text, known=known)
        except FileExistsError as error:
            message = f"There is a file {name} already, and it was left as it is. Open it, or save under another name."
            raise FolderError(message, conflict=True) from error
        except ChangedMeanwhileError as error:
            message = f"{name} was changed by someone else meanwhile, and was left as it is. Save under another name."
            raise FolderError(message, conflict=True) from error
        except UnicodeEncodeError as error:
            raise FolderError("The text holds half a character (a lone surrogate). Write it anew.") from error
        except OSError as error:
            raise FolderError(f"{name} cannot be written: {error.strerror}. It was left as it was.") from error
