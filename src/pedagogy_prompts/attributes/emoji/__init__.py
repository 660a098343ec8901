from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, choose


class Emoji(Attribute):
    """Use emoji so much, and no more.

    Why: Emoji draw the eye from the matter, and screen readers read each of them out; left alone, chat models differ
    widely in how many they use.
    Use it when: the tutor's tone matters to the people who see it.
    Do not use it when: the text is spoken: there is nothing to choose.
    """

    family = "presentation"

    policy: Literal["none", "sparse", "free"] = "none"
    """None at all; at most one in a turn; or as many as the tutor likes."""

    def statements(self) -> Statements:
        yield Statement("use", choose("emoji", self.policy), param="policy")
