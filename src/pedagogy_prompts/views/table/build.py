"""What a tutor does at the moments a teacher asks about: the decision table, and the gaps in it.

It reads the resolution of the check; nothing is analysed again, so it shows what the instruction says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Unpack

from ...attributes.kit.attribute import own_texts, settling
from ...base.text import line
from ...checking.acceptance import sorted_out
from ...checking.claims import origin_of
from ...checking.gather import Part, gather
from ...checking.messages.tensions import tensions
from ...checking.said import Said
from ...instructions.holding import KINDS
from ...norms.closure import Closure
from ...norms.condition import Condition
from ...presets.context import Context, ContextFields
from ...presets.packs import Pack
from ...reports.report import Finding
from ...reports.saying import Sentences
from ...wording.phrases import flat, part_of
from ..reading import Reading
from .situations import BACKGROUND, MATERIALS, SITUATIONS, Situation
from .table import DecisionTable, Item, Row, Source

_say = Sentences("views/table")
_ACTING = ("oblige", "permit", "forbid")
_NAMING = frozenset({"refer_to_person", "ask_own_question", "say_who_reads"})
"""Acts that say little without the author's own words: who is meant, or what is asked."""


def decision_table(
    *parts: Part,
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    locale: str = "en",
    packs: Iterable[Pack] = (),
    **fields: Unpack[ContextFields],
) -> DecisionTable:
    """What the tutor does and does not do at the moments a teacher asks about, with the source of everything.

    What holds in every turn stands once, before the rows; a row holds what its situation adds or lifts. Rows nothing
    is said about are gaps. The arguments are those of `check`; conflicts nobody has settled do not stop it, they are
    named in `unsettled`. Raises `CompositionError` when the parts' conditions cannot be read or hold more conflicts
    than a report lists, and what `check` raises.
    """
    composition = gather(parts, context=context, given=given, packs=packs, fields=fields)
    return _Tabler(Reading.of(composition, locale)).table()


def gaps(
    *parts: Part,
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    locale: str = "en",
    packs: Iterable[Pack] = (),
    **fields: Unpack[ContextFields],
) -> list[Finding]:
    """What is worth knowing and wrong with nothing, as findings of severity info.

    That is the moments that matter and that nothing is said about (PED501-505): a request for the answer, a wrong
    answer, frustration, being stuck and, where materials are given, a question the materials do not answer. And it is
    what can be followed but leaves hardly any room (PED506). What a preset accepts is left out. The arguments and
    errors are those of `decision_table`.
    """
    composition = gather(parts, context=context, given=given, packs=packs, fields=fields)
    reading = Reading.of(composition, locale)
    found = [*_gaps(_Tabler(reading)), *tensions(reading.resolved)]
    return sorted_out(found, composition.accept, placed=composition.placed, unused=False)[0]


