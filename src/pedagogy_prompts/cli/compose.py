"""`compose`: from presets to a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from . import completion
from .group import OUT, main
from .reading import Reading, with_reading
from .sources import Sources, all_or_exit, usage_errors, write
from .terminal import say


def _names() -> tuple[str, ...]:
    """What targets take beside the instruction."""
    from ..instructions.targets import option_names

    return option_names()


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
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=completion.known(lambda: [f"{name}=" for name in _names()]),
    help="What --to leaves open, such as base_model=llama3 for open-webui; may be given several times.",
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
    options: Sequence[str],
    out: Path | None,
    receipt: bool,
) -> None:
    """Print the system instruction of one preset, or of several stacked by layer.

    PRESET is a file, or the name of a shipped preset. Findings go to standard error.
    """
    from ..composing.compose import compose as compose_
    from ..presets.budget import Budget
    from ..tokens.models import UnknownModelError

    if budget is not None and characters is not None:
        raise click.UsageError("Say --budget or --characters, not both.")
    if options and target is None:
        raise click.UsageError("--option goes with --to.")
    chosen = dict(_option(one) for one in options)
    limit = budget if characters is None else Budget(characters=characters)
    found = all_or_exit(presets, reading)
    with usage_errors(presets, reading):
        try:
            instruction = compose_(
                *found, model=model, like=like, detail=detail, budget=limit, style=style, packs=reading.packs
            )
        except UnknownModelError as error:
            told = str(error).partition(" For a name of your own")[0]
            raise click.UsageError(f"{told} For a name of your own, say by --like which model counts alike.") from error
        payload = None if target is None else instruction.to(target, **chosen)
    Sources(reading, named=presets).say(instruction.report, err=True)
    if receipt:
        say(str(instruction.receipt()), err=True)
    if payload is None or isinstance(payload, str):
        write(payload or instruction.text, out)
    else:
        write(json.dumps(payload, ensure_ascii=False, indent=2), out, json=True)


def _option(said: str) -> tuple[str, Any]:
    """An option of a target: its name, and its value as a switch, a number or a text."""
    name, equals, value = said.partition("=")
    if not (name and equals):
        raise click.UsageError(f"--option takes NAME=VALUE, such as base_model=llama3, not {said!r}.")
    return name, {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)
