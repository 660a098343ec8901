"""Views for people: what holds in one dialogue state, and what a tutor does at the moments a teacher asks about.

Both read the resolution of the check; nothing is analysed again, so they show what the instruction says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Unpack

from ._check import examine
from ._context import Context, ContextFields
from ._draft import draft, not_a_value
from ._errors import CompositionError, PedagogyError
from ._findings import Teller
from ._pack import Pack, closure_of
from ._render import statement_text
from ._report import Finding, Place
from ._stack import Composition, Part, gather, origin_of
from ._text import clean, did_you_mean
from ._words import Words, words_for
from .formats.table import DecisionTable, Item, Kind, Row, Source
from .norms.analysis import Resolution
from .norms.closure import Closure
from .norms.condition import ALWAYS, VARIABLES, Condition, ConditionError, Value, Variable, learner_move
from .norms.norm import Modality, Norm
from .norms.space import Space
from .norms.vocabulary import ORDER_SLOT

_KINDS: dict[Modality, Kind] = {
    "oblige": "must",
    "forbid": "must_not",
    "permit": "may",
    "bound": "bound",
    "choose": "choice",
}
_ACTING = ("oblige", "permit", "forbid")
_COUNTERS = frozenset({"attempts", "hints"})
"""What only grows while one problem is worked on, so that "until" and "once" say it right."""
_MOVES = {
    "respond": "taking up what the learner said",
    "credit": "naming what is right",
    "focus": "turning to the place that matters",
    "hint": "a hint",
    "explain": "an explanation",
    "ask": "a question",
    "task": "a task",
}
_PLAIN_KEY = re.compile(r"[a-z0-9_]+")


# -- norms in words


def told_value(value: str) -> str:
    """A slot's value in words: "materials only"."""
    return value.replace("_", " ") if _PLAIN_KEY.fullmatch(value) else value


def told_amount(least: int | None, most: int | None) -> str:
    """A bound in words: "at most 3"."""
    if most == 0:
        return "none"
    if not least and most is None:
        return "no limit"
    if least == most:
        return f"exactly {least}"
    if most is None:
        return f"at least {least}"
    return f"{least} to {most}" if least else f"at most {most}"


def told_order(pairs: Iterable[tuple[str, str]], words: Words) -> str:
    """Which of two things comes first, for all pairs together: "in this order: ..., then ..."."""
    firsts: dict[str, list[str]] = {}
    for first, then in pairs:
        firsts.setdefault(first, []).append(then)
    members = dict.fromkeys([*firsts, *(then for thens in firsts.values() for then in thens)])
    chain = sorted(members, key=lambda move: -len(firsts.get(move, ())))
    if all(set(firsts.get(move, ())) == set(chain[i + 1 :]) for i, move in enumerate(chain)):
        if len(chain) > 2:
            return f"in this order: {words.listed((_MOVES.get(move, move) for move in chain), 'then')}"
    return "; ".join(
        f"{_MOVES.get(first, first)} before {words.listed(_MOVES.get(then, then) for then in thens)}"
        for first, thens in firsts.items()
    )


def order_pair(target: str, value: Any) -> tuple[str, str] | None:
    """The two members of an order slot, the first one first; None where both orders will do or neither."""
    if len(value) != 1:
        return None
    (first,) = value
    one, other = target.removeprefix(ORDER_SLOT).split("/")
    return (first, other if first == one else one)


def told_values(values: Iterable[str], words: Words) -> str:
    """The values a slot may take: "en or fr"."""
    return words.listed(map(told_value, sorted(values)), "or")


def told_norm(norm: Norm, closure: Closure, words: Words) -> str:
    """What a norm asks for, as a phrase: an act as a verb, a bound or a choice as "what: how much"."""
    vocabulary = closure.vocabulary
    match norm.modality:
        case "bound":
            assert isinstance(norm.value, tuple)
            return f"{vocabulary.quantities[norm.target]}: {told_amount(*norm.value)}"
        case "choose":
            assert isinstance(norm.value, frozenset)
            return f"{vocabulary.slots[norm.target]}: {told_values(norm.value, words)}"
        case _:
            return vocabulary.acts[norm.target]


