"""`check --profile`: whether presets, and stored instructions, keep what a profile requires."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..reports.errors import CompositionError, PresetError
from ..reports.report import Report
from .reading import Reading
from .sources import Sources
from .stored import is_stored
from .stored import stored as stored_instruction
from .terminal import say

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction
    from ..views.profile.profile import Profile
    from ..views.profile.told import ProfileReport

Told = list[tuple[str, "ProfileReport"]]


def held_to(
    names: Sequence[str], files: Sequence[str], reading: Reading, *, stack: bool, texts: Mapping[str, str]
) -> Told:
    """What each of the files, or their stack, says of each profile that is named.

    What does not compose is passed over: what is wrong with it is told by the check. `texts` stand in for files.
    """
    from ..views.profile.told import check_profile

    profiles = [_profile(name) for name in names]
    return [
        (name, check_profile(instruction, profile, packs=reading.packs))
        for name, instruction in _instructions(files, Sources(reading, texts), stack=stack)
        for profile in profiles
    ]


def _profile(name: str) -> Profile:
    from ..views.profile.profile import load_profile

    try:
        return load_profile(name)
    except PresetError as error:
        raise click.UsageError(f"--profile {name} cannot be used.\n{error}") from error


def _instructions(files: Sequence[str], sources: Sources, *, stack: bool) -> Iterator[tuple[str, SystemInstruction]]:
    from ..composing.compose import compose

    stored = [name for name in files if is_stored(name)]
    if stack and stored:
        raise click.UsageError(f"{stored[0]} is composed already and cannot be stacked: leave --stack out.")
    read = [(name, preset) for name, preset, _ in sources.read_all(f for f in files if f not in stored)]
    whole = [preset for _, preset in read if preset is not None]
    stacks = [(name, [preset]) for name, preset in read if preset is not None]
    if stack:
        stacks = [(files[-1], whole)] if len(whole) == len(read) else []
    for name, presets in stacks:
        try:
            yield name, compose(*presets, packs=sources.reading.packs)
        except CompositionError:
            say(f"{name} is held to no profile before it composes: mend its errors first.", err=True)
    for name in stored:
        yield name, stored_instruction(name)


def as_json(report: Report, told: Told) -> str:
    """The report as `check --format json` prints it, with the profiles' answers."""
    data: dict[str, Any] = {**report.to_dict(), "profiles": [one.to_dict() for _, one in told]}
    return json.dumps(data, ensure_ascii=False, indent=2)
