"""What the analysis found, told to a person: who clashes with whom, when, for example where, and who yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..norms.analysis import LEARNER, Clash, Reason, Resolution, Yielding
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.norm import Norm
from ..norms.space import Space
from ..norms.theory import Excludes, Together, words_per_sentence
from ..norms.vocabulary import ORDER_SLOT
from ..reports.report import Finding, Fix, Place
from ..wording.templates import statement_text
from ..wording.words import Words
from .gather import origin_of

_LONG = 220
"""A description of states longer than this is left to `when`; the message gives an example instead."""


class Teller:
    """Turns one resolution into findings."""

    def __init__(
        self, resolution: Resolution, closure: Closure, words: Words, mend: Callable[[Clash], tuple[Fix, ...]]
    ) -> None:
        self.resolution = resolution
        self.mend = mend
        self.closure = closure
        self.words = words
        self.space: Space = resolution.space
        self.vocabulary = closure.vocabulary

    # -- clashes

    def clashes(self) -> Iterator[Finding]:
        """One finding for each code and set of attributes."""
        groups: dict[tuple[str, tuple[int, ...]], list[Clash]] = {}
        for clash in self.resolution.clashes:
            owners = tuple(sorted({self.resolution.claims[i].owner for i in clash.claims}))
            groups.setdefault((clash.code, owners), []).append(clash)
        for (code, _), group in groups.items():
            yield self._clash(code, group)

    def _clash(self, code: str, group: list[Clash]) -> Finding:
        region = 0
        for clash in group:
            region |= clash.region
        reason = group[0].reasons[0]
        claims = list(dict.fromkeys(i for clash in group for i in clash.claims))
        # Who asks for something stands first: the message reads "asks for ..., and ... forbids it".
        norms = self.resolution.claims
        asking = {i for i, k in reason.norms if norms[i].norms[k].modality in ("oblige", "permit")}
        claims.sort(key=lambda i: (i not in asking, i))
        when = self.words.condition(self.space.cover(region), self.vocabulary.variables)
        witness = self.witness(region, self._names(claims))
        shown = ", ".join(f"{name} = {_shown(value)}" for name, value in witness.items())
        meet = f"They meet when {when}: for example {shown}."
        if not when:
            meet = "They meet in every turn."
        elif len(meet) > _LONG:
            meet = f"They meet in several kinds of turns: for example {shown}."
        severity = "warning" if code == "PED102" and not all(clash.always for clash in group) else "error"
        details = [*self._lines(claims), meet]
        return Finding.of(
            code,
            self._headline(reason),
            severity=severity,
            args={"kind": reason.kind, "statements": [self._label(i) for i in claims], **self._about(reason)},
            attributes=tuple(dict.fromkeys(self.resolution.claims[i].slug for i in claims)),
            when=when or "always",
            witness=witness,
            places=tuple(dict.fromkeys(self.place(i) for i in claims)),
            details=tuple(details),
            mend=lambda: self.mend(_whole(group)),
        )

    def _names(self, claims: Iterable[int]) -> set[str]:
        names: set[str] = set()
        for i in claims:
            claim = self.resolution.claims[i]
            names |= claim.scope.variables | claim.but.variables
            for norm in claim.norms:
                names |= norm.when.variables
        return names

    def witness(self, region: int, names: set[str]) -> dict[str, Any]:
        """One state of the region in the variables that bear on it; where none does, any turn will do."""
        return self.space.witness(region, names) or {"turn": "first"}

    def place(self, claim: int) -> Place:
        placed, statement = origin_of(self.resolution.claims[claim])
        return placed.place(statement.param) if statement.param else placed.place()

    def _label(self, claim: int, number: int | None = None, prefer: str = "max") -> str:
        """The attribute with the parameter the claim comes from; of several, the one that holds `number`."""
        placed, statement = origin_of(self.resolution.claims[claim])
        attribute = placed.attribute
        param = statement.param
        if number is not None:
            hits = [name for name in attribute.parameters() if getattr(attribute, name) == number]
            param = next((name for name in hits if name.startswith(prefer)), hits[0] if hits else param)
        if param is None:
            return f"`{attribute.slug()}`"
        return f"`{attribute.slug()}` ({param}: {shown_value(getattr(attribute, param))})"

    def _lines(self, claims: Sequence[int]) -> list[str]:
        told = []
        for i in claims:
            placed, statement = origin_of(self.resolution.claims[i])
            place = self.place(i)
            where = f"line {place.line}" if place.line else (place.layer if place.source is None else place.source)
            if place.source and place.line and len({self.place(k).source for k in claims}) > 1:
                where = f"{place.source}:{place.line}"
            text = statement_text(placed.attribute, statement.key, "brief", self.words.locale).replace("\n", " ")
            told.append((where, placed.attribute.slug(), text))
        told = list(dict.fromkeys(told))
        left = max(len(where) for where, _, _ in told)
        middle = max(len(slug) for _, slug, _ in told)
        return [f"{where:<{left}}  {slug:<{middle}}  {text}" for where, slug, text in told]

    def _headline(self, reason: Reason) -> str:
        claims = self.resolution.claims
        norms = [(i, claims[i].norms[k]) for i, k in reason.norms]
        some = reason.about.get("some")
        often = " in some turn" if some else ""
        match reason.kind:
            case "ban":
                duty, ban = self._duty_and_ban(norms)
                return self._against_ban(duty, ban, reason, often)
            case "exclusion":
                entry = reason.about["entry"]
                assert isinstance(entry, Excludes)
                first, second = self._doers(norms, entry.act, entry.other)
                return (
                    f"{self._asks(*first)}{often if some and some[0] == first[0] else ''}, and "
                    f"{self._asks(*second)} in the same turn: {entry.because}."
                )
            case "together":
                entry = reason.about["entry"]
                assert isinstance(entry, Together)
                duties = [pair for pair in norms if self.closure.duty(pair[1])]
                bans = [pair for pair in norms if pair[1].modality == "forbid"]
                asked = self.words.listed(dict.fromkeys(self._asks(*pair) for pair in duties), "and")
                return f"{asked}, and {self._forbids(*bans[0])}: {entry.because}."
            case "bounds":
                low = next(pair for pair in norms if _least(pair[1]) == reason.about["least"])
                high = next(pair for pair in norms if _most(pair[1]) == reason.about["most"])
                what = self.vocabulary.quantities[low[1].target]
                return (
                    f"{self._label(low[0])} asks for at least {reason.about['least']}, and {self._label(high[0])} "
                    f"allows at most {reason.about['most']}: {what}."
                )
            case "choice":
                slot = norms[0][1].target
                sides = [f"{self._label(i)} sets {_values(norm)}" for i, norm in norms]
                return f"{self.words.listed(sides)}: only one of them can be {self._slot(slot)}."
            case "slots":
                sides = [f"{self._label(i)} sets {self._slot(n.target)} to {_values(n)}" for i, n in norms]
                return f"{self.words.listed(sides)}, and these do not go together."
            case _:
                return self._sum(norms, reason)

    def _against_ban(self, duty: tuple[int, Norm], ban: tuple[int, Norm], reason: Reason, often: str) -> str:
        acts: list[str] = list(reason.about["acts"])
        asked, banned = duty[1].target, ban[1].target
        verb = "lets" if duty[1].modality == "permit" else "asks"
        first = f"{self._label(duty[0])} {verb} the tutor {'' if verb == 'lets' else 'to '}{self._act(duty[1])}{often}"
        if ban[1].modality == "bound":
            return f"{first}, and {self._label(ban[0])} allows no {self.vocabulary.quantities[banned]}."
        if asked == banned:
            return f"{first}, and {self._label(ban[0])} forbids it."
        why = "; ".join(self.closure.path(asked, acts[0])) if duty[1].modality in ("oblige", "permit") else ""
        return f"{first}, and {self._forbids(*ban)}{': ' + why if why else ''}."

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

    def _asks(self, claim: int, norm: Norm) -> str:
        return f"{self._label(claim)} asks the tutor to {self._act(norm)}"

    def _forbids(self, claim: int, norm: Norm) -> str:
        return f"{self._label(claim)} forbids it to {self._act(norm)}"

    def _act(self, norm: Norm) -> str:
        if norm.modality == "bound":
            return self.vocabulary.acts["ask_question"]
        return self.vocabulary.acts[norm.target]

    def _slot(self, slot: str) -> str:
        if slot.startswith(ORDER_SLOT):
            return f"the order of {self.words.listed(slot.removeprefix(ORDER_SLOT).split('/'))}"
        return self.vocabulary.slots[slot]

    def _sum(self, norms: list[tuple[int, Norm]], reason: Reason) -> str:
        about = reason.about
        quantity, most = about["quantity"], about["most"]
        top = next(i for i, norm in norms if norm.target == quantity and _most(norm) == most)
        limit = self._label(top, most)
        what = self.vocabulary.quantities[quantity]
        if "rate" in about:
            return (
                f"{limit} keeps {what} at {most}, where sentences have at "
                f"most {words_per_sentence(most):.0f} words; the demands make them {about['rate']:.0f} words long."
            )
        least = {i: _least(norm) for i, norm in norms if norm.modality == "bound"}
        shares = [f"{self._label(at[0], least.get(at[0]), 'min')} {share}" for at, share in about["shares"]]
        return (
            f"{limit} allows at most {most} {_singular(what) if most == 1 else what}, and what is asked for needs at "
            f"least {about['least']}: {self.words.listed(shares)}."
        )

    def _about(self, reason: Reason) -> dict[str, Any]:
        kept = ("quantity", "most", "least", "rate", "acts")
        return {name: value for name, value in reason.about.items() if name in kept}

    # -- who yields

    def yieldings(self) -> Iterator[Finding]:
        """One finding for each attribute that is silent somewhere, and to whom."""
        groups: dict[tuple[str, int, tuple[int, ...], bool], list[Yielding]] = {}
        claims = self.resolution.claims
        for one in self.resolution.yieldings:
            winners = tuple(sorted({claims[i].owner for i in one.winners}))
            key = (self._yield_code(one), claims[one.loser].owner, winners, one.known)
            groups.setdefault(key, []).append(one)
        for (code, _, _, _), group in groups.items():
            yield self._yielding(code, group)

    def _yield_code(self, one: Yielding) -> str:
        loser = self.resolution.claims[one.loser]
        winners = [self.resolution.claims[i] for i in one.winners]
        if loser.layer == LEARNER:
            return "PED203"
        if one.known:
            return "PED202" if loser.locked else "PED204"
        if any(winner.locked and winner.layer < loser.layer for winner in winners):
            return "PED202"
        if not winners or (not loser.must and any(winner.must for winner in winners)):
            return "PED204"
        return "PED201"

    def _least_and_most(self, losers: Iterable[int], winners: Sequence[int]) -> tuple[int | None, int | None]:
        """Where a loser asks for more than a winner allows: how much, and what is allowed."""
        claims = self.resolution.claims
        for low in (norm for i in losers for norm in claims[i].norms):
            for high in (norm for i in winners for norm in claims[i].norms):
                least, most = _least(low), _most(high)
                if low.target == high.target and least is not None and most is not None and least > most:
                    return least, most
        return None, None

    def _yielding(self, code: str, group: list[Yielding]) -> Finding:
        losers = list(dict.fromkeys(one.loser for one in group))
        winners = list(dict.fromkeys(i for one in group for i in one.winners))
        region = 0
        for one in group:
            region |= one.region
        names = self._names([*losers, *winners])
        left = any(self.resolution.live[i] for i in losers)
        condition = self.space.cover(region)
        when = self.words.condition(condition, self.vocabulary.variables)
        slug = self.resolution.claims[losers[0]].slug
        by_owner = {self.resolution.claims[i].owner: i for i in reversed(winners)}
        few, many = self._least_and_most(losers, winners)
        others = self.words.listed(self._label(by_owner[owner], many) for owner in sorted(by_owner))
        where = f"when {when}" if left and when else "everywhere"
        nowhere = where if left and when else "in any turn"
        are = "is" if len(by_owner) == 1 else "are"
        stands = "which stands in an inner layer" if len(by_owner) == 1 else "which stand in inner layers"
        label = self._label(losers[0], few, "min")
        match code:
            case _ if group[0].known:
                leaves = "leaves" if len(by_owner) == 1 else "leave"
                told = f"{label} is silent {where}: with what is given, {others} {leaves} no turn for it."
            case "PED203" if not winners:
                told = f"The learner's wish {label} is not followed {nowhere}: another wish says the opposite."
            case "PED203":
                told = f"The learner's wish {label} is not followed {nowhere}: the authors have said otherwise"
                told += f" ({others})." if others else "."
            case "PED202":
                told = f"{label} is not followed {nowhere}: {others} {are} locked by an outer layer."
            case "PED204" if not winners:
                told = f"{label} is silent {where}: another wish says the opposite."
            case "PED204":
                told = f"{label} gives way {where}: it is only a wish, and {others} is a must."
            case _ if group[0].replaced:
                told = f"{label} is replaced {where} by {others}, {stands}."
            case _:
                told = f"{label} gives way {where} to {others}, {stands}."
        return Finding.of(
            code,
            told,
            args={"left_out": not left},
            attributes=tuple(dict.fromkeys([slug, *(self.resolution.claims[i].slug for i in winners)])),
            when=when or "always",
            witness=self.witness(region, names),
            places=tuple(dict.fromkeys(self.place(i) for i in [*losers, *winners])),
        )


def _whole(group: list[Clash]) -> Clash:
    """The clashes of one finding as one clash."""
    region = 0
    for clash in group:
        region |= clash.region
    claims = tuple(sorted({i for clash in group for i in clash.claims}))
    return Clash(group[0].code, claims, region, [reason for clash in group for reason in clash.reasons])


def _singular(quantity: str) -> str:
    """The words for a quantity when it is one."""
    return quantity.replace("s in a ", " in a ", 1)


def _least(norm: Norm) -> int | None:
    return norm.value[0] if isinstance(norm.value, tuple) else None


def _most(norm: Norm) -> int | None:
    return norm.value[1] if isinstance(norm.value, tuple) else None


def _values(norm: Norm) -> str:
    return " or ".join(sorted(norm.value)) if isinstance(norm.value, frozenset) else ""


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def shown_value(value: Any) -> str:
    """A parameter's value as a preset would show it on one line."""
    if isinstance(value, Condition):
        return shown_value(value.to_data())
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {shown_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(shown_value(part) for part in value) + "]"
    return _shown(value)