def _grows(condition: Condition) -> bool:
    """Whether it speaks of counters only, and holds on once it holds."""
    return bool(condition.variables) and all(
        name in _COUNTERS and len(values) == int(VARIABLES[name].values[-1]) - min(map(int, values)) + 1
        for box in condition.boxes
        for name, (_, values) in box
    )


def part_of(space: Space, held: int, within: int, words: Words, variables: Mapping[str, Variable]) -> str:
    """In which part of `within` something holds, with its conjunction; "" where it holds in all of it."""
    held &= within
    if held == within:
        return ""
    free = ~within
    when, rest = space.cover(held, free), space.cover(within & ~held, free)
    if _grows(rest):
        return f"until {words.condition(rest, variables)}"
    if _grows(when):
        return f"once {words.condition(when, variables)}"
    told, but = words.condition(when, variables), words.condition(rest, variables)
    return f"when {told}" if len(told) <= len(but) else f"except when {but}"


# -- what was resolved


@dataclass(frozen=True, slots=True)
class Said:
    """One norm as it stands after the resolution; the order of several moves counts as one."""

    claim: int
    norm: Norm
    words: str
    held: int
    also: tuple[int, ...] = ()
    """Further claims that ask for the same or less."""


class Reading:
    """Some parts, resolved, and everything needed to tell what they say."""

    def __init__(self, composition: Composition, resolution: Resolution, closure: Closure, words: Words) -> None:
        self.composition = composition
        self.resolution = resolution
        self.closure = closure
        self.words = words
        self.space = resolution.space
        self.variables = closure.vocabulary.variables
        self._touched: dict[int, frozenset[str]] = {}

    @classmethod
    def of(cls, composition: Composition, locale: str) -> Reading:
        """Raises `CompositionError` where conditions cannot be read or there are too many states."""
        drafted = draft(composition.placed, composition.given, locale, composition.reminder, composition.packs)
        if drafted.resolution is None or any(note.severity == "error" for note in composition.notes):
            raise CompositionError(examine(composition, locale)[1])
        return cls(composition, drafted.resolution, closure_of(composition.packs), words_for(locale))

    def place(self, claim: int) -> Place:
        placed, statement = origin_of(self.resolution.claims[claim])
        return placed.place(statement.param) if statement.param else placed.place()

    def source(self, claim: int) -> str:
        """Attribute, layer and place in one line."""
        return label(self.resolution.claims[claim].slug, self.layer(claim), self.place(claim))

    def text(self, claim: int) -> str:
        """What the tutor is told, in brief."""
        placed, statement = origin_of(self.resolution.claims[claim])
        return statement_text(placed.attribute, statement.key, "brief", self.words.locale)

    def layer(self, claim: int) -> str:
        return origin_of(self.resolution.claims[claim])[0].layer

    def said(self) -> Iterator[Said]:
        """Every norm with the states in which it stands, where it stands at all."""
        for i, (claim, mask) in enumerate(zip(self.resolution.claims, self.resolution.live, strict=True)):
            orders: dict[int, list[Norm]] = {}
            for norm in claim.norms:
                held = mask & self.space.mask(norm.when)
                if not held:
                    continue
                if norm.target.startswith(ORDER_SLOT):
                    orders.setdefault(held, []).append(norm)
                else:
                    yield Said(i, norm, told_norm(norm, self.closure, self.words), held)
            for held, norms in orders.items():
                pairs = [pair for norm in norms if (pair := order_pair(norm.target, norm.value))]
                if pairs:
                    yield Said(i, norms[0], told_order(pairs, self.words), held)

    def region(self, condition: Condition) -> int:
        """The reachable states that agree with `condition`, as far as the space tells states apart."""
        space, mask = self.space, 0
        for box in condition.boxes:
            literals = []
            for name, (positive, values) in box:
                if name in space.names:
                    # A class of values stands under its first one.
                    touched = [c[0] for c in space._axes[name].classes if any((v in values) is positive for v in c)]
                    literals.append((name, (True, frozenset(touched))))
            mask |= space.mask(Condition._of([tuple(literals)]))
        return mask

    def touched(self, held: int) -> frozenset[str]:
        """The variables that a set of states turns on."""
        if held not in self._touched:
            self._touched[held] = self.space.cover(held).variables
        return self._touched[held]

    def unsettled(self, within: int = -1) -> tuple[Finding, ...]:
        """The clashes nobody has settled, in some states."""
        clashes = [clash for clash in self.resolution.clashes if clash.region & within]
        teller = Teller(replace(self.resolution, clashes=clashes), self.closure, self.words, mend=lambda _: ())
        return tuple(finding for finding in teller.clashes() if finding.severity == "error")