class _Tabler:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.space = reading.space
        self.said = list(reading.said())
        self.acting = {one.claim for one in self.said if one.norm.modality in _ACTING}
        self.numbers: dict[int, int] = {}
        self.shown: set[int] = set()
        self._parts: dict[tuple[int, int], str] = {}
        # By norm, as looking up large sets of states takes long.
        self._touched = {id(one): self.reading.touched(one.held) for one in self.said}

    # -- situations

    def states(self, situation: Situation) -> int:
        """The states of a situation, with nothing else going on as far as that can be."""
        states = self.reading.space.region(situation.when)
        for calm in BACKGROUND:
            if not calm.variables & situation.when.variables:
                states = states & self.reading.space.region(calm) or states
        return states

    def occurs(self, situation: Situation) -> bool:
        if situation.key == "not_in_materials":
            given = bool(self.reading.composition.context.materials)
            return given or any(one.norm.target in MATERIALS for one in self.said)
        return (
            bool(self.reading.space.region(situation.when))
            and not (situation.when & self.reading.composition.given).never
        )

    def belongs(self, said: Said, situation: Situation, states: int) -> bool:
        """Whether a row is the place to tell this."""
        if not said.held & states:
            return False
        if said.norm.target in situation.about:
            return True
        if situation.key == "practice":
            return not self.everywhere(said)
        return bool(self._touched[id(said)] & situation.when.variables) and self.news(said, situation, states)

    def otherwise(self, situation: Situation) -> int:
        """The states without what makes the situation special, all else being equal; none where it is given."""
        special = situation.when.variables
        states = self.space.reachable
        for calm in (*BACKGROUND, Condition(last_answer="none")):
            if calm.variables & special:
                states &= self.reading.space.region(calm)
        for calm in BACKGROUND:
            if not calm.variables & special:
                states = states & self.reading.space.region(calm) or states
        return states

    def news(self, said: Said, situation: Situation, states: int) -> bool:
        """Whether it holds here otherwise than where the situation is not given."""
        otherwise = self.otherwise(situation)
        return not said.held & otherwise or self.part(said, states) != self.part(said, otherwise)

    def part(self, said: Said, within: int) -> str:
        key = (said.held, within)
        if key not in self._parts:
            self._parts[key] = part_of(self.space, *key, self.reading.words, self.reading.variables)
        return self._parts[key]

    def named(self, said: Said) -> tuple[str, ...]:
        """The author's own words for what a norm asks for, such as whom it names."""
        if said.norm.target not in _NAMING:
            return ()
        text = flat(self.reading.text(said.claim))
        own = own_texts(origin_of(self.reading.resolution.claims[said.claim])[0].attribute)
        return tuple(one for one in map(flat, own) if one in text)

    def everywhere(self, said: Said) -> bool:
        return said.held == self.space.reachable

    def row(self, situation: Situation) -> Row:
        states = self.states(situation)
        here = [one for one in self.said if self.belongs(one, situation, states)]
        self.shown |= {id(one) for one in here}
        told = self._joined(self._told(here), states)
        does = self._items([one for one in told if one.norm.modality != "forbid"], states)
        does_not = self._items([one for one in told if one.norm.modality == "forbid"], states)
        pinned = any(one.norm.target in situation.about for one in here)
        return Row(
            situation.key,
            self.reading.words.views["moments"][situation.key]["title"],
            does,
            does_not,
            (*self._lifted(situation, states), *self._released(situation, states)),
            gap=not does and not pinned,
        )

    def _told(self, said: Iterable[Said]) -> list[Said]:
        """How much and which are told only of statements that ask for no act, and once: in the statement's words."""
        found: dict[Any, Said] = {}
        for one in said:
            if one.norm.modality in _ACTING:
                found[id(one)] = one
            elif one.claim not in self.acting:
                found.setdefault((one.claim, one.held), one)
        return list(found.values())

    def _joined(self, told: list[Said], states: int) -> list[Said]:
        """What a stronger duty or a wider ban says anyway is told with it."""
        claims, named = self.reading.resolution.claims, {id(one): {*self.named(one)} for one in told}
        here = {id(one): one.held & states for one in told}
        asked: dict[tuple[str, str], list[Said]] = {}
        for one in told:
            asked.setdefault((one.norm.modality, one.norm.target), []).append(one)

        def covers(one: Said, other: Said) -> bool:
            if (other.norm.every and not one.norm.every) or (claims[other.claim].must and not claims[one.claim].must):
                return False
            same = one.norm.target == other.norm.target and here[id(one)] == here[id(other)]
            if same or here[id(other)] & ~here[id(one)]:
                return False  # equal ones are joined later
            return named[id(other)] <= named[id(one)]  # else whom it names would be lost

        closure = self.reading.closure
        wider = {key: [one for by in asked if _says_too(by, key, closure) for one in asked[by]] for key in asked}
        kept, also = list[Said](), dict[int, list[int]]()
        for other in told:
            covering = [one for one in wider[other.norm.modality, other.norm.target] if covers(one, other)]
            kept += [] if covering else [other]
            for one in covering:
                also.setdefault(id(one), []).append(other.claim)
        return [replace(one, also=tuple(also.get(id(one), ()))) for one in kept]

    def _lifted(self, situation: Situation, states: int) -> tuple[Item, ...]:
        """Duties and bans of ordinary turns that do not hold here, because of what is special here."""
        ordinary = self.otherwise(situation)
        if not states or situation.key == "practice":
            return ()
        here = {(one.norm.modality, one.norm.target) for one in self.said if one.held & states}
        banned = 0
        for one in self.said:
            if not states & ~one.held:
                banned |= self.reading.closure.ban(one.norm)
        implied = self.reading.closure.implied
        found = [
            one
            for one in self.said
            if one.norm.modality in ("oblige", "forbid")
            and one.norm.every
            and one.held & ordinary
            and not one.held & states
            and (one.norm.modality, one.norm.target) not in here
            and not (one.norm.modality == "oblige" and implied[one.norm.target] & banned)
            and self._touched[id(one)] & situation.when.variables
        ]
        # Only the situation itself is told; what part of ordinary turns it was is not of interest here.
        return tuple(replace(item, when="") for item in self._items(found, ordinary))

    def _released(self, situation: Situation, states: int) -> tuple[Item, ...]:
        """Bans of what the situation is about that hold in a part of it only: from when on they do not."""
        found: dict[tuple[str, str], Item] = {}
        for one in self.said:
            if one.norm.modality != "forbid" or one.norm.target not in situation.about or not one.held & states:
                continue
            closure, barred = self.reading.closure, 0
            acts = closure.implied[one.norm.target] | closure.bit[one.norm.target]
            for other in self.said:
                if closure.ban(other.norm) & acts:
                    barred |= other.held
            if free := states & ~barred:
                words, when = (
                    self._words(one),
                    part_of(self.space, free, states, self.reading.words, self.reading.variables),
                )
                item = Item("must_not", words, when, (self.number(one.claim),), locale=self.reading.words.locale)
                found.setdefault((words, when), item)
        return tuple(found.values())

    def _words(self, said: Said) -> str:
        """What a norm asks for, with the author's own words for it."""
        if said.norm.modality not in _ACTING:
            return self.reading.words.phrase(self.reading.text(said.claim))
        named = self.reading.words.listed(self.named(said), "and")
        told: str = self.reading.words.views["norm"]["told"]
        return told.format(what=said.words, value=named) if named else said.words

    def _items(self, said: Iterable[Said], within: int) -> tuple[Item, ...]:
        found: dict[tuple[Any, ...], list[int]] = {}
        for one in said:
            when = self.part(one, within)
            words = self._words(one)
            wish = not self.reading.resolution.claims[one.claim].must
            key = (KINDS[one.norm.modality], words, when, not one.norm.every, wish)
            found.setdefault(key, []).extend(self.number(claim) for claim in (one.claim, *one.also))
        return tuple(
            Item(kind, words, when, tuple(dict.fromkeys(numbers)), once, wish, self.reading.words.locale)
            for (kind, words, when, once, wish), numbers in found.items()
        )

    def number(self, claim: int) -> int:
        return self.numbers.setdefault(claim, len(self.numbers) + 1)

    # -- the whole

    def table(self) -> DecisionTable:
        composition, words = self.reading.composition, self.reading.words
        claims = self.reading.resolution.claims
        always = list(dict.fromkeys(one.claim for one in self.said if self.everywhere(one) and one.norm.every))
        top = self._statements(always)
        rows = [self.row(one) for one in SITUATIONS if self.occurs(one)]
        optional = {one.key for one in SITUATIONS if one.optional and not (one.code and composition.context.materials)}
        optional.add("practice")  # where nothing is said of it, what holds in every turn is all there is
        rows = [row for row in rows if row.key not in optional or row.does or row.does_not or row.lifted]
        left = [one for one in self.said if one.claim not in always and id(one) not in self.shown]
        sometime = list(dict.fromkeys(one.claim for one in left if self.everywhere(one)))
        due = self._statements(sometime)
        elsewhere = self._items(self._told(one for one in left if one.claim not in sometime), self.space.reachable)
        titles = [source["title"] for source in composition.sources if source["title"]]
        return DecisionTable(
            title=line(titles[-1]) if titles else words.views["table"]["title"],
            locale=words.locale,
            known=words.condition(composition.given, self.reading.variables),
            unsettled=tuple(finding.message for finding in self.reading.unsettled()),
            always=top,
            sometime=due,
            rows=tuple(rows),
            elsewhere=elsewhere,
            rules=self.reading.unchecked(),
            sources=tuple(
                Source(
                    number,
                    claims[claim].slug,
                    claims[claim].key,
                    self.reading.layer(claim),
                    self.reading.place(claim),
                    self.reading.text(claim),
                )
                for claim, number in self.numbers.items()
            ),
        )

    def _statements(self, claims: Iterable[int]) -> tuple[Item, ...]:
        """Statements in the words the tutor gets, those that say the same once."""
        found: dict[str, list[int]] = {}
        for claim in claims:
            found.setdefault(flat(self.reading.text(claim)), []).append(self.number(claim))
        return tuple(
            Item("must", text, "", tuple(numbers), locale=self.reading.words.locale) for text, numbers in found.items()
        )


