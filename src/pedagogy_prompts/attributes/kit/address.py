"""In which form words address who reads them, where they show it beyond doubt."""

from __future__ import annotations

import re
from typing import Literal

_DU = (
    "hast bist kannst willst musst sollst darfst magst wirst wei\u00dft siehst denkst meinst findest glaubst machst "
    "schaffst brauchst kommst verstehst versuchst schreibst"
)
_VERB = f"(?:{'|'.join(_DU.split())})"
"""Beside one of these "du" is no article, as it is in French."""
_NEAR = re.compile(
    rf"\b(?:{_VERB} du|du {_VERB}|dich|dein(?:e[mnrs]?)?|tu as|tu es|as-tu|es-tu|tu peux|peux-tu)\b", re.I
)
_POLITE = re.compile(r"(?<=[\w,] )(?:Sie|Ihnen)\b|\b[Uu]sted\b")
"""Where a sentence begins "Sie" may be she or they; "vous" may be several."""


def addressed(text: str) -> Literal["informal", "formal"] | None:
    """The near or the polite form; None where a text shows neither, or both."""
    near, polite = _NEAR.search(text) is not None, _POLITE.search(text) is not None
    if near == polite:
        return None
    return "informal" if near else "formal"
