"""What the analysis shall find, worked out the slow way: every state by itself, every rule spelled out."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from hypothesis import strategies as st

from pedagogy_prompts.norms.acts import ACTS
from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.closure import Closure
from pedagogy_prompts.norms.condition import ALWAYS, NEVER, Condition
from pedagogy_prompts.norms.law import Excludes, Implies, Pointless, SlotClash, Takes, Together
from pedagogy_prompts.norms.norm import Amount, Norm, bound, choose, forbid, oblige, permit
from pedagogy_prompts.norms.resolving import Analysis
from pedagogy_prompts.norms.theory import THEORY
from pedagogy_prompts.norms.variables import VARIABLES, Value
from pedagogy_prompts.presets.packs import closure_of

State = dict[str, Value]

NAMES = ("affect", "attempts", "last_answer", "stuck", "turn")
STATES: list[State] = [
    state
    for values in itertools.product(*(VARIABLES[name].values for name in NAMES))
    for state in [dict(zip(NAMES, values, strict=True))]
    if not (state["attempts"] == 0 and state["last_answer"] != "none")
    and not (state["turn"] == "first" and (state["stuck"] or int(state["attempts"]) > 1))
]
"""All states of five variables, every value apart, without those that cannot be."""


def holds(condition: Condition, state: State) -> bool:
    return any(all((state[name] in values) is positive for name, (positive, values) in box) for box in condition.boxes)


@lru_cache(maxsize=4096)
def where(condition: Condition) -> frozenset[int]:
    return frozenset(i for i, state in enumerate(STATES) if holds(condition, state))


def scope(claim: Claim) -> frozenset[int]:
    return where(claim.scope) - where(claim.but)


def region(analysis: Analysis, mask: int) -> frozenset[int]:
    """The states of a bitset. `cover` is proved exact in its own test."""
    return where(analysis.space.cover(mask))


def done(duties: Collection[str]) -> set[str]:
    """All that a tutor does who does `duties`."""
    acts = set(duties)
    while True:
        more = {e.also for e in THEORY if isinstance(e, Implies) and e.act in acts}
        more |= {e.also for e in THEORY if isinstance(e, Together) and {e.act, e.other} <= acts}
        if more <= acts:
            return acts
        acts |= more


def _taken(quantity: str, acts: Collection[str], alone: bool = False) -> int:
    """What acts take together: each what it takes in all, less what is counted already with the acts it implies.

    `alone`: what they take by themselves, which may be part of what others take but not of one another.
    """
    return sum(_beyond(act, quantity, alone) for act in acts)


@cache
def _beyond(act: str, quantity: str, alone: bool = False) -> int:
    totals = [
        e.least for e in THEORY if isinstance(e, Takes) and e.alone is alone and (e.act, e.quantity) == (act, quantity)
    ]
    inside = implied(act) - {act}
    return max(0, max(totals, default=0) - sum(_beyond(other, quantity, alone) for other in inside)) if totals else 0


@cache
def implied(act: str) -> frozenset[str]:
    """What a tutor does who does one act."""
    return frozenset({act}).union(*(implied(e.also) for e in THEORY if isinstance(e, Implies) and e.act == act))


ASKING = frozenset().union(*(implied(act) for act in ACTS if "ask_question" in implied(act)))
"""All that a question may be at the same time. Its words are words of the question."""


@cache
def can_be_followed(norms: frozenset[Norm]) -> bool:
    """Whether one turn can follow all of these norms."""
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    choices: dict[str, set[str]] = {}
    duties: set[str] = set()
    banned: set[str] = set()
    for norm in norms:
        if norm.modality == "oblige":
            duties.add(norm.target)
        elif norm.modality == "forbid":
            banned.add(norm.target)
        elif isinstance(norm.value, tuple):
            low, high = norm.value
            if low is not None:
                least[norm.target] = max(low, least.get(norm.target, 0))
            if high is not None:
                most[norm.target] = min(high, most.get(norm.target, high))
        elif isinstance(norm.value, frozenset):
            choices[norm.target] = choices.get(norm.target, set(norm.value)) & norm.value
    if least.get("questions", 0) >= 1:
        duties.add("ask_question")
    if least.get("questions", 0) >= 2:
        duties.add("continue_after_question")  # the second question follows the first
    acts = done(duties)
    if acts & banned:
        return False
    if any(isinstance(e, Excludes) and {e.act, e.other} <= acts for e in THEORY):
        return False
    separate = _taken("questions", acts)
    questions = max(separate, least.get("questions", 0), 1 if "ask_question" in acts else 0)
    questions = max(questions, _taken("questions", acts, alone=True))
    # Of what several duties name as the same thing, the longest is enough; the words of a question are also words of
    # whatever else asks.
    phrases = {(one.quantity, one.of) for norm in norms for one in norm.takes if not one.asked}
    said = [one for norm in norms for one in norm.takes]
    extra = {key: max(one.least for one in said if (one.quantity, one.of) == key) for key in phrases}
    asked = max((one.least for norm in norms for one in norm.takes if one.asked), default=0)
    need = {
        "questions": questions,
        "words": _taken("words", acts)
        + max(
            0,
            3 * questions - sum(min(3, _beyond(act, "words")) for act in acts & ASKING),
            asked - sum(_beyond(act, "words") for act in acts & ASKING),
        ),
        "sentences": _taken("sentences", acts) + questions,
        **{quantity: _taken(quantity, acts) for quantity in ("steps", "hints", "examples", "chunks", "instructions")},
    }
    need["instructions"] = max(need["instructions"] + separate, questions)  # a question is a thing to do, and no task
    for (quantity, _), more in extra.items():
        need[quantity] += more
    need = {quantity: max(least, _taken(quantity, acts, alone=True)) for quantity, least in need.items()}
    for quantity, top in most.items():
        if max(need.get(quantity, 0), least.get(quantity, 0)) > top:
            return False
    words = least.get("words", 0)
    room = [most["sentences"]] if most.get("sentences") else []
    if most.get("chunks"):
        room.append(2 * most["chunks"] + 2)  # an idea in a sentence or two, praise, a question
    if any(words > 50 * sentences for sentences in room):
        return False
    if "only_questions" in acts and most.get("questions"):
        room.append(most["questions"])
    # 0.39 words per sentence + 11.8 * 1.1 - 15.59 <= grade, in hundredths.
    if "reading_grade" in most and any(39 * words > n * (100 * most["reading_grade"] + 261) for n in room):
        return False
    slots = sorted(choices)
    clashes = {((e.slot, e.value), (e.other_slot, e.other_value)) for e in THEORY if isinstance(e, SlotClash)}
    for values in itertools.product(*(sorted(choices[slot]) for slot in slots)):
        chosen = list(zip(slots, values, strict=True))
        if not any((a, b) in clashes for a in chosen for b in chosen):
            return True
    return False


def fitting(act: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Of some amounts those of what an act takes anyway."""
    acts = implied(act)
    taken = {e.quantity for e in THEORY if isinstance(e, Takes) and e.act in acts}
    taken |= {"words", "sentences"} if "ask_question" in acts else set()
    return [one for one in amounts if one.quantity in taken]


