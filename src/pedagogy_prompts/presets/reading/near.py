"""What may have been meant, as a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ...norms.spelling import nearest
from ...reports.saying import Sentences

_say = Sentences("presets/reading")


def near(word: object, known: Iterable[str], folder: str = "") -> str:
    """' Did you mean "x"?' for the known words nearest to `word`, all in this folder, or an empty string."""
    found = [repr(os.path.join(folder, name)) for name in nearest(word, known)]  # noqa: PTH118  as it was written
    if not found:
        return ""
    if len(found) == 1:
        return _say("parts.reading.one", first=found[0])
    return _say("parts.reading.two", first=found[0], second=found[1])
