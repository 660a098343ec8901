"""The models that the library knows: how their tokens are counted, how much they take in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol

from ..base.errors import PedagogyError
from ..base.inline import shown


class UnknownModelError(PedagogyError, LookupError):
    """No model, or no encoding, has this name. The message proposes names that do exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What the library knows of one chat model.

    Attributes:
        name: the provider's name without a date, for example `gpt-4o`.
        provider: for example `openai`.
        encoding: the encoding that counts its tokens exactly, or None.
        factors: the factor table that estimates its tokens where `encoding` is None.
        context_window: the most tokens it takes in, or None if not known.
        cacheable_prefix: the smallest prefix, in tokens, that its provider caches; None if it does
            not, or if that is not known.
        since: when it came out, `YYYY-MM`, or None if not known.
        source: where these facts come from.
        checked: `verified` if `source` was looked up, `unverified` if not.
        aliases: other names of the same model.
        role: whose message it takes an instruction as; `user` where it refuses a system message.
    """

    name: str
    provider: str
    encoding: str | None = None
    factors: str | None = None
    context_window: int | None = None
    cacheable_prefix: int | None = None
    since: str | None = None
    source: str = ""
    checked: Literal["verified", "unverified"] = "unverified"
    aliases: tuple[str, ...] = ()
    role: Literal["system", "developer", "user"] = "system"


class HasModels(Protocol):
    """A pack, as far as counting is concerned: something with `models`."""

    @property
    def models(self) -> Sequence[Model]:
        """The models that the pack adds. They come before the library's own."""
        ...


# What may follow a known name without making it another model: a date or build number, a release
# stage, a parameter count, a packing, a form of the same model.
_SUFFIX = re.compile(
    r"(-(\d{3,8}(-\d\d){0,2}|(preview|exp|experimental)(-\d\d-(\d{4}|\d\d))?|latest|stable|v\d+(-\d)?"
    r"|\d+(-\d+)?b|\d+(-\d+)?t|a\d+b|\d+e|e\d+b|\d+k"
    r"|instruct|it|chat|base|hf|thinking|reasoning|instant|versatile|turbo|fast|maas"
    r"|audio|search|search-api|deep-research|customtools"
    r"|fp\d+|bf\d+|int\d|mxfp\d|nvfp\d|awq|gptq|gguf|mlx|tee|free))+"
)
_MOST = 500
"""No model has a longer name."""
_LONGEST = 100
"""Of longer names only the beginning is compared."""

# Where gateways and clouds put a maker's name before the model's.
_MAKER = re.compile(r".*\b(?:anthropic|openai|meta|mistral|deepseek|qwen|google)\.")


def _plain(name: str) -> str:
    """The name as it is compared: without gateway, maker and fine-tune, and with one kind of separator."""
    name = name.strip().lower().rpartition("/")[2]
    if name.startswith("ft:"):
        name = name.split(":")[1]
    name = _MAKER.sub("", name)
    name = re.sub(r"^meta-(?=llama)", "", name)
    return re.sub("[._:@ ]", "-", name)


