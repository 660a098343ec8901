"""A receipt: where the tokens of an instruction go, what was chosen and why. As data, and as text with bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ..base.inline import few
from ..base.notebook import Shown
from ..base.visible import visible
from .section import Section, Told

if TYPE_CHECKING:
    from ..tokens.counter import Counter, TokenCount
    from .allowance import Allowance
    from .common import Shared

FRAME = {"words": "glossary", "lesson": "lesson", "learner": "learner", "reminder": "reminder", "rules": "rules"}
"""The parts of a text that belong to no attribute, by their group."""

Form = Literal["full", "brief", "mixed", "left out", "fixed"]

BAR = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute, or one part of the frame.

    `tokens` is what it takes; `full` and `brief` what it would take in each wording, None for what has but one. `form`
    is the wording chosen, `why` the reason for it.
    """

    name: str
    tokens: int
    form: Form
    why: str
    full: int | None = None
    brief: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt(Shown):
    """Where the tokens of an instruction go. The lines' tokens add up to `total.value`.

    `limit` is what the budget left for the text without the learner part, `unused` what of it is free; None without a
    budget. `richer` more tokens would say more, of the things in `richer_of`. `stable` is the part that is the same for
    every learner, `cacheable_prefix` the least of it that the model's provider caches, where that is known.
    """

    lines: tuple[Line, ...]
    total: TokenCount
    stable: TokenCount
    cacheable_prefix: int | None = None
    limit: int | None = None
    unused: int | None = None
    richer: int | None = None
    richer_of: tuple[str, ...] = ()
    unit: Literal["tokens", "characters"] = "tokens"
    """What `limit`, `unused` and `richer` count."""
    provider_count: TokenCount | None = None
    """The provider's own count of the whole, where it was asked; `limit` and `unused` then go by it."""

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)

    def __str__(self) -> str:
        return receipt_text(self)


class Accounted(Protocol):
    """What a receipt asks of an instruction."""

    @property
    def where(self) -> Literal["system", "message"]: ...
    @property
    def text(self) -> str: ...
    @property
    def stable_text(self) -> str: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def allowance(self) -> Allowance | None: ...
    @property
    def shared(self) -> Shared: ...
    @property
    def learner(self) -> Told: ...
    @property
    def provider_count(self) -> TokenCount | None: ...


def receipt_of(instruction: Accounted) -> Receipt:
    """The receipt of an instruction."""
    from ..tokens.counter import counter_for

    counted = instruction.shared.common.counted
    counter = counter_for(encoding=counted.encoding, like=counted.like)
    total = counter.count(instruction.text)
    allowance = instruction.allowance
    said = [one for one in instruction.sections if instruction.where == "system" or one.group != "learner"]
    unsaid = instruction.shared.common.background.alternatives()
    lines = [*_attributes(said, unsaid, allowance, counter), *_frame(said, instruction.learner.cut, counter)]
    headings = total.value - sum(line.tokens for line in lines)
    lines.append(Line("role and headings", headings, "fixed", "the frame round the rest"))
    return Receipt(
        lines=tuple(lines),
        total=total,
        stable=counter.count(instruction.stable_text),
        cacheable_prefix=counted.cacheable_prefix,
        limit=allowance.limit if allowance else None,
        unused=allowance.limit - (allowance.spent or 0) if allowance else None,
        richer=allowance.richer if allowance else None,
        richer_of=allowance.richer_of if allowance else (),
        unit=allowance.unit if allowance else "tokens",
        provider_count=instruction.provider_count,
    )


def _attributes(
    said: Iterable[Section], unsaid: Iterable[Section], allowance: Allowance | None, counter: Counter
) -> Iterable[Line]:
    chosen: dict[str, list[Section]] = {}
    for section in said:
        if section.attributes and section.group != "reminder":
            chosen.setdefault(section.name, []).append(section)
    prices: dict[str, dict[str, int]] = {name: {} for name in chosen}
    for section in [*(one for group in chosen.values() for one in group), *unsaid]:
        found = prices.setdefault(section.name, {})
        found[section.detail] = found.get(section.detail, 0) + _tokens(section, counter)
    for name, price in prices.items():
        sections = chosen.get(name, [])
        details = {section.detail for section in sections}
        form: Form = "left out" if not details else "mixed" if len(details) > 1 else details.pop()
        tokens = sum(_tokens(section, counter) for section in sections)
        why = _why(name, form, price, allowance)
        yield Line(name, tokens, form, why, price.get("full"), price.get("brief"))


def _why(name: str, form: Form, price: dict[str, int], allowance: Allowance | None) -> str:
    if allowance is None:
        return "no budget"
    if allowance.pinned:
        return "the wording is pinned"
    if form == "left out":
        return f"worth least for its {min(price.values())} tokens"
    must = "required; " if name in allowance.required else ""
    return must + ("fits" if form == "full" else "shortened to fit")


def _frame(said: Iterable[Section], shortened: Sequence[str], counter: Counter) -> Iterable[Line]:
    parts: dict[str, list[Section]] = {}
    for section in said:
        if section.group in FRAME and (not section.attributes or section.group == "reminder"):
            parts.setdefault(section.group, []).append(section)
    for group, sections in parts.items():
        tokens = sum(_tokens(section, counter) for section in sections)
        if group != "words":
            cut = f"too long, so it was cut: {', '.join(shortened)}" if group == "learner" and shortened else ""
            yield Line(FRAME[group], tokens, "fixed", cut or "is never shortened")
            continue
        details = {section.detail for section in sections}
        form: Form = "mixed" if len(details) > 1 else details.pop()
        yield Line(FRAME[group], tokens, form, "defines the words in use")


def _tokens(section: Section, counter: Counter) -> int:
    return counter.count(f"- {section.text}\n" if section.item else f"{section.text}\n").value


def receipt_text(receipt: Receipt) -> str:
    """The receipt as a table with bars, for a terminal."""
    width = max(len(line.name) for line in receipt.lines)
    most = max(1, *(line.tokens for line in receipt.lines))
    rows = [f"{'':{width}}  {'':{BAR}}  tokens    full   brief"]
    for line in receipt.lines:
        bar = "#" * -(-line.tokens * BAR // most)
        prices = "".join(f"{'' if price is None else format(price, ','):>8}" for price in (line.full, line.brief))
        form = "" if line.form == "fixed" else f"{line.form}: "
        rows.append(f"{line.name:{width}}  {bar:{BAR}}  {line.tokens:>6,}{prices}   {form}{line.why}")
    rows.append(f"{'total':{width}}  {'':{BAR}}  {receipt.total.value:>6,}   {receipt.total}; {receipt.total.basis}")
    if receipt.provider_count is not None:
        rows.append(f"The provider counts {receipt.provider_count}; the lines above are counted here.")
    if receipt.limit is not None:
        more = "" if receipt.richer is None else f"; {receipt.richer:,} more would say more of {few(receipt.richer_of)}"
        rows.append(f"The budget leaves {receipt.limit:,} {receipt.unit} for it: {_unused(receipt.unused or 0)}{more}.")
    least = receipt.cacheable_prefix
    cached = "" if least is None else f"; the model's provider caches a prefix from {least:,} on"
    rows.append(f"The same for every learner: {receipt.stable}{cached}.")
    return visible("\n".join(rows))


def _unused(tokens: int) -> str:
    return f"{tokens:,} unused" if tokens >= 0 else f"by the upper end {-tokens:,} too long"
