from __future__ import annotations

from typing import Annotated, Any, Literal

from ..kit import Attribute, Condition, Field, Statement, Statements, as_condition, choose, forbid, oblige, order_slots


class ProductiveFailure(Attribute):
    """Let the learner explore before anything is taught, then build on what they tried.

    Why: Learners who first tried, and mostly failed, often understood the instruction that followed better than those
    who were taught at once. It works only if their attempts are then taken up.
    Use it when: the learner has enough to try several ideas, and the aim is to understand.
    Do not use it when: the learner is anxious or has nothing to start from: show a worked example.
    """

    family = "disclosure"
    evidence = ("kapur2008",)

    ideas: Annotated[int, Field(ge=2, le=5)] = 3
    """After how many ideas of theirs the teaching begins, 2 to 5."""
    exit_on_frustration: bool = True
    """Whether it begins at once where the learner is frustrated."""
    then: Literal["compare_theirs", "teach_method"] = "compare_theirs"
    """How it begins: by what their ideas can and cannot do, or with the method itself."""

    def statements(self) -> Statements:
        exploring = Condition(attempts=f"0-{self.ideas - 1}")
        if self.exit_on_frustration:
            exploring &= ~Condition(affect="frustrated")
        kept = ("explain", "confirm_verdict", "give_help")
        # In a part of the session alone it says nothing of how the whole of it goes.
        whole = as_condition(self.when).always
        order = [choose(slot, first, param="") for slot, first in order_slots(("practise", "teach"))] if whole else []
        bans = [forbid(act, exploring) for act in kept]
        yield Statement("explore", *bans, *order, param="ideas", number="ideas")
        act = "build_on_idea" if self.then == "compare_theirs" else "explain_procedure"
        ready = Condition(attempts=f"{self.ideas}+")
        yield Statement("teach", oblige(act, ready, every=False), param="then")

    def forms(self) -> dict[str, Any]:
        return {"out": "open" if self.exit_on_frustration else "shut"}