# -- what if


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that holds in a state: what, in words; the statement it comes from, and where that was written.

    `target` and `value` are the norm's own: an act, a quantity with (least, most), a slot with the values allowed.
    """

    kind: Kind
    words: str
    target: str
    value: Any
    strength: str
    attribute: str
    statement: str
    text: str
    layer: str
    place: Place

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        value = self.value
        return {
            "kind": self.kind,
            "words": self.words,
            "target": self.target,
            "value": sorted(value) if isinstance(value, frozenset) else list(value) if value is not None else None,
            "strength": self.strength,
            "attribute": self.attribute,
            "statement": self.statement,
            "text": self.text,
            "layer": self.layer,
            "place": self.place.to_dict(),
        }

    @property
    def source(self) -> str:
        """Attribute, layer and place in one line."""
        return label(self.attribute, self.layer, self.place)


@dataclass(frozen=True, slots=True)
class Yielded:
    """A statement that is silent in a state, and to whom it gives way; to nobody where two wishes cancel each other.

    `replaced`: an inner instance of the same attribute stands in its place.
    """

    attribute: str
    statement: str
    text: str
    layer: str
    place: Place
    to: tuple[str, ...]
    replaced: bool

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "attribute": self.attribute,
            "statement": self.statement,
            "text": self.text,
            "layer": self.layer,
            "place": self.place.to_dict(),
            "to": list(self.to),
            "replaced": self.replaced,
        }

    @property
    def source(self) -> str:
        """Attribute, layer and place in one line."""
        return label(self.attribute, self.layer, self.place)


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds in one dialogue state, and why. `str(holding)` tells it."""

    state: Mapping[str, Value]
    """The state as it was asked for."""
    assumed: Mapping[str, Value]
    """What was not said and bears on the result: the calm or first value was taken."""
    idle: tuple[str, ...]
    """Variables of the state that no statement depends on."""
    when: str
    """The state in words."""
    assuming: str
    """What was assumed, in words; empty when nothing was."""
    must: tuple[Held, ...]
    must_not: tuple[Held, ...]
    may: tuple[Held, ...]
    bounds: tuple[Held, ...]
    choices: tuple[Held, ...]
    sometime: tuple[Held, ...]
    """What is due in at least one turn of a kind that this state belongs to, not in each."""
    yielded: tuple[Yielded, ...]
    """What would hold here and gives way."""
    unsettled: tuple[Finding, ...]
    """Conflicts in this state that nobody has settled; both sides are listed above."""

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "state": dict(self.state),
            "assumed": dict(self.assumed),
            "idle": list(self.idle),
            "when": self.when,
            "assuming": self.assuming,
            "must": [one.to_dict() for one in self.must],
            "must_not": [one.to_dict() for one in self.must_not],
            "may": [one.to_dict() for one in self.may],
            "bounds": [one.to_dict() for one in self.bounds],
            "choices": [one.to_dict() for one in self.choices],
            "sometime": [one.to_dict() for one in self.sometime],
            "yielded": [one.to_dict() for one in self.yielded],
            "unsettled": [finding.to_dict() for finding in self.unsettled],
        }

    def __str__(self) -> str:
        out = [f"When {self.when}:" if self.when else "In a turn like any other:"]
        if self.assuming:
            out.append(f"(Not said, so taken as: {self.assuming}.)")
        if self.idle:
            out.append(f"(Nothing here depends on: {', '.join(self.idle)}.)")
        numbers: dict[str, int] = {}
        for title, found in (
            ("The tutor must", self.must),
            ("The tutor must not", self.must_not),
            ("The tutor may", self.may),
            ("Limits", self.bounds),
            ("Settings", self.choices),
            ("At some point in such turns the tutor must", self.sometime),
        ):
            if found:
                out += ["", title]
            by_words: dict[str, list[int]] = {}
            for one in found:
                told = f"{'if possible: ' if one.strength == 'should' else ''}{one.words}"
                number = numbers.setdefault(f"{one.source}: {_flat(one.text)}", len(numbers) + 1)
                by_words.setdefault(told, []).append(number)
            for told, why in by_words.items():
                out.append(f"  - {told}{''.join(f' [{number}]' for number in dict.fromkeys(why))}")
        if self.yielded:
            out += ["", "Gives way here"]
            for loser in self.yielded:
                to = ", ".join(loser.to) or "nobody: another wish says the opposite"
                out.append(f"  - {loser.source}: {_flat(loser.text)}")
                out.append(f"    {'replaced by' if loser.replaced else 'gives way to'} {to}")
        if self.unsettled:
            out += ["", "Not settled here; both sides are listed above"]
            out += [f"  - {finding.message}" for finding in self.unsettled]
        if numbers:
            out += ["", "Why", *(f"  [{number}] {source}" for source, number in numbers.items())]
        return "\n".join(out)


