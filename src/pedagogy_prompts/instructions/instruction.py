"""The system instruction: a value that carries everything needed to serve it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

from ..norms.condition import Condition
from ..norms.notation import ConditionError
from ..norms.space import Space
from ..presets.context import Learner
from ..presets.packs import Pack, closure_of
from ..reports.report import Finding, Place, Report
from ..wording.words import words_for
from .allowance import Allowance
from .frame import learner_lines
from .held import HeldNorm
from .section import SEPARATOR, Block, Section, Style, headed

if TYPE_CHECKING:
    from ..tokens.counter import TokenCount
    from .receipt import Receipt

_JSON_FORMAT = 1
_CLOSING = ("wishes", "reminder")


@dataclass(frozen=True)
class SystemInstruction:
    """One checked system instruction.

    It stands by itself: serving it (`for_learner`, `to`) checks nothing and renders no template, so what is live never
    changes under an upgrade of the library.
    """

    rules: Block
    """What the authors ask for, and what its words mean."""
    lesson: Block
    """What is told of the lesson."""
    learner: Block
    """What is told of one learner."""
    closing: Block
    """The learner's wishes, and the reminder."""
    report: Report
    """What the check found; no errors."""
    norms: tuple[HeldNorm, ...]
    """What the text asks for, with the states in which it holds."""
    style: Style = "markdown"
    locale: str = "en"
    model: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    """The headings of the groups."""
    forms: Mapping[str, str] = field(default_factory=dict, repr=False)
    """How the learner part is worded."""
    provenance: Mapping[str, Any] = field(default_factory=dict, repr=False)
    allowance: Allowance | None = None
    """What the budget left for the text, where there was one."""
    provider_count: TokenCount | None = None
    """The provider's own count of the text, where it was asked for one."""
    cacheable_prefix: int | None = None
    """The smallest prefix, in tokens, that the model's provider caches, where that is known."""
    where: Literal["system", "message"] = "system"
    """Whether the learner part stands in the text or is for the message list."""
    wordings: Callable[[], tuple[Section, ...]] = field(default=tuple, compare=False, repr=False)
    """Gives the wordings that were not chosen; they are for the receipt alone."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """All pieces of the text in order, each with its origins."""
        return (*self.rules.sections, *self.lesson.sections, *self.learner.sections, *self.closing.sections)

    @cached_property
    def text(self) -> str:
        """The whole system instruction."""
        return _joined(*self._texts())

    @cached_property
    def stable_text(self) -> str:
        """What is the same for every learner of the course; providers' prompt caches can keep it."""
        return _joined(self.rules.text, self.lesson.text)

    @property
    def closing_text(self) -> str:
        """What comes after the stable text: the learner part, the learner's wishes, and one closing reminder.

        Without the learner part where that is for the message list.
        """
        return _joined(*self._texts()[2:])

    @property
    def learner_text(self) -> str:
        """The learner part alone, or an empty string. With `where="message"` it is yours to put into the messages."""
        return self.learner.text

    def _texts(self) -> tuple[str, str, str, str]:
        learner = self.learner.text if self.where == "system" else ""
        return self.rules.text, self.lesson.text, learner, self.closing.text

    @cached_property
    def tokens(self) -> TokenCount:
        """How many tokens the text takes; the vocabulary is loaded at the first use."""
        if self.provider_count is not None:
            return self.provider_count
        from ..tokens.counter import count_parts

        return count_parts([text for text in self._texts() if text], SEPARATOR, **self.provenance.get("counted", {}))

    @property
    def cacheable(self) -> bool:
        """Whether the stable text is long enough for the provider's prompt cache.

        An estimate speaks for it unless it is surely too short, and so does a model whose minimum is not known: a mark
        that a provider does not need costs nothing.
        """
        if self.cacheable_prefix is None:
            return True
        if len(self.stable_text.encode()) < self.cacheable_prefix:  # a token has at least one byte
            return False
        counted = tuple(sorted(self.provenance.get("counted", {}).items()))
        return _most_tokens(self.stable_text, counted) >= self.cacheable_prefix

    def receipt(self) -> Receipt:
        """Where the tokens go: what each part takes, what was chosen and why, and what more would cost.

        Counts, so the vocabulary is loaded at the first use. `str(receipt)` is a table, `receipt.to_dict()` plain data.
        """
        from .receipt import receipt_of

        return receipt_of(self)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the text, in hexadecimal."""
        return _digest(self.text)

    def manifest(self) -> dict[str, Any]:
        """What this instruction is made of, for a log or an experiment; it holds no learner data."""
        return {
            "text": _digest(self.stable_text),
            "behaviour": _digest(json.dumps([norm.to_dict() for norm in self.norms], sort_keys=True, default=_plain)),
            "style": self.style,
            "locale": self.locale,
            "model": self.model,
            **self.provenance,
            "shortened": sorted({a for s in self.sections if s.detail != "full" for a in s.attributes}),
            "left_out": list(self.allowance.left_out) if self.allowance else [],
        }

    def for_learner(
        self,
        learner: Learner | Mapping[str, Any] | None = None,
        /,
        *,
        where: Literal["system", "message"] = "system",
        **facts: Any,
    ) -> SystemInstruction:
        """This instruction with the learner part filled: `name`, `level`, `interests`, `recent_attempts`.

        With `where="message"` the learner part is no part of `text`, and no target sends it: put `learner_text` into
        the latest message, so that a change in it leaves the system text and the messages before it in the provider's
        cache.

        Nothing is checked against the rules and the stable text does not change. Raises pydantic's ValidationError for
        facts of the wrong form, ValueError for another `where`.
        """
        if where not in ("system", "message"):
            raise ValueError(f'`where` is "system" or "message", not {where!r}.')
        if isinstance(learner, Learner):
            facts = {**{name: getattr(learner, name) for name in learner.model_fields_set}, **facts}
        elif learner is not None:
            facts = {**learner, **facts}
        served = object.__new__(SystemInstruction)  # `replace` would set the rest of the fields again, one by one
        served.__dict__.update(self.__dict__)
        served.__dict__.update(
            learner=learner_block(Learner(**facts), self.forms, self.titles, self.style),
            where=where,
            provider_count=None,
            report=self.report.without("PED706"),  # it spoke of another learner
        )
        for derived in ("text", "tokens"):
            served.__dict__.pop(derived, None)
        return served

    def state_line(self, *, packs: Iterable[Pack] = (), **state: Any) -> str:
        """One sentence for the message list that says where the dialogue stands: `state_line(attempts=4)`.

        An app's own variables take their words from `packs`: `state_line(packs=[mine], **{"app.exam_week": True})`.
        Raises `ConditionError` for unknown variables and values, ValueError for more than one value of a variable.
        """
        if not state:
            raise ValueError("Say where the dialogue stands, such as state_line(attempts=4).")
        variables = closure_of(tuple(packs)).vocabulary.variables
        condition = Condition(state)
        values: dict[str, Any] = {}
        for name in state:
            box = dict(condition.boxes[0])
            told = box[name][1] if name in box else frozenset(variables[name].values)
            if name not in variables:
                raise ConditionError(f"There is no condition variable '{name}': pass the pack that has it.", (name,))
            if len(told) != 1:
                raise ValueError(f"A dialogue stands in one state: give '{name}' one value, not {state[name]!r}.")
            values[name] = next(iter(told))
        vocabulary = closure_of(tuple(packs)).vocabulary
        if not Space([condition], variables=variables, facts=vocabulary.facts).mask(condition):
            raise ValueError(f"No dialogue stands there: {words_for(self.locale).state(values, variables)}")
        return words_for(self.locale).state(values, variables)

    def to(self, target: str) -> Any:
        """The instruction in the shape a provider's client takes.

        "openai" gives messages to put first; "openai-responses", "anthropic" and "gemini" give keyword arguments.
        Raises `PedagogyError` for an unknown target.
        """
        from .targets import render

        return render(target, self)

    def to_json(self) -> str:
        """Everything as JSON; `from_json` gives an equal instruction."""
        return json.dumps(
            {
                "format": _JSON_FORMAT,
                "style": self.style,
                "locale": self.locale,
                "model": self.model,
                "titles": dict(self.titles),
                "forms": dict(self.forms),
                "provenance": dict(self.provenance),
                "allowance": self.allowance and self.allowance.to_dict(),
                "provider_count": self.provider_count and self.provider_count.to_dict(),
                "cacheable_prefix": self.cacheable_prefix,
                "where": self.where,
                "wordings": [dataclasses.asdict(section) for section in self.wordings()],
                "sections": [dataclasses.asdict(section) for section in self.sections],
                "norms": [norm.to_dict() for norm in self.norms],
                "report": {
                    "complete": self.report.complete,
                    "findings": [_finding_data(finding) for finding in self.report.findings],
                },
            },
            ensure_ascii=False,
            default=_plain,
        )

    @classmethod
    def from_json(cls, text: str) -> SystemInstruction:
        """The instruction that `to_json` wrote. Raises ValueError for anything else."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("format") != _JSON_FORMAT:
            raise ValueError(f"This is not an instruction in the JSON form {_JSON_FORMAT} of this library.")
        report = data["report"]
        sections = [_section(one) for one in data["sections"]]

        def block(*groups: str, but: bool = False) -> Block:
            mine = [section for section in sections if (section.group in groups) is not but]
            return Block.of(mine, data["titles"], data["style"])

        return cls(
            rules=block("lesson", "learner", *_CLOSING, but=True),
            lesson=block("lesson"),
            learner=block("learner"),
            closing=block(*_CLOSING),
            report=Report(tuple(_finding(one) for one in report["findings"]), report["complete"]),
            norms=tuple(HeldNorm.from_dict(one) for one in data["norms"]),
            style=data["style"],
            locale=data["locale"],
            model=data["model"],
            titles=data["titles"],
            forms=data["forms"],
            provenance=data["provenance"],
            allowance=data["allowance"] and Allowance.from_dict(data["allowance"]),
            provider_count=_count(data.get("provider_count")),
            cacheable_prefix=data["cacheable_prefix"],
            where=data["where"],
            wordings=partial(tuple, [_section(one) for one in data["wordings"]]),
        )

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "wordings": partial(tuple, self.wordings())}

    def __str__(self) -> str:
        return self.text


