"""Learning styles: what people write of them, and what to say to it. No attribute has them, for want of evidence."""

from __future__ import annotations

import re

from ..reports.saying import Sentence, Sentences

_STYLES = re.compile(
    r"\b(?:learning|thinking)[\s_-]*styles?\b"
    r"|\b(?:visual|auditory|aural|kin(?:a?e)sthetic|tactile|haptic)[\s_/-]*(?:learners?|learning|types?|students?|pupils?)\b"
    r"|\bvark\b|\blern(?:typ|stil)(?:en|e|s)?\b|\bstyles?\s+d['\u2019]apprentissage\b",
    re.IGNORECASE,
)
_HINTS = ("style", "stil", "typ", "vark", "visual", "aural", "auditory", "sthetic", "tactile", "haptic")
"""One of these is in every such phrase; most texts hold none."""
SOURCE = "pashler2008"

_say = Sentences("presets/reading")


def advice() -> Sentence:
    """What to say to whoever writes of learning styles."""
    return _say("parts.reading.advice")


def names_style(text: str) -> bool:
    """Whether a text speaks of learning styles."""
    folded = text.casefold()
    return any(word in folded for word in _HINTS) and bool(_STYLES.search(text))
