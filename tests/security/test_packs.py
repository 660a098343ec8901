"""Packs: what they may be called, what their words may hold, and who is named when one fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts import (
    Attribute,
    Emoji,
    Excludes,
    Model,
    Pack,
    PedagogyError,
    Praise,
    Preset,
    Statement,
    Variable,
    compose,
    explain,
    oblige,
    parse_preset,
)
from pedagogy_prompts.attributes.kit.attribute import Family, attribute_class, attribute_slugs
from pedagogy_prompts.norms.acts import ACTS
from pedagogy_prompts.presets.packs import shelf
from pedagogy_prompts.presets.schema import preset_schema
from pedagogy_prompts.tokens.models import list_models
from pedagogy_prompts.views.listing import listing

from ..calls import calls
from ..characters import CHARACTERS
from ..each import each


def named(name: str, of: Family = "presentation", words: Any = "Draw it.", **more: Any) -> type[Attribute]:
    """An attribute of an app, with these words."""

    def statements(_: Attribute) -> Iterator[Statement]:
        yield Statement("draw", oblige("mine.draw"))

    text = {"full": words, "brief": words} if isinstance(words, str) else words
    facts = {"__module__": __name__, "family": of, "statements": statements, "words": {"draw": text}}
    facts["__annotations__"] = {"family": ClassVar[Family], "words": ClassVar[Any], **more.pop("annotations", {})}
    return type(name, (Attribute,), {**facts, **more})


def packed(*attributes: type[Attribute], **more: Any) -> Pack:
    return Pack("mine", acts={"mine.draw": "draw what is meant"}, attributes=attributes, **more)


# Names


@each("act", ACTS)
def test_no_pack_takes_an_act_of_the_library(act: str) -> None:
    with pytest.raises(PedagogyError, match=r"'mine'.*dot"):
        Pack("mine", acts={act: "sing"})


def test_an_act_carries_a_dot_as_a_variable_does() -> None:
    with pytest.raises(PedagogyError, match=r"'mine\.sing'"):
        Pack("mine", acts={"sing": "sing"})
    with pytest.raises(PedagogyError, match="follow"):
        Pack("mine", acts={"mine.sing": " "})


@each("slug", attribute_slugs())
def test_an_attribute_is_replaced_only_by_a_pack_that_says_so_and_never_one_of_safety(slug: str) -> None:
    cls = named(attribute_class(slug).__name__)
    with pytest.raises(PedagogyError, match="'mine'"):
        packed(cls)
    if attribute_class(slug).family in ("integrity", "safety"):
        with pytest.raises(PedagogyError, match="no pack takes the place"):
            packed(cls, replaces=(slug,))
    else:
        assert shelf([packed(cls, replaces=(slug,))])[slug] is cls


def test_what_replaces_stands_in_presets() -> None:
    pack = packed(named("Emoji"), replaces=("emoji",))
    assert "Draw it." in compose(parse_preset("attributes: {emoji: }", packs=[pack]), packs=[pack]).text
    assert "Draw it." not in compose(parse_preset("attributes: {emoji: none}")).text


def test_the_librarys_own_class_may_stand_in_a_pack() -> None:
    assert shelf([Pack("mine", attributes=(Emoji,))])["emoji"] is Emoji


@pytest.mark.parametrize("name", ["gpt-4o", "GPT-4o", "openai/gpt-4o"])
def test_a_model_is_replaced_only_by_a_pack_that_says_so(name: str) -> None:
    model = Model(name=name, provider="us", encoding="o200k_base")
    with pytest.raises(PedagogyError, match=r"'mine'.*replaces"):
        Pack("mine", models=(model,))
    assert list_models([Pack("mine", models=(model,), replaces=(name,))])[0] is model
    with pytest.raises(PedagogyError):
        Pack("mine", models=(Model(name="ours", provider="us", encoding="o200k_base", aliases=(name,)),))


@pytest.mark.parametrize(
    ("pack", "says"),
    [
        (lambda: packed(replaces=("emoji",)), "brings nothing of that name"),
        (lambda: packed(named("Drawing"), named("Drawing")), "two attributes"),
        (lambda: Pack("mine", variables=("app.x",)), "Variable"),  # type: ignore[arg-type]
        (lambda: Pack("mine", attributes=(Praise(),)), "class"),  # type: ignore[arg-type]
        (lambda: Pack("mine", acts=["mine.draw"]), "mapping"),  # type: ignore[arg-type]
        (lambda: Pack("mine", facts=((1, 2, 3),)), "triple"),  # type: ignore[arg-type]
        (lambda: Pack("mine", theory=("x",)), "theory"),  # type: ignore[arg-type]
        (lambda: Pack("mine", attributes=[Praise]), "tuple"),  # type: ignore[arg-type]
        (lambda: Pack("mine", models=("gpt",)), "Model"),  # type: ignore[arg-type]
        (lambda: packed(theory=(Excludes("mine.draw", "praise", "\ud800"),)), "half of a character"),
    ],
)
def test_what_does_not_fit_is_told_with_the_packs_name(pack: Callable[[], Pack], says: str) -> None:
    with pytest.raises(PedagogyError, match=says) as raised:
        pack()
    assert "'mine'" in str(raised.value)


def test_two_packs_have_no_different_attributes_of_one_name() -> None:
    with pytest.raises(PedagogyError, match="Two packs"):
        parse_preset("attributes: {drawing: }", packs=[packed(named("Drawing")), packed(named("Drawing"))])


# Words


def saying(words: Any, *, what: str = "x", points: tuple[str, ...] = ("a", "b")) -> str:
    cls = named("Drawing", words=words, annotations={"what": str, "points": tuple[str, ...]}, what=what, points=points)
    return compose(cls(), packs=[packed(cls)]).text


REFUSED = [
    "{{ ''.__class__ }}",
    "{{ what.__class__.__mro__ }}",
    "{{ what['__class__'] }}",
    "{{ what | attr('__class__') }}",
    "{{ what.format(1) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum() }}",
    "{{ namespace() }}",
    "{{ self._TemplateReference__context }}",
    "{% set x = 1 %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% include 'en.toml' %}",
    "{% import 'a' as a %}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{% for i in 'ab' %}x{% endfor %}",
    "{% for i in what.split() %}x{% endfor %}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ what | replace('x', 'y') }}",
    "{{ what | map('upper') | list }}",
    "{% for a in points recursive %}{{ loop(points) }}{% endfor %}",
    "{{ " + "(" * 5_000 + "what" + ")" * 5_000 + " }}",
    "{% if what %}" * 99 + "x" + "{% endif %}" * 99,
    "".join(f"{{% for a{i} in points %}}" for i in range(25)) + "x" + "{% endfor %}" * 25,
    "{% if " + "9" * 5_000 + " %}x{% endif %}",
    "{% for a in what %}{% endfor %}",
    "{{ points | listed('nor') }}",
    "{% if what %}{{ points | listed('term') }}{% endif %}",
    "{{ what }}{{ '\\ud800' }}",
    "{{ what }}{{ '\\x1b' }}",
    "{{ what }}\u202e",
    "{{ points | listed(join='or') }}",
    "{{ points | listed(*('or',)) }}",
    "{% for a, b in ('xy',) %}x{% endfor %}",
    "{{ points.index }}",
    "{% if what %}{{ self }}{% endif %}",
    "{% if what < 1 %}x{% endif %}",
    "{{ what }}" + "{# #}" * 10_000,
]


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: words[:30])
def test_words_reach_nothing_and_run_no_longer(words: str) -> None:
    told = "may not use|goes through a list|too deeply|are the most|too long|does not take|takes more than|nobody sees"
    told += "|is unsafe|not supported"
    with pytest.raises(PedagogyError, match=f"pack 'mine'.*(?:{told})") as raised:
        saying(words)
    assert len(str(raised.value)) < 1_000


PIECES = [
    *REFUSED[:21], "{{ what }}", "{{ points }}", "{{ points | listed }}", "{{ what | number }}", "{{ it }}", "{{ p0 }}",
    "{{ p1 }}", "{% if what %}", "{% else %}", "{% endif %}", "{% for a in points %}", "{{ a }}", "{{ loop.index }}",
    "{% endfor %}", "{{", "}}", "{%", "%}", "{#", "#}", "{", "\\", "\n", "</rules>", "<|im_start|>", "{{ what.until }}",
    "{% raw %}", "{{ -what }}",
]  # fmt: skip
PHRASE = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(CHARACTERS, max_size=20)


@given(st.fixed_dictionaries({"full": PHRASE, "brief": PHRASE, "p0": PHRASE, "p1": PHRASE}))
def test_whatever_words_hold_they_are_said_or_refused_in_one_error(words: dict[str, str]) -> None:
    with suppress(PedagogyError):
        saying(words)


@pytest.mark.parametrize("words", ["{{ what }}" * 3, "{% for point in points %}{{ what }}{% endfor %}"])
def test_words_say_no_more_than_an_instruction_holds(words: str) -> None:
    long = "x" * 70_000
    assert long in saying("{{ what }}", what=long)
    with pytest.raises(PedagogyError, match=r"pack 'mine'.*says more than 200,000 characters"):
        saying(words, what=long, points=("a", "b", "c"))


def test_what_phrases_say_is_counted_where_none_of_it_is_sent() -> None:
    asked = "".join(f"{{% if p{i} == 'a' %}}{{% endif %}}" for i in range(100))
    phrases = {f"p{i}": "{{ what }}" for i in range(100)}
    with pytest.raises(PedagogyError, match=r"pack 'mine'.*more than 20,000 steps"):
        saying({"full": f"Draw.{asked}", "brief": "Draw.", **phrases}, what="x" * 190_000)


def test_words_may_choose_and_go_through_a_list() -> None:
    each = "{% for p in points %} {{ p }}{% if not loop.last %},{% endif %}{% endfor %}"
    assert "Draw a, b." in saying("{% if what == 'x' %}Draw{% endif %}" + each + ".")


def test_loops_within_loops_end() -> None:
    inner = "x"
    for name in "abcdefgh":
        inner = f"{{% for {name} in points %}}{inner}{{% endfor %}}"
    assert "xxxx" in saying(inner)
    with pytest.raises(PedagogyError, match=r"pack 'mine'.*more than 20,000 steps"):
        saying("".join(f"{{% for a{i} in points %}}" for i in range(18)) + "x" + "{% endfor %}" * 18)


LONG = "x" * 15_000
TWICE = "{{% for a in points %}}{{% for b in points %}}{}{{% endfor %}}{{% endfor %}}"
MUCH: dict[str, tuple[Any, dict[str, Any]]] = {
    "in a row": (TWICE.format("") * 10, {"points": ("a",) * 50}),
    "much in each": (TWICE.format("{% if what" + " | upper" * 10 + " == 'a' %}{% endif %}"), {"points": ("a",) * 50}),
    "a long text": ("{% if what" + " | upper" * 10 + " == 'a' %}{% endif %}", {"what": "x" * 3_000_000}),
    "long texts compared": (TWICE.format("{% if what == 'a' %}{% endif %}"), {"what": LONG, "points": ("a",) * 40}),
    "what is joined": (f"{{% for a in points %}}{{% if points | join('{LONG}') == 'x' %}}{{% endif %}}{{% endfor %}}",
                       {"points": ("a",) * 100}),
    "joined at once": (f"{{{{ points | join('{LONG * 60}') }}}}", {"points": ("a",) * 10_000}),  # 9 GB, were it made
    "in each phrase": ({"full": "{{ p0 }}" * 15, "brief": "-", "p0": TWICE.format("")}, {"points": ("a",) * 40}),
}  # fmt: skip


@each("name", MUCH)
def test_what_is_done_is_counted_wherever_it_stands(name: str) -> None:
    words, given = MUCH[name]
    with pytest.raises(PedagogyError, match=r"pack 'mine'.*more than 20,000 steps"):
        saying(words, **given)


def test_loops_through_lists_and_numbers_of_any_size_are_taken() -> None:
    either = "{% if loop.index < 1e999999 and a in ('a', 'b') %}{{ a }}{% else %}-{% endif %}"
    listing = f"{{% for a in points %}}{either}{{% endfor %}}"
    assert "Draw ab--." in saying(f"Draw {listing}.", points=("a", "b", "c", "d"))
    assert "ab" * 400 in saying(f"Draw {listing}.", points=("a", "b") * 400)


@pytest.mark.parametrize("leaf", ["", "ha"])
def test_phrases_that_double_each_other_end(leaf: str) -> None:
    doubling = {f"p{i}": f"{{{{ p{i + 1} }}}}{{{{ p{i + 1} }}}}" for i in range(40)}
    with pytest.raises(PedagogyError, match="pack 'mine'"):
        saying({"full": "{{ p0 }}", "brief": "-", **doubling, "p40": leaf})


def test_phrases_within_each_other_end() -> None:
    chain = {f"p{i}": f"{{{{ p{i + 1} }}}}" for i in range(900)}
    with pytest.raises(PedagogyError, match=r"pack 'mine'.*too deeply"):
        saying({"full": "{{ p0 }}", "brief": "-", **chain, "p900": "x"})


def test_words_of_a_variable_are_no_format_strings() -> None:
    words = {"a": "{values.__class__}", "b": "b", "c": "c", "of": "one of {values} {values.__class__} {0}"}
    pack = Pack("mine", variables=(Variable("app.x", ("a", "b", "c"), words=words),))
    line = compose(Praise(), packs=[pack]).state_line(packs=[pack], **{"app.x": "a"})
    assert line == "{values.__class__}."
    text = compose(Praise(when={"app.x": ["a", "b"]}), packs=[pack]).text
    assert "when c: " in text and "<class" not in text


def test_a_scale_of_an_app_is_told_and_its_words_are_no_format_strings() -> None:
    words = {"none": "no star", "one": "{n} star", "many": "{n} stars {n.__class__}", "exactly": "just {count}"}
    words |= {"at_least": "at least {count}", "at_most": "at most {count}", "between": "{low} to {high}"}
    pack = Pack("mine", variables=(Variable("app.stars", (0, 1, 2, 3), scale=True, words=words),))
    line = compose(Praise(), packs=[pack]).state_line(packs=[pack], **{"app.stars": 2})
    assert line == "Just two stars {n.__class__}."
    words.pop("many")
    with pytest.raises(PedagogyError, match="lack many"):
        Pack("mine", variables=(Variable("app.stars", (0, 1), scale=True, words=words),))


# Code


def failing(where: str) -> type[Attribute]:
    def fails(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("oops")

    more: dict[str, Any] = {where: fails}
    return named("Drawing", **more)


@pytest.mark.parametrize("where", ["statements", "forms"])
def test_code_that_fails_is_named_with_its_pack(where: str) -> None:
    cls = failing(where)
    pack = packed(cls)
    row = Preset.from_data({"attributes": {"drawing": None}}, packs=[pack])
    told = f"`{where}` of the attribute Drawing of the pack 'mine' fails: ZeroDivisionError"
    for part in (cls(), row):
        with pytest.raises(PedagogyError, match=told):
            compose(part, packs=[pack])


def test_an_attribute_whose_values_can_be_altered_is_named() -> None:
    cls = named("Drawing", annotations={"points": list[str]}, points=["a"])
    with pytest.raises(PedagogyError, match=r"Drawing .*`points` takes what can be altered.*tuple\[str, \.\.\.\]"):
        compose(cls(), packs=[packed(cls)])


def test_statements_without_an_end_end() -> None:
    def statements(_: Attribute) -> Iterator[Statement]:
        while True:
            yield Statement("draw", oblige("mine.draw"))

    cls: Any = named("Drawing", statements=statements)
    with pytest.raises(PedagogyError, match="pack 'mine' yields more than"):
        compose(cls(), packs=[packed(cls)])


# Everywhere


MODULE = '''
from pedagogy_prompts import Attribute, Excludes, Pack, Statement, oblige

class Doodle(Attribute):
    """Have it drawn."""
    family = "presentation"
    words = {"draw": {"full": "Draw what is meant.", "brief": "Draw."}}
    def statements(self):
        yield Statement("draw", oblige("mine.draw"))

MINE = Pack("mine", acts={"mine.draw": "draw"}, attributes=(Doodle,),
            theory=(Excludes("mine.draw", "praise", "both are too much"),))
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "our_packs.py").write_text(MODULE)
    (tmp_path / "a.yaml").write_text("attributes: {doodle: }\n")
    (tmp_path / "b.yaml").write_text("attributes: {doodle: , praise: {frequency: every_turn}}\n")
    return tmp_path


WITH_A_PACK: list[tuple[list[str], int, str]] = [
    (["compose", "a.yaml"], 0, "Draw what is meant."),
    (["check", "a.yaml"], 0, "nothing found"),
    (["check", "b.yaml"], 1, "both are too much"),
    (["check", "--fix", "--diff", "a.yaml"], 0, ""),
    (["show", "a.yaml"], 0, "Draw"),
    (["what-if", "a.yaml", "attempts=1"], 0, "Draw"),
    (["diff", "a.yaml", "b.yaml"], 1, "praise"),
    (["explain", "doodle"], 0, "praise"),
    (["list", "attributes"], 0, "Have it drawn."),
    (["schema"], 0, '"doodle"'),
]


def test_a_pack_goes_with_every_command_and_is_known_to_no_other(folder: Path) -> None:
    """Not to the same command after it, in the same process, either."""
    alone = [words for words, _, _ in WITH_A_PACK if words[0] not in ("list", "schema")]
    told = list(calls([*([*words, "--pack", "our_packs:MINE"] for words, _, _ in WITH_A_PACK), *alone], folder))
    assert len(told) == len(WITH_A_PACK) + len(alone)
    for (words, expected, says), (code, out, err) in zip(WITH_A_PACK, told, strict=False):
        assert code == expected and says in out, (words, code, out, err)
    for words, (code, _, err) in zip(alone, told[len(WITH_A_PACK) :], strict=True):
        assert code in (1, 2), (words, err)


NOT_TO_BE_HAD = {
    "our_packs": "module:NAME",
    "our_packs:MIN": "Did you mean 'MINE'",
    "our_packs:Doodle": "no pack",
    "nowhere:MINE": "cannot be imported",
    "broken:MINE": "ZeroDivisionError",
    "taking:MINE": "dot",
}


def test_a_pack_that_cannot_be_had_is_a_usage_error(folder: Path) -> None:
    (folder / "broken.py").write_text("1 / 0\n")
    (folder / "taking.py").write_text("from pedagogy_prompts import Pack\nMINE = Pack('m', acts={'praise': 'sing'})\n")
    told = calls([["check", "a.yaml", "--pack", spec] for spec in NOT_TO_BE_HAD], folder)
    for (spec, says), (code, _, err) in zip(NOT_TO_BE_HAD.items(), told, strict=True):
        assert code == 2 and says in " ".join(err.split()), (spec, err)


def test_packs_go_with_explanations_schemas_and_rows() -> None:
    cls = named("Doodle")
    pack = packed(cls, theory=(Excludes("mine.draw", "praise", "both are too much"),))
    explained = explain("doodle", packs=[pack])
    assert {clash["other"] for clash in explained.data["clashes"]} >= {"praise"}
    assert "doodle" in explained.text and "Draw it." in explained.markdown and "Draw it." in explained.html
    assert "doodle" in preset_schema(packs=[pack])["properties"]["attributes"]["properties"]
    assert "doodle" in listing("attributes", packs=[pack]).text
    preset = Preset.from_data({"attributes": {"doodle": None}}, packs=[pack])
    assert preset.to_data() == {"attributes": {"doodle": None}}
    assert json.loads(compose(preset, packs=[pack]).to_json())["norms"][0]["target"] == "mine.draw"
    with pytest.raises(PedagogyError):
        explain("doodle")
