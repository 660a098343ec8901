"""Calls of the public names that must type, and calls that must not: read by type checkers, never run.

Each wrong line carries an ignore that mypy and pyright want gone as soon as the line types.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_type

from pedagogy_prompts import (
    AdaptToLevel,
    Attribute,
    Budget,
    Condition,
    Context,
    Emoji,
    HintLadder,
    Mutants,
    Preset,
    ReadingLevel,
    Report,
    Rule,
    SessionStructure,
    SimulationRoleplay,
    SocraticQuestioning,
    Statement,
    SystemInstruction,
    TokenCount,
    TurnMoves,
    WithholdAnswer,
    bound,
    check,
    choose,
    compose,
    count_tokens,
    forbid,
    load_preset,
    mutants,
    oblige,
)
from pedagogy_prompts import HintLader as _unknown  # type: ignore[attr-defined]  # noqa: F401


def lists() -> None:
    TurnMoves(moves=["explain", "ask"])
    TurnMoves(moves=("explain", "ask"))
    HintLadder(rungs=["orient", "bottom_out"], then="reveal")
    SessionStructure(phases=["open", "teach", "close"])
    SocraticQuestioning(kinds=[], intensity="strict")
    assert_type(len(HintLadder().rungs), int)
    TurnMoves(moves=["explain", "aks"])  # type: ignore[list-item]
    HintLadder(rungs=[1])  # type: ignore[list-item]
    SessionStructure()  # type: ignore[call-arg]


def values() -> None:
    Emoji(policy="none", locked=True, strength="should")
    AdaptToLevel(level="grade 7", source="fixed")
    SimulationRoleplay(scenario="a market", tutor_plays="the baker")
    Rule(say="Ask for units.", means="oblige ask_question", at="stuck", when={"attempts": "3+"})
    Rule(say="Ask for units.", means=["forbid praise", {"oblige": "give_hint", "when": {"stuck": True}}])
    Rule(say="Ask for units.", means={"forbid": "praise"}, id="units", locked=True)
    Rule(means="forbid praise")  # type: ignore[call-arg]
    Rule(say="Ask for units.", means=3)  # type: ignore[arg-type]
    Emoji(policy="non")  # type: ignore[arg-type]
    Emoji(policies="none")  # type: ignore[call-arg]
    ReadingLevel(max_grade="five")  # type: ignore[arg-type]


def conditions() -> None:
    WithholdAnswer(until="never", when={"phase": "practice"})
    WithholdAnswer(until={"attempts": 3}, unless=[{"stuck": True}, {"affect": "frustrated"}])
    WithholdAnswer(until=Condition(attempts="3+") | Condition(stuck=True))
    assert_type(Condition(stuck=True) & ~Condition(attempts=0), Condition)
    WithholdAnswer(until=3)  # type: ignore[arg-type]
    WithholdAnswer(when="practice")  # type: ignore[arg-type]


def results() -> None:
    tutor = compose(HintLadder(), load_preset("tutor.yaml"), subject="maths", budget=Budget(tokens=400))
    assert_type(tutor, SystemInstruction)
    assert_type(tutor.text, str)
    assert_type(tutor.tokens, TokenCount)
    assert_type(check(HintLadder(), Preset.from_data({})), Report)
    assert_type(count_tokens("text"), TokenCount)
    assert_type(mutants(load_preset("tutor.yaml"), HintLadder(), most=5), Mutants)
    mutants(HintLadder())  # type: ignore[arg-type]
    compose(HintLadder(), context=Context(topic="fractions"))
    compose(HintLadder)  # type: ignore[arg-type]
    compose(HintLadder(), subjet="maths")  # type: ignore[call-arg]


class OwnWords(Attribute):
    """One's own attribute: facts need no annotation, and the checker holds them to the base's types."""

    family = "feedback"
    evidence = ("hattie2007",)
    stands = ("feedback", 50)
    words = '[say]\nfull = "..."\nbrief = "..."'

    most: int = 3

    def statements(self) -> Iterator[Statement]:
        yield Statement("say", oblige("praise"), forbid("praise_person"), bound("words", None, self.most), param="most")
        yield Statement("tell", choose("register", "plain"))


class WrongFacts(Attribute):
    """Facts that are none."""

    family = "feedbak"  # type: ignore[assignment]
    stands = "feedback"  # type: ignore[assignment]
    needs = ("material",)  # type: ignore[assignment]


OwnWords(most=2, when={"stuck": True})
OwnWords(least=2)  # type: ignore[call-arg]
parts: Sequence[Attribute] = [OwnWords(), HintLadder()]
compose(*parts)
