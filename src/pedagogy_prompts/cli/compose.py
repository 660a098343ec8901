"""`compose`: from presets to a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import completion
from .reading import Reading, with_reading
from .sources import Sources, all_or_exit, usage_errors, write
from .terminal import say

if TYPE_CHECKING:
    pass


from .group import OUT, main


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...", shell_complete=completion.presets)
@click.option("--budget", type=click.IntRange(min=1), help="How many tokens the text may take.")
@click.option("--characters", type=click.IntRange(min=1), help="How many characters it may have, instead of --budget.")
@click.option("--model", shell_complete=completion.models, help="Whose tokens are counted.")
@click.option(
    "--like",
    metavar="MODEL",
    shell_complete=completion.models,
    help="Count as for this known model; --model may then be a name of your own.",
)
@click.option("--detail", type=click.Choice(["full", "brief"]), help="Word everything so, instead of choosing.")
@click.option("--style", type=click.Choice(["markdown", "xml"]), default="markdown", show_default=True)
@click.option(
    "--to",
    "target",
    metavar="TARGET",
    shell_complete=completion.targets,
    help="Print the payload for this client instead (see `list targets`).",
)
@OUT
@click.option("--receipt", is_flag=True, help="Also say, on standard error, where the tokens go.")
@with_reading
def compose(
    presets: Sequence[str],
    reading: Reading,
    budget: int | None,
    characters: int | None,
    model: str | None,
    like: str | None,
    detail: Any,
    style: Any,
    target: str | None,
    out: Path | None,
    receipt: bool,
) -> None:
    """Print the system instruction of one preset, or of several stacked by layer.

    PRESET is a file, or the name of a shipped preset. Findings go to standard error.
    """
    from ..composing.compose import compose as compose_
    from ..presets.budget import Budget

    if budget is not None and characters is not None:
        raise click.UsageError("Say --budget or --characters, not both.")
    limit = budget if characters is None else Budget(characters=characters)
    found = all_or_exit(presets, reading)
    with usage_errors():
        instruction = compose_(
            *found, model=model, like=like, detail=detail, budget=limit, style=style, packs=reading.packs
        )
        payload = instruction.to(target) if target else None
    Sources().say(instruction.report, err=True)
    if receipt:
        say(str(instruction.receipt()), err=True)
    if payload is None or isinstance(payload, str):
        write(payload or instruction.text, out)
    else:
        write(json.dumps(payload, ensure_ascii=False, indent=2), out, json=True)
