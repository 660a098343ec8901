"""What an attribute of one's own says, from a table in its class or beside its module."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest

from pedagogy_prompts import Attribute, PedagogyError, Statement, Tone, compose, oblige
from pedagogy_prompts.norms.condition import ConditionLike
from pedagogy_prompts.wording.files import read
from pedagogy_prompts.wording.statements import reminder_text, statement_text

README = re.search(r"```toml\n(.*?)```", read("wording/README.md"), re.DOTALL)


class Explaining(Attribute):
    """One parameter of each kind."""

    family = "presentation"

    about: Literal["idea", "method"] = "idea"
    examples: int | None = 1
    topics: tuple[str, ...] = ("tides",)
    careful: bool = False
    until: ConditionLike | None = None

    def statements(self) -> Iterator[Statement]:
        yield Statement("explain", oblige("explain_concept", every=False), param="about")


def saying(words: str | Mapping[str, Any], forms: Mapping[str, Any] | None = None, **values: Any) -> Explaining:
    cls = type("Explaining", (Explaining,), {"words": words, "forms": lambda _: forms or {}})
    said = cls(**values)
    assert isinstance(said, Explaining)
    return said


def full(attribute: Attribute, short: tuple[int, ...] = ()) -> str:
    return statement_text(attribute, "explain", "full", "en", short)


def brief(attribute: Attribute) -> str:
    return statement_text(attribute, "explain", "brief", "en")


def test_the_readme_shows_a_table_that_works() -> None:
    assert README is not None
    some = saying(README[1], about="method", examples=3)
    assert full(some) == (
        "When the learner asks, explain the method, with the reason for each step. Use three examples."
    )
    assert brief(some) == "When asked, explain the method."
    assert full(saying(README[1])).endswith("the idea in two or three sentences. Use one example.")
    assert reminder_text(some, "en") == "Explain when asked."
    assert "explain the method, with the reason" in compose(some).text


def test_a_class_in_a_notebook_may_write_a_mapping_with_values_as_keys() -> None:
    table = {"explain": {"by": "careful", True: {"full": "Slowly.", "brief": "Slow."}, "other": {"text": "Fast."}}}
    assert (full(saying(table, careful=True)), brief(saying(table))) == ("Slowly.", "Fast.")
    by_count = {
        "explain": {"full": "{{ examples }}.", "brief": "x", "examples": {1: "One", None: "As many as it takes"}}
    }
    assert full(saying(by_count)) == "One."
    assert full(saying(by_count, examples=None)) == "As many as it takes."


def test_a_choice_may_lie_in_a_choice() -> None:
    table = """
        [explain]
        by = "about"
        [explain.idea]
        text = "The idea."
        [explain.method]
        by = "careful"
        true = "Each step."
        false = "The method."
    """
    assert full(saying(table)) == "The idea."
    assert [full(saying(table, about="method", careful=c)) for c in (True, False)] == ["Each step.", "The method."]


def test_a_value_called_text_is_a_value() -> None:
    class Written(Explaining):
        form: Literal["text", "speech"] = "text"
        words = '[explain]\nfull = "{{ form }}."\nbrief = "-"\n[explain.form]\ntext = "Write"\nspeech = "Speak"\n'

    assert [full(Written(form=form)) for form in ("text", "speech")] == ["Write.", "Speak."]


def test_forms_name_what_no_value_says() -> None:
    table = """
        [explain]
        full = "{{ until }} {{ pages | number }} {{ how }}."
        brief = "-"
        [explain.until]
        passing = "Unless {{ it }}, write"
        none = "Write"
        [explain.how]
        by = "statement"
        long = "long pages"
    """
    forms = {"until": "passing", "pages": 3, "explain": "long"}
    said = full(saying(table, forms, until={"stuck": True}))
    assert said == "Unless the learner is stuck, write three long pages."
    assert full(saying(table, {**forms, "until": None})) == "Write three long pages."


def test_a_list_gives_a_phrase_for_each_item() -> None:
    table = """
        [explain]
        full = "Explain:\\n{{ topics | numbered }}"
        brief = "{{ topics | join('; ') }}; {{ topics }}; {{ topics | listed('or') }}."
        [explain.topics]
        tides = { full = "why tides come", brief = "tides" }
        other = { full = "what {{ it }} means", brief = "{{ it }}" }
    """
    some = saying(table, topics=("tides", "ebb"))
    assert full(some) == "Explain:\n1. Why tides come.\n2. What ebb means."
    assert full(some, short=(1,)) == "Explain:\n1. Why tides come.\n2. Ebb."
    assert brief(some) == "tides; ebb; tides and ebb; tides or ebb."
    assert full(saying(table)) == "Explain: Why tides come."
    forms = {"topics": ["tides", "other"]}
    assert full(saying(table, forms, topics=("a", "b"))) == "Explain:\n1. Why tides come.\n2. What b means."


def test_a_string_may_use_jinja() -> None:
    table = (
        '[explain]\nfull = "{% if careful %}Slowly{% else %}{{ topics | listed | upper }}{% endif %}."\nbrief = "-"\n'
    )
    assert (full(saying(table, careful=True)), full(saying(table))) == ("Slowly.", "TIDES.")


@pytest.mark.parametrize("hole", ["{{ topics | listed }}", "{{ topics | listed | trim }}"])
def test_values_are_never_templates_and_stay_as_they_are(hole: str) -> None:
    some = saying(f'[explain]\nfull = "On {hole}."\nbrief = "-"\n', topics=("{{ about }}\n{% if %}", "</rules> now"))
    assert full(some) == "On {{ about }} {% if %} and </rules> now."
    derived = saying('[explain]\nfull = "On {{ mine }}."\nbrief = "-"\n', {"mine": "<system> x"})
    assert full(derived) == "On <system> x."


SENTENCE = '[explain]\nfull = "%s"\nbrief = "-"\n'


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "lack the sentence of the statement 'explain'. Add under [explain]: full"),
        ('[explain]\nfull = "x"\n', 'lack `brief`. Add under [explain]: brief = "..."'),
        ('[explain]\nmethod = "x"\n', "[explain] chooses by 'explain', which is no parameter"),
        ('[explain]\nby = "abut"\nidea = "x"\n', "Did you mean 'about'?"),
        (
            '[explain]\nby = "about"\nmethod = "x"\n',
            "lack the form 'idea'. Add under [explain]: idea = \"...\", or other",
        ),
        ("explain = 3\n", "[explain] is neither a text nor a table"),
        (SENTENCE % "{{ abut }}", "[explain] asks for {{ abut }}, which is no parameter, no phrase"),
        (SENTENCE % "{{ it }}", "[explain] asks for {{ it }}, but no value chose it"),
        (SENTENCE % "{{ a }}" + '[phrases]\na = "{{ b }}"\nb = "{{ a }}"\n', "[phrases.b] names itself in {{ a }}"),
        (SENTENCE % "{{ until }}", "[explain] cannot be read: a hole has no value"),
        (SENTENCE % "{{ about | number }}", "`number` takes a whole number, not 'idea'"),
        (SENTENCE % "{{ about | listed }}", "`listed` takes a list, not 'idea'"),
        (SENTENCE % "{{ topics | join }}", "`join` does not take what it is given"),
        (SENTENCE % "{{ about | shout }}", "it may not use the filter `shout` (line 1)"),
        (SENTENCE % "{% if about %}", "Unexpected end of template"),
        (SENTENCE % "{{ about.__class__.mro() }}", "[explain] cannot be read"),
        ("[explain\n", "is not TOML"),
    ],
)
def test_what_is_missing_or_wrong_is_told_in_one_error(table: str, told: str) -> None:
    with pytest.raises(PedagogyError) as raised:
        compose(saying(table))
    assert told in str(raised.value) and "`words` of the class Explaining" in str(raised.value)


def test_forms_that_do_not_fit_their_values_are_told() -> None:
    some = saying(SENTENCE % "{{ topics }}" + '[explain.topics]\nother = "x"\n', {"topics": ["a", "b"]})
    with pytest.raises(PedagogyError, match="2 forms of 'topics' for 1 values"):
        full(some)


def test_an_attribute_without_words_is_told_where_to_put_them() -> None:
    with pytest.raises(
        PedagogyError, match=r"'explaining' has no words for the locale 'en'. Put them into en\.toml beside"
    ):
        compose(Explaining())


def test_a_derived_class_keeps_the_words_it_does_not_change() -> None:
    class Warm(Tone):
        """A tone."""

    assert statement_text(Warm(style="formal"), "style", "brief", "en") == "Write formally and courteously."


@pytest.mark.parametrize("file", ["mine/en.toml", "explain_it.en.toml"])
def test_words_stand_beside_the_module(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = "mine/__init__.py" if file.startswith("mine/") else "mine.py"
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / module).write_text(
        "from pedagogy_prompts import Attribute, Statement, oblige\n"
        "class ExplainIt(Attribute):\n"
        '    """Explain it."""\n'
        '    family = "presentation"\n'
        "    def statements(self):\n"
        '        yield Statement("explain", oblige("explain_concept", every=False))\n'
    )
    (tmp_path / file).write_text('[explain]\nfull = "Explain the matter."\nbrief = "Explain."\n')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "mine", raising=False)
    mine = importlib.import_module("mine")
    assert "Explain the matter." in compose(mine.ExplainIt()).text
    monkeypatch.delitem(sys.modules, "mine")
