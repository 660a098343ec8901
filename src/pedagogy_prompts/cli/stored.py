"""Stored instructions, where a call names one in place of a preset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..base.errors import PedagogyError

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction

STORED = ".json"


def is_stored(name: str) -> bool:
    """Whether a name is that of an instruction that was stored, and of no preset."""
    return name.lower().endswith(STORED)


def stored(name: str) -> SystemInstruction:
    """The instruction in a file. Raises a usage error that says why there is none."""
    from ..instructions.instruction import SystemInstruction
    from ..presets.reading.files import read_bytes

    try:
        raw = read_bytes(name)  # which waits for no pipe, and reads no device
        if not isinstance(raw, bytes):
            raise click.UsageError(str(raw.message))
        return SystemInstruction.from_json(raw.decode())
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{name} cannot be read: it is not UTF-8.") from error
    except PedagogyError as error:
        raise click.UsageError(f"{name} holds no stored instruction that can be used: {error}") from error
