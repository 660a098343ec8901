"""What can be taken out of a preset without anybody missing it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..reports.report import Edit, Fix
from .resolved import Resolved


@dataclass(frozen=True, slots=True)
class Removal:
    """The fix that takes an attribute, or a parameter of it, out of the preset.

    Offered where that can be written and all the rest goes on saying what it said; safe where nothing of it comes from
    a parent, and nothing goes with it that only the author knows and the rest does not say.
    """

    resolved: Resolved
    owner: int
    parameter: str | None = None
    loses: bool = False
    """Whether something goes with it that is said nowhere else."""

    def fixes(self) -> tuple[Fix, ...]:
        placed = self.resolved.placed[self.owner]
        slug, origin, holder = placed.attribute.known_as, placed.origin, placed.holder
        if not holder.editable or self._is_missed():
            return ()
        below = (self.parameter,) if self.parameter else ()
        label = f"take {self.parameter} of {slug} out" if self.parameter else f"take {slug} out"
        here = holder.source == origin.source
        own = Edit(holder.source, (*origin.path, *below), "remove")
        if here and not origin.changes:
            return (Fix(label, not self.loses, (own,)),)
        alike = [one for one in self.resolved.placed if one.attribute.known_as == slug and one.holder == holder]
        if below or len(alike) > 1:  # what a parent wrote cannot be taken out in part
            return ()
        remove = Edit(holder.source, ("remove",), "set", [*holder.removes, slug])
        written = here or slug in holder.writes
        return (Fix(label, False, (own, remove) if written else (remove,)),)

    def _is_missed(self) -> bool:
        """Whether anything else would be said, or said elsewhere, without it."""
        one = self.resolved.placed[self.owner]
        rest = [other for i, other in enumerate(self.resolved.placed) if i != self.owner]
        if self.parameter:
            written = one.attribute.model_fields_set - {self.parameter}
            kept = {name: getattr(one.attribute, name) for name in written}
            rest.insert(self.owner, replace(one, attribute=type(one.attribute)(**kept)))
        before, after = self.resolved.resolution, self.resolved.changed(rest).resolution
        if len(after.clashes) > len(before.clashes):
            return True
        claims = [i for i, claim in enumerate(before.claims) if self.parameter or claim.owner != self.owner]
        return any(
            before.space.mask(after.space.cover(states)) != before.live[i]
            for i, states in zip(claims, after.live, strict=True)
        )