def what_if(
    *parts: Part,
    state: Mapping[str, Any],
    context: Context | Mapping[str, Any] | None = None,
    given: Condition | Mapping[str, Any] | None = None,
    locale: str = "en",
    packs: Iterable[Pack] = (),
    **fields: Unpack[ContextFields],
) -> Holding:
    """What holds in one dialogue state, and why: `what_if(preset, state={"attempts": 4, "asks_for_answer": True})`.

    `state` gives condition variables one exact value each; `learner_move` may be given too ("asks_for_help",
    "leaves_topic", ...). Variables that are left out take their calm or first value, and where that matters the result
    says so in `assumed`. The other arguments are those of `check`. Conflicts nobody has settled do not stop it: they
    are listed in `unsettled`.

    Raises `ConditionError` for unknown variables and values, `PedagogyError` for a state that cannot occur,
    `CompositionError` when the parts' conditions cannot be read, and what `check` raises.
    """
    composition = gather(parts, context=context, given=given, packs=packs, fields=fields)
    reading = Reading.of(composition, locale)
    exact, condition = _exact(state, reading.variables)
    _can_occur(condition, reading)
    space, words = reading.space, reading.words
    mask = reading.region(condition)
    if not mask:
        raise PedagogyError(
            f"This state cannot occur: {words.condition(condition, reading.variables)}. It does not go together with "
            "what is given. Leave one of the values out."
        )
    whole = space.witness(mask)
    here = reading.region(_one_state(whole))
    said = list(reading.said())
    held = [_held(one, reading) for one in said if one.held & here and one.norm.every]
    assumed = {
        name: value for name, value in whole.items() if name not in exact and _matters(name, whole, here, said, reading)
    }
    return Holding(
        state=exact,
        assumed=assumed,
        idle=tuple(name for name in exact if name not in space.names),
        when=words.condition(condition, reading.variables),
        assuming=words.condition(_one_state(assumed), reading.variables),
        must=tuple(one for one in held if one.kind == "must"),
        must_not=tuple(one for one in held if one.kind == "must_not"),
        may=tuple(one for one in held if one.kind == "may"),
        bounds=tuple(one for one in held if one.kind == "bound"),
        choices=tuple(one for one in held if one.kind == "choice"),
        sometime=tuple(_held(one, reading) for one in said if one.held & here and not one.norm.every),
        yielded=tuple(_yielded(here, reading)),
        unsettled=reading.unsettled(here),
    )


