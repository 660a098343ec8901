"""The JSON form of an instruction: plain data from its parts, and its parts from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..base.errors import PedagogyError
from ..base.inline import shown
from ..reports.codes import CODES
from ..reports.report import Finding, Place, Report
from ..tokens.meter import Counted
from ..wording.words import known_locale
from .allowance import Allowance
from .common import Background, Common, Shared
from .held import HeldNorm
from .section import BLOCKS, Block, Section, Told, block_of
from .soundness import hold_to_values
from .stored import FORMAT, StoredError, damaged, data_in


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
        "counted": {**common.counted.way, **({"role": common.counted.role} if common.counted.role != "system" else {})},
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
    data = data_in(text)
    try:
        hold_to_values(data)
        return _parts(data)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError, PedagogyError) as error:
        raise damaged(error) from error


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    sections = [_section(one) for one in data["sections"]]
    report, allowance, count = data["report"], data["allowance"], data["provider_count"]
    parts = {name: [section for section in sections if block_of(section.group) == name] for name in BLOCKS}
    layout = data["layout"]
    for name, pieces in layout.items():
        # The learner part may come later, so what stands around it is always kept.
        due = 2 if name == "learner" else len(parts[name]) + 1
        if len(pieces) != due:
            raise StoredError(
                f"This instruction is damaged: `layout.{name}` has {len(pieces)} pieces, and {due} are due."
            )
    common = Common(
        rules=Block.of(parts["rules"], layout["rules"]),
        closing=Block.of(parts["closing"], layout["closing"]),
        norms=tuple(HeldNorm.from_dict(one) for one in data["norms"]),
        style=data["style"],
        locale=known_locale(data["locale"]),
        titles=data["titles"],
        forms=data["forms"],
        around=(layout["learner"][0], layout["learner"][1]),
        tags=tuple(data["tags"]),
        frame=data["frame"],
        words=data["words"],
        library=data["provenance"]["library"],
        counted=Counted(data["model"], cacheable_prefix=data["cacheable_prefix"], **data["counted"]),
        background=Background(tuple(_section(one) for one in data["wordings"]), data["ground"], data["locale"]),
    )
    findings = tuple(_finding(one) for one in report["findings"])
    of_learner = tuple(finding for finding in findings if finding.code == "PED706")
    of_all = Report(tuple(finding for finding in findings if finding.code != "PED706"), report["complete"])
    learner = _told("learner", parts["learner"], layout["learner"])
    return {
        "shared": Shared(
            common,
            _told("lesson", parts["lesson"], layout["lesson"]),
            of_all,
            tuple(data["provenance"]["sources"]),
            Allowance.from_dict(allowance) if allowance else None,
        ),
        "learner": learner._replace(cut=tuple(data["shortened"])),
        "where": data["where"],
        "remarks": of_learner,
        "provider_count": _count(count) if count else None,
    }


def _told(group: str, sections: Sequence[Section], pieces: Sequence[str]) -> Told:
    return Told.of(group, [(section.name, section.text) for section in sections], pieces)


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
    if data["code"] not in CODES:
        raise StoredError(f"This version knows no finding {shown(data['code'])}.")
    return Finding(
        **{**data, "attributes": tuple(data["attributes"]), "places": places, "details": tuple(data["details"])}
    )


def _finding_data(finding: Finding) -> dict[str, Any]:
    """A finding without its fixes: an instruction that stands has nothing to mend."""
    kept = ("code", "message", "severity", "args", "attributes", "when", "witness", "details")
    places = [place.to_dict() for place in finding.places]
    return {**{name: getattr(finding, name) for name in kept}, "places": places}
