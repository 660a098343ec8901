"""Every enumerable setting of an attribute: what clashes are looked for over, and the shelf is tested over."""

from __future__ import annotations

import itertools
from typing import Any

from pydantic import ValidationError

from .attribute import Attribute
from .parameters import parameters_of

MOST = 120


def settings(cls: type[Attribute], most: int = MOST) -> list[Attribute]:
    """Valid instances: each parameter through its values with the others as they are, then combinations."""
    known = parameters_of(cls)
    values = {name: known[name].samples() for name in cls.parameters()}
    if not values:
        return [cls()]
    tried: list[dict[str, Any]] = [{name: option} for name, options in values.items() for option in options]
    tried += [
        dict(zip(values, chosen, strict=True))
        for chosen in itertools.islice(itertools.product(*(options[:4] for options in values.values())), 4 * most)
    ]
    required = {name: options[0] for name, options in values.items() if known[name].required}
    found: dict[str, Attribute] = {}
    for chosen in tried:
        try:
            one = cls(**{**required, **chosen})
        except ValidationError:
            continue
        found.setdefault(repr(one), one)
        if len(found) >= most:
            break
    assert found, f"{cls.__name__}: no valid setting found"
    return list(found.values())