def read_state(words: Iterable[str]) -> dict[str, Any]:
    """A state from words like `attempts=4` and `asks_for_answer=true`, for `what_if`.

    Raises `ConditionError` for a word of another form, and for a variable that is named twice.
    """
    state: dict[str, Any] = {}
    for word in words:
        name, equals, value = (part.strip() for part in word.partition("="))
        if not (name and equals and value):
            raise ConditionError(f"{word!r} says nothing of the state. Write it as name=value, for example attempts=4.")
        if name in state:
            raise ConditionError(
                f"'{name}' is given twice. A dialogue stands in one state: give it one value.", (name,)
            )
        state[name] = {"true": True, "false": False}.get(value.lower(), value)
    return state


def _exact(state: Mapping[str, Any], variables: Mapping[str, Variable]) -> tuple[dict[str, Value], Condition]:
    """The state's values as the space knows them, and the condition that holds in it alone."""
    public = {name: value for name, value in state.items() if name != "learner_move"}
    condition = Condition(public) if public else ALWAYS
    exact: dict[str, Value] = {}
    box = dict(condition.boxes[0])
    for name, value in state.items():
        if name == "learner_move":
            known = [str(move) for move in VARIABLES[name].values]
            if value not in known:
                raise ConditionError(
                    f"{value!r} is not a value of 'learner_move'.{did_you_mean(value, known)} "
                    f"It takes {', '.join(known)}.",
                    (name,),
                )
            exact[name] = value
            condition &= learner_move(value)
            continue
        if name not in variables:
            raise ConditionError(
                f"There is no condition variable '{name}'. An app's own variables are declared in a pack, and the pack "
                "is passed along.",
                (name,),
                unknown_name=True,
            )
        told = box[name][1] if name in box else frozenset(variables[name].values)
        for _, wrong in condition.misread({name: variables[name]}):
            raise ConditionError(not_a_value(wrong, variables[name]), (name,))
        if len(told) != 1:
            raise ConditionError(f"A dialogue stands in one state: give '{name}' one value, not {value!r}.", (name,))
        (exact[name],) = told
    return exact, condition


def _one_state(state: Mapping[str, Value]) -> Condition:
    return Condition._of([tuple(sorted((name, (True, frozenset([value]))) for name, value in state.items()))])


def _can_occur(condition: Condition, reading: Reading) -> None:
    words, variables = reading.words, reading.variables
    told = words.condition(condition, variables)
    if (condition & reading.composition.given).never:
        known = words.condition(reading.composition.given, variables)
        raise PedagogyError(
            f"This state cannot occur here: {told}. It is given that {known}. Change the state, or what is given."
        )
    for if_, then, because in reading.closure.vocabulary.facts:
        if (condition & (~if_ | then)).never:
            raise PedagogyError(f"This state cannot occur: {told}. The reason: {because}. Change one of the values.")


def _matters(name: str, state: Mapping[str, Value], here: int, said: Iterable[Said], reading: Reading) -> bool:
    """Whether another value of this variable alone would change what holds."""
    others = reading.region(_one_state({key: value for key, value in state.items() if key != name})) & ~here
    return any(others & (~one.held if one.held & here else one.held) for one in said)


def _held(said: Said, reading: Reading) -> Held:
    claim = reading.resolution.claims[said.claim]
    return Held(
        kind=_KINDS[said.norm.modality],
        words=said.words,
        target=said.norm.target,
        value=said.norm.value,
        strength="must" if claim.must else "should",
        attribute=claim.slug,
        statement=claim.key,
        text=reading.text(said.claim),
        layer=reading.layer(said.claim),
        place=reading.place(said.claim),
    )


def _yielded(here: int, reading: Reading) -> Iterator[Yielded]:
    claims = reading.resolution.claims
    for one in reading.resolution.yieldings:
        loser = claims[one.loser]
        if not (one.region & here and any(here & reading.space.mask(norm.when) for norm in loser.norms)):
            continue
        yield Yielded(
            attribute=loser.slug,
            statement=loser.key,
            text=reading.text(one.loser),
            layer=reading.layer(one.loser),
            place=reading.place(one.loser),
            to=tuple(dict.fromkeys(reading.source(i) for i in one.winners)),
            replaced=one.replaced,
        )


