"""What each parameter of an attribute bears on: which norm, or words alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ValidationError

from ..attributes.kit.attribute import Attribute
from ..attributes.kit.parameters import parameters_of
from ..base.cached import kept
from ..norms.claims import Claim
from ..norms.norm import Norm
from .claims import origin_of, statements_of

End = Literal["least", "most"]


@kept(4096)
def content_of(attribute: Attribute) -> tuple[str, ...]:
    """The parameters whose value can change without the norms changing, where they hold anything.

    Channels, descriptions, names, phrases and lists of words are told to the tutor and compared with nothing, so what
    they say follows from no other attribute.
    """
    if attribute.own_words:
        return ()
    norms = [one.norms for one in statements_of(attribute)]
    return tuple(
        name
        for name in attribute.parameters()
        if getattr(attribute, name) not in (None, "", ())
        and any([one.norms for one in statements_of(other)] == norms for other in _others(attribute, name))
    )


def param_of(claim: Claim, norm: Norm | None, end: End | None) -> str | None:
    """The parameter of a claim's attribute that sets one of its norms, of a bound the one that sets its `end`."""
    placed, statement = origin_of(claim)
    if norm is None:
        return statement.param
    if norm.param is not None:
        return statement.param_of(norm)
    return parameter_of(placed.attribute, norm, end, statement.param)


@kept(4096)
def parameter_of(attribute: Attribute, norm: Norm, end: End | None, usual: str | None) -> str | None:
    """The parameter that sets what a bound (its `end`) or a choice holds; `usual`, the statement's own, where it does.

    It is found by trying: the one with whose other values the norm stays and holds something else.
    """
    if norm.modality not in ("bound", "choose") or len(attribute.parameters()) < 2:
        return usual
    now = _held(norm, end)
    moved = {
        name: sum(_value_in(other, norm, end) not in (None, now) for other in _others(attribute, name))
        for name in attribute.parameters()
    }
    most = max(moved.values())
    return usual if not most or moved.get(usual or "") == most else max(moved, key=lambda name: moved[name])


def _value_in(attribute: Attribute, norm: Norm, end: End | None) -> Any:
    """What the same norm holds in another setting; None where it is not there."""
    norms = [each for one in statements_of(attribute) for each in one.norms]
    alike = [each for each in norms if (each.modality, each.target) == (norm.modality, norm.target)]
    return _held(alike[0], end) if alike else None


def _held(norm: Norm, end: End | None) -> Any:
    if isinstance(norm.value, tuple):
        return norm.value[1 if end == "most" else 0]
    return norm.value


def _others(attribute: Attribute, name: str) -> Iterator[Attribute]:
    """The attribute with other values of one parameter."""
    now = {field: getattr(attribute, field) for field in type(attribute).model_fields}
    for value in parameters_of(type(attribute))[name].samples():
        if value != now[name]:
            try:
                yield type(attribute)(**{**now, name: value})
            except ValidationError:
                continue
