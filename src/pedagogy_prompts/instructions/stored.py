"""The text of a stored instruction: what may stand in it, what it was when it was written, and what is older."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired

from pydantic import Field, ValidationError
from typing_extensions import TypedDict

from ..base.errors import PedagogyError
from ..base.visible import visible

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = 2
"""The form that `to_json` writes."""

Value = str | int | bool


class StoredError(PedagogyError, ValueError):
    """A text is no instruction that `to_json` wrote. The message says what differs, on one line that steers nothing."""

    def __init__(self, message: str) -> None:
        super().__init__(visible(" ".join(message.split())))


# -- what may stand in it; what is not named here only has to be what was written


class _Place(TypedDict):
    source: str | None
    layer: str
    path: list[str | int]
    line: int | None
    column: int | None
    written: bool


class _Section(TypedDict):
    name: str
    group: str
    text: str
    origins: list[_Place]
    attributes: list[str]
    detail: Literal["full", "brief", "mixed"]
    item: bool


class _Norm(TypedDict):
    attribute: str
    statement: str
    modality: Literal["oblige", "forbid", "permit", "bound", "choose"]
    target: str
    value: list[Value | None] | None
    when: list[dict[str, list[Value]]]
    every: bool
    strength: Literal["must", "should"]


class _Finding(TypedDict):
    code: str
    message: str
    severity: Literal["error", "warning", "info"]
    args: dict[str, Any]
    attributes: list[str]
    when: str | None
    witness: dict[str, Value] | None
    places: list[_Place]
    details: list[str]


class _Report(TypedDict):
    complete: bool
    findings: list[_Finding]


class _Layout(TypedDict):
    rules: list[str]
    lesson: list[str]
    learner: list[str]
    closing: list[str]


class _Source(TypedDict):
    source: str | None
    title: str | None
    layer: str


class _Provenance(TypedDict):
    sources: list[_Source]
    library: str


class _Counted(TypedDict, total=False):
    encoding: str
    like: str
    role: Literal["system", "developer", "user"]


class _Allowance(TypedDict):
    limit: int
    reserve: int
    learner_reserve: int
    required: list[str]
    left_out: list[str]
    pinned: bool
    richer: int | None
    richer_of: list[str]
    spent: int | None
    window: NotRequired[int | None]
    unit: NotRequired[Literal["tokens", "characters"]]


class _TokenCount(TypedDict):
    value: int
    low: int
    high: int
    kind: Literal["exact", "estimate", "provider"]
    basis: str


class _Forms(TypedDict):
    intro: str
    name: str
    level: str
    interests: str
    recent_attempts: str
    separator: str


_Boxes = list[dict[str, dict[Literal["in", "not in"], list[Value]]]]
_Fact = Annotated[list[_Boxes | str], Field(min_length=3, max_length=3)]


class _Variable(TypedDict):
    name: str
    values: list[Value]
    scale: bool
    calm: list[Value]
    internal: bool
    words: dict[str, str] | None


class _Standing(TypedDict):
    kind: Literal["must", "must_not", "may", "bound", "choice"]
    words: str
    target: str
    value: list[Value | None] | None
    strength: Literal["must", "should"]
    attribute: str
    statement: str
    text: str
    layer: str
    place: _Place
    locked: NotRequired[bool]
    when: _Boxes
    every: bool


class _Ground(TypedDict):
    variables: list[_Variable]
    classes: dict[str, list[list[Value]]]
    reachable: _Boxes
    given: _Boxes
    ruled_out: NotRequired[list[_Fact]]
    facts: list[_Fact]
    standing: list[_Standing]


class _Instruction(TypedDict):
    format: Literal[2]
    style: Literal["markdown", "xml"]
    locale: str
    model: str | None
    titles: dict[str, str]
    forms: _Forms
    layout: _Layout
    tags: list[str]
    frame: str
    words: dict[str, Any]
    provenance: _Provenance
    counted: _Counted
    allowance: _Allowance | None
    cacheable_prefix: int | None
    wordings: list[_Section]
    ground: _Ground | None
    sections: list[_Section]
    norms: list[_Norm]
    report: _Report
    provider_count: _TokenCount | None
    where: Literal["system", "message"]
    shortened: list[str]


@cache
def _form() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(_Instruction)


# -- from data to text, and back


def written(data: Mapping[str, Any]) -> str:
    """The data as JSON, with a digest of each of its parts."""
    prints = {name: _digest(part) for name, part in data.items()}
    return json.dumps({**data, "fingerprint": prints}, ensure_ascii=False, default=plain)


def data_in(text: str) -> dict[str, Any]:
    """The data that `written` wrote, or an older version of it, in today's form. Raises `StoredError`."""
    data = _read(text)
    form = data.get("format") if isinstance(data, dict) else None
    if not isinstance(data, dict) or isinstance(form, bool) or not isinstance(form, int) or form < 1:
        raise StoredError(f"This is not an instruction in the JSON form {FORMAT} of this library.")
    if form > FORMAT:
        raise StoredError(
            f"This instruction is in the JSON form {form}, and this version reads forms up to {FORMAT}. Upgrade "
            "pedagogy-prompts, or compose it again."
        )
    try:
        data = _migrated(data) if form == 1 else _proven(data)
        _form().validate_python(data, strict=True)
    except ValidationError as error:
        raise StoredError(f"This instruction is damaged: {_told(error)}") from None
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise damaged(error) from error
    return data


