from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Many, Norm, Phrase, Statement, Statements, bound, choose, forbid, oblige


class CodeFormat(Attribute):
    """Write code in this form, by these conventions.

    Why: Code that can be copied and read as in the course lets the learner look at what it does; a mixed style is one
    more thing to decipher.
    Use it when: code is written or quoted at all.
    Do not use it when: it shall decide how much code the learner gets: that is a rule of its own.
    """

    family = "presentation"
    samples = {
        "conventions": [["type hints"], ["names in English"]],
        "language": ["Python 3.12", "Java"],
    }

    block: Literal["fenced", "inline"] = "fenced"
    """Whether code stands in blocks of its own, marked with its language, or within the sentence."""
    language: Phrase | None = None
    """The language and version code is written in."""
    conventions: Many[Phrase] = ()
    """What code keeps to, such as "type hints"."""

    def statements(self) -> Statements:
        form: list[Norm] = [choose("code_form", self.block)]
        if self.block == "fenced":
            form.append(oblige("use_code_blocks", every=False))
        else:
            form += [forbid("use_code_blocks"), bound("code_lines", None, 1)]
        yield Statement("form", *form, param="block")
        if self.language:
            yield Statement("language", choose("code_language", self.language), param="language")
        if self.conventions:
            yield Statement("conventions", oblige("keep_code_conventions"), param="conventions")
