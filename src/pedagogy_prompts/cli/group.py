"""The group of commands, and the options that several of them have."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from ..base.version import __version__
from . import terminal

if TYPE_CHECKING:
    pass


Form = Literal["text", "markdown", "html"]

FORMAT = click.option("--format", "form", type=click.Choice(get_args(Form)), default="text", show_default=True)
OUT = click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write to this file.")


class _Commands(click.Group):
    """Commands in the order in which they are met, not the alphabet's; whatever stops one is told in a sentence."""

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        run = partial(super().main, *args, standalone_mode=False, **more)
        if not standalone_mode:
            return run()
        sys.exit(terminal.ended(run))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pedagogy-prompts")
def main() -> None:
    """System instructions for tutors, written from checked pedagogy."""