def damaged(error: Exception) -> StoredError:
    """What to raise for an error in making an instruction of data."""
    if isinstance(error, StoredError):
        return error
    what = f"`{error.args[0]}` is missing" if isinstance(error, KeyError) else f"{type(error).__name__}: {error!s:.200}"
    return StoredError(f"This instruction is damaged: {what}.")


def plain(value: Any) -> Any:
    """What JSON has no form for, as what it has; for `json.dumps(default=...)`."""
    if isinstance(value, frozenset | set):
        return sorted(value, key=str)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _read(text: object) -> Any:
    if not isinstance(text, str | bytes | bytearray):
        raise StoredError(f"An instruction is stored as text, not as {type(text).__name__}.")
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_integer, parse_float=_number)
    except RecursionError:
        raise StoredError("This is not an instruction: it is nested too deeply.") from None
    except ValueError as error:
        raise StoredError(f"This is not an instruction: {error!s:.200}.") from error


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _integer(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError(f"a number of {len(digits)} digits stands in it")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number without an end stands in it")
    return number


def _digest(part: Any) -> str:
    """The SHA-256 of a part, whatever the order of its names: databases change that."""
    return sha256(json.dumps(part, sort_keys=True, ensure_ascii=False, default=plain).encode()).hexdigest()


def _proven(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without its digests. Raises `StoredError` where a part is not what was written."""
    prints = data.get("fingerprint")
    if not isinstance(prints, dict):
        raise StoredError("This instruction has no `fingerprint` of its parts. Compose it again.")
    kept = {name: part for name, part in data.items() if name != "fingerprint"}
    changed = [f"`{name}` is missing" for name in prints if name not in kept]
    changed += [f"`{name}` was added" for name in kept if name not in prints]
    changed += [f"`{name}` was changed" for name in kept if name in prints and prints[name] != _digest(kept[name])]
    if changed:
        told = ", ".join(one[:60] for one in changed[:5]) + (
            f" and {len(changed) - 5} more" if len(changed) > 5 else ""
        )
        raise StoredError(f"This is not what was stored: {told}. Compose it again, or take the text as it was written.")
    return kept


def _told(error: ValidationError) -> str:
    """The first thing that is wrong, in words."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"])) or "it"
    return f"`{where:.100}`: {first['msg'][:1].lower()}{first['msg'][1:]}."


# -- older versions


def _migrated(data: Mapping[str, Any]) -> dict[str, Any]:
    """An instruction in form 1, which had no digests, in today's form; what stood in no version of it has no place."""
    if "fingerprint" in data:
        raise StoredError(
            "This is not what was stored: `format` was changed, as form 1 had no `fingerprint`. Compose it again."
        )
    data = dict(data)
    provenance = dict(data["provenance"])
    # It stood in the provenance before it had a place of its own.
    way = provenance.pop("counted", {})
    data["provenance"] = provenance
    data.setdefault("provider_count", data.pop("count", None))
    for name, usual in (
        ("where", "system"),
        ("counted", way),
        ("frame", ""),
        ("words", {}),
        ("ground", None),
        ("shortened", []),
        ("allowance", None),
        ("cacheable_prefix", None),
        ("wordings", []),
    ):
        data.setdefault(name, usual)
    if not data.get("layout"):
        data["layout"] = _usual_layout(data)
    if "tags" not in data:
        data["tags"] = _usual_tags(data)
    return {**data, "format": FORMAT}


def _usual_layout(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """The layout of an instruction that was stored before layouts were: its style's frame."""
    from .frame.shipped import shipped
    from .frame.template import Frame
    from .section import BLOCKS, Section, block_of

    frame = Frame(shipped(data["style"]), data["titles"], data["style"])
    sections = [Section(one["name"], one["group"], one["text"], item=one["item"]) for one in data["sections"]]
    pieces = {name: frame.block(name, [s for s in sections if block_of(s.group) == name]).pieces for name in BLOCKS}
    return {**{str(name): list(found) for name, found in pieces.items()}, "learner": list(frame.around)}


def _usual_tags(data: Mapping[str, Any]) -> list[str]:
    """The tags of an instruction that was stored before tags were: its style's, or as far as they stand in it."""
    from ..base.fence import tags_in
    from .frame.shipped import shipped
    from .frame.template import Frame

    if data["frame"]:
        return list(tags_in(piece for pieces in data["layout"].values() for piece in pieces))
    return list(Frame(shipped(data["style"]), data["titles"], data["style"]).tags)
