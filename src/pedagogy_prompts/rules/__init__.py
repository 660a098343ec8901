"""The shelf of codes: one page each, with an example that triggers the finding and its mended form."""

from __future__ import annotations

from importlib import resources
from typing import Any


def rule_page(code: str) -> dict[str, Any]:
    """What there is to say about a code: `meaning`, `why`, and where it has them presets `triggers` and `mended`."""
    from ruamel.yaml import YAML

    text = resources.files(__name__).joinpath(f"{code}.yaml").read_text("utf-8")
    return dict(YAML(typ="safe", pure=True).load(text))
