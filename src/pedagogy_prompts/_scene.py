"""What a rule may look at: the attributes, what is left of them, and the words to speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._report import Edit, Fix, Place
from ._stack import Placed, origin_of
from ._words import Words
from .norms.analysis import Claim, Resolution
from .norms.closure import Closure
from .norms.norm import Norm


@dataclass(frozen=True, slots=True)
class Scene:
    """One resolved set of attributes."""

    placed: tuple[Placed, ...]
    resolution: Resolution
    closure: Closure
    words: Words

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
        """The fix that takes an attribute, or a parameter of it, out of the preset, where that can be written.

        Safe where all of it is written there: what says nothing may go.
        """
        placed = self.placed[owner]
        slug, origin, holder = placed.attribute.slug(), placed.origin, placed.holder
        label = f"take {below[0]} of {slug} out" if below else f"take {slug} out"
        here = holder.source == origin.source
        own = Edit(origin.source, (*origin.path, *below), "remove")
        if not holder.editable:
            return ()
        if here and not origin.changes:
            return (Fix(label, True, (own,)),)
        alike = [one for one in self.placed if one.attribute.slug() == slug and one.holder == holder]
        if below or len(alike) > 1:  # what a parent wrote cannot be taken out in part
            return ()
        remove = Edit(holder.source, ("remove",), "set", [*holder.removes, slug])
        return (Fix(label, False, (own, remove) if here else (remove,)),)
