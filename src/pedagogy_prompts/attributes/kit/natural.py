"""What a person may write for a value where only one can be meant: one reading for every parameter, by its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pydantic import BaseModel

from ...norms.spelling import with_figures
from .levels import CEFR, level_named, year_of
from .parameters import Parameter, parameters_of
from .types import Listed

SWITCHES = {"no": False, "off": False, "false": False, "yes": True, "on": True, "true": True}
"""Words that say yes or no."""
_RELEASE = re.compile(
    r"(?:after |once |from )?(?:at least )?(\d+)(?:\+| or more)? "
    r"(?:(?:failed |wrong )?(?:attempts?|tries|try)|(hints?))(?: or more)?"
)
_NOUNS = (
    "answer", "attempt", "chunk", "example", "exchange", "grade", "hint", "idea", "item", "message", "minute", "part",
    "piece", "problem", "question", "sentence", "step", "time", "tries", "try", "turn", "word",
)  # fmt: skip
"""What is counted. A parameter that names one of them takes that one beside its number; any other takes each."""
_NOUN = f"({'|'.join(_NOUNS)})"
_COUNT = re.compile(
    r"(?:(?:at most|at least|up to|after) )?"
    rf"(\d{{1,9}})(?:st|nd|rd|th)? ?(?:{_NOUN}s?(?:ers?|rs?)?)|{_NOUN}s? (\d{{1,9}})"
)
_STRENGTHS = {
    **dict.fromkeys(("wish", "preference", "preferably", "recommended"), "should"),
    **dict.fromkeys(("required", "mandatory", "firm"), "must"),
}
_HOURS = {"half an hour": 30, "an hour": 60, "an hour and a half": 90}
_BAND = re.compile(r"(\d+)-(\d+)|under-(\d+)|adult")
_AGE = re.compile(r"(?:ages? )?(\d{1,2})(?: (?:years?|yrs?)(?: olds?)?)?")


def meant(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a model's fields, each as it is meant."""
    known = parameters_of(model)
    return {name: natural(known[name], value) if name in known else value for name, value in data.items()}


def natural(parameter: Parameter, value: Any) -> Any:
    """The value of a parameter that is meant, where that is sure; else the value as it is."""
    if isinstance(value, list | tuple) and parameter.is_list:
        if len(value) == 1 and _nothing(parameter, value[0]):
            return value[:0]
        return type(value)(natural(parameter.part(0), part) for part in value)
    if isinstance(value, str):
        for read in (_choice, _switch, _count, _release):
            found = read(parameter, value)
            if found is not None:
                return found
    elif isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100:
        return _of_age(parameter, str(value)) or value
    return value


def _nothing(parameter: Parameter, word: Any) -> bool:
    """Whether a word alone says that a list holds nothing, where it may and the word is no item of it."""
    if not isinstance(word, str) or word.strip().casefold() not in ("none", "nothing"):
        return False
    lists = [one for one in parameter.alternatives if one.is_list]
    empty = any(isinstance(part, Listed) and part.least == 0 for one in lists for part in one.constraints)
    return empty and not parameter.part(0).is_text and word not in parameter.choices


def _key(text: object) -> str:
    return re.sub(r"[\s_\u2010-\u2014-]+", "_", str(text).strip().casefold())


def _choice(parameter: Parameter, text: str) -> Any:
    """One of the words it takes, in any case and with blanks or hyphens; an age as its band."""
    choices = parameter.choices
    if not choices or text in choices:
        return text if choices else None
    found = [choice for choice in choices if isinstance(choice, str) and _key(choice) == _key(text)]
    if not found and parameter.name == "strength":
        found = [choice for choice in choices if choice == _STRENGTHS.get(_key(text))]
    if not found and {*CEFR} <= {*choices}:
        with suppress(ValueError):
            found = [choice for choice in CEFR if choice == level_named(text)]
    return found[0] if len(found) == 1 else _of_age(parameter, text)


def _of_age(parameter: Parameter, text: str) -> Any:
    """The band of an age, where bands such as "9-12" are taken."""
    bands = [match for choice in parameter.choices if (match := _BAND.fullmatch(str(choice)))]
    if len(bands) < len(parameter.choices) or not (age := _AGE.fullmatch(with_figures(text).replace("-", " "))):
        return None
    for band in bands:
        low, high, under = band.groups()
        if int(age[1]) < int(under or 0) or (low and int(low) <= int(age[1]) <= int(high)):
            return band[0]
    return next((band[0] for band in bands if band[0] == "adult" and int(age[1]) >= 18), None)


def _switch(parameter: Parameter, text: str) -> bool | None:
    """Yes or no, where it takes these and no text."""
    return SWITCHES.get(text.strip().casefold()) if _takes(parameter, bool) else None


def stands_alone(value: object) -> bool:
    """Whether a preset may write a value without its parameter: a yes or no says whether the attribute is wanted.

    Of these `no` stays, as it is the tag of a language.
    """
    return not isinstance(value, str) or value.lower() == "no" or value.lower() not in SWITCHES


def _takes(parameter: Parameter, kind: type) -> bool:
    """Whether it takes values of a kind, and no text."""
    return parameter.scalars is not None and kind in parameter.scalars[0] and str not in parameter.scalars[0]


def _count(parameter: Parameter, text: str) -> int | None:
    """A whole number: in figures, in words, or with what is counted, which the parameter's name says."""
    if not _takes(parameter, int):
        return None
    told = " ".join(re.sub(r"(?<=\w)-(?=\w)", " ", with_figures(text)).split())
    if re.fullmatch(r"\d{1,9}", told):
        return int(told)
    nouns = [noun for noun in _NOUNS if noun in re.split("_|s_|s$", parameter.name)] or _NOUNS
    if nouns == ["grade"] and (year := _year(text)) is not None:
        return year
    if "minute" in nouns:
        if told in _HOURS:
            return _HOURS[told]
        if hours := re.fullmatch(r"(\d{1,3}) ?(?:h|hrs?|hours?)", told):
            return 60 * int(hours[1])
    match = _COUNT.fullmatch(told)
    return int(match[1] or match[4]) if match and (match[2] or match[3]) in nouns else None


def _year(text: str) -> int | None:
    """A school year of any school as a grade; None where that is not sure."""
    try:
        return year_of(level_named(text))
    except ValueError:
        return None


def _release(parameter: Parameter, text: str) -> Any:
    """A number of attempts or hints, where a release is due: "after three tries"."""
    if not parameter.is_release:
        return None
    match = _RELEASE.fullmatch(with_figures(" ".join(text.split())))
    return {"hints" if match[2] else "attempts": int(match[1])} if match else None
