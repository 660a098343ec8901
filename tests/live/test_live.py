"""While a learner waits nothing falls over: counters run on, facts are cut, and what is wrong is one kind of error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts import (
    Budget,
    Emoji,
    HintLadder,
    PedagogyError,
    SystemInstruction,
    WithholdAnswer,
    check,
    compose,
    parse_preset,
    what_if,
)
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.norms.variables import VARIABLES
from pedagogy_prompts.presets.context import MAX_ITEMS, MAX_LINE

from ..characters import CHARACTERS
from ..each import each

TUTOR = compose(WithholdAnswer(), HintLadder(), subject="Fractions")
COUNTERS = {
    name: int(variable.values[-1]) for name, variable in VARIABLES.items() if variable.scale and not variable.internal
}


@pytest.mark.parametrize(("name", "top"), COUNTERS.items())
@pytest.mark.parametrize("more", [1, 5, 10**6])
def test_a_counter_runs_on(name: str, top: int, more: int) -> None:
    most, beyond = {name: top}, {name: top + more}
    assert TUTOR.state_line(beyond) == TUTOR.state_line(most)
    assert what_if(WithholdAnswer(), HintLadder(), state=beyond) == what_if(WithholdAnswer(), HintLadder(), state=most)
    for written in (top + more, f"{top + more}", f"{top + more}+", f"{top}-{top + more}", [top, top + more]):
        wide = compose(WithholdAnswer(), given={name: written})
        assert wide.text == compose(WithholdAnswer(), given={name: f"{top}+"}).text
    preset = parse_preset(f"given: {{{name}: {top + more}}}\nattributes: {{emoji: none}}\n")
    assert preset.given == parse_preset(f"given: {{{name}: {top}}}\nattributes: {{emoji: none}}\n").given


def test_eleven_attempts_are_at_least_ten() -> None:
    assert TUTOR.state_line(attempts=11) == "The learner has made at least ten attempts."


def test_a_release_that_no_counter_reaches_stays_wrong() -> None:
    with pytest.raises(ValueError, match="attempts goes from 0 to 10"):
        WithholdAnswer(until={"attempts": 11})


@pytest.mark.parametrize("name", ["name", "level", "interests", "recent_attempts"])
def test_long_facts_are_cut_with_a_mark_and_the_receipt_says_so(name: str) -> None:
    long = "x" * (MAX_LINE + 1)
    served = TUTOR.for_learner({name: long if name in ("name", "level") else ["short", long]})
    assert long not in served.text and "xxx [...]" in served.learner_text
    assert max(map(len, served.learner_text.split("\n")[1:])) < MAX_LINE + 60
    assert f"too long, so it was cut: {name}" in str(served.receipt())
    again = SystemInstruction.from_json(served.to_json())
    assert again == served and str(again.receipt()) == str(served.receipt())
    fits = TUTOR.for_learner({name: "x" * MAX_LINE})
    assert "x" * MAX_LINE in fits.learner_text and "cut" not in str(fits.receipt())


def test_of_many_attempts_the_last_are_told() -> None:
    served = TUTOR.for_learner(recent_attempts=[f"try {n}." for n in range(MAX_ITEMS + 50)])
    assert "try 149." in served.learner_text and "try 50." in served.learner_text
    assert "try 49." not in served.learner_text
    assert "cut: recent_attempts" in str(served.receipt())


FACTS = st.dictionaries(
    st.sampled_from(["name", "level", "interests", "recent_attempts", "nmae", ""]),
    st.none()
    | st.text(CHARACTERS, max_size=400)
    | st.integers()
    | st.binary(max_size=3)
    | st.lists(st.none() | st.text(CHARACTERS, max_size=400) | st.floats() | st.booleans(), max_size=5),
)


def refusal(call: Callable[[], object]) -> str | None:
    """What the one kind of error says; None where nothing is refused."""
    try:
        call()
    except PedagogyError as error:
        return str(error)
    return None


@given(FACTS)
def test_whatever_is_told_of_a_learner_it_is_served_or_refused_in_words(facts: dict[str, Any]) -> None:
    said = refusal(lambda: TUTOR.for_learner(facts))
    if said is None:
        assert TUTOR.for_learner(facts).text.startswith(TUTOR.stable_text)
    else:
        assert "text" in said or "known" in said


@given(
    st.dictionaries(
        st.sampled_from([*VARIABLES, "atempts"]), st.none() | st.integers() | st.text(CHARACTERS, max_size=9)
    )
)
def test_whatever_is_said_of_a_state_it_is_told_or_refused_in_words(state: dict[str, Any]) -> None:
    assert refusal(lambda: TUTOR.state_line(state)) != ""
    assert refusal(lambda: what_if(WithholdAnswer(), state=state)) != ""


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "budget": (lambda: compose(Emoji(), budget=0), "at least 1"),
    "no budget": (lambda: compose(Emoji(), budget="much"), "number of tokens"),  # type: ignore[arg-type]
    "Budget": (lambda: Budget(tokens=-4), "at least 1"),
    "locale": (lambda: compose(Emoji(), locale="de"), "'de'"),
    "unknown field": (lambda: compose(Emoji(), nmae="x"), "Did you mean 'name' of `learner`"),  # type: ignore[call-arg]
    "near field": (lambda: compose(Emoji(), topik="x"), "Did you mean 'topic'"),  # type: ignore[call-arg]
    "field of another type": (lambda: compose(Emoji(), subject=5), "`subject`"),  # type: ignore[arg-type]
    "context": (lambda: compose(Emoji(), context=["x"]), "mapping"),  # type: ignore[arg-type]
    "learner of compose": (lambda: check(Emoji(), learner={"nmae": "x"}), "Did you mean 'name'"),
    "learner": (lambda: TUTOR.for_learner(nmae="x"), "Did you mean 'name'"),
    "no learner": (lambda: TUTOR.for_learner("Ada"), "mapping"),  # type: ignore[arg-type]
    "where": (lambda: TUTOR.for_learner(where="user"), "system"),  # type: ignore[arg-type]
    "state": (lambda: TUTOR.state_line(atempts=1), "Did you mean 'attempts'"),
    "no state": (lambda: TUTOR.state_line(), "attempts=4"),
    "impossible state": (lambda: TUTOR.state_line(attempts=0, last_answer="wrong"), "No dialogue stands there"),
    "value": (lambda: TUTOR.state_line(phase="quizz"), "Did you mean 'quiz'"),
    "state of what_if": (lambda: what_if(Emoji(), state={"phase": "quizz"}), "Did you mean 'quiz'"),
    "given": (lambda: check(Emoji(), given={"hints": "some"}), "not a number"),
    "model": (lambda: compose(Emoji(), model="our-deployment"), "like="),
    "no model": (lambda: compose(Emoji(), model=5), "named by a text"),  # type: ignore[arg-type]
    "target": (lambda: TUTOR.to("opnai"), "Did you mean 'openai'"),
    "stored": (lambda: SystemInstruction.from_json("{}"), "JSON form"),
    "damaged": (lambda: SystemInstruction.from_json('{"format": 1}'), "damaged"),
}


@each("wrong", WRONG)
def test_what_comes_from_data_is_one_kind_of_error(wrong: str) -> None:
    call, says = WRONG[wrong]
    with pytest.raises(PedagogyError) as caught:
        call()
    assert says in str(caught.value)


def test_a_name_of_ones_own_counts_like_a_known_model() -> None:
    mine = compose(WithholdAnswer(), model="azure/our-tutor", like="gpt-4o", budget=0.01)
    theirs = compose(WithholdAnswer(), model="gpt-4o", budget=0.01)
    assert mine.text == theirs.text and mine.tokens == theirs.tokens and mine.tokens.kind == "exact"
    assert mine.manifest()["model"] == "azure/our-tutor"
    assert SystemInstruction.from_json(mine.to_json()) == mine
    assert compose(WithholdAnswer(), like="claude-sonnet-4-5").tokens.kind == "estimate"


def test_the_command_line_takes_it_too() -> None:
    mine = ["compose", "socratic-tutor", "--model", "our-tutor"]
    run = CliRunner().invoke(main, [*mine, "--like", "gpt-4o", "--receipt"])
    assert run.exit_code == 0, run.output
    assert CliRunner().invoke(main, mine).exit_code == 2
