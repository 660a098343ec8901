"""Findings as SARIF 2.1.0, the format that code hosts and editors read."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ...base.inline import inline
from ...base.path import Path
from ..codes import CODES
from ..report import Finding, Fix, Place, Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"(\\*)\]\(")
_INDEX = {code: index for index, code in enumerate(CODES)}


def format_sarif(
    reports: Report | Sequence[tuple[str, Report]],
    *,
    version: str,
    pages: Mapping[str, Mapping[str, Any]] | None = None,
    texts: Mapping[str, str] | None = None,
    root: str | None = None,
) -> str:
    """The findings as a SARIF 2.1.0 log with one run.

    - `reports`: one report, or pairs of a source and its report; the source stands in for findings without a place.
    - `version`: the library's version, for the tool's entry.
    - `pages`: what there is to say about each code (`meaning`, `why`, `triggers`, `mended`), for the rules' help.
    Findings that an author has accepted stand among the results as suppressed, with the reason given.

    - `texts`: the sources' own texts; a fix that replaces a value in one of them is written as a SARIF fix too.
    - `root`: a directory; absolute sources below it are written relative to it.

    Fingerprints rest on the code, the attributes and the path in the preset, so they stay when lines move.
    """
    pairs = [("", reports)] if isinstance(reports, Report) else list(reports)
    writer = _Writer(texts or {}, root)
    results = [writer.result(finding, source) for source, report in pairs for finding in report]
    results += [
        {
            **writer.result(finding, source),
            "suppressions": [{"kind": "inSource", "status": "accepted", "justification": reason}],
        }
        for source, report in pairs
        for finding, reason in report.accepted
    ]
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if not all(report.complete for _, report in pairs):
        invocation["toolExecutionNotifications"] = [
            {"level": "warning", "message": {"text": "The list of findings is not complete."}}
        ]
    run = {
        "tool": {"driver": _driver(version, pages or {})},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _driver(version: str, pages: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "name": "pedagogy-prompts",
        "version": version,
        "semanticVersion": version,
        "rules": [_rule(code, pages.get(code, {})) for code in CODES],
    }


def _rule(code: str, page: Mapping[str, Any]) -> dict[str, Any]:
    name, severity = CODES[code]
    rule: dict[str, Any] = {
        "id": code,
        "name": name,
        "shortDescription": {"text": name.replace("-", " ").capitalize()},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    if page:
        meaning = " ".join(page["meaning"].split())
        why = " ".join(page["why"].split())
        examples = [
            (title, page[key].rstrip())
            for title, key in (("This triggers it", "triggers"), ("This is mended", "mended"))
            if page.get(key)
        ]
        rule["fullDescription"] = {"text": meaning}
        rule["help"] = {
            "text": "\n\n".join([meaning, why, *(f"{title}:\n{text}" for title, text in examples)]),
            "markdown": "\n\n".join([meaning, why, *(f"{t}:\n\n```yaml\n{text}\n```" for t, text in examples)]),
        }
    return rule


class _Writer:
    def __init__(self, texts: Mapping[str, str], root: str | None) -> None:
        self._texts = texts
        self._root = None if root is None else PurePath(root)
        self._seen: Counter[str] = Counter()

    def result(self, finding: Finding, source: str) -> dict[str, Any]:
        first, *others = finding.places or (Place(),)
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": _INDEX[finding.code],
            "level": _LEVELS[finding.severity],
            "message": _message("\n".join((finding.message, *finding.details))),
            "partialFingerprints": {"finding/v1": self._fingerprint(finding, source)},
            "suppressions": [],
        }
        if location := self._location(first, source):
            result["locations"] = [location]
        if related := [location for place in others if (location := self._location(place, source))]:
            result["relatedLocations"] = [{"id": i, **location} for i, location in enumerate(related, 1)]
        if fixes := [fix for one in finding.fixes if (fix := self._fix(one))]:
            result["fixes"] = fixes
        data = finding.to_dict()
        result["properties"] = {key: data[key] for key in ("attributes", "when", "witness", "args", "fixes")}
        return result

    def _fingerprint(self, finding: Finding, source: str) -> str:
        where = [(self._uri(place.source or source), place.path) for place in finding.places] or [(source, ())]
        basis = json.dumps([finding.code, finding.attributes, finding.when, where], ensure_ascii=True)
        digest = hashlib.sha256(basis.encode()).hexdigest()[:32]
        self._seen[digest] += 1
        return f"{digest}:{self._seen[digest]}"

    def _location(self, place: Place, source: str) -> dict[str, Any]:
        location: dict[str, Any] = {}
        if named := place.source or source:
            physical: dict[str, Any] = {"artifactLocation": {"uri": self._uri(named)}}
            if place.line is not None:
                physical["region"] = {"startLine": place.line}
                if place.column is not None:
                    physical["region"]["startColumn"] = place.column
            location["physicalLocation"] = physical
        if place.path:
            dotted = ".".join(str(step) for step in place.path)
            location["logicalLocations"] = [{"fullyQualifiedName": dotted, "kind": "member"}]
            location["message"] = _message(f"{dotted} ({place.layer})")
        return location

    def _uri(self, source: str) -> str:
        path = PurePath(source)
        if self._root is not None and path.is_relative_to(self._root):
            path = path.relative_to(self._root)
        if path.is_absolute():
            return path.as_uri()
        return quote(os.fsencode(path.as_posix()), safe="/")

    def _fix(self, fix: Fix) -> dict[str, Any] | None:
        """The fix as changes of text, or None where one of its edits is more than a value put for another."""
        changes = []
        for edit in fix.edits:
            text = self._texts.get(edit.source or "")
            region = None if text is None or edit.op != "set" else _region(text, edit.path)
            if region is None:
                return None
            changes.append(
                {
                    "artifactLocation": {"uri": self._uri(edit.source or "")},
                    "replacements": [
                        {"deletedRegion": region, "insertedContent": {"text": inline(edit.value, inside=True)}}
                    ],
                }
            )
        return {"description": _message(fix.label), "artifactChanges": changes} if changes else None


def _message(text: str) -> dict[str, str]:
    """A text as a message of the log, with no link in it: SARIF takes `[text](target)` for one (3.11.6)."""
    return {"text": _LINK.sub(lambda found: f"{found[1] * 2}\\](", text)}


def _region(text: str, path: Path) -> dict[str, int] | None:
    """Where the value at `path` stands in a YAML text; None where nothing is written there, or it is a block."""
    from ruamel.yaml import YAML, MappingNode, ScalarNode, SequenceNode
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except YAMLError:
        return None
    for step in path:
        found: Any = None
        if isinstance(node, MappingNode):
            found = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
            found = node.value[step]
        if found is None:
            return None
        node = found
    empty = node is not None and node.start_mark.index == node.end_mark.index
    if node is None or empty or (node.style in "|>" if isinstance(node, ScalarNode) and node.style else False):
        return None
    if not isinstance(node, ScalarNode) and not node.flow_style:
        return None
    return dict(_ends(node))


def _ends(node: Any) -> Iterator[tuple[str, int]]:
    for name, mark in (("start", node.start_mark), ("end", node.end_mark)):
        yield f"{name}Line", mark.line + 1
        yield f"{name}Column", mark.column + 1
