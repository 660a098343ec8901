"""What a rule may look at: the attributes, what is left of them, and the words to speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..norms.analysis import Analysis, Claim, Resolution
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.norm import Norm
from ..reports.report import Edit, Fix, Place
from ..wording.words import Words
from .gather import Placed, claims_of, origin_of


@dataclass(frozen=True, slots=True)
class Scene:
    """One resolved set of attributes."""

    placed: tuple[Placed, ...]
    resolution: Resolution
    closure: Closure
    words: Words
    given: Condition

    def held(self) -> Iterator[tuple[int, Claim, Norm, int]]:
        """Every norm that stands somewhere: the claim's index, the claim, the norm, the states in which it stands."""
        space = self.resolution.space
        for i, claim in enumerate(self.resolution.claims):
            for norm in claim.norms:
                mask = self.resolution.live[i] & space.mask(norm.when)
                if mask:
                    yield i, claim, norm, mask

    def place(self, claim: Claim) -> Place:
        """Where a claim was written."""
        placed, statement = origin_of(claim)
        return placed.place(statement.param) if statement.param else placed.place()

    def when(self, mask: int) -> str:
        """States in words; "" for all of them."""
        return self.words.condition(self.resolution.space.cover(mask), self.closure.vocabulary.variables)

    def removals(self, owner: int, *below: str) -> tuple[Fix, ...]:
        """The fix that takes an attribute, or a parameter of it, out of the preset.

        Offered where that can be written and all the rest goes on saying what it said; safe where nothing of it comes
        from a parent.
        """
        placed = self.placed[owner]
        slug, origin, holder = placed.attribute.slug(), placed.origin, placed.holder
        if not holder.editable or self._is_missed(owner, below):
            return ()
        label = f"take {below[0]} of {slug} out" if below else f"take {slug} out"
        here = holder.source == origin.source
        own = Edit(holder.source, (*origin.path, *below), "remove")
        if here and not origin.changes:
            return (Fix(label, True, (own,)),)
        alike = [one for one in self.placed if one.attribute.slug() == slug and one.holder == holder]
        if below or len(alike) > 1:  # what a parent wrote cannot be taken out in part
            return ()
        remove = Edit(holder.source, ("remove",), "set", [*holder.removes, slug])
        written = here or slug in holder.writes
        return (Fix(label, False, (own, remove) if written else (remove,)),)

    def _is_missed(self, owner: int, below: tuple[str, ...]) -> bool:
        """Whether anything else would be said, or said elsewhere, without an attribute or some parameters of it."""
        one = self.placed[owner]
        rest = [other for i, other in enumerate(self.placed) if i != owner]
        if below:
            kept = {name: getattr(one.attribute, name) for name in one.attribute.model_fields_set - set(below)}
            rest.insert(owner, replace(one, attribute=type(one.attribute)(**kept)))
        after = Analysis(claims_of(rest), self.closure, self.given).resolve()
        before = self.resolution
        if len(after.clashes) > len(before.clashes):
            return True
        claims = [i for i, claim in enumerate(before.claims) if below or claim.owner != owner]
        space = before.space
        return any(
            space.mask(after.space.cover(states)) != before.live[i]
            for i, states in zip(claims, after.live, strict=True)
        )