@cache
def _own_models() -> tuple[Model, ...]:
    rows = json.loads((files(__package__) / "data" / "models.json").read_text("utf-8"))
    return tuple(Model(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)


def list_models(packs: Sequence[HasModels] = ()) -> tuple[Model, ...]:
    """All known models: those of `packs` first, then the library's own, without those they replace."""
    added = tuple(model for pack in packs for model in pack.models)
    names = {model.name for model in added}
    return added + tuple(model for model in _own_models() if model.name not in names)


def as_name(name: str) -> str:
    """What can be the name of a model. Raises `UnknownModelError`."""
    if not isinstance(name, str):
        raise UnknownModelError(f"A model is named by a text, not by {shown(name)}; for example 'gpt-4o'.")
    if len(name) > _MOST:
        raise UnknownModelError(
            f"No model has a name of {len(name)} characters. For a name of your own, say which model counts alike: "
            "like='gpt-4o'."
        )
    return name


def find_model(name: str, packs: Sequence[HasModels] = ()) -> Model:
    """The model that `name` means.

    Dates, sizes and stages behind a known name are understood (`gpt-4o-2024-08-06`), and so are
    the prefixes of gateways and clouds (`openai/gpt-4o`). A model of a pack wins over the library's.

    Raises:
        UnknownModelError: no known model is meant.
    """
    name = as_name(name)
    known = _by_plain_name(list_models(packs)) if packs else _own_by_plain_name()
    written = [_plain(one) for one in _unprefixed(name)]
    for find in (_versioned, _of_family):
        for plain in written:
            if found := find(plain, known):
                return found
    plain = written[-1]
    spelled = {_plain(one): one for model in known.values() for one in (*model.aliases, model.name)}
    close = [spelled[one] for one in get_close_matches(plain[:_LONGEST], spelled, n=3, cutoff=0.6)]
    example = close[0] if close else "gpt-4o"
    raise UnknownModelError(
        f"No model is known by the name {shown(name)}.{_did_you_mean(close)} "
        f"For a name of your own, say which model counts alike: like={example!r}; "
        "or add the model in a pack, or pass encoding= or counter=."
    )


def has_name(name: str) -> bool:
    """Whether a model of the library's own goes by exactly this name."""
    return _plain(name) in _own_by_plain_name()


def _unprefixed(name: str) -> list[str]:
    """The name, and what is left of it without what clients put before a colon: `openai:gpt-4o`."""
    names = [name]
    while ":" in names[-1] and len(names) < 4:
        names.append(names[-1].partition(":")[2])
    return [one for one in names if one] or [name]


def _versioned(plain: str, known: Mapping[str, Model]) -> Model | None:
    """The known model whose name this begins with, if what follows makes no other model of it."""
    candidate = plain
    while candidate:
        if candidate in known and (candidate == plain or _SUFFIX.fullmatch(plain[len(candidate) :])):
            return known[candidate]
        candidate = candidate.rpartition("-")[0]
    return None


_PART = re.compile(
    r"|v?\d+|\d+x\d+b|[ae]?\d+[bekmt]|r|llm|small|medium|large|tiny|mini|nano|micro|lite|light|plus|pro|max|ultra|flash"
    r"|preview|exp|experimental|latest|stable|instruct|it|chat|base|hf|thinking|reasoning|fast|turbo|vision|moe|free"
    r"|fp\d+|bf\d+|int\d|awq|gptq|gguf|mlx"
)
"""What may stand, between hyphens, behind the name of a family: a version, a size, a stage, a packing."""


def _of_family(plain: str, known: Mapping[str, Model]) -> Model | None:
    """A model nobody listed, of a family whose tokens can be estimated all the same, by the family's factors."""
    for family in _families():
        if not plain.startswith(family["name"]) or plain in known:
            continue
        rest = plain[len(family["name"]) :]
        if rest and all(_PART.fullmatch(part) for part in rest.split("-")):
            return Model(
                name=plain,
                provider=family["provider"],
                factors=family["factors"],
                source=f"estimated as the family {family['name']}",
            )
    return None


@cache
def _families() -> tuple[dict[str, str], ...]:
    found: tuple[dict[str, str], ...] = tuple(
        json.loads((files(__package__) / "data" / "families.json").read_text("utf-8"))
    )
    return found


def _by_plain_name(models: Sequence[Model]) -> Mapping[str, Model]:
    known: dict[str, Model] = {}
    for model in models:
        for one in (model.name, *model.aliases):
            known.setdefault(_plain(one), model)
    return known


@cache
def _own_by_plain_name() -> Mapping[str, Model]:
    return _by_plain_name(_own_models())


def unknown_encoding(name: str, known: Sequence[str]) -> UnknownModelError:
    """The error for an encoding that is not carried."""
    close = get_close_matches(shown(name).strip("'").lower(), known, n=1, cutoff=0.5)
    return UnknownModelError(
        f"No encoding is carried by the name {shown(name)}.{_did_you_mean(close)} Carried are {', '.join(known)}; "
        "for another one pass counter=, a function from text to its number of tokens."
    )


def _did_you_mean(close: Sequence[str]) -> str:
    return f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
