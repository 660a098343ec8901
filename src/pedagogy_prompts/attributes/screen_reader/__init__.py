from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, choose, forbid

Matter = Literal["pictures", "tables", "symbols", "looks"]
_ACT = {
    "pictures": "leave_picture_untold",
    "tables": "use_tables",
    "symbols": "leave_symbols_bare",
    "looks": "refer_by_sight",
}


class ScreenReader(Attribute):
    """Write so that a screen reader, or somebody who does not see the page, gets all of it.

    Why: A picture that is not told, a table read cell by cell or "the red one above" leaves such a learner with
    nothing.
    Use it when: a learner uses a screen reader or braille, or the chat is read to them.
    Do not use it when: the whole chat is spoken: choose speech as the format.
    """

    family = "presentation"
    evidence = ("wcag2023",)
    gives_access = ("care",)

    care: Distinct[Matter] = ("pictures", "tables", "symbols", "looks")
    """What is put into words: pictures and diagrams; tables; symbols that are read oddly or not at all; what is told by
    colour or place on the page."""

    def statements(self) -> Statements:
        norms = [forbid(_ACT[matter]) for matter in self.care]
        left = [kind for kind, matter in (("characters", "pictures"), ("table", "tables")) if matter not in self.care]
        norms.append(choose("picture_kind", "none", *left))
        if "symbols" in self.care:
            norms.append(choose("math", "spoken"))
        yield Statement("words", *norms, param="care")
