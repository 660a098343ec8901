from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ...norms.norm import bound, forbid, oblige
from ..kit.attribute import Attribute, Family, Statement


class RetrievalPractice(Attribute):
    """Have the learner recall before they read or hear it again.

    Why: Bringing something back from memory fixes it better than reading it once more, and shows what is missing.
    Use it when: something was learnt before and is to stay: vocabulary, definitions, methods, the last lesson.
    Do not use it when: the matter is new; there is nothing to recall yet.
    """

    family: ClassVar[Family] = "metacognition"
    evidence: ClassVar[tuple[str, ...]] = ("roediger2006", "dunlosky2013")

    items: Annotated[int, Field(ge=1, le=10)] = 3
    """How many things to recall in a round, 1 to 10."""
    cue: Literal["none", "partial"] = "none"
    """Whether recall goes without any cue, or with part of one."""

    def statements(self) -> Iterator[Statement]:
        yield Statement(
            "recall",
            oblige("prompt_recall", every=False),
            bound("recall_items", self.items, self.items),
            param="items",
        )
        cue = forbid("give_recall_cue") if self.cue == "none" else oblige("give_recall_cue", every=False)
        yield Statement("cue", cue, param="cue")
