from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Norm, Statement, Statements, choose, oblige

Kind = Literal["table", "sketch", "number_line", "bar_model", "timeline", "concept_map", "graph", "flow_chart"]


class VisualAids(Attribute):
    """Put a picture of the thing beside the words.

    Why: Words and a fitting picture together are understood better than words alone, for every learner and not for some
    "visual type"; drawing it oneself is better still.
    Use it when: there is something to see: parts of a whole, an order in time, a relation between quantities or ideas.
    Have it described where the tutor is listened to.
    Do not use it when: the picture would only decorate.
    """

    family = "presentation"
    evidence = ("mayer2003",)

    kinds: Distinct[Kind] = ("table", "sketch")
    """The kinds that fit the subject."""
    who: Literal["tutor", "tutor_in_words", "learner"] = "tutor"
    """Who makes it: the tutor in plain characters, or in words for whoever hears it; or the learner on paper."""

    def statements(self) -> Statements:
        norms: list[Norm]
        if self.who == "tutor":
            norms = [oblige("show_visual", every=self.each_time), choose("visual", "shown")]
            made = dict.fromkeys("table" if kind == "table" else "characters" for kind in self.kinds)
            norms.append(choose("picture_kind", *made, param="kinds"))
        elif self.who == "tutor_in_words":
            norms = [oblige("tell_picture", every=self.each_time), choose("picture_kind", "none")]
        else:
            norms = [oblige("have_drawn", every=self.each_time)]
        yield Statement("picture", *norms, param="who")
