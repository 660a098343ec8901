"""The same question put to an SMT solver, which knows nothing of closures, blocks and bitsets."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable

import pytest
import z3  # type: ignore[import-untyped]
from hypothesis import settings

from pedagogy_prompts.norms.acts import ACTS
from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.condition import ALWAYS, Condition
from pedagogy_prompts.norms.law import Excludes, Implies, SlotClash, Takes, Together
from pedagogy_prompts.norms.norm import Norm, bound, choose, forbid, oblige
from pedagogy_prompts.norms.theory import THEORY
from pedagogy_prompts.norms.vocabulary import QUANTITIES

from .reference import AMOUNTS, ASKING, LIMITS, SLOTS, STATES, active, analyse, fitting, implied, region

SETS = 4 * settings().max_examples
"""Sets of claims that the solver is asked about: 48 at the desk, 200 in CI, 4,000 by hand."""
PARTS = 2
_RANDOM_ACTS = sorted({e.act for e in THEORY if isinstance(e, Implies | Excludes | Together | Takes)})

_VALUES: dict[str, int] = {}

_PAIRS = [
    (e.act, e.also if isinstance(e, Implies) else e.other)
    for e in THEORY
    if isinstance(e, Implies | Excludes | Together)
]


def chosen(slot: str, value: str) -> z3.BoolRef:
    """That a slot holds a value: the values are numbered, for there the solver is quicker than with strings."""
    number: int = _VALUES.setdefault(value, len(_VALUES))
    return z3.Int(f"slot {slot}") == number


def model() -> z3.Solver:
    """The background theory over one turn: which acts it holds, how much of each quantity, which choices."""
    solver = z3.Solver()
    act = {name: z3.Bool(name) for name in ACTS}
    number = {name: z3.Int(name) for name in QUANTITIES}

    def shares(quantity: str, alone: bool) -> dict[str, int]:
        # Each act has a share of its own, and with the shares of all it implies it comes to what it takes in all.
        entries = [e for e in THEORY if isinstance(e, Takes) and e.quantity == quantity and e.alone is alone]
        share: dict[str, int] = {}
        for entry in sorted(entries, key=lambda e: len(implied(e.act))):
            inside = sum(share.get(other, 0) for other in implied(entry.act) - {entry.act})
            share[entry.act] = max(0, entry.least - inside)
        return share

    def taken(quantity: str, of: Collection[str] = ACTS, top: int = 1_000, alone: bool = False) -> z3.ArithRef:
        own = shares(quantity, alone)
        return z3.Sum([z3.If(act[name], min(share, top), 0) for name, share in own.items() if name in of])

    for quantity in number.values():
        solver.add(quantity >= 0)
    for entry in THEORY:
        if isinstance(entry, Implies):
            solver.add(z3.Implies(act[entry.act], act[entry.also]))
        elif isinstance(entry, Excludes):
            solver.add(z3.Not(z3.And(act[entry.act], act[entry.other])))
        elif isinstance(entry, Together):
            solver.add(z3.Implies(z3.And(act[entry.act], act[entry.other]), act[entry.also]))
        elif isinstance(entry, SlotClash):
            solver.add(z3.Not(z3.And(chosen(entry.slot, entry.value), chosen(entry.other_slot, entry.other_value))))
    solver.add(number["questions"] >= taken("questions"))
    solver.add((number["questions"] >= 1) == act["ask_question"])
    # A question is three words, and words of what is asked are among them; said besides are the phrases of duties.
    said, wondered = z3.Ints("words_of_phrases words_of_a_question")
    rest = number["words"] - said
    solver.add(z3.Int("sentences_of_phrases") >= 0)
    solver.add(said >= 0, rest >= taken("words"), rest >= taken("words") - taken("words", ASKING) + wondered)
    solver.add(rest >= taken("words") + 3 * number["questions"] - taken("words", ASKING, 3))
    solver.add(number["sentences"] >= taken("sentences") + number["questions"] + z3.Int("sentences_of_phrases"))
    for quantity in ("words", "sentences", "questions", "steps", "hints", "examples", "chunks", "instructions"):
        solver.add(number[quantity] >= taken(quantity, alone=True))
    solver.add(number["instructions"] >= number["questions"])
    solver.add(number["instructions"] >= taken("instructions") + taken("questions"))
    for quantity in ("steps", "hints", "examples", "chunks"):
        solver.add(number[quantity] >= taken(quantity))
    # `length` words in `sentences`, or in `pieces` where questions alone count:
    # what the reading grade is reckoned from.
    length, pieces, sentences = z3.Ints("length pieces sentences_in_all")
    solver.add(sentences >= pieces, length <= 50 * sentences)
    solver.add(length >= 0, pieces >= 1, 39 * length <= pieces * (100 * number["reading_grade"] + 261))
    return solver


def added(solver: z3.Solver, norms: Iterable[Norm]) -> None:
    only_questions = z3.Bool("only_questions")
    length, pieces, sentences = z3.Ints("length pieces sentences_in_all")
    for norm in norms:
        if norm.modality == "oblige":
            solver.add(z3.Bool(norm.target))
            for one in norm.takes:
                name = "words_of_a_question" if one.asked else f"{one.quantity}_of_phrases"
                solver.add(z3.Int(name) >= one.least)  # all phrases in `AMOUNTS` are the same one
        elif norm.modality == "forbid":
            solver.add(z3.Not(z3.Bool(norm.target)))
        elif norm.modality == "choose" and isinstance(norm.value, frozenset):
            solver.add(z3.Or([chosen(norm.target, value) for value in norm.value]))
        elif isinstance(norm.value, tuple):
            least, most = norm.value
            if least is not None:
                solver.add(z3.Int(norm.target) >= least)
                if norm.target == "words":
                    solver.add(length >= least)
                if norm.target == "questions" and least >= 2:
                    solver.add(z3.Bool("continue_after_question"))
            if most is not None:
                solver.add(z3.Int(norm.target) <= most)
                if norm.target == "sentences" and most:
                    solver.add(sentences <= most)
                if norm.target == "chunks" and most:
                    solver.add(sentences <= 2 * most + 2)
                if norm.target == "questions" and most:
                    solver.add(z3.Implies(only_questions, pieces <= most))


def related(chance: random.Random, size: int = 9) -> list[str]:
    """Acts that have to do with one another by some law, so that random norms meet."""
    acts = [chance.choice(_RANDOM_ACTS)]
    for _ in range(40):
        near = [pair for pair in _PAIRS if len(set(pair) & set(acts)) == 1]
        acts += set(chance.choice(near) if near else chance.choice(_PAIRS)) - set(acts)
        if len(acts) >= size:
            break
    return sorted(acts)


def _claims(chance: random.Random) -> list[Claim]:
    pool = [ALWAYS, Condition(stuck=True), Condition(attempts="2+"), ~Condition(affect="frustrated")]
    acts = related(chance)
    found = []
    for i in range(chance.randint(3, 9)):
        own: list[Norm] = []
        for _ in range(chance.randint(1, 2)):
            when = chance.choice(pool)
            match chance.choice(["duty", "duty", "duty", "ban", "bound", "bound", "choice"]):
                case "duty":
                    act = chance.choice(acts)
                    own.append(oblige(act, when, takes=fitting(act, chance.choice(AMOUNTS))))
                case "ban":
                    own.append(forbid(chance.choice(acts), when))
                case "bound":
                    quantity = chance.choice(sorted(LIMITS))
                    low, high = sorted(chance.choices(LIMITS[quantity], k=2))
                    own.append(bound(quantity, chance.choice([None, low]), high, when))
                case _:
                    slot = chance.choice(sorted(SLOTS))
                    own.append(choose(slot, chance.choice(SLOTS[slot]), when=when))
        found.append(Claim(f"claim_{i}", "key", tuple(own), chance.choice(pool), owner=i))
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_the_solver_agrees(part: int) -> None:
    solver = model()
    verdicts = {True: 0, False: 0}
    for seed in range(part, SETS, PARTS):
        claims = _claims(random.Random(seed))
        analysis = analyse(claims)
        mask = 0
        for clash in analysis.clashes(analysis.scope):
            mask |= clash.region
        wrong = region(analysis, mask)
        asked: dict[frozenset[Norm], bool] = {}
        for i in range(len(STATES)):
            norms = active(claims, i)
            if norms in asked:
                continue
            solver.push()
            added(solver, norms)
            asked[norms] = solver.check() == z3.sat
            solver.pop()
            assert asked[norms] == (i not in wrong), (seed, STATES[i], norms)
            verdicts[asked[norms]] += 1
    # Sets that never clash, or always do, would prove little.
    assert min(verdicts.values()) > sum(verdicts.values()) / 10