def learner_block(learner: Learner, forms: Mapping[str, str], titles: Mapping[str, str], style: Style) -> Block:
    """The learner part; empty when nothing is known."""
    lines = learner_lines(learner, forms)
    if not lines:
        return Block()
    section = Section("learner", "learner", "\n".join(lines), item=False)
    return Block((section,), headed("learner", titles["learner"], section.text, style))


def _joined(*texts: str) -> str:
    return SEPARATOR.join(filter(None, texts))


@lru_cache(maxsize=64)
def _most_tokens(text: str, counted: tuple[tuple[str, str], ...]) -> int:
    from ..tokens.counter import count_tokens

    return count_tokens(text, **dict(counted)).high  # type: ignore[arg-type]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value, key=str)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _count(data: Mapping[str, Any] | None) -> TokenCount | None:
    from ..tokens.counter import TokenCount

    return TokenCount(**data) if data else None


def _place(data: Mapping[str, Any]) -> Place:
    return Place(**{**data, "path": tuple(data["path"])})


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        **{
            **data,
            "origins": tuple(_place(one) for one in data["origins"]),
            "attributes": tuple(data["attributes"]),
        }
    )


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        **{
            **data,
            "attributes": tuple(data["attributes"]),
            "places": tuple(_place(one) for one in data["places"]),
            "details": tuple(data["details"]),
        }
    )


def _finding_data(finding: Finding) -> dict[str, Any]:
    """A finding without its fixes: an instruction that stands has nothing to mend."""
    kept = ("code", "message", "severity", "args", "attributes", "when", "witness", "details")
    places = [place.to_dict() for place in finding.places]
    return {**{name: getattr(finding, name) for name in kept}, "places": places}
