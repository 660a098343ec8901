"""One sentence for each kind of clash."""

from __future__ import annotations

from ...norms.claims import Reason
from ...norms.law import Excludes, Together
from ...norms.norm import Norm
from ...norms.theory import words_per_sentence
from ...norms.vocabulary import ORDER_SLOT
from ..parameters import End
from ..resolved import Resolved
from .labels import Names, least_of, most_of


class Headlines:
    """Says why norms of one resolution clash."""

    def __init__(self, resolved: Resolved, names: Names) -> None:
        self.names = names
        self.claims = resolved.resolution.claims
        self.closure = resolved.closure
        self.vocabulary = resolved.closure.vocabulary
        self.words = resolved.words

    def of(self, reason: Reason) -> str:
        """What two or more claims ask for that cannot all be done."""
        norms = [(i, self.claims[i].norms[k]) for i, k in reason.norms]
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
                low = next(pair for pair in norms if least_of(pair[1]) == reason.about["least"])
                high = next(pair for pair in norms if most_of(pair[1]) == reason.about["most"])
                what = self.words.quantity(low[1].target)
                asking, allowing = self._label(*low, "least"), self._label(*high, "most")
                return (
                    f"{asking} asks for at least {reason.about['least']}, and {allowing} allows at most "
                    f"{reason.about['most']}: {what}."
                )
            case "choice":
                slot = norms[0][1].target
                sides = [f"{self._label(i, norm)} sets {_values(norm)}" for i, norm in norms]
                return f"{self.words.listed(sides)}: only one of them can be {self._slot(slot)}."
            case "slots":
                sides = [f"{self._label(i, n)} sets {self._slot(n.target)} to {_values(n)}" for i, n in norms]
                return f"{self.words.listed(sides)}, and these do not go together."
            case "length":
                low, *others = sorted(norms, key=lambda pair: pair[1].target != "words")
                room, least = reason.about["room"], reason.about["least"]
                limits = self.words.listed(dict.fromkeys(self._label(i, norm, "most") for i, norm in others))
                return (
                    f"{self._label(*low, 'least')} asks for at least {least} words, and {limits} "
                    f"{'leaves' if len(others) == 1 else 'leave'} room for about {room} "
                    f"{'sentence' if room == 1 else 'sentences'}: they would be {least / room:.0f} words long."
                )
            case _:
                return self._sum(norms, reason)

    def _against_ban(self, duty: tuple[int, Norm], ban: tuple[int, Norm], reason: Reason, often: str) -> str:
        acts: list[str] = list(reason.about["acts"])
        asked, banned = duty[1].target, ban[1].target
        verb = "lets" if duty[1].modality == "permit" else "asks"
        first = f"{self._label(duty[0])} {verb} the tutor {'' if verb == 'lets' else 'to '}{self._act(duty[1])}{often}"
        if ban[1].modality == "bound":
            return f"{first}, and {self._label(*ban, 'most')} allows no {self.words.quantity(banned)}."
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
            return self.words.act("ask_question", self.vocabulary.acts)
        return self.words.act(norm.target, self.vocabulary.acts)

    def _slot(self, slot: str) -> str:
        if slot.startswith(ORDER_SLOT):
            return f"the order of {self.words.listed(slot.removeprefix(ORDER_SLOT).split('/'))}"
        return self.words.slot(slot)

    def _sum(self, norms: list[tuple[int, Norm]], reason: Reason) -> str:
        about = reason.about
        quantity, most = about["quantity"], about["most"]
        top = next(pair for pair in norms if pair[1].target == quantity and most_of(pair[1]) == most)
        limit = self._label(*top, "most")
        what = self.words.quantity(quantity)
        if "rate" in about:
            return (
                f"{limit} keeps {what} at {most}, where sentences have at "
                f"most {words_per_sentence(most):.0f} words; the demands make them {about['rate']:.0f} words long."
            )
        shares = [f"{self._label(i, self.claims[i].norms[k], 'least')} {share}" for (i, k), share in about["shares"]]
        return (
            f"{limit} allows at most {most} {_singular(what) if most == 1 else what}, and what is asked for needs at "
            f"least {about['least']}: {self.words.listed(shares)}."
        )

    def _label(self, claim: int, norm: Norm | None = None, end: End | None = None) -> str:
        return self.names.of(claim, norm, end).label


def _singular(quantity: str) -> str:
    """The words for a quantity when it is one."""
    return quantity.replace("s in a ", " in a ", 1)


def _values(norm: Norm) -> str:
    return " or ".join(sorted(norm.value)) if isinstance(norm.value, frozenset) else ""