def label(attribute: str, layer: str, place: Place) -> str:
    """Attribute, layer and place in one line."""
    where = f", {place}" if place.source is not None else ""
    return f"{attribute} ({layer}{where})"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _phrase(text: str) -> str:
    """A sentence as a part of a list."""
    flat = _flat(text).rstrip(".")
    return flat if flat[1:2].isupper() else flat[:1].lower() + flat[1:]


# -- the decision table


@dataclass(frozen=True, slots=True)
class _Situation:
    """A moment a teacher asks about. `about`: acts and slots that belong here even where they hold always."""

    key: str
    title: str
    when: Condition
    about: frozenset[str] = frozenset()
    code: str | None = None
    optional: bool = False
    mends: tuple[str, ...] = ()
    """Attributes that say something about it."""


_DISCLOSURE = frozenset(
    {
        "state_final_answer",
        "show_full_solution",
        "show_partial_solution",
        "give_answer_away",
        "explain_current_problem",
        "produce_deliverable",
        "produce_essay",
        "produce_code",
        "produce_proof",
        "produce_translation",
    }
)
_MATERIALS = frozenset({"say_absent", "use_outside_knowledge", "source"})

_SITUATIONS = (
    _Situation("first_turn", "The first turn", Condition(turn="first")),
    _Situation(
        "practice",
        "Ordinary practice: the learner goes on working",
        Condition(last_answer="none", phase="practice", turn="later") & learner_move("works"),
    ),
    _Situation(
        "asks_for_answer",
        "The learner asks for the answer",
        Condition(asks_for_answer=True),
        _DISCLOSURE,
        "PED501",
        mends=("withhold_answer", "answer_on_request"),
    ),
    _Situation("asks_for_help", "The learner asks for help", learner_move("asks_for_help")),
    _Situation(
        "asks_if_right", "The learner asks whether the answer is right", learner_move("asks_if_right"), optional=True
    ),
    _Situation(
        "wrong_answer",
        "After a wrong answer",
        Condition(last_answer="wrong"),
        frozenset({"correct_error", "locate_error", "recast_answer"}),
        "PED502",
        mends=("error_correction", "hint_ladder", "confirm_correctness"),
    ),
    _Situation("partly_right", "After a partly right answer", Condition(last_answer="partial")),
    _Situation("correct_answer", "After a correct answer", Condition(last_answer="correct")),
    _Situation("gives_up", "The learner keeps saying \u201cI don't know\u201d", learner_move("gives_up")),
    _Situation("stuck", "The learner is stuck", Condition(stuck=True), code="PED504", mends=("unstick", "hint_ladder")),
    _Situation(
        "frustrated",
        "The learner is frustrated",
        Condition(affect="frustrated"),
        code="PED503",
        mends=("adapt_to_affect",),
    ),
    _Situation("confident", "The learner is confident", Condition(affect="confident"), optional=True),
    _Situation("teaching", "In the teaching phase", Condition(phase="teach"), optional=True),
    _Situation("quiz", "In the quiz", Condition(phase="quiz"), optional=True),
    _Situation(
        "assessment",
        "During the assessment",
        Condition(phase="assessment"),
        frozenset({"give_help", "confirm_verdict", "clarify_wording"}),
    ),
    _Situation("review", "In the review", Condition(phase="review"), optional=True),
    _Situation(
        "leaves_topic",
        "The learner leaves the topic",
        learner_move("leaves_topic"),
        frozenset({"discuss_other_topic", "refuse_topic"}),
    ),
    _Situation(
        "contradicts",
        "The learner contradicts the tutor",
        learner_move("pushes_back"),
        frozenset({"yield_truth", "hold_claim"}),
    ),
    _Situation(
        "asks_about_rules",
        "The learner asks about the tutor's instructions",
        learner_move("asks_about_rules"),
        frozenset({"quote_instructions", "deny_instructions"}),
    ),
    _Situation(
        "tries_to_change_rules",
        "The learner tries to change the tutor's rules",
        learner_move("tries_to_change_rules"),
        frozenset({"follow_rule_change"}),
    ),
    _Situation("distress", "The learner shows distress", learner_move("shows_distress")),
    _Situation("asks_for_person", "The learner asks for a person", learner_move("asks_for_person"), optional=True),
    _Situation(
        "not_in_materials",
        "Nothing in the materials answers",
        ALWAYS,
        _MATERIALS,
        "PED505",
        optional=True,
        mends=("ground_in_materials",),
    ),
)
# What a situation that does not speak of it takes for granted, where it can be: nothing else happens.
_BACKGROUND = (
    Condition(turn="later"),
    Condition(phase="practice"),
    Condition(asks_for_answer=False),
    Condition(stuck=False),
    Condition(affect="neutral"),
    learner_move("works"),
)


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
    named in `unsettled`. Raises `CompositionError` when the parts' conditions cannot be read, and what `check` raises.
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
    """The moments that matter and that nothing is said about (PED501-505), as findings of severity info.

    They are a request for the answer, a wrong answer, frustration, being stuck and, where materials are given, a
    question the materials do not answer. The arguments and errors are those of `decision_table`.
    """
    composition = gather(parts, context=context, given=given, packs=packs, fields=fields)
    reading = Reading.of(composition, locale)
    return list(_Tabler(reading).gaps())


