"""The system instruction: a value that carries everything needed to serve it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..base.cached import cached_property, kept
from ..base.fence import fenced
from ..base.inline import shown
from ..base.notebook import Shown
from ..base.text import line
from ..presets.context import Learner
from ..presets.packs import Pack
from ..reports.report import Finding, Report
from ..wording.words import words_for
from .allowance import Allowance
from .common import Shared
from .held import HeldNorm
from .learner import NOTHING, LearnerError, learner_facts, learner_told
from .section import SEPARATOR, Section, Told

if TYPE_CHECKING:
    from ..tokens.counter import TokenCount
    from ..tokens.meter import Counted
    from .holding import Holding
    from .receipt import Receipt
    from .state import State


@dataclass(frozen=True)
class SystemInstruction(Shown):
    """One checked system instruction.

    It stands by itself: serving it (`for_learner`, `to`) checks nothing and renders no template, so what is live never
    changes under an upgrade of the library.
    """

    shared: Shared
    """What is the same for every learner."""
    learner: Told = NOTHING
    """What is told of one learner."""
    where: Literal["system", "message"] = "system"
    """Whether the learner part stands in the text or is for the message list."""
    remarks: tuple[Finding, ...] = ()
    """What was found about the learner part."""
    provider_count: TokenCount | None = None
    """The provider's own count of the text, where it was asked for one."""

    @property
    def report(self) -> Report:
        """What the check found; no errors."""
        return self.shared.report + Report(self.remarks) if self.remarks else self.shared.report

    @property
    def allowance(self) -> Allowance | None:
        """What the budget left for the text, where there was one."""
        return self.shared.allowance

    @property
    def sections(self) -> tuple[Section, ...]:
        """All pieces of the text in order, each with its origins."""
        return (
            *self.shared.common.rules.sections,
            *self.shared.lesson.sections,
            *self.learner.sections,
            *self.shared.common.closing.sections,
        )

    @property
    def norms(self) -> tuple[HeldNorm, ...]:
        """What the text asks for, with the states in which it holds."""
        return self.shared.common.norms

    @property
    def text(self) -> str:
        """The whole system instruction."""
        return SEPARATOR.join(_texts(self))

    @property
    def stable_text(self) -> str:
        """What is the same for every learner of the course; providers' prompt caches can keep it."""
        return SEPARATOR.join(filter(None, (self.shared.common.rules.text, self.shared.lesson.text)))

    @property
    def closing_text(self) -> str:
        """What comes after the stable text: the learner part, the learner's wishes, and one closing reminder.

        Without the learner part where that is for the message list.
        """
        learner = self.learner.text if self.where == "system" else ""
        return SEPARATOR.join(filter(None, (learner, self.shared.common.closing.text)))

    @property
    def learner_text(self) -> str:
        """The learner part alone, or an empty string. With `where="message"` it is yours to put into the messages."""
        return self.learner.text

    @cached_property
    def tokens(self) -> TokenCount:
        """How many tokens the text takes; the vocabulary is loaded at the first use."""
        if self.provider_count is not None:
            return self.provider_count
        from ..tokens.counter import count_parts

        first, *rest = _texts(self)  # the rules, which are the same for many lessons, and the rest
        return count_parts(first + SEPARATOR if rest else first, SEPARATOR.join(rest), **self.shared.common.counted.way)

    @property
    def cacheable(self) -> bool:
        """Whether the stable text is long enough for the provider's prompt cache.

        An estimate speaks for it unless it is surely too short, and so does a model whose minimum is not known: a mark
        that a provider does not need costs nothing.
        """
        least = self.shared.common.counted.cacheable_prefix
        if least is None:
            return True
        if len(self.stable_text.encode()) < least:  # a token has at least one byte
            return False
        return _most_tokens(self.stable_text, self.shared.common.counted) >= least

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
        from .stored import plain

        norms = [norm.to_dict() for norm in self.norms]
        return {
            "text": _digest(self.stable_text),
            "behaviour": _digest(json.dumps(norms, sort_keys=True, default=plain)),
            "style": self.shared.common.style,
            "locale": self.shared.common.locale,
            "model": self.shared.common.counted.model,
            "sources": [dict(source) for source in self.shared.sources],
            "library": self.shared.common.library,
            "counted": self.shared.common.counted.way,
            **({"frame": self.shared.common.frame} if self.shared.common.frame else {}),
            **({"words": dict(self.shared.common.words)} if self.shared.common.words else {}),
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

        A line beyond 300 characters is cut, with `[...]` in the place of the rest, and of a list the last 100 are
        taken; the receipt says so. With `where="message"` the learner part is no part of `text`, and no target sends
        it: put `learner_text` into the latest message, so that a change in it leaves the system text and the messages
        before it in the provider's cache.

        Nothing is checked against the rules and the stable text does not change. Raises `PedagogyError` for a fact
        nobody knows, for a value that is no text, and for another `where`.
        """
        if where not in ("system", "message"):
            raise LearnerError(f'`where` is "system" or "message", not {shown(where)}.')
        common = self.shared.common
        told = learner_told(learner_facts(learner, facts), common.forms, common.around, common.tags)
        return SystemInstruction(self.shared, told, where)

    def state_line(
        self, state: State | Mapping[str, Any] | None = None, /, *, packs: Iterable[Pack] = (), **values: Any
    ) -> str:
        """One sentence for the message list that says where the dialogue stands: `state_line(attempts=4)`.

        Takes a `State`, or one value of each variable that is to be told. Counters may run on. An app's own variables
        take their words from `packs`: `state_line(packs=[mine], **{"app.exam_week": True})`. Raises `ConditionError`,
        which is a `PedagogyError` here, for what is not known and for a state in which no dialogue stands.
        """
        from .state import state_line

        common = self.shared.common
        return state_line(state, values, words_for(common.locale), packs, common.tags)

    def holding(self, state: State | Mapping[str, Any]) -> Holding:
        """What holds in one dialogue state, from which statement, in which words: `holding(State(attempts=4))`.

        It is said from what the instruction keeps, without the preset, so it stays true to a stored text. Counters may
        run on; what is left out takes its calm or first value, and `assumed` says so. What a budget left out does not
        hold. Raises `PedagogyError` for what is not known, for a state that cannot occur, and for an instruction that
        was stored by a version which kept nothing to answer from.
        """
        from .state import State

        asked = state.to_dict() if isinstance(state, State) else state
        return self.shared.common.background.holding(asked)

    def to(self, target: str, /, **options: Any) -> Any:
        """The instruction in the shape a provider's client or a chat product takes.

        "openai", "litellm" and "langchain-template" (with braces doubled) give messages to put first;
        "openai-responses", "anthropic", "bedrock", "gemini" and "ollama" give keyword arguments; "custom-gpt"
        and "skill" give text, "open-webui" and "open-edx" what to save or paste as JSON. Options by target:
        `role` ("system", "developer" or "user") for "openai", `cache` (whether to set the cache mark) for
        "anthropic", "bedrock" and "litellm", `window` (tokens to serve) for "ollama", `name` and `description`
        for "skill", `base_model` and `name` for "open-webui". Raises `PedagogyError` for an unknown target, an
        option that it does not have, and a text that its product refuses.
        """
        from .targets import Composed, render

        common = self.shared.common
        composed = Composed(
            text=self.text,
            stable_text=self.stable_text,
            title=fenced(line(next((one["title"] for one in reversed(self.shared.sources) if one["title"]), ""))),
            cacheable=self.cacheable,
            cache_known=common.counted.cacheable_prefix is not None,
            role=common.counted.role,
            understood=words_for(common.locale).frame["chat"]["understood"],
            window=self.allowance.window if self.allowance else None,
        )
        return render(target, composed, options)

    def to_json(self) -> str:
        """Everything as JSON, with a digest of each part; `from_json` gives an equal instruction."""
        from .stored import written
        from .storing import data_of

        data = data_of(self.shared, self.sections, self.report)
        data |= {
            "provider_count": self.provider_count and self.provider_count.to_dict(),
            "where": self.where,
            "shortened": list(self.learner.cut),
        }
        return written(data)

    @classmethod
    def from_json(cls, text: str) -> SystemInstruction:
        """The instruction that `to_json` wrote, also one of an older version.

        Raises `PedagogyError`, also a ValueError, for anything else; it says what differs. The digests in the text find
        what was changed by accident. They are no signature: whoever can write where it is stored can write an
        instruction of their own.
        """
        from .storing import parts_of

        return cls(**parts_of(text))

    def __str__(self) -> str:
        return self.text


def _texts(one: SystemInstruction) -> list[str]:
    """What the system text is made of, in order."""
    learner = one.learner.text if one.where == "system" else ""
    common, lesson = one.shared.common, one.shared.lesson
    return [text for text in (common.rules.text, lesson.text, learner, common.closing.text) if text]


@kept(64)
def _most_tokens(text: str, counted: Counted) -> int:
    from ..tokens.counter import count_tokens

    return count_tokens(text, encoding=counted.encoding, like=counted.like).high


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