def _says_too(one: tuple[str, str], other: tuple[str, str], closure: Closure) -> bool:
    """Whether to ask for one thing, or to rule it out, is to ask for another, or to rule that out."""
    (modality, target), (same, less) = one, other
    if modality != same or target == less:
        return modality == same
    if modality == "oblige":
        return bool(closure.implied[target] & closure.bit[less])
    return modality == "forbid" and bool(closure.implied[less] & closure.bit[target])


def _gaps(tabler: _Tabler) -> Iterator[Finding]:
    """The moments that matter and that nothing is said about."""
    words = tabler.reading.words
    for situation in SITUATIONS:
        if situation.code is None or not tabler.occurs(situation) or not tabler.row(situation).gap:
            continue
        if situation.key == "not_in_materials" and not tabler.reading.composition.context.materials:
            continue
        moment = words.views["moments"][situation.key]["moment"]
        slugs = settling(situation.key)
        mends = words.listed((f"`{slug}`" for slug in slugs), "or")
        when = words.condition(situation.when, tabler.reading.variables)
        yield Finding(
            code=situation.code,
            message=_say("gap", moment=moment, mends=mends),
            severity="info",
            args={"situation": situation.key, "mends": list(slugs)},
            when=when or moment,
            places=tabler.reading.composition.home(),
        )
