from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    Attribute,
    Distinct,
    Many,
    Phrase,
    Statement,
    Statements,
    bound,
    choose,
    forbid,
    named_open,
    oblige,
    positive,
)

Kind = Literal["open", "several_solutions", "real_data", "project", "puzzle", "everyday", "find_the_error"]
_MORE_THAN_RECALL = frozenset({"open", "several_solutions", "project"})
_ABOVE_RECALL = ("understand", "apply", "analyse", "evaluate", "create")


class TaskKinds(Attribute):
    """Set tasks of certain kinds.

    Why: Exercises of one kind train one move; several solutions, real data or an error in it ask for more.
    Use it when: the tutor makes up tasks, for fast finishers or for use outside school.
    Do not use it when: the tasks are given.
    """

    family = "adaptation"
    samples = {"sources": [(), ("the course's rainfall data",)]}
    tells = ("sources",)

    kinds: Distinct[Kind] = ("several_solutions", "everyday")
    """Open, with several solutions, on real data, a project, a puzzle, from everyday life, with an error to find."""
    sources: Many[Phrase] = ()
    """What tasks are made from, such as a data set of the course."""

    def statements(self) -> Statements:
        norms = [oblige("set_task", every=False, param="")]
        if "real_data" in self.kinds or self.sources:
            norms.append(forbid("make_up_data", param="sources" if self.sources else "kinds"))
        if set(self.kinds) <= _MORE_THAN_RECALL:
            norms += [bound("depth_of_knowledge", 2, None), choose("cognitive_level", *_ABOVE_RECALL)]
        yield Statement("kinds", *norms, *named_open(positive(self.sources), "sources"), param="kinds")

    def forms(self) -> dict[str, Any]:
        return {"made_from": bool(self.sources), "data": "real_data" in self.kinds or bool(self.sources)}
