"""What clashes only by the words its author gave it: those can be put otherwise, and both stay."""

from __future__ import annotations

from ...norms.claims import Reason
from ...norms.runs import within
from ...norms.vocabulary import OPEN_AND_SHUT
from ...reports.saying import Sentence, Sentences
from ..change import can_be_written
from ..parameters import param_of
from ..resolved import Resolved

_say = Sentences("checking")


def other_words(resolved: Resolved, reason: Reason) -> Sentence | None:
    """What to do about a text that does, or is, what another rules out; None where no text decides it."""
    claims, words, vocabulary = resolved.resolution.claims, resolved.words, resolved.closure.vocabulary
    norms = [(claims[i], claims[i].norms[k]) for i, k in reason.norms]
    for claim, norm in norms if reason.kind in ("ban", "choice") else ():
        attribute, param = resolved.placed[claim.owner].attribute, param_of(claim, norm, None)
        if norm.param is None or attribute.own_words or param not in attribute.free_text:
            continue
        if not can_be_written(resolved.placed, claim.owner):
            continue
        kind = norm.target.partition(":")[0]
        if kind in OPEN_AND_SHUT:
            if norm.value == frozenset([OPEN_AND_SHUT[kind][0]]):
                text = next(other.target.partition(":")[2] for _, other in norms if other != norm)
                if run := within(text):
                    return _say("reword.beyond", param=param, attribute=attribute.known_as, text=run)
                return _say(
                    "reword.topic" if kind == "topic" else "reword.phrase",
                    param=param,
                    attribute=attribute.known_as,
                    text=text,
                )
            continue
        if reason.kind == "ban" and resolved.closure.duty(norm):
            act = words.act(norm.target, vocabulary.acts)
            return _say("reword.act", param=param, attribute=attribute.known_as, act=act)
        values = {value for _, other in norms if other != norm for value in _chosen(other.value)}
        if reason.kind == "choice" and values:
            told = words.listed([words.chosen(norm.target, value) for value in sorted(values)], "or")
            slot = words.slot(norm.target)
            return _say("reword.choice", param=param, attribute=attribute.known_as, slot=slot, values=told)
    return None


def _chosen(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()