def active(claims: Iterable[Claim], state: int) -> frozenset[Norm]:
    """The norms for each turn that hold in a state, with their conditions taken off."""
    return frozenset(
        Norm(n.modality, n.target, n.value, takes=n.takes)
        for claim in claims
        if state in scope(claim)
        for n in claim.norms
        if n.every and n.modality != "permit" and state in where(n.when)
    )


def impossible(claims: Sequence[Claim], given: Condition = ALWAYS) -> frozenset[int]:
    """The states in which the claims cannot all be followed."""
    return frozenset(i for i in where(given) if not can_be_followed(active(claims, i)))


def calm_region(claim: Claim, norm: Norm, names: Iterable[str] = NAMES) -> frozenset[int]:
    """Where a duty of some turns has to find its turn, when a composition speaks of `names`."""
    states = scope(claim) & where(norm.when)
    named = claim.scope.variables | claim.but.variables | norm.when.variables
    for name in names:
        calm = VARIABLES[name].calm
        if calm and name not in named:
            states = frozenset(i for i in states if STATES[i][name] in calm) or states
    for entry in THEORY:
        if isinstance(entry, Pointless) and entry.act in done({norm.target}) and not entry.when.variables <= named:
            states = (states - where(entry.when)) or states
    return states


def finds_no_turn(claim: Claim, norm: Norm, others: Sequence[Claim]) -> bool:
    """Whether `others` leave no turn for a duty of some turns."""
    duty = Norm(norm.modality, norm.target, takes=norm.takes)
    states = calm_region(claim, norm)
    return bool(states) and not any(can_be_followed(active(others, i) | {duty}) for i in states)


def analyse(claims: Sequence[Claim], given: Condition = ALWAYS, closure: Closure | None = None) -> Analysis:
    return Analysis(claims, closure or closure_of(()), given)


# -- random norms and claims

