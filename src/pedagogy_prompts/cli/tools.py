"""The commands beside: counting, a first preset, the page, the schema."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from inspect import unwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base.writing import create
from . import completion
from .reading import with_packs
from .sources import usage_errors, write
from .terminal import say

if TYPE_CHECKING:
    from ..presets.packs import Pack
    from ..tokens.counter import TokenCount


from .group import OUT, main


@main.command()
@click.argument("file", metavar="FILE|-", type=click.Path(allow_dash=True))
@click.option("--model", shell_complete=completion.models, help="Count for this model.")
@click.option("--encoding", shell_complete=completion.encodings, help="Count in this encoding.")
@click.option("--like", shell_complete=completion.models, help="Count as for this known model.")
@with_packs
def tokens(file: str, model: str | None, encoding: str | None, like: str | None, packs: Sequence[Pack]) -> None:
    """Count the tokens of a text: exactly for OpenAI's encodings, with a stated range for others."""
    from ..tokens.counter import count_tokens

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8: byte {error.start} is not text. Save it as UTF-8.") from error
    with usage_errors():
        say(_count(count_tokens(text, model=model, encoding=encoding, like=like, packs=packs)))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "base",
    metavar="PRESET",
    shell_complete=completion.shipped_names,
    help="The shipped preset to start from (see `list presets`).",
)
@with_packs
def new(file: Path, base: str | None, packs: Sequence[Pack]) -> None:
    """Write a first preset to FILE, with comments that say what to change.

    Beside it comes what editors complete and check it by, where that is not there yet: the file that `schema` prints.
    """
    from ..presets.schema import schema_text
    from ..presets.shipped import SCHEMA_FILE, shipped_presets, starter

    if base is not None and base not in shipped_presets():
        from ..norms.spelling import did_you_mean

        raise click.UsageError(f"There is no shipped preset '{base}'.{did_you_mean(base, shipped_presets())}")
    try:
        create(file, starter(base))
    except FileExistsError as error:
        raise click.UsageError(f"{file} is there already; it was left as it is. Name another file.") from error
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    beside = file.parent / SCHEMA_FILE
    wrote = f"Wrote {file}."
    with suppress(OSError):  # it may be there already, with packs of its own
        create(beside, schema_text(tuple(packs)) + "\n")
        wrote = f"Wrote {file}, and {beside} for editors."
    say(f"{wrote} Next: pedagogy-prompts check {file}")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any that is free.")
def page(folder: Path, port: int) -> None:
    """Serve the page for teachers to this computer alone, for the presets in FOLDER."""
    try:
        from .page.serving import serve
    except ModuleNotFoundError as error:
        message = f"The page needs {error.name}, which is not installed: pip install 'pedagogy-prompts[page]'"
        raise click.UsageError(message) from error
    try:
        serve(folder, port, lambda address: say(f"{address} shows the presets in {folder}. Stop it with Ctrl+C."))
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used: {error.strerror}. Name another with --port.") from error


@main.command()
@OUT
@with_packs
def schema(packs: Sequence[Pack], out: Path | None) -> None:
    """Print the JSON Schema of a preset, for editors that complete while you type."""
    from ..presets.schema import schema_text

    write(schema_text(tuple(packs)), out, json=True)


def _count(count: TokenCount) -> str:
    return f"{count}  ({count.basis})"


if sys.flags.optimize > 1:  # Python has left out the docstrings, which say what the commands do
    from ..base.documented import docs_of

    for _command in (main, *main.commands.values()):
        if _command.callback is not None:
            _command.help = docs_of(unwrap(_command.callback))
