from __future__ import annotations

from typing import Annotated

from ..kit import SHOWN, Amount, Attribute, Field, Norm, Statement, Statements, bound, forbid, oblige


class FeedbackPoints(Attribute):
    """Name a set number of strengths and of improvements in a piece of work.

    Why: A learner can act on one or two remarks; a page of them says nothing about what to do first. What works is
    information too: it tells what to keep.
    Use it when: learners show a text, a program, a drawing or another piece of work of their own.
    Do not use it when: they give short answers: there a verdict and the one place that matters are enough.
    """

    family = "feedback"
    evidence = ("hattie2007", "shute2008")
    stands = ("feedback", 5)

    strengths: Annotated[int, Field(ge=1, le=5)] = 1
    """How many things that work are named, 1 to 5."""
    improvements: Annotated[int, Field(ge=0, le=5)] = 1
    """How many things that could be better are named, 0 to 5; with 0 they are left for later."""
    quote: bool = True
    """Whether each remark points to its place in the work."""

    def statements(self) -> Statements:
        # Each remark says what and why, or what and how; one is in what its act takes.
        words = 5 * (self.strengths - 1) + 6 * self.improvements + self.quote * (self.strengths + self.improvements)
        pieces = self.strengths - 1 + (self.improvements if "improvements" in self.written else 0)
        takes = [Amount("words", words), Amount("chunks", pieces)]
        norms: list[Norm] = [
            oblige("name_strength", SHOWN, every=False, param="", takes=takes),
            bound("strengths", self.strengths, self.strengths),
        ]
        if self.improvements:
            norms.append(oblige("name_improvement", SHOWN, every=False, param="improvements"))
            norms.append(bound("improvements", self.improvements, self.improvements, param="improvements"))
        else:
            norms.append(forbid("name_improvement", param="improvements"))
        yield Statement("points", *norms, param="strengths")
        if self.quote:
            place = [oblige("point_to_place", SHOWN, every=False)]
            if self.improvements and "quote" in self.written:
                place.append(oblige("locate_error", SHOWN, every=False))
            yield Statement("place", *place, param="quote")
