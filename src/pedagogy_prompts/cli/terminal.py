"""How the command line speaks to a terminal, a pipe or a file, and how it ends when something stops it."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from ..base.visible import visible, visible_json

STOPPED = 130
"""The exit code after Ctrl-C."""
MANY = 50
"""From so many files on a terminal is told how far it is."""


def say(text: str, *, err: bool = False, painted: bool = False) -> bool:
    """Print a text; whether all of it could be written in the encoding of the stream.

    Control characters are written out, so that no name or value steers the terminal; a `painted` text had that done
    before it was coloured.
    """
    stream = sys.stderr if err else sys.stdout
    text = text if painted else visible(text)
    whole = _fits(text, stream)
    if not whole:
        text = text.encode(stream.encoding, "backslashreplace").decode(stream.encoding)
    click.echo(text, err=err, color=coloured(stream))
    return whole


def say_json(text: str) -> None:
    """Print JSON; what the encoding of the stream lacks becomes an escape, which reads as the same data."""
    text = visible_json(text)
    if not _fits(text, sys.stdout):
        text = "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)
    click.echo(text)


def _fits(text: str, stream: TextIO | None) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def coloured(stream: TextIO) -> bool:
    """Whether to print in colour: on a terminal that is not dumb, unless `NO_COLOR` or `FORCE_COLOR` say otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return _is_lively(stream)


def _is_lively(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while many files are read, on a terminal only; what is given is told how many more."""
    if length < MANY or not _is_lively(sys.stderr):
        yield lambda _: None
        return
    with click.progressbar(length=length, label="Checking", file=sys.stderr) as bar:
        yield bar.update


def ended(run: Callable[[], object]) -> int:
    """Run a command and say in a sentence what stopped it; the exit code."""
    _open_streams()
    try:
        code = _code(run)
    except (KeyboardInterrupt, click.Abort):
        with suppress(OSError):
            say("Stopped.", err=True)
        return STOPPED
    except OSError as error:
        _give_up_output()
        what = visible(str(error.filename)) if error.filename else "The output"
        with suppress(OSError):
            say(f"Error: {what} cannot be read or written: {error.strerror or error}.", err=True)
        return 2
    return code


def _code(run: Callable[[], object]) -> int:
    try:
        code = run()
    except SystemExit as stop:
        code = stop.code
    except click.ClickException as error:
        say(_message(error), err=True)
        return error.exit_code
    return code if isinstance(code, int) else 0


def _message(error: click.ClickException) -> str:
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return f"Error: {error.format_message()}"
    error.ctx.color = True  # or click takes out what it holds for colour, and hides what was given
    text = io.StringIO()
    error.show(text)
    return text.getvalue().rstrip("\n")


def _open_streams() -> None:
    """Let what was closed from the start lead nowhere; the next file would take its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  until the very end


def _give_up_output() -> None:
    """Let what could not be written go, or Python tries once more at the very end and fails with a traceback."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
