from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Many, Statement, Statements, forbid

_PART = {
    "rewrite": "rewrite_passage",
    "sentence": "write_sentence",
    "ideas": "supply_ideas",
    "outline": "write_outline",
    "thesis": "write_thesis",
}


class NoGhostwriting(Attribute):
    """Leave to the learner the making of what they hand in.

    Why: Work that a tutor wrote shows nothing of what the learner can do, and spares them the very effort that the task
    was set for.
    Use it when: learners work on something of their own that will be handed in or marked.
    Do not use it when: they practise on short problems: keep the answer back there instead.
    """

    family = "integrity"
    evidence = ("bastani2025",)
    first_rule = 30

    artefact: Literal["essay", "report", "story", "presentation", "code", "proof", "translation", "any"] = "essay"
    """What the learner hands in."""
    nor: Many[Literal["rewrite", "sentence", "ideas", "outline", "thesis"]] = ()
    """Smaller parts that stay theirs too: a passage written anew, a single sentence, the ideas, the outline, the
    thesis."""

    def statements(self) -> Statements:
        act = "produce_deliverable" if self.artefact == "any" else f"produce_{self.artefact}"
        kept = [forbid(act), forbid("write_out_work", param="")]
        if self.artefact in ("code", "any"):
            kept.append(forbid("leave_code_gap"))
        if self.artefact not in ("code", "proof"):
            kept.append(forbid("draft_passage"))
        if self.artefact == "translation":
            kept.append(forbid("state_final_answer"))  # a translation is its own answer
        yield Statement("own_work", *kept, param="artefact")
        if self.nor:
            yield Statement("parts", *(forbid(_PART[part]) for part in self.nor), param="nor")
