"""What a check says: findings with their places, and the report that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Protocol

from ..base.errors import ArgumentError
from ..base.notebook import Shown
from ..base.path import Path
from ..base.visible import visible
from .codes import CODES, Severity
from .saying import Forms, Sentence, Sentences, forms_of, told

_say = Sentences("reports")

_RANK: dict[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement comes from.

    `path` leads through the preset (`("attributes", "hint_ladder", "then")`); `line` and `column` count from 1 and are
    None where there is no text. `written` is False for a parameter nobody wrote: its place is its attribute's.
    """

    source: str | None = None
    layer: str = "lesson"
    path: Path = ()
    line: int | None = None
    column: int | None = None
    written: bool = True

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "layer": self.layer,
            "path": list(self.path),
            "line": self.line,
            "column": self.column,
            "written": self.written,
        }

    def __str__(self) -> str:
        where = self.source or "<python>"
        return where if self.line is None else f"{where}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to one preset: `op` is "set" or "remove"."""

    source: str | None
    path: Path
    op: Literal["set", "remove"]
    value: Any = None

    def to_dict(self) -> dict[str, Any]:
        return {"source": self.source, "path": list(self.path), "op": self.op, "value": self.value}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Edit:
        source, path, op = data["source"], data["path"], data["op"]
        if not isinstance(source, str | None) or op not in ("set", "remove"):
            raise ValueError("an edit has a source, a path, and an op that is set or remove")
        if not isinstance(path, list | tuple) or not all(type(step) in (str, int) for step in path):
            raise ValueError("a path is a list of names and numbers")
        return cls(source, tuple(path), op, data.get("value"))


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding. `safe` fixes change no more than the finding itself forces.

    `effect` says what the tutor is then told, in place of what.
    """

    label: str
    safe: bool
    edits: tuple[Edit, ...]
    effect: str = ""

    def to_dict(self) -> dict[str, Any]:
        told = {"effect": self.effect} if self.effect else {}
        return {"label": self.label, "safe": self.safe, "edits": [edit.to_dict() for edit in self.edits], **told}

    def told(self, forms: Forms) -> Fix:
        """The fix in other words."""
        return replace(self, label=told(self.label, forms), effect=told(self.effect, forms))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Fix:
        """The fix that `to_dict` wrote. Raises `ArgumentError`, also a TypeError, for anything else."""
        try:
            edits = tuple(map(Edit.from_dict, data["edits"]))
            return cls(str(data.get("label", "")), data.get("safe") is True, edits, str(data.get("effect", "")))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ArgumentError(
                f"This is no fix as `Fix.to_dict` writes it ({type(error).__name__}: {error})."
            ) from error


class Remedy(Protocol):
    """What can say how a finding would be mended; it may have to search."""

    def fixes(self) -> tuple[Fix, ...]: ...


@dataclass(frozen=True, slots=True)
class Fixes:
    """A remedy that is known already."""

    known: tuple[Fix, ...]

    def fixes(self) -> tuple[Fix, ...]:
        return self.known


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has to say.

    `message` is the sentence for a person; `details` are the lines that follow it; `args` holds facts as data, and
    `said` what fills the sentence, for translation; `attributes` are slugs; `when` says in words in which dialogue
    states; `witness` is one such state.
    """

    code: str
    message: str
    severity: Severity
    args: Mapping[str, Any] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()
    when: str | None = None
    witness: Mapping[str, Any] | None = None
    places: tuple[Place, ...] = ()
    details: tuple[str, ...] = ()
    remedy: Remedy | None = field(default=None, compare=False, repr=False)
    """What knows the fixes; `fixes` asks it once, when first asked."""
    _fixes: list[tuple[Fix, ...]] = field(default_factory=list, compare=False, repr=False)

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """What would mend it, the least change of meaning first; each was checked. Searched for when first asked."""
        if not self._fixes:
            self._fixes.append(self.remedy.fixes() if self.remedy is not None else ())
        return self._fixes[0]

    @property
    def name(self) -> str:
        return CODES[self.code].name

    @property
    def said(self) -> dict[str, Any] | None:
        """The `key` of the sentence and the `args` that fill it, as data; None for one that is worded where it is made.

        `finding_messages()` holds the sentences by key.
        """
        return self.message.to_dict() if isinstance(self.message, Sentence) else None

    def told(self, messages: Mapping[str, str], forms: Forms) -> Finding:
        """The finding in other words: in those of `messages` for its sentence or its code, else in those of `forms`."""
        message, details = self.message, tuple(told(line, forms) for line in self.details)
        if isinstance(message, Sentence):
            whole = None if message.key in messages else messages.get(self.code)
            message = message.told(forms, whole)
        # What mends it is searched for when it is asked for, here as there.
        return replace(self, message=message, details=details, remedy=_Told(self, forms), _fixes=[])

    def to_dict(self) -> dict[str, Any]:
        said = {"said": self.said} if self.said else {}
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "message": self.message,
            **said,
            "args": dict(self.args),
            "attributes": list(self.attributes),
            "when": self.when,
            "witness": None if self.witness is None else dict(self.witness),
            "places": [place.to_dict() for place in self.places],
            "fixes": [fix.to_dict() for fix in self.fixes],
        }

    @classmethod
    def of(cls, code: str, message: str, **rest: Any) -> Finding:
        """A finding with the code's usual severity, unless `severity` is given."""
        rest.setdefault("severity", CODES[code].severity)
        return cls(code=code, message=message, **rest)

    def __reduce__(self) -> tuple[Any, ...]:
        # What searches for fixes cannot be pickled; what it finds can.
        kept = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("remedy", "_fixes")}
        return _unpickled, ({**kept, "args": dict(self.args)}, self.fixes)

    def __str__(self) -> str:
        head = f"{self.places[0]}: " if self.places else ""
        lines = [f"{head}{self.severity}: {self.message}", *("  " + line for line in self.details)]
        lines[-1] += f"  [{self.code} {self.name}]"
        return visible("\n".join(lines))


