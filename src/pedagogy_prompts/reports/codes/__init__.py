"""The codes of findings, each with its name and usual severity; a page for each stands beside."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Code(NamedTuple):
    name: str
    severity: Severity


CODES: dict[str, Code] = {
    "PED001": Code("syntax", "error"),
    "PED002": Code("unknown-name", "error"),
    "PED003": Code("bad-value", "error"),
    "PED004": Code("bad-extends", "error"),
    "PED005": Code("cut-text", "warning"),
    "PED006": Code("not-allowed", "error"),
    "PED007": Code("more-problems", "error"),
    "PED101": Code("duty-meets-ban", "error"),
    "PED102": Code("permission-meets-ban", "info"),
    "PED103": Code("empty-bound", "error"),
    "PED104": Code("exclusive-choice", "error"),
    "PED105": Code("does-not-fit", "error"),
    "PED108": Code("too-many-states", "error"),
    "PED109": Code("conflicts-not-complete", "warning"),
    "PED110": Code("too-many-instances", "error"),
    "PED201": Code("overridden", "info"),
    "PED202": Code("blocked-by-lock", "warning"),
    "PED203": Code("preference-ignored", "info"),
    "PED204": Code("yielded", "warning"),
    "PED301": Code("never-applies", "warning"),
    "PED302": Code("no-effect", "warning"),
    "PED303": Code("redundant", "info"),
    "PED304": Code("unused-suppression", "warning"),
    "PED305": Code("exact-number", "info"),
    "PED306": Code("nothing-said", "warning"),
    "PED401": Code("no-end", "warning"),
    "PED402": Code("missing-prerequisite", "warning"),
    "PED403": Code("unobservable-condition", "warning"),
    "PED404": Code("against-evidence", "info"),
    "PED405": Code("levels-disagree", "warning"),
    "PED406": Code("learning-styles", "info"),
    "PED501": Code("gap-answer-request", "info"),
    "PED502": Code("gap-wrong-answer", "info"),
    "PED503": Code("gap-frustration", "info"),
    "PED504": Code("gap-stuck", "info"),
    "PED505": Code("gap-materials", "info"),
    "PED506": Code("little-room", "info"),
    "PED601": Code("rule-not-checked", "info"),
    "PED701": Code("over-budget", "error"),
    "PED702": Code("may-be-over-budget", "warning"),
    "PED703": Code("shortened", "info"),
    "PED704": Code("left-out", "warning"),
    "PED705": Code("too-many-directives", "warning"),
    "PED706": Code("learner-part-too-long", "warning"),
    "PED707": Code("prefix-too-short-to-cache", "info"),
    "PED708": Code("window-unknown", "error"),
    "PED709": Code("not-counted", "error"),
    "PED710": Code("no-system-message", "info"),
    "PED801": Code("template-marks", "warning"),
    "PED802": Code("delimiter-in-data", "warning"),
    "PED803": Code("role-tag-in-data", "warning"),
    "PED804": Code("invisible-characters", "warning"),
    "PED901": Code("clause-contradicted", "error"),
    "PED902": Code("clause-silent", "warning"),
    "PED903": Code("clause-not-decidable", "info"),
}
"""Every code a finding can have, with its name and usual severity."""


def rule_pages() -> dict[str, dict[str, Any]]:
    """The pages of all codes that have one."""
    from importlib import resources

    shelf = resources.files(__name__)
    names = sorted(file.name.removesuffix(".yaml") for file in shelf.iterdir() if file.name.endswith(".yaml"))
    return {code: rule_page(code) for code in names}


def rule_page(code: str) -> dict[str, Any]:
    """What there is to say about a code: `meaning`, `why`, and where it has them presets `triggers` and `mended`."""
    from importlib import resources

    from ruamel.yaml import YAML

    text = resources.files(__name__).joinpath(f"{code}.yaml").read_text("utf-8")
    return dict(YAML(typ="safe", pure=True).load(text))
