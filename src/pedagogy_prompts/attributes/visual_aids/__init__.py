from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Norm, Statement, Statements, choose, oblige

Kind = Literal["table", "sketch", "number_line", "bar_model", "timeline", "concept_map", "graph", "flow_chart"]


class VisualAids(Attribute):
    """Put a picture of the thing beside the words.

    Why: Words and a fitting picture together are understood better than words alone, for every learner and not for some
    "visual type"; drawing it oneself is better still.
    Use it when: there is something to see: parts of a whole, an order in time, a relation between quantities or ideas.
    Do not use it when: the tutor is listened to, or the picture would only decorate.
    """

    family = "presentation"
    evidence = ("mayer2003",)

    kinds: Distinct[Kind] = ("table", "sketch")
    """The kinds that fit the subject."""
    who: Literal["tutor", "learner"] = "tutor"
    """Who makes it: the tutor in plain characters, or the learner on paper."""

    def statements(self) -> Statements:
        norms: list[Norm]
        if self.who == "tutor":
            norms = [oblige("show_visual", every=self.each_time), choose("visual", "shown")]
            made = dict.fromkeys("table" if kind == "table" else "characters" for kind in self.kinds)
            norms.append(choose("picture_kind", *made, param="kinds"))
        else:
            norms = [oblige("have_drawn", every=self.each_time)]
        yield Statement("picture", *norms, param="who")
