"""Learning styles: what people write of them, and what to say to it. No attribute has them, for want of evidence."""

from __future__ import annotations

import re

_STYLES = re.compile(
    r"\b(?:learning|thinking)[\s_-]*styles?\b"
    r"|\b(?:visual|auditory|aural|kin(?:a?e)sthetic|tactile|haptic)[\s_/-]*(?:learners?|learning|types?|students?|pupils?)\b"
    r"|\bvark\b|\blern(?:typ|stil)(?:en|e|s)?\b|\bstyles?\s+d['\u2019]apprentissage\b",
    re.IGNORECASE,
)
_HINTS = ("style", "stil", "typ", "vark", "visual", "aural", "auditory", "sthetic", "tactile", "haptic")
"""One of these is in every such phrase; most texts hold none."""
SOURCE = "pashler2008"
ADVICE = (
    "Teaching to a learning style has not been found to help (Pashler et al. 2008). What helps everybody: words and a "
    "picture together (`visual_aids`), an example (`examples`), and a choice of how to answer (`answer_mode`)."
)


def names_style(text: str) -> bool:
    """Whether a text speaks of learning styles."""
    folded = text.casefold()
    return any(word in folded for word in _HINTS) and bool(_STYLES.search(text))
