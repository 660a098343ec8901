"""What can be taken out of a preset without anybody missing it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from ..norms.condition import as_condition
from ..reports.report import Edit, Finding, Fix
from ..reports.saying import Sentences
from .resolved import Resolved

_say = Sentences("checking")


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
    instead: tuple[Fix, ...] = ()
    """What comes before it, as it keeps more."""

    def fixes(self) -> tuple[Fix, ...]:
        edits = taken_out(self.resolved, self.owner, self.parameter)
        if not edits or self._is_missed():
            return self.instead
        placed = self.resolved.placed[self.owner]
        slug = placed.attribute.known_as
        label = _say("fix.take_out", what=slug)
        if self.parameter:
            label = _say("fix.take_out_of", what=self.parameter, name=slug, where="")
        own = placed.holder.source == placed.origin.source and not placed.origin.changes
        told = _say("fix.effect.none") if not self.loses else ""
        return (*self.instead, Fix(label, own and not self.loses, edits, told))

    def _is_missed(self, also: Container[int] = ()) -> bool:
        """Whether anything else would be said, or said elsewhere, without it, and without others that go too."""
        one = self.resolved.placed[self.owner]
        gone = {i for i in range(len(self.resolved.placed)) if i == self.owner or i in also}
        rest = [other for i, other in enumerate(self.resolved.placed) if i not in gone]
        if self.parameter:
            written = one.attribute.model_fields_set - {self.parameter}
            kept = {name: getattr(one.attribute, name) for name in written}
            rest.insert(self.owner, replace(one, attribute=type(one.attribute)(**kept)))
        before, after = self.resolved.resolution, self.resolved.changed(rest).resolution
        if len(after.clashes) > len(before.clashes):
            return True
        claims = [i for i, claim in enumerate(before.claims) if self.parameter or claim.owner not in gone]
        return any(
            before.space.mask(after.space.cover(states)) != before.live[i]
            for i, states in zip(claims, after.live, strict=True)
        )


def together(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Those of some findings that can all be mended in one go by taking something out, if there are any.

    They are of one report, so each was found to say nothing that is not said without all of them.
    """
    found = {one.remedy.owner: one for one in findings if isinstance(one.remedy, Removal) and one.code == "PED303"}
    first = next(iter(found.values()), None)
    if first is None or len(found) < 2:
        return ()
    assert isinstance(first.remedy, Removal)
    return () if first.remedy._is_missed(found) else tuple(found.values())


def widened(resolved: Resolved, owner: int) -> tuple[Fix, ...]:
    """The fix that takes `unless` out of what would else never hold, where nothing is wrong with the rest."""
    placed = resolved.placed[owner]
    edits = taken_out(resolved, owner, "unless")
    kept = {name: getattr(placed.attribute, name) for name in placed.attribute.model_fields_set - {"unless"}}
    one = replace(placed, attribute=type(placed.attribute)(**kept))
    after = [one if i == owner else other for i, other in enumerate(resolved.placed)]
    if not edits or not resolved.space.mask(as_condition(one.attribute.when)):
        return ()
    if len(resolved.changed(after).resolution.clashes) > len(resolved.resolution.clashes):
        return ()
    when = resolved.words.condition(as_condition(one.attribute.when), resolved.closure.vocabulary.variables)
    effect = _say("fix.effect.holds_when", when=when) if when else _say("fix.effect.holds_always")
    label = _say("fix.take_out_of", what="unless", name=placed.attribute.known_as, where="")
    return (Fix(label, False, edits, effect),)


def taken_out(resolved: Resolved, owner: int, parameter: str | None = None) -> tuple[Edit, ...]:
    """The edits that take an attribute, or a parameter of it, out of the preset; none where that cannot be written."""
    placed = resolved.placed[owner]
    slug, origin, holder = placed.attribute.known_as, placed.origin, placed.holder
    if not holder.editable:
        return ()
    below = (parameter,) if parameter else ()
    here = holder.source == origin.source
    own = Edit(holder.source, (*origin.path, *below), "remove")
    if here and not origin.changes:
        return (own,)
    alike = [one for one in resolved.placed if one.attribute.known_as == slug and one.holder == holder]
    if below or len(alike) > 1:  # what a parent wrote cannot be taken out in part
        return ()
    remove = Edit(holder.source, ("remove",), "set", [*holder.removes, slug])
    written = here or slug in holder.writes
    return (own, remove) if written else (remove,)