@dataclass(frozen=True, slots=True)
class _Told:
    """What mends a finding, told in other words."""

    finding: Finding
    forms: Forms

    def fixes(self) -> tuple[Fix, ...]:
        return tuple(fix.told(self.forms) for fix in self.finding.fixes)


def _unpickled(data: dict[str, Any], fixes: tuple[Fix, ...]) -> Finding:
    return Finding(**data, _fixes=[fixes])


MAX_FINDINGS = 500
"""The most findings a check tells one by one."""


def _order(finding: Finding) -> tuple[Any, ...]:
    place = finding.places[0] if finding.places else Place()
    return (
        _RANK[finding.severity],
        finding.code,
        place.source or "",
        place.line or 0,
        place.column or 0,
        finding.attributes,
        finding.message,
    )


@dataclass(frozen=True, slots=True)
class Report(Shown):
    """All findings of one check, errors first.

    `complete` is False where a list was cut short or a check could not run.
    """

    findings: tuple[Finding, ...] = ()
    complete: bool = True
    accepted: tuple[tuple[Finding, str], ...] = ()
    """What an author has seen and accepted, each with the reason; it is not among the findings."""

    @classmethod
    def of(
        cls, findings: Iterable[Finding], *, complete: bool = True, accepted: Iterable[tuple[Finding, str]] = ()
    ) -> Report:
        """A report with its findings in order."""
        return cls(tuple(sorted(findings, key=_order)), complete, tuple(accepted))

    @property
    def limited(self) -> Report:
        """The report itself; where it has too many findings, the first ones, and how many more there are."""
        if len(self.findings) <= MAX_FINDINGS:
            return self
        kept, rest = self.findings[:MAX_FINDINGS], self.findings[MAX_FINDINGS:]
        message = _say("PED007.findings", more=len(rest), limit=MAX_FINDINGS)
        args = {"more": len(rest), "limit": MAX_FINDINGS}
        last = Finding.of("PED007", message, severity=min(rest, key=_order).severity, args=args)
        return Report((*kept, last), False, self.accepted)

    @classmethod
    def joined(cls, reports: Iterable[Report]) -> Report:
        """One report of all that several say."""
        reports = list(reports)
        return cls.of(
            (finding for report in reports for finding in report.findings),
            complete=all(report.complete for report in reports),
            accepted=(one for report in reports for one in report.accepted),
        )

    @property
    def ok(self) -> bool:
        """True when nothing found is an error."""
        return all(finding.severity != "error" for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return self._of("warning")

    @property
    def infos(self) -> tuple[Finding, ...]:
        return self._of("info")

    def told(self, messages: Mapping[str, str] | None = None, *, locale: str = "en") -> Report:
        """The report in other words.

        `messages` are sentences by key or by code, as `finding_messages()` has them; what they do not have is said in
        the sentences of `locale`. What was stored keeps its words. Raises `PedagogyError` for a
        locale that no sentence is there for, for a key that is none, and for a hole that nothing fills, and
        `ArgumentError`, also a TypeError, for what are no sentences by key.
        """
        messages = {} if messages is None else messages
        forms = forms_of(messages, locale, CODES)
        accepted = tuple((finding.told(messages, forms), because) for finding, because in self.accepted)
        return Report(tuple(finding.told(messages, forms) for finding in self.findings), self.complete, accepted)

    def without(self, code: str) -> Report:
        """The report without the findings of a code."""
        kept = tuple(finding for finding in self.findings if finding.code != code)
        return self if len(kept) == len(self.findings) else Report(kept, self.complete, self.accepted)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __add__(self, other: Report) -> Report:
        return Report.joined((self, other))

    def to_dict(self) -> dict[str, Any]:
        return {"ok": self.ok, "complete": self.complete, "findings": [finding.to_dict() for finding in self.findings]}

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings) or "nothing found"
