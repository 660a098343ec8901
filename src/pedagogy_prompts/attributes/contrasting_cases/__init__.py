from __future__ import annotations

from typing import Any, Literal

from ..kit import OPENING, Attribute, Many, Phrase, Statement, Statements, forbid, named_open, oblige


class ContrastingCases(Attribute):
    """Have the learner hold two cases side by side before anything is explained.

    Why: Learners who have found out themselves what differs between cases understand the explanation that follows; told
    first, they miss what it is about.
    Use it when: things that look alike have to be told apart: tests, tenses, figures of speech, species, sources.
    Do not use it when: the learner knows neither case well enough to compare.
    """

    family = "questioning"
    evidence = ("schwartz1998",)
    samples = {"cases": [("a paired and an unpaired test",), ("ser and estar", "simile and metaphor")]}
    tells = ("cases",)

    cases: Many[Phrase] = ()
    """The pairs to set against each other; none named leaves them to the tutor."""
    find: Literal["difference", "common", "both"] = "difference"
    """What the learner is to find: what differs, what they have in common, or both."""
    before_explaining: bool = True
    """Whether nothing is explained before they have compared."""

    def statements(self) -> Statements:
        compare = oblige("have_compared", every=self.each_time)
        yield Statement("compare", compare, *named_open(self.cases, "cases"), param="find")
        if self.before_explaining:
            # In the first turn they cannot have compared yet.
            first = (oblige("compare_before_explaining", every=False), forbid("explain", OPENING))
            yield Statement("first", *first, param="before_explaining")

    def forms(self) -> dict[str, Any]:
        return {"named": "some" if self.cases else "none"}