LIMITS: dict[str, tuple[int, ...]] = {
    "words": (0, 5, 12, 20, 40, 90, 220),
    "sentences": (0, 1, 2, 3, 6),
    "questions": (0, 1, 2, 3),
    "steps": (0, 1, 3),
    "hints": (0, 1, 2),
    "examples": (0, 1),
    "instructions": (1, 2),
    "chunks": (1, 2, 3),
    "reading_grade": (1, 4, 8),
}
AMOUNTS: tuple[tuple[Amount, ...], ...] = (
    (),
    (),
    (Amount("words", 7, "a phrase"), Amount("sentences", 1, "a phrase")),
    (Amount("words", 11, "a question", asked=True),),
    (Amount("words", 4, "a phrase"),),
)
SLOTS: dict[str, tuple[str, ...]] = {
    "format": ("speech", "plain"),
    "math": ("latex", "spoken"),
    "emoji": ("free", "none"),
    "language": ("en", "fr"),
}
# Acts and quantities that have to do with one another, so that random norms meet.
_THEMES = (
    """state_final_answer show_full_solution give_next_step give_hint give_help name_strategy recall_principle
    give_orienting_hint correct_error confirm_verdict praise_outcome: steps hints words""",
    """ask_question ask_guiding_question ask_reasoning ask_self_report only_questions explain check_understanding
    ask_evidence summarise have_plan_made ask_how_they_are hook_with_question:
    questions words sentences instructions""",
    """end_with_question end_with_task end_with_choice end_with_summary continue_after_question ask_question
    ask_guiding_question set_task set_first_task ask_goal offer_choice summarise only_questions:
    questions sentences instructions""",
    """explain_concept show_similar_example praise_effort prompt_plan give_example use_analogy set_task
    only_questions ask_question refer_to_person: words sentences examples questions chunks reading_grade""",
)


@st.composite
def boxes(draw: st.DrawFn) -> dict[str, object]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
    box: dict[str, object] = {}
    for name in names:
        if name == "attempts":
            box[name] = draw(st.sampled_from([0, 2, "1+", "3+", "5+", "0-2", "2-4", [0, "4+"]]))
        else:
            values = VARIABLES[name].values
            box[name] = draw(st.lists(st.sampled_from(values), min_size=1, max_size=len(values) - 1, unique=True))
    return box


def conditions() -> st.SearchStrategy[Condition]:
    single = boxes().map(Condition)
    return st.one_of(
        st.just(ALWAYS), single, single.map(lambda c: ~c), st.lists(boxes(), min_size=2, max_size=2).map(Condition)
    )


@st.composite
def claims(
    draw: st.DrawFn,
    *,
    kinds: Sequence[str] = ("duty", "duty", "ban", "bound", "bound", "choice"),
    size: int = 7,
    most_norms: int = 2,
    layers: Sequence[int] = (3,),
    strengths: Sequence[bool] = (True,),
    locks: Sequence[bool] = (False,),
    slugs: int | None = None,
) -> list[Claim]:
    """Claims in the order a composition puts them: outer layers first. `kinds` also: "some" and "permission"."""
    acts, quantities = (names.split() for names in draw(st.sampled_from(_THEMES)).split(":"))
    pool = [ALWAYS, *draw(st.lists(conditions(), min_size=1, max_size=3))]

    def norm() -> Norm:
        when = draw(st.sampled_from(pool))
        match draw(st.sampled_from(kinds)):
            case "duty":
                act = draw(st.sampled_from(acts))
                return oblige(act, when, takes=fitting(act, draw(st.sampled_from(AMOUNTS))))
            case "some":
                return oblige(draw(st.sampled_from(acts)), when, every=False)
            case "ban":
                return forbid(draw(st.sampled_from(acts)), when)
            case "permission":
                return permit(draw(st.sampled_from(acts)), when)
            case "bound":
                quantity = draw(st.sampled_from(quantities))
                low, high = sorted(draw(st.tuples(*[st.sampled_from(LIMITS[quantity])] * 2)))
                shape = draw(st.integers(0, 3))
                return bound(quantity, low if shape in (0, 1) else None, high if shape else None, when)
            case _:
                if draw(st.booleans()):
                    roles = draw(st.sets(st.sampled_from("abcd"), min_size=1, max_size=3))
                    return choose("role", *sorted(roles), when=when)
                slot = draw(st.sampled_from(sorted(SLOTS)))
                return choose(slot, draw(st.sampled_from(SLOTS[slot])), when=when)

    found = [
        Claim(
            slug=f"claim_{draw(st.integers(0, slugs)) if slugs else i}",
            key="key",
            norms=tuple(norm() for _ in range(draw(st.integers(1, most_norms)))),
            scope=draw(st.sampled_from(pool)),
            but=draw(st.sampled_from([NEVER, NEVER, NEVER, pool[-1]])),
            must=draw(st.sampled_from(strengths)),
            locked=draw(st.sampled_from(locks)),
            layer=draw(st.sampled_from(layers)),
            owner=i,
        )
        for i in range(draw(st.integers(2, size)))
    ]
    return sorted(found, key=lambda claim: (claim.layer, claim.slug))
