"""What a finding holds that somebody may want mended: the search waits until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...base.cached import cached_property
from ...norms.claims import Clash
from ...reports.report import Fix
from ..resolved import Resolved

if TYPE_CHECKING:
    from ..mending.search import Before


class Known:
    """What is known before anything is mended, for all findings of one check."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved

    @cached_property
    def before(self) -> Before:
        """The search's own view of it."""
        from ..mending.search import Before

        return Before(self._resolved)


@dataclass(frozen=True, slots=True)
class Mending:
    """The search for what mends a clash; `silent` is whose statement says nothing anywhere because of it."""

    known: Known
    clash: Clash
    silent: int | None = None

    def fixes(self) -> tuple[Fix, ...]:
        from ..mending.search import search

        return search(self.known.before, self.clash, self.silent)
