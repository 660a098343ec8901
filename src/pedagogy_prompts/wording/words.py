"""What a locale says outside the attributes' own words: conditions, states, the glossary, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from functools import lru_cache, reduce
from itertools import product
from typing import Any

from ..base.cached import cached_property
from ..base.errors import PedagogyError
from ..base.forms import put
from ..base.inline import shown
from ..base.text import line
from ..norms.boxes import Literal
from ..norms.condition import Condition
from ..norms.notation import runs
from ..norms.spelling import did_you_mean
from ..norms.variables import VARIABLES, Value, Variable
from . import files
from .joins import Joins
from .speech import base_of, is_variant, spoken
from .tables import Rewording


class LocaleError(PedagogyError, ValueError):
    """There are no words in this language."""


class Words(Joins):
    """One locale's words. `condition` and its kin take conditions over the shared variables and a pack's."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.own: Rewording | None = None
        base = base_of(locale)
        super().__init__(spoken(files.data_of(f"wording/{base}.toml"), locale))
        self.frame = spoken(files.data_of(f"instructions/{base}.toml"), locale)
        self._clauses: dict[tuple[str, Literal, bool, bool], tuple[str, ...]] = {}

    def having(self, frame: Mapping[str, Any], own: Rewording) -> Words:
        """These words with a frame's phrases and an app's own in the place of the usual ones."""
        words = copy(self)
        words.frame, words.own = dict(frame), own
        return words

    def condition(
        self, condition: Condition, variables: Mapping[str, Variable] = VARIABLES, *, until: bool = False
    ) -> str:
        """The condition as a clause that follows "when", or "until"; "" when it always holds."""
        if condition.always:
            return ""
        apart = any(len(box) > 1 for box in condition.boxes)
        boxes = [
            clauses
            for box in condition.boxes
            for clauses in product(*(self._clauses_of(*part, variables, until, apart) for part in box))
        ]
        told = [self.listed(clauses, "clauses") for clauses in boxes]
        if not apart:
            return self.listed(told, "alternatives")
        # "a, b and c, or d" could be read in two ways.
        return reduce(lambda first, last: self.listed((first, last), "alternatives"), told)

    def closed(self, until: Condition) -> str:
        """When a rule holds that holds until this: "until ...", "unless ..." or "while ..."."""
        if until.lasting:
            return self.part("until", self.condition(until, until=True))
        told, rest = self.condition(until), self.condition(~until)
        return self.part("while", rest) if self.negative(told) else self.part("unless", told)

    def negative(self, clause: str) -> bool:
        """Whether a clause says no, so that "except" or "unless" before it would say no twice."""
        return re.search(self._norms["part"]["negative"], clause, re.IGNORECASE) is not None

    def prefixed(self, form: str, condition: str, text: str) -> str:
        """`text` with a clause before it ("Until ...:", "Only when ...:") or with what makes it a wish."""
        return put(self._norms["prefix"][form], condition=condition, text=self.continued(text))

    @cached_property
    def views(self) -> dict[str, Any]:
        """What a person reads of norms and states, outside the instruction; read when it is first asked for."""
        data: dict[str, Any] = spoken(files.data_of(f"wording/views.{base_of(self.locale)}.toml"), self.locale)
        return data

    def act(self, name: str, known: Mapping[str, str]) -> str:
        """What an act is called, after "must"; `known` has the words that packs give their own."""
        return str(self.views["acts"].get(name) or known[name])

    def quantity(self, name: str) -> str:
        """What a quantity is called."""
        return str(self.views["quantities"][name])

    def slot(self, name: str) -> str:
        """What a choice is called; one that an author's words name holds these words."""
        kind, named, text = name.partition(":")
        return put(self.views["named_slots"][kind], text=text) if named else str(self.views["slots"][name])

    def chosen(self, slot: str, value: str) -> str:
        """What one value of a choice is called."""
        named = self.views["chosen"].get(slot, {})
        return str(named.get(value, value.replace("_", " ")))

    def part(self, form: str, condition: str) -> str:
        """A clause with its conjunction: "until", "once", "when", "except" when, "unless" or "while"."""
        return put(self._norms["part"][form], condition=condition)

    def state(self, state: Mapping[str, Value], variables: Mapping[str, Variable] = VARIABLES) -> str:
        """One sentence that says where the dialogue stands."""
        box = tuple(sorted((name, (True, frozenset([value]))) for name, value in state.items()))
        sentence = self.condition(Condition.of([box]), variables)
        return put(self._norms["prefix"]["state"], condition=self.begun(sentence))

    def glossary_entries(self) -> list[dict[str, str]]:
        """All terms, in order."""
        return list(self._norms["glossary"])

    def glossary(self, text: str) -> list[dict[str, str]]:
        """The terms that `text` uses, in order; a definition may use further ones."""
        found: list[dict[str, str]] = []
        rest = list(self._norms["glossary"])
        scan = text
        while scan:
            hit = [term for term in rest if self._patterns[term["term"]].search(scan)]
            rest = [term for term in rest if term not in hit]
            found += hit
            scan = "\n".join(term["text"] for term in hit)
        order = [term["term"] for term in self._norms["glossary"]]
        return sorted(found, key=lambda term: order.index(term["term"]))

    def entry(self, term: Mapping[str, str], detail: str) -> str:
        """A term with what it means, in full or brief."""
        text = term["text" if detail == "full" else "brief"]
        return put(self._norms["join"]["term"], term=term["term"], text=text)

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        word: str = self._norms["terms"]["word"]
        return {
            term["term"]: re.compile(word.replace("{forms}", "|".join(map(re.escape, term["forms"]))), re.IGNORECASE)
            for term in self._norms["glossary"]
        }

    def _clauses_of(
        self, name: str, literal: Literal, variables: Mapping[str, Variable], until: bool, apart: bool
    ) -> tuple[str, ...]:
        """What a condition says of one variable; kept for the shared ones, as the same is said again and again.

        One clause, or where others stand beside it (`apart`) each alternative: "a or b and c" would say another thing.
        """
        shared = VARIABLES.get(name)
        if shared is None or variables.get(name) is not shared:
            return self._literal(name, *literal, variables, until, apart)
        kept = self._clauses.get((name, literal, until, apart))
        if kept is None:
            kept = self._literal(name, *literal, variables, until, apart)
            if len(self._clauses) >= _MOST_CLAUSES:
                self._clauses.clear()
            self._clauses[name, literal, until, apart] = kept
        return kept

    def _literal(
        self,
        name: str,
        positive: bool,
        values: frozenset[Value],
        variables: Mapping[str, Variable],
        until: bool,
        apart: bool,
    ) -> tuple[str, ...]:
        variable = variables.get(name)
        forms: dict[str, Any] = self._norms["variables"].get(name) or _clauses(variable)
        if until and "until" in forms:
            forms = {**forms, **forms["until"]}
        if variable is not None and variable.scale:
            told = [_run(self, forms, low, high, int(variable.values[-1])) for low, high in runs(values)]
            return tuple(told) if apart else (self.listed(told, "alternatives"),)
        if not forms:
            spelled = self.listed((str(v).lower() if isinstance(v, bool) else v for v in sorted(values, key=str)), "or")
            return (f"{name} {'=' if positive else '!='} {spelled}",)
        told = self._named(forms, variable.values if variable else tuple(sorted(values, key=str)), positive, values)
        return tuple(told) if apart else (self.listed(told, "or"),)

    def _named(
        self, forms: Mapping[str, Any], domain: tuple[Value, ...], positive: bool, values: frozenset[Value]
    ) -> list[str]:
        """The clauses, any of which holds, that say which of its values a variable has."""
        chosen = [v for v in domain if (v in values) is positive]
        keys = [str(v).lower() if isinstance(v, bool) else str(v) for v in chosen]
        whole = forms.get("sets", {}).get("+".join(sorted(keys)))
        if whole is not None:
            return [str(whole)]
        if "of" not in forms:
            return [str(forms.get(key, key)) for key in keys]  # an older version may have known more
        others = [str(v) for v in domain if v not in chosen]
        if len(others) == 1 and len(keys) > 1 and others[0] in forms:
            return [put(forms["not"], values=forms[others[0]])]
        alone = [str(forms.get("sets", {}).get(key, key)) for key in keys if key not in forms]
        told = [key for key in keys if key in forms]
        return [
            *alone,
            *([put(forms["of"], values=self.listed((forms[key] for key in told), "or"))] if told else []),
        ]


