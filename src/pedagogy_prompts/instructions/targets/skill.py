"""An agent skill: a SKILL.md file whose head says when to use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...base.errors import PedagogyError
from ...base.inline import quoted

if TYPE_CHECKING:
    from . import Composed

_NAME = re.compile(r"(?!.*--)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def payload(instruction: Composed, *, name: str | None = None, description: str | None = None) -> str:
    """The file, for a folder called `name`.

    `name` has 1 to 64 characters, small letters, digits and single hyphens between them; without it, it is made from
    the preset's title. `description` (1 to 1,024 characters) says when the skill is to be used; without it, the title.
    Raises PedagogyError for others, and where there is no title to take.
    """
    title = instruction.title
    name = name if name is not None else re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")[:64].rstrip("-")
    description = description if description is not None else title
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise PedagogyError("A skill needs a `name`: small letters, digits and single hyphens, 64 characters at most.")
    if not isinstance(description, str) or not 1 <= len(description) <= 1_024:
        raise PedagogyError("A skill needs a `description` of 1 to 1,024 characters: when it is to be used.")
    return f"---\nname: {name}\ndescription: {quoted(description)}\n---\n\n{instruction.text}\n"
