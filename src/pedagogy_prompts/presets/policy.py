"""What a preset that others write may say: its layer, and the keys and attributes it may use. The caller decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..attributes.kit.attribute import FAMILIES
from ..base.errors import PedagogyError
from ..base.inline import shown
from ..base.path import Path
from ..norms.spelling import did_you_mean
from .context import Context
from .parts import LAYERS, Layer

KEYS = (
    "format",
    "title",
    "extends",
    "remove",
    "layer",
    "context",
    "given",
    "attributes",
    "facts",
    "rules",
    "budget",
    "accept",
    "reminder",
    "packs",
)
"""All that a preset can say."""
_ALWAYS = frozenset(("format", "title", "layer"))


@dataclass(frozen=True, slots=True, init=False)
class Policy:
    """What the presets of a layer may say, what they inherit included; None stands for everything.

    `keys` are a preset's own (`format`, `title` and `layer` may always stand there); a part of the context is
    written `context.learner`. `attributes` are slugs, those of packs included, and `families` kinds of attributes;
    an attribute has to be in both. Where either is limited, rules in own words are out unless `keys` names them.
    Raises `PedagogyError` for a name that nobody knows.
    """

    keys: frozenset[str] | None
    attributes: frozenset[str] | None
    families: frozenset[str] | None

    def __init__(
        self,
        *,
        keys: Iterable[str] | None = None,
        attributes: Iterable[str] | None = None,
        families: Iterable[str] | None = None,
    ) -> None:
        object.__setattr__(self, "keys", _known("key", keys, (*KEYS, *(f"context.{n}" for n in Context.model_fields))))
        object.__setattr__(self, "attributes", _names("attributes", attributes))
        object.__setattr__(self, "families", _known("family", families, FAMILIES))

    def allows(self, *path: str) -> bool:
        """Whether a key, or a part of the context, may be said."""
        if self.keys is None:
            # Whoever names the attributes that may speak has not allowed statements of any kind.
            return path[0] != "rules" or (self.attributes is None and self.families is None)
        return path[0] in _ALWAYS or any(".".join(path[:end]) in self.keys for end in range(1, len(path) + 1))

    def allows_attribute(self, slug: str, family: str | None) -> bool:
        """Whether an attribute may be used; where its family is not known, that is not asked."""
        if not (self.attributes is None or slug in self.attributes):
            return False
        return self.families is None or family is None or family in self.families


@cache
def learners() -> Policy:
    """What a learner may say where nothing else is allowed.

    Wishes, none of them about safety and integrity, and facts about themselves.
    """
    theirs = [family for family in FAMILIES if family not in ("integrity", "safety")]
    return Policy(keys=("attributes", "context.learner"), families=theirs)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a preset from outside is read."""

    layer: Layer | None = None
    """The layer it stands in, whatever it says."""
    policy: Policy | None = None

    @classmethod
    def of(cls, layer: Layer | None, allow: Policy | None) -> Terms:
        """The terms a caller names. Raises `PedagogyError` for a layer nobody knows and for what is no policy."""
        if layer is not None and layer not in LAYERS:
            raise PedagogyError(f"There is no layer {shown(layer)}.{did_you_mean(layer, LAYERS)} {', '.join(LAYERS)}.")
        if allow is not None and not isinstance(allow, Policy):
            raise PedagogyError(f"`allow` is a Policy, not {type(allow).__name__}: Policy(keys=..., attributes=...).")
        return cls(layer, learners() if allow is None and layer == "learner" else allow)

    def trespasses(self, data: Mapping[str, Any], said: Iterable[Path], families: Mapping[str, str]) -> Iterator[Path]:
        """The paths of what may not be said: of the data itself, then of what it says with what it inherits."""
        if self.policy is None:
            return
        seen: set[Path] = set()
        for path in (*_paths(data), *said):
            if path in seen:
                continue
            seen.add(path)
            if path[0] == "attributes" and len(path) > 1:
                allowed = self.policy.allows_attribute(str(path[1]), families.get(str(path[1])))
            else:
                allowed = path == ("context",) or self.policy.allows(*map(str, path))
            if not allowed:
                yield path


def _paths(data: Mapping[str, Any]) -> Iterator[Path]:
    """Each key of a preset, each part of its context, and each of its attributes."""
    for key, value in data.items():
        if key in KEYS:
            yield (key,)
            if key in ("context", "attributes") and isinstance(value, Mapping):
                yield from ((key, name) for name in value)


def _names(what: str, names: Iterable[str] | None) -> frozenset[str] | None:
    if names is None:
        return None
    if isinstance(names, str):
        raise PedagogyError(f"`{what}` takes several names: write [{shown(names)}].")
    try:
        return frozenset(names)
    except TypeError:
        raise PedagogyError(f"`{what}` takes a list of names, not {shown(names)}.") from None


def _known(what: str, names: Iterable[str] | None, known: Iterable[str]) -> frozenset[str] | None:
    found, known = _names({"key": "keys", "family": "families"}[what], names), tuple(known)
    for name in sorted(found or (), key=str):
        if name not in known:
            raise PedagogyError(
                f"There is no {what} {shown(name)}.{did_you_mean(name, known)} Known: {', '.join(known)}."
            )
    return found