class _Tabler:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.space = reading.space
        self.said = list(reading.said())
        self.acting = {one.claim for one in self.said if one.norm.modality in _ACTING}
        self.numbers: dict[int, int] = {}
        self.shown: set[int] = set()
        self._parts: dict[tuple[int, int], str] = {}

    # -- situations

    def states(self, situation: _Situation) -> int:
        """The states of a situation, with nothing else going on as far as that can be."""
        states = self.reading.region(situation.when)
        for calm in _BACKGROUND:
            if not calm.variables & situation.when.variables:
                states = states & self.reading.region(calm) or states
        return states

    def occurs(self, situation: _Situation) -> bool:
        if situation.key == "not_in_materials":
            given = bool(self.reading.composition.context.materials)
            return given or any(one.norm.target in _MATERIALS for one in self.said)
        return bool(self.reading.region(situation.when)) and not (situation.when & self.reading.composition.given).never

    def belongs(self, said: Said, situation: _Situation, states: int) -> bool:
        """Whether a row is the place to tell this."""
        if not said.held & states:
            return False
        if said.norm.target in situation.about:
            return True
        if situation.key == "practice":
            return not self.everywhere(said)
        return bool(self.reading.touched(said.held) & situation.when.variables) and self.news(said, situation, states)

    def otherwise(self, situation: _Situation) -> int:
        """The states without what makes the situation special, all else being equal; none where it is given."""
        special = situation.when.variables
        states = self.space.reachable
        for calm in (*_BACKGROUND, Condition(last_answer="none")):
            if calm.variables & special:
                states &= self.reading.region(calm)
        for calm in _BACKGROUND:
            if not calm.variables & special:
                states = states & self.reading.region(calm) or states
        return states

    def news(self, said: Said, situation: _Situation, states: int) -> bool:
        """Whether it holds here otherwise than where the situation is not given."""
        otherwise = self.otherwise(situation)
        return not said.held & otherwise or self.part(said, states) != self.part(said, otherwise)

    def part(self, said: Said, within: int) -> str:
        key = (said.held, within)
        if key not in self._parts:
            self._parts[key] = part_of(self.space, *key, self.reading.words, self.reading.variables)
        return self._parts[key]

    def everywhere(self, said: Said) -> bool:
        return said.held == self.space.reachable

    def row(self, situation: _Situation) -> Row:
        states = self.states(situation)
        here = [one for one in self.said if self.belongs(one, situation, states)]
        self.shown |= {id(one) for one in here}
        told = self._joined(self._told(here), states)
        does = self._items([one for one in told if one.norm.modality != "forbid"], states)
        does_not = self._items([one for one in told if one.norm.modality == "forbid"], states)
        pinned = any(one.norm.target in situation.about for one in here)
        return Row(
            situation.key,
            situation.title,
            does,
            does_not,
            self._lifted(situation, states),
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
        implied, bit = self.reading.closure.implied, self.reading.closure.bit
        claims = self.reading.resolution.claims

        def covers(one: Said, other: Said) -> bool:
            if one.norm.modality != other.norm.modality or other.held & states & ~one.held:
                return False
            if (other.norm.every and not one.norm.every) or (claims[other.claim].must and not claims[one.claim].must):
                return False
            if one.norm.target == other.norm.target:  # equal ones are joined later
                return bool(one.held & states & ~other.held)
            if one.norm.modality == "oblige":
                return bool(implied[one.norm.target] & bit[other.norm.target])
            return one.norm.modality == "forbid" and bool(implied[other.norm.target] & bit[one.norm.target])

        kept = [one for one in told if not any(covers(other, one) for other in told)]
        return [replace(one, also=tuple(other.claim for other in told if covers(one, other))) for one in kept]

    def _lifted(self, situation: _Situation, states: int) -> tuple[Item, ...]:
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
            and self.reading.touched(one.held) & situation.when.variables
        ]
        # Only the situation itself is told; what part of ordinary turns it was is not of interest here.
        return tuple(replace(item, when="") for item in self._items(found, ordinary))

    def _items(self, said: Iterable[Said], within: int) -> tuple[Item, ...]:
        found: dict[tuple[Any, ...], list[int]] = {}
        for one in said:
            when = self.part(one, within)
            words = one.words if one.norm.modality in _ACTING else _phrase(self.reading.text(one.claim))
            wish = not self.reading.resolution.claims[one.claim].must
            key = (_KINDS[one.norm.modality], words, when, not one.norm.every, wish)
            found.setdefault(key, []).extend(self.number(claim) for claim in (one.claim, *one.also))
        return tuple(
            Item(kind, words, when, tuple(dict.fromkeys(numbers)), once, wish)
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
        rows = [self.row(one) for one in _SITUATIONS if self.occurs(one)]
        optional = {one.key for one in _SITUATIONS if one.optional and not (one.code and composition.context.materials)}
        optional.add("practice")  # where nothing is said of it, what holds in every turn is all there is
        rows = [row for row in rows if row.key not in optional or row.does or row.does_not or row.lifted]
        left = [one for one in self.said if one.claim not in always and id(one) not in self.shown]
        sometime = list(dict.fromkeys(one.claim for one in left if self.everywhere(one)))
        due = self._statements(sometime)
        elsewhere = self._items(self._told(one for one in left if one.claim not in sometime), self.space.reachable)
        titles = [source["title"] for source in composition.sources if source["title"]]
        return DecisionTable(
            title=clean(" ".join(titles[-1].split())) if titles else "What this tutor does",
            locale=words.locale,
            known=words.condition(composition.given, self.reading.variables),
            unsettled=tuple(finding.message for finding in self.reading.unsettled()),
            always=top,
            sometime=due,
            rows=tuple(rows),
            elsewhere=elsewhere,
            rules=tuple(clean(" ".join(rule.split())) for rule, _ in composition.rules),
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
            found.setdefault(_flat(self.reading.text(claim)), []).append(self.number(claim))
        return tuple(Item("must", text, "", tuple(numbers)) for text, numbers in found.items())

    def gaps(self) -> Iterator[Finding]:
        words = self.reading.words
        for situation in _SITUATIONS:
            if situation.code is None or not self.occurs(situation) or not self.row(situation).gap:
                continue
            if situation.key == "not_in_materials" and not self.reading.composition.context.materials:
                continue
            title = situation.title[:1].lower() + situation.title[1:]
            moment = title if title.startswith("after") else f"when {title}"
            mends = words.listed((f"`{slug}`" for slug in situation.mends), "or")
            when = words.condition(situation.when, self.reading.variables)
            yield Finding(
                code=situation.code,
                message=f"Nothing is said about what the tutor does {moment}. Add {mends} to say it.",
                severity="info",
                args={"situation": situation.key, "mends": list(situation.mends)},
                when=when or moment,
            )
