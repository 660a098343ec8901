"""PED401: the answer is never released, and nothing is said about a learner who cannot find it."""

from __future__ import annotations

from collections.abc import Iterator

from ...norms.condition import Condition, learner_move
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..resolved import Resolved
from ..ways_on import WaysOn

_say = Sentences("checking/rules")

_OUTS = ("refer_to_person", "switch_approach", "show_similar_example", "move_on", "offer_break", "wrap_up")
"""What gets a learner on who cannot find the answer."""


def find(resolved: Resolved) -> Iterator[Finding]:
    """Answers that stay closed for ever with no way on after many failed attempts."""
    closure, space = resolved.closure, resolved.space
    closed = [
        (claim, mask)
        for _, claim, norm, mask in resolved.held()
        if norm.modality == "forbid" and norm.target == "state_final_answer" and mask == space.reachable
    ]
    if not closed:
        return
    # A learner who works on and fails: who is only sent on in distress, or never fails so often, has no way on.
    late = Condition(attempts="10+", last_answer="wrong")
    failing = (space.mask(late) if late.variables <= set(space.names) else 0) or space.reachable
    if "learner_move" in space.names:
        failing &= ~space.mask(learner_move("shows_distress"))
    outs = sum(closure.bit[act] for act in _OUTS)
    for _, _, norm, mask in resolved.held():
        if norm.modality == "oblige" and closure.implied[norm.target] & outs and mask & failing:
            return
    claim = closed[0][0]
    yield Finding.of(
        "PED401",
        _say("PED401", attribute=claim.slug),
        attributes=(claim.slug,),
        places=(resolved.place(claim),),
        remedy=WaysOn(resolved, claim.owner, lambda after: any(find(after))),
    )
