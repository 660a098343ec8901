"""The JSON form of an instruction: plain data from its parts, and its parts from plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..base.errors import PedagogyError
from ..base.fence import Tags, tags_in
from ..reports.report import Finding, Place, Report
from ..tokens.meter import Counted
from .allowance import Allowance
from .common import Background, Common, Shared
from .held import HeldNorm
from .section import BLOCKS, Block, BlockName, Section, Told, block_of

FORMAT = 1


class StoredError(PedagogyError, ValueError):
    """A text is no instruction that `to_json` wrote. The message says why."""


def data_of(shared: Shared, sections: Sequence[Section], report: Report) -> dict[str, Any]:
    """What is the same for every learner, as plain data, with all sections of one instruction and its report."""
    common = shared.common
    return {
        "format": FORMAT,
        "style": common.style,
        "locale": common.locale,
        "model": common.counted.model,
        "titles": dict(common.titles),
        "forms": dict(common.forms),
        "layout": {
            "rules": common.rules.pieces,
            "lesson": shared.lesson.pieces,
            "learner": common.around,
            "closing": common.closing.pieces,
        },
        "tags": common.tags,
        "frame": common.frame,
        "words": dict(common.words),
        "provenance": {"sources": [dict(one) for one in shared.sources], "library": common.library},
        "counted": common.counted.way,
        "allowance": shared.allowance and shared.allowance.to_dict(),
        "cacheable_prefix": common.counted.cacheable_prefix,
        "wordings": [_section_data(section) for section in common.background.alternatives()],
        "ground": common.background.ground_data(),
        "sections": [_section_data(section) for section in sections],
        "norms": [norm.to_dict() for norm in common.norms],
        "report": {"complete": report.complete, "findings": [_finding_data(finding) for finding in report.findings]},
    }


def parts_of(text: str) -> dict[str, Any]:
    """The keyword arguments that make the instruction again. Raises `StoredError` for a text of another form."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise StoredError(f"This is not an instruction: {error}.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StoredError(f"This is not an instruction in the JSON form {FORMAT} of this library.")
    try:
        return _parts(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoredError(f"This instruction is damaged: {type(error).__name__}: {error}.") from error


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    sections = [_section(one) for one in data["sections"]]
    provenance = dict(data["provenance"])
    # It stood in the provenance before it had a place of its own.
    way = data.get("counted", provenance.get("counted", {}))
    report, allowance, count = data["report"], data["allowance"], data.get("provider_count")

    parts = {name: [section for section in sections if block_of(section.group) == name] for name in BLOCKS}
    layout = data.get("layout") or _usual_layout(data, parts)
    common = Common(
        rules=Block.of(parts["rules"], layout["rules"]),
        closing=Block.of(parts["closing"], layout["closing"]),
        norms=tuple(HeldNorm.from_dict(one) for one in data["norms"]),
        style=data["style"],
        locale=data["locale"],
        titles=data["titles"],
        forms=data["forms"],
        around=(layout["learner"][0], layout["learner"][1]),
        tags=tuple(data["tags"]) if "tags" in data else _usual_tags(data, layout),
        frame=data.get("frame", ""),
        words=data.get("words", {}),
        library=provenance["library"],
        counted=Counted(data["model"], cacheable_prefix=data["cacheable_prefix"], **way),
        background=Background(tuple(_section(one) for one in data["wordings"]), data.get("ground"), data["locale"]),
    )
    findings = tuple(_finding(one) for one in report["findings"])
    of_learner = tuple(finding for finding in findings if finding.code == "PED706")
    of_all = Report(tuple(finding for finding in findings if finding not in of_learner), report["complete"])
    learner = _told("learner", parts["learner"], layout["learner"])
    return {
        "shared": Shared(
            common,
            _told("lesson", parts["lesson"], layout["lesson"]),
            of_all,
            tuple(provenance["sources"]),
            Allowance.from_dict(allowance) if allowance else None,
        ),
        "learner": learner._replace(cut=tuple(data.get("shortened", ()))),
        "where": data["where"],
        "remarks": of_learner,
        "provider_count": _count(count) if count else None,
    }


def _told(group: str, sections: Sequence[Section], pieces: Sequence[str]) -> Told:
    return Told.of(group, [(section.name, section.text) for section in sections], pieces)


def _usual_layout(
    data: Mapping[str, Any], parts: Mapping[BlockName, list[Section]]
) -> dict[BlockName, tuple[str, ...]]:
    """The layout of an instruction that was stored before layouts were: its style's frame."""
    from .frame.template import Frame, shipped

    frame = Frame(shipped(data["style"]), data["titles"], data["style"])
    return {name: frame.block(name, parts[name]).pieces for name in BLOCKS} | {"learner": frame.around}


def _usual_tags(data: Mapping[str, Any], layout: Mapping[Any, Sequence[str]]) -> Tags:
    """The tags of an instruction that was stored before tags were: its style's, or as far as they stand in it."""
    from .frame.template import Frame, shipped

    if data.get("frame"):
        return tags_in(piece for pieces in layout.values() for piece in pieces)
    return Frame(shipped(data["style"]), data["titles"], data["style"]).tags


def _count(data: Mapping[str, Any]) -> Any:
    from ..tokens.counter import TokenCount

    return TokenCount(**data)


def _place(data: Mapping[str, Any]) -> Place:
    return Place(**{**data, "path": tuple(data["path"])})


def _section_data(section: Section) -> dict[str, Any]:
    return {**section._asdict(), "origins": [asdict(place) for place in section.origins]}


def _section(data: Mapping[str, Any]) -> Section:
    origins = tuple(_place(one) for one in data["origins"])
    return Section(**{**data, "origins": origins, "attributes": tuple(data["attributes"])})


def _finding(data: Mapping[str, Any]) -> Finding:
    places = tuple(_place(one) for one in data["places"])
    return Finding(
        **{**data, "attributes": tuple(data["attributes"]), "places": places, "details": tuple(data["details"])}
    )


def _finding_data(finding: Finding) -> dict[str, Any]:
    """A finding without its fixes: an instruction that stands has nothing to mend."""
    kept = ("code", "message", "severity", "args", "attributes", "when", "witness", "details")
    places = [place.to_dict() for place in finding.places]
    return {**{name: getattr(finding, name) for name in kept}, "places": places}


def plain(value: Any) -> Any:
    """What JSON has no form for, as what it has; for `json.dumps(default=...)`."""
    if isinstance(value, frozenset | set):
        return sorted(value, key=str)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
