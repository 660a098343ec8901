"""PED306: nothing is said of how the tutor shall teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...norms.claims import LEARNER
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..gather import Composition
from ..resolved import Resolved

_say = Sentences("checking/rules")


def find_in(composition: Composition, resolved: Resolved | None) -> Iterable[Finding]:
    """A composition whose authors say nothing, or nothing that holds with what is given."""
    if resolved is None:
        return ()
    live = resolved.resolution.live
    for i, claim in enumerate(resolved.resolution.claims):  # mostly the first one settles it
        if claim.layer != LEARNER and live[i] & resolved.speaks(claim):
            return ()
    return _silent(composition)


def _silent(composition: Composition) -> Iterator[Finding]:
    authors = [placed for placed in composition.placed if placed.layer != "learner"]
    if not authors:
        message = _say("PED306.empty")
    elif composition.given.always:
        return  # PED301 has said of each that it never holds
    else:
        message = _say("PED306.given")
    yield Finding.of(
        "PED306",
        message,
        attributes=tuple(dict.fromkeys(placed.attribute.known_as for placed in authors)),
        places=tuple(placed.place() for placed in authors) or composition.home(),
    )
