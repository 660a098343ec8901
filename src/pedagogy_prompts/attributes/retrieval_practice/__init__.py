from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Field, Statement, Statements, bound, forbid, oblige


class RetrievalPractice(Attribute):
    """Have the learner recall before they read or hear it again.

    Why: Bringing something back from memory fixes it better than reading it once more, and shows what is missing.
    Use it when: something was learnt before and is to stay: vocabulary, definitions, methods, the last lesson.
    Do not use it when: the matter is new; there is nothing to recall yet.
    """

    family = "metacognition"
    evidence = ("roediger2006", "dunlosky2013")

    items: Annotated[int, Field(ge=1, le=10)] = 3
    """How many things to recall in a round, 1 to 10."""
    cue: Literal["none", "partial"] = "none"
    """Whether recall goes without any cue, or with part of one."""

    def statements(self) -> Statements:
        yield Statement(
            "recall",
            oblige("prompt_recall", every=False),
            bound("recall_items", self.items, self.items),
            param="items",
        )
        cue = forbid("give_recall_cue") if self.cue == "none" else oblige("give_recall_cue", every=False)
        yield Statement("cue", cue, param="cue")
