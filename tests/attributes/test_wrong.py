"""An attribute, or a class of one's own, that is wrong: what it is told."""

from __future__ import annotations

import inspect
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from pedagogy_prompts import (
    AdaptToLevel,
    Attribute,
    Emoji,
    HintLadder,
    PedagogyError,
    SessionStructure,
    Statement,
    WithholdAnswer,
    compose,
    oblige,
)
from pedagogy_prompts.attributes.kit.attribute import Statements, attribute_class, attribute_slugs
from pedagogy_prompts.norms.condition import Condition

from ..each import each

WORDS = '[say]\nfull = "Praise what the learner did, and say what it was."\nbrief = "Praise what was done."\n'


class Sound(Attribute):
    """Praise."""

    family = "feedback"
    words = WORDS

    def statements(self) -> Statements:
        yield Statement("say", oblige("praise"))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda: HintLadder(rung=["orient"]),  # type: ignore[call-arg]
            "HintLadder has no parameter 'rung'. Did you mean 'rungs'? It takes rungs, advance_on, then, about;",
        ),
        (
            lambda: Emoji(policy="non"),  # type: ignore[arg-type]
            "'non' is not a value of `policy`. Did you mean 'none'? It takes none, sparse, free.",
        ),
        (
            lambda: HintLadder(rungs=["orient", "botom_out"]),  # type: ignore[list-item]
            "'botom_out' is not a value of `rungs`. Did you mean 'bottom_out'?",
        ),
        (lambda: SessionStructure(phases=["close", "practise"]), "`close` is what a session does last: put it last,"),
        (lambda: SessionStructure(phases=["teach", "open"]), "`open` is what a session does first: put it first,"),
        (lambda: HintLadder(rungs=["orient", "orient"]), "'orient' stands here twice: name each at most once."),
        (lambda: HintLadder(rungs=[]), "Name at least one of orient, point_to_information"),
        (lambda: SessionStructure(phases=["open"]), "Name at least 2 of open, diagnose"),
        (lambda: HintLadder(when={"attempt": 3}), "Did you mean 'attempts'?"),
        (lambda: AdaptToLevel(), 'A fixed source needs a `level`, such as "grade 7"'),
    ],
)
def test_a_wrong_value_is_told_with_what_is_near(make: Callable[[], object], told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make()
    assert told in str(caught.value)
    assert caught.value.title == caught.value.title.strip() and caught.value.error_count() == 1


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        HintLadder(rung=1, then="reveale", advance_on="attempt", when={"attempt": 3})  # type: ignore[call-arg, arg-type]
    kinds = {error["loc"]: error["type"] for error in caught.value.errors()}
    assert kinds == {
        ("rung",): "extra_forbidden",
        ("then",): "literal_error",
        ("advance_on",): "literal_error",
        ("when",): "value_error",
    }


def no_family() -> object:
    class Stray(Attribute):
        """Praise."""

        words = WORDS

        def statements(self) -> Statements:
            yield Statement("say", oblige("praise"))

    return compose(Stray())


def a_family_nobody_knows() -> object:
    class Stray(Sound):
        """Praise."""

        family = "feedbak"  # type: ignore[assignment]

    return compose(Stray())


def facts_of_the_wrong_kind() -> object:
    class Stray(Sound):
        """Praise."""

        evidence = "hattie2007"  # type: ignore[assignment]
        gives_access = "level"  # type: ignore[assignment]
        needs = ("material",)  # type: ignore[assignment]
        stands = ("session", "last")  # type: ignore[assignment]

    return compose(Stray())


def a_group_nobody_knows() -> object:
    class Stray(Sound):
        """Praise."""

        stands = ("sesion", 10)

    return compose(Stray())


def a_parameter_called_as_a_fact() -> object:
    class Stray(Sound):
        """Praise."""

        needs: int = 3  # type: ignore[assignment, misc]

    return compose(Stray())


def a_parameter_called_as_a_truth_value() -> object:
    class Stray(Sound):
        """Praise."""

        on: int = 3

    return compose(Stray())


def a_parameter_called_as_a_word_of_tables() -> object:
    class Stray(Sound):
        """Praise."""

        by: int = 3

    return compose(Stray())


def no_statements() -> object:
    class Stray(Attribute):
        """Praise."""

        family = "feedback"
        words = WORDS

    return compose(Stray())


def statements_that_are_none() -> object:
    class Stray(Sound):
        """Praise."""

        def statements(self) -> Statements:
            return None  # type: ignore[return-value]

    return compose(Stray())


def acts(act: str) -> Callable[[], object]:
    def make() -> object:
        class Stray(Sound):
            """Praise."""

            def statements(self) -> Statements:
                yield Statement("say", oblige(act))

        return compose(Stray())

    return make


def worded(text: str | None) -> Callable[[], object]:
    def make() -> object:
        class Stray(Attribute):
            """Praise."""

            family = "feedback"
            words = text

            def statements(self) -> Statements:
                yield Statement("say", oblige("praise"))

        return compose(Stray())

    return make


@pytest.mark.filterwarnings('ignore:Field name "needs":UserWarning')
@pytest.mark.parametrize(
    ("make", "told"),
    [
        (no_family, ["Stray", 'Write family = "..." into the class', "disclosure"]),
        (a_family_nobody_knows, ["Stray", "'feedbak'", "Did you mean 'feedback'"]),
        (
            facts_of_the_wrong_kind,
            [
                'evidence = ("hattie2007",)',
                'gives_access = ("level",)',
                "'material'",
                "materials",
                'such as ("session", 50)',
            ],
        ),
        (a_group_nobody_knows, ["'sesion'", "Did you mean 'session'"]),
        (a_parameter_called_as_a_fact, ["`needs`", "give it another name"]),
        (a_parameter_called_as_a_truth_value, ["`on`", "YAML", "name it anew"]),
        (a_parameter_called_as_a_word_of_tables, ["`by`", "the tables of words", "give it another name"]),
        (no_statements, ["Stray", "does not say what it claims", "Statement("]),
        (statements_that_are_none, ["Stray", "at least one `Statement`"]),
        (acts("app.dance"), ["'app.dance'", "Pack(", "packs="]),
        (acts("prase"), ["'prase'", "Did you mean 'praise'"]),
        (worded(None), ["stray", "en.toml", "`words`"]),
        (worded('[say]\nfull = "Praise what was done."\n'), ["brief"]),
        (worded('[said]\nfull = "Praise it."\nbrief = "Praise it."\n'), ["[say]", "full"]),
        (worded("[say\n"), ["TOML"]),
    ],
)
def test_a_wrong_class_is_told_what_where_and_what_to_do(make: Callable[[], object], told: list[str]) -> None:
    with pytest.raises(PedagogyError) as caught:
        make()
    for phrase in told:
        assert phrase in str(caught.value)


def test_a_class_of_a_notebook_can_carry_its_words(tmp_path: Path) -> None:
    lines = inspect.getsource(Sound)
    code = (
        "from pedagogy_prompts import Attribute, Statement, compose, oblige\nStatements = object\n"
        f"WORDS = {WORDS!r}\n{lines}\nprint(compose(Sound()).text)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "Praise what the learner did" in done.stdout


@each("slug", attribute_slugs())
def test_its_signature_shows_its_parameters(slug: str) -> None:
    cls = attribute_class(slug)
    shown = inspect.signature(cls).parameters
    assert list(shown) == list(cls.model_fields)
    for name, parameter in shown.items():
        field = cls.model_fields[name]
        assert parameter.default == (inspect.Parameter.empty if field.is_required() else field.default)


def test_the_signature_is_there_before_the_first_instance() -> None:
    code = "import inspect, pedagogy_prompts as p; print('rungs' in inspect.signature(p.HintLadder).parameters)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_lists_are_kept_as_tuples_and_releases_as_conditions() -> None:
    ladder, withheld = HintLadder(rungs=["orient"]), WithholdAnswer(until={"attempts": 2})
    assert ladder.rungs == ("orient",) and isinstance(withheld.until, Condition)
    values: list[Any] = [pickle.loads(pickle.dumps(one)) for one in (ladder, withheld)]
    assert values == [ladder, withheld] and {*values} == {ladder, withheld}
    assert WithholdAnswer(until="never").to_value() == "never"
    assert withheld.to_value() == {"until": {"attempts": "2+"}}


@pytest.mark.parametrize(
    ("slug", "parameters", "told"),
    [
        ("use_terms", {"terms": {}}, "Name at least one term"),
        ("content_scope", {"beyond": "note"}, "what comes later, `not_yet`"),
        (
            "error_scope",
            {
                "kinds": ["spelling", "punctuation", "grammar", "style", "facts", "calculation", "units"],
                "treat": "only",
            },
            "Take out the kinds that do not count",
        ),
        ("quiz_mode", {"items": 3, "questions": ["What is 7 x 8?"]}, "Write `items: 1`"),
        ("stop_condition", {"when_met": "exchanges"}, "add `count: 5` for five exchanges"),
        ("stop_condition", {"when_met": "learner", "count": 3}, "leave it out"),
    ],
)
def test_what_does_not_go_together_is_told_with_a_way_on(slug: str, parameters: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(told)):
        attribute_class(slug)(**parameters)
