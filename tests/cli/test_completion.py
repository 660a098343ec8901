"""What a shell completes, asked as bash asks it."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from pedagogy_prompts.cli.main import main


def completed(line: str) -> list[str]:
    """The answers for the last word of a line, each with its kind."""
    words = line.split(" ")
    asked = {
        "_PEDAGOGY_PROMPTS_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = CliRunner().invoke(main, [], env=asked, prog_name="pedagogy-prompts")
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ch", ["plain,check"]),
        ("check ", ["file,"]),
        ("check socratic-t", ["file,socratic-t", "plain,socratic-tutor"]),
        ("diff old.yaml essay", ["file,essay", "plain,essay-feedback"]),
        ("check --profile school", ["file,school", "plain,school-minimum"]),
        ("check --layer sch", ["plain,school"]),
        ("compose lesson.yaml --to openai", ["plain,openai", "plain,openai-responses"]),
        ("compose lesson.yaml --like gpt-4o-m", ["plain,gpt-4o-mini"]),
        ("tokens --encoding o200k_b", ["plain,o200k_base"]),
        ("explain hint_l", ["plain,hint_ladder"]),
        ("explain PED701", ["plain,PED701"]),
        ("new lesson.yaml --from exam", ["plain,exam-invigilator"]),
        ("show --format m", ["plain,markdown"]),
        ("page ", ["dir,"]),
    ],
)
def test_a_word_that_was_begun_is_completed(line: str, found: list[str]) -> None:
    assert completed(f"pedagogy-prompts {line}") == found


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    for name, command in main.commands.items():
        for parameter in command.params:
            if not isinstance(parameter, click.Option) or not (parameter.is_flag or parameter.count):
                yield f"{name} {parameter.name}", parameter


def test_only_numbers_are_left_to_be_typed_in_full() -> None:
    context = click.Context(main)
    silent = {
        name for name, one in parameters() if not [*one.shell_complete(context, ""), *one.shell_complete(context, "s")]
    }
    assert {name.partition(" ")[2] for name in silent} == {"budget", "characters", "most", "port"}
