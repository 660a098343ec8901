"""What gets a learner on to whom the answer is never given: another way in, or a release some day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..attributes.kit.attribute import Attribute, attribute_class
from ..base.inline import inline
from ..norms.condition import Condition
from ..norms.space import TooManyStates
from ..presets.parts import Origin
from ..reports.report import Edit, Fix
from ..reports.saying import Sentences
from ..wording.statements import statement_text
from .change import Change, can_be_written, fix_of
from .claims import Placed, statements_of
from .keys import keys_of
from .resolved import Resolved

_say = Sentences("checking")


@dataclass(frozen=True, slots=True)
class WaysOn:
    """The fixes for an answer that stays closed for ever: what keeps it closed comes first."""

    resolved: Resolved
    owner: int
    stuck: Callable[[Resolved], bool]
    """Whether the learner still has no way on."""

    def fixes(self) -> tuple[Fix, ...]:
        return (*self._another_way(), *self._release())

    def _another_way(self) -> Iterator[Fix]:
        placed = self.resolved.placed[self.owner]
        one = attribute_class("unstick")()
        if not placed.holder.editable or any(type(other.attribute) is type(one) for other in self.resolved.placed):
            return
        if self._holds([*self.resolved.placed, Placed(one, placed.layer, Origin())]):
            keys = [statement.key for statement in statements_of(one)]
            told = " ".join(statement_text(one, key, "brief", self.resolved.words.locale) for key in keys)
            value = {"after": getattr(one, "after")}  # noqa: B009  the class is found by its name
            edit = Edit(placed.holder.source, ("attributes", one.slug()), "set", value)
            yield Fix(_say("fix.add", change=f"{one.slug()}: {inline(value)}"), False, (edit,), told)

    def _release(self) -> Iterator[Fix]:
        placed = self.resolved.placed
        before = placed[self.owner].attribute
        if "until" in before.parameters() and can_be_written(placed, self.owner):
            kept = {name: getattr(before, name) for name in before.model_fields_set}
            after = type(before)(**{**kept, "until": Condition.release({"attempts": 5})})
            if self._holds(self._with(after)):
                yield fix_of(self.resolved, Change(self.owner, ("until",), after))

    def _with(self, attribute: Attribute) -> list[Placed]:
        changed = list(self.resolved.placed)
        changed[self.owner] = replace(changed[self.owner], attribute=attribute)
        return changed

    def _holds(self, placed: list[Placed]) -> bool:
        """Whether a learner then has a way on, and nothing else has come."""
        try:
            after = self.resolved.changed(placed)
        except TooManyStates:
            return False
        before = keys_of(self.resolved.resolution, self.resolved.placed)
        return not self.stuck(after) and keys_of(after.resolution, placed) <= before