def _run(joins: Joins, forms: Mapping[str, Any], low: int, high: int, top: int) -> str:
    """The numbers from `low` to `high` as a clause; `top` stands for all from it on."""

    def count(n: int) -> str:
        return put(forms["one" if n == 1 else "many"], n=joins.number(n))

    if high == 0:
        return str(forms["none"])
    if high == top:
        return put(forms["at_least"], count=count(low))
    if low == high:
        return put(forms["exactly"], count=count(low))
    if low == 0:
        return put(forms["at_most"], count=count(high))
    return put(forms["between"], low=joins.number(low), high=joins.number(high))


_MOST_CLAUSES = 2_000
"""How many clauses a locale keeps: of a variable's values there are more sets than memory holds."""


def _clauses(variable: Variable | None) -> dict[str, str]:
    """An app's own words for a variable, each on one line: a clause for each value, or of a scale its forms."""
    if variable is None or not variable.words:
        return {}
    if variable.scale:
        return {key: line(said) for key, said in variable.words.items()}
    keys = [str(v).lower() if isinstance(v, bool) else str(v) for v in variable.values]
    return {key: line(str(variable.words[key])) for key in keys if key in variable.words}


def locales() -> tuple[str, ...]:
    """The locales that are there."""
    from importlib import resources

    names = (file.name for file in resources.files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if re.fullmatch(r"[\w-]+\.toml", name)))


def as_locale(locale: str) -> str:
    """What can be the name of a locale. Raises `LocaleError`."""
    if not isinstance(locale, str):
        raise LocaleError(f"A locale is named by a text, not by {shown(locale)}; for example 'en'.")
    return locale


def known_locale(locale: str) -> str:
    """A locale that is there, or a variant of it. Raises `LocaleError` for another."""
    base = base_of(as_locale(locale))
    named = re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}", base) is not None
    if not named or not is_variant(locale) or not files.has(f"wording/{base}.toml"):
        known = locales()
        raise LocaleError(
            f"There is no locale {shown(locale)}.{did_you_mean(locale, known)} Known: {', '.join(known)}."
        )
    return locale


@lru_cache(maxsize=256)
def words_for(locale: str) -> Words:
    """The words of a locale, or of a variant of it, read once. Raises `LocaleError` for one that is not there."""
    return Words(known_locale(locale))
