"""What stands behind a text that was just composed: told from its draft, and only when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..base.cached import cached_property
from ..checking.claims import origin_of
from ..instructions.common import Background
from ..instructions.section import Section
from .draft import Draft, Lengths

if TYPE_CHECKING:
    from ..checking.said import Said
    from ..instructions.ground import Ground
    from ..instructions.holding import Held


@dataclass(frozen=True)
class Drafted(Background):
    """The background of one draft, said in one choice of wordings."""

    draft: Draft | None = None
    choice: tuple[tuple[int, Lengths], ...] = ()

    def alternatives(self) -> tuple[Section, ...]:
        assert self.draft is not None
        chosen = dict(self.choice)
        found: dict[tuple[str, str, str], Section] = {}
        for i, unit in enumerate(self.draft.units):
            for lengths in (unit.full, unit.brief):
                for section in unit.say(lengths):
                    # What two attributes say in the same words is written once, and so is its other wording.
                    found.setdefault((section.name, section.text, section.detail), section)
            for section in unit.say(chosen[i]) if i in chosen else ():
                found.pop((section.name, section.text, section.detail), None)
        return tuple(section._replace(origins=()) for section in found.values())

    @cached_property
    def ground(self) -> Ground:
        from ..checking.said import said
        from ..instructions.ground import Ground, Standing

        assert self.draft is not None
        resolved, units = self.draft.resolved, self.draft.units
        texts = {id(claim): text for i, _ in self.choice for claim, text in units[i].statements(None)}
        claims = resolved.resolution.claims
        spoken = [one for one in said(resolved) if id(claims[one.claim]) in texts]
        return Ground(
            resolved.space,
            [Standing(self._held(one, texts), one.held, one.norm.every) for one in spoken],
            resolved.closure.vocabulary.variables,
            resolved.closure.vocabulary.facts,
            resolved.given,
            resolved.words,
        )

    def _held(self, one: Said, texts: Mapping[int, str]) -> Held:
        from ..instructions.holding import KINDS, Held

        assert self.draft is not None
        resolved = self.draft.resolved
        claim = resolved.resolution.claims[one.claim]
        return Held(
            kind=KINDS[one.norm.modality],
            words=one.words,
            target=one.norm.target,
            value=one.norm.value,
            strength="must" if claim.must else "should",
            attribute=claim.slug,
            statement=claim.key,
            text=texts[id(claim)],
            layer=origin_of(claim)[0].layer,
            place=resolved.place(claim),
            locked=origin_of(claim)[0].attribute.locked,
        )

    def ground_data(self) -> Mapping[str, Any]:
        from ..instructions.ground import data_of

        return data_of(self.ground)

    def __reduce__(self) -> tuple[type[Background], tuple[Any, ...]]:
        assert self.draft is not None
        return Background, (self.alternatives(), self.ground_data(), self.draft.resolved.words.locale)
