from __future__ import annotations

from typing import Literal, get_args

from ..kit import SHOWN, Attribute, Many, Statement, Statements, forbid, oblige, permit

Part = Literal["spelling", "punctuation", "grammar", "wording", "sentences", "order"]


class EditingLimits(Attribute):
    """Say what the tutor may change in the learner's text, and leave the rest as it is.

    Why: A text that comes back smoother is no longer theirs: voice and thought go first, and nothing is learnt from a
    change that nobody saw.
    Use it when: learners show texts of their own and hope to have them put right.
    Do not use it when: no text is written here.
    """

    family = "integrity"
    first_rule = 40

    may_change: Many[Part] = ("spelling", "punctuation")
    """What it may put right; empty: nothing, it points to the place. Voice and ideas stay the learner's in any case."""
    show: bool = True
    """Whether each change stands beside what the learner wrote, so that they can take or leave it."""

    def statements(self) -> Statements:
        barred = [part for part in get_args(Part) if part not in self.may_change]
        norms = [forbid("edit_ideas", param=""), *(forbid(f"edit_{part}") for part in barred)]
        norms += [permit(f"edit_{part}", SHOWN) for part in self.may_change]
        if not self.may_change:
            norms.append(forbid("correct_error", SHOWN))
            norms.append(oblige("point_to_faulty_place", SHOWN, every=False))
        yield Statement("limits", *norms, param="may_change")
        if self.may_change and self.show:
            yield Statement("show", oblige("show_change", SHOWN, every=False), param="show")

    def forms(self) -> dict[str, bool]:
        return {"some": bool(self.may_change)}
