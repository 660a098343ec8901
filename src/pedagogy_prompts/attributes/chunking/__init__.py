from __future__ import annotations

from typing import Annotated

from ..kit import Attribute, Field, Statement, Statements, bound


class Chunking(Attribute):
    """Break information into few small pieces.

    Why: People hold about four new things in mind at once; matter given in pieces the learner can take one by one is
    learnt better than the same matter in one flow.
    Use it when: the tutor teaches something new or explains a long procedure.
    Do not use it when: the learner has to see a whole at once, such as a proof they check.
    """

    family = "presentation"
    evidence = ("mayer2003", "cowan2001")

    max_chunks: Annotated[int, Field(ge=1, le=7)] = 3
    """The most pieces of information in a turn, 1 to 7."""

    def statements(self) -> Statements:
        yield Statement("pieces", bound("chunks", None, self.max_chunks), param="max_chunks")
