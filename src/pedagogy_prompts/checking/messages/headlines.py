"""One sentence for each kind of clash."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...norms.active import Active
from ...norms.claims import Reason
from ...norms.law import Excludes, Together
from ...norms.norm import Norm
from ...norms.runs import within
from ...norms.theory import words_per_sentence
from ...norms.vocabulary import OPEN_AND_SHUT, ORDER_SLOT
from ...norms.weights import weight_of
from ...reports.saying import Sentence, Sentences
from ..parameters import End
from ..resolved import Resolved
from .labels import Names, least_of, most_of

_say = Sentences("checking")

EVIDENT = frozenset(
    (
        "asking this is asking a question",
        "it is an explanation",
        "it is an explanation of a concept",
        "it is a kind of hint",
        "it is a kind of praise",
    )
)
"""Reasons of the theory that a teacher need not be told."""


class Headlines:
    """Says why norms of one resolution clash."""

    def __init__(self, resolved: Resolved, names: Names) -> None:
        self.names = names
        self.claims = resolved.resolution.claims
        self.closure = resolved.closure
        self.vocabulary = resolved.closure.vocabulary
        self.words = resolved.words

    def of(self, reason: Reason) -> Sentence:
        """What two or more claims ask for that cannot all be done."""
        norms = [(i, self.claims[i].norms[k]) for i, k in reason.norms]
        some = reason.about.get("some")
        match reason.kind:
            case "ban":
                duty, ban = self._duty_and_ban(norms)
                return self._against_ban(duty, ban, reason, often=bool(some))
            case "exclusion":
                entry = reason.about["entry"]
                assert isinstance(entry, Excludes)
                first, second = self._doers(norms, entry.act, entry.other)
                asks = self._asks(*first, often=bool(some and some[0] == first[0]))
                return _say("clash.exclusion", asks=asks, other=self._asks(*second), why=entry.because)
            case "together":
                entry = reason.about["entry"]
                assert isinstance(entry, Together)
                duties = [pair for pair in norms if self.closure.duty(pair[1])]
                ban = next(pair for pair in norms if pair[1].modality == "forbid")
                every = self._listed((self._asks(*pair) for pair in duties), "and")
                forbids, act = self._label(*ban), self._act(ban[1])
                return _say("clash.because", asks=every, ban=forbids, act=act, why=entry.because)
            case "bounds":
                least, most = reason.about["least"], reason.about["most"]
                low = next(pair for pair in norms if least_of(pair[1]) == least)
                high = next(pair for pair in norms if most_of(pair[1]) == most)
                lower, upper = self._label(*low, "least"), self._label(*high, "most")
                quantity = self.words.quantity(low[1].target)
                return _say("clash.bounds", asks=lower, least=least, limit=upper, most=most, quantity=quantity)
            case "choice":
                slot = norms[0][1].target
                if named := self._of_named(slot, norms):
                    return named
                if slot.startswith(ORDER_SLOT):
                    return _say("clash.order", sides=self._listed([self._puts(*pair) for pair in norms], "and"))
                sides = [_say("parts.sets", attribute=self._label(i, n), values=self._values(n)) for i, n in norms]
                return _say("clash.choice", sides=self._listed(sides, "and"), slot=self._slot(slot))
            case "slots":
                labels = [self._label(i, norm) for i, norm in norms]
                return _say("clash.slots", sides=self.words.listed(labels, "and"), why=self._apart(norms))
            case "length":
                return self._length(norms, reason)
            case _:
                return self._sum(norms, reason)

    def _listed(self, parts: Iterable[str], joined: str) -> Sentence:
        """Sentences in one, each of them once."""
        named = {f"part{i}": part for i, part in enumerate(dict.fromkeys(parts))}
        return Sentence("", self.words.listed([f"{{{name}}}" for name in named], joined), named)

    def _length(self, norms: list[tuple[int, Norm]], reason: Reason) -> Sentence:
        low, *others = sorted(norms, key=lambda pair: pair[1].target != "words")
        room, least = reason.about["room"], reason.about["least"]
        return _say(
            "clash.length",
            asks=self._label(*low, "least"),
            least=least,
            limit=self.words.listed(dict.fromkeys(self._label(i, norm, "most") for i, norm in others)),
            leave=_say("parts.leaves" if len(others) == 1 else "parts.leave"),
            room=room,
            sentences=_say("parts.sentence" if room == 1 else "parts.sentences"),
            long=f"{least / room:.0f}",
        )

    def _against_ban(self, duty: tuple[int, Norm], ban: tuple[int, Norm], reason: Reason, *, often: bool) -> Sentence:
        acts = self.closure.names(reason.about["acts"])
        asked, banned = duty[1].target, ban[1].target
        asks = self._asks(*duty, often=often)
        if ban[1].modality == "bound":
            limit = self._label(*ban, "most")
            return _say("clash.no_amount", asks=asks, ban=limit, quantity=self.words.quantity(banned))
        if any(norm.target == "only_questions" for norm in self.claims[ban[0]].norms):
            return _say("clash.only_questions", asks=asks, ban=self._label(*ban))
        if asked == banned:
            return _say("clash.same", asks=asks, ban=self._label(*ban))
        steps = self.closure.path(asked, acts[0]) if duty[1].modality in ("oblige", "permit") else []
        why = "; ".join(dict.fromkeys(step for step in steps if step not in EVIDENT))
        forbids, act = self._label(*ban), self._act(ban[1])
        return _say("clash.because" if why else "clash.other", asks=asks, ban=forbids, act=act, why=why)

    def _duty_and_ban(self, norms: list[tuple[int, Norm]]) -> tuple[tuple[int, Norm], tuple[int, Norm]]:
        for duty in norms:
            for ban in norms:
                acts = self.closure.duty(duty[1])
                if duty[1].modality == "permit":
                    acts = self.closure.implied[duty[1].target]
                if acts & self.closure.ban(ban[1]):
                    return duty, ban
        raise AssertionError("a clash of kind 'ban' has a duty and a ban")

    def _doers(self, norms: list[tuple[int, Norm]], *acts: str) -> list[tuple[int, Norm]]:
        return [next(pair for pair in norms if self.closure.duty(pair[1]) & self.closure.bit[act]) for act in acts]

    def _asks(self, claim: int, norm: Norm, *, often: bool = False) -> Sentence:
        also = _say("parts.often") if often else ""
        attribute, act = self._label(claim, norm, "least"), self._act(norm)
        lets = norm.modality == "permit"
        return _say("parts.lets" if lets else "parts.asks", attribute=attribute, act=act, often=also)

    def _act(self, norm: Norm) -> str:
        if norm.modality == "bound":
            return self.words.act("ask_question", self.vocabulary.acts)
        return self.words.act(norm.target, self.vocabulary.acts)

    def _slot(self, slot: str) -> str:
        if slot.startswith(ORDER_SLOT):
            return _say("parts.order", moves=self.words.listed(slot.removeprefix(ORDER_SLOT).split("/")))
        return self.words.slot(slot)

    def _puts(self, claim: int, norm: Norm) -> Sentence:
        """Which of two comes first."""
        first = self._values(norm)
        last = [one.replace("_", " ") for one in norm.target.removeprefix(ORDER_SLOT).split("/")]
        after = " and ".join(one for one in last if one != first)
        return _say("parts.puts", attribute=self._label(claim, norm), first=first, last=after)

    def _apart(self, norms: list[tuple[int, Norm]]) -> str:
        """Why no values of two choices go together."""
        (a, mine), (b, theirs) = [
            (norm.target, sorted(norm.value) if isinstance(norm.value, frozenset) else []) for _, norm in norms
        ]
        return "; ".join(dict.fromkeys(self.closure.slot_clashes[a, x, b, y] for x in mine for y in theirs))

    def _of_named(self, slot: str, norms: list[tuple[int, Norm]]) -> Sentence | None:
        """Who takes up what an author's words name, and who rules it out."""
        kind, named, text = slot.partition(":")
        if not named or kind not in OPEN_AND_SHUT:
            return None
        sides = [
            next((pair for pair in norms if pair[1].value == frozenset([one])), None) for one in OPEN_AND_SHUT[kind]
        ]
        if None in sides:
            return None
        asks, ban = (self._label(*pair) for pair in sides if pair)
        if run := within(text):
            return _say("clash.beyond", asks=asks, ban=ban, text=run)
        return _say("clash.topic" if kind == "topic" else "clash.phrase", asks=asks, ban=ban, text=text)

    def _values(self, norm: Norm) -> str:
        values = sorted(norm.value) if isinstance(norm.value, frozenset) else []
        return self.words.listed([self.words.chosen(norm.target, value) for value in values], "or")

    def _sum(self, norms: list[tuple[int, Norm]], reason: Reason) -> Sentence:
        about = reason.about
        quantity, most = about["quantity"], about["most"]
        top = next(pair for pair in norms if pair[1].target == quantity and most_of(pair[1]) == most)
        limit = self._label(*top, "most")
        what = self.words.quantity(quantity)
        if "rate" in about:
            asked = dict.fromkeys(self._label(*pair) for pair in norms if pair != top)
            return _say(
                "clash.rate.one" if len(asked) == 1 else "clash.rate.more",
                limit=limit,
                quantity=what,
                most=most,
                usual=f"{words_per_sentence(most):.0f}",
                asks=self.words.listed(asked, "and"),
                long=f"{about['rate']:.0f}",
            )
        shares = [
            (self._label(i, self.claims[i].norms[k], "least"), self._share(i, k, quantity)) for i, k in about["shares"]
        ]
        quantity, least = _singular(what) if most == 1 else what, about["least"]
        if len(shares) == 1:
            return _say("clash.sum.one", limit=limit, most=most, quantity=quantity, asks=shares[0][0], least=least)
        told = self._listed([_say("parts.share", asks=asks, share=share) for asks, share in shares], "and")
        return _say("clash.sum.more", limit=limit, most=most, quantity=quantity, least=least, shares=told)

    def _share(self, i: int, k: int, quantity: str) -> int:
        """How much of a quantity a norm takes by itself."""
        norm = self.claims[i].norms[k]
        alone = Active((i, k), norm, -1, self.closure.duty(norm), self.closure.ban(norm))
        return self.closure.least(quantity, *weight_of(alone, quantity))

    def _label(self, claim: int, norm: Norm | None = None, end: End | None = None) -> str:
        return self.names.of(claim, norm, end).label


def _singular(quantity: str) -> str:
    """The words for a quantity when it is one: the first of them that is a plural names what is counted."""
    return re.sub(r"^(\w+ )??(\w+?)(ies|(?<=ss)es|(?<!s)s)\b", _one, quantity, count=1)


def _one(found: re.Match[str]) -> str:
    return f"{found[1] or ''}{found[2]}{'y' if found[3] == 'ies' else ''}"
