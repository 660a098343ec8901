"""What there is on the shelves, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from ..reports.codes import CODES
from .explain import summary


def listing(what: str) -> Iterator[str]:
    """The lines of `list WHAT`."""
    match what:
        case "attributes":
            yield from _attributes()
        case "presets":
            from ..presets.loading import parse_preset
            from ..presets.shipped import shipped_presets, shipped_text

            names = shipped_presets()
            width = max(map(len, names))
            for name in names:
                yield f"{name:<{width}}  {parse_preset(shipped_text(name), source=name).title or ''}".rstrip()
        case "rules":
            for code, rule in CODES.items():
                yield f"{code}  {rule.severity:<7}  {rule.name}"
        case "models":
            from ..tokens.models import list_models

            models = list_models()
            width = max(len(model.name) for model in models)
            for model in models:
                counted = f"exact ({model.encoding})" if model.encoding else "estimate"
                window = f"{model.context_window:,}" if model.context_window else "?"
                yield f"{model.name:<{width}}  {model.provider:<9}  {counted:<21}  {window:>10} tokens"
        case _:
            from ..instructions.targets import target_names

            yield from target_names()


def _attributes() -> Iterator[str]:
    from ..attributes.kit.attribute import FAMILIES, attribute_class, attribute_slugs

    slugs = attribute_slugs()
    width = max(map(len, slugs))
    for family in FAMILIES:
        members = [slug for slug in slugs if attribute_class(slug).family == family]
        if members:
            yield f"{family}:"
            for slug in members:
                yield f"  {slug:<{width}}  {summary(attribute_class(slug))}"
