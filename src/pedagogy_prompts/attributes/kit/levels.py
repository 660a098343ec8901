"""What a teacher may call a level, as the one way it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...base.inline import shown
from ...norms.spelling import did_you_mean, with_figures

# Each way of counting school years: how it is written, its first and last year, and what it is ahead of US grades.
SCHOOL = {"grade": ("grade", 0, 12, 0), "year": ("Year", 1, 13, 1), "klasse": ("Klasse", 1, 13, 0)}
AFTER_SCHOOL = {"undergraduate": 13, "graduate": 15, "professional": 17}
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")

READING_AT = {"A1": 5, "A2": 7, "B1": 10, "B2": 13}
"""The highest reading grade, and not a low one, that a learner of a language at a level can be asked to read."""
_ADULT, _BELOW = 13, 9
_ABOVE = 3
"""A text more than so many reading grades above the learner's year is not fitted to them; for adults, below it."""

_SAME = {
    "kindergarten": "grade 0", "k": "grade 0", "reception": "grade 0",
    **{name: f"grade {n}" for n, name in enumerate(("cp", "ce1", "ce2", "cm1", "cm2"), 1)},
    **{name: f"grade {n}" for n, name in enumerate(("sixième", "cinquième", "quatrième", "troisième"), 6)},
    **{name: f"grade {n}" for n, name in enumerate(("sixieme", "cinquieme", "quatrieme", "troisieme"), 6)},
    **{name: f"grade {n}" for n, name in enumerate(("seconde", "première", "terminale"), 10)},
    **dict.fromkeys(("2nde", "2de"), "grade 10"), **dict.fromkeys(("premiere", "1ère", "1ere"), "grade 11"),
    "undergrad": "undergraduate", "undergraduates": "undergraduate", "college": "undergraduate",
    "university": "undergraduate", "bachelor": "undergraduate",
    "grad school": "graduate", "graduates": "graduate", "postgraduate": "graduate", "postgrad": "graduate",
    "master": "graduate", "masters": "graduate", "phd": "graduate", "doctoral": "graduate",
    "professionals": "professional",
}  # fmt: skip
# What stands for several years: which, and one of them.
_BANDS = {
    "elementary school": ("grades 1 to 5", "grade 3"), "elementary": ("grades 1 to 5", "grade 3"),
    "middle school": ("grades 6 to 8", "grade 7"), "junior high": ("grades 7 to 9", "grade 8"),
    "high school": ("grades 9 to 12", "grade 10"), "senior high": ("grades 10 to 12", "grade 11"),
    "primary school": ("Years 1 to 6", "Year 4"), "primary": ("Years 1 to 6", "Year 4"),
    "secondary school": ("Years 7 to 11", "Year 9"), "secondary": ("Years 7 to 11", "Year 9"),
    "ks1": ("Years 1 and 2", "Year 2"), "ks2": ("Years 3 to 6", "Year 5"), "ks3": ("Years 7 to 9", "Year 8"),
    "ks4": ("Years 10 and 11", "Year 10"), "gcse": ("Years 10 and 11", "Year 10"),
    "ks5": ("Years 12 and 13", "Year 12"), "a level": ("Years 12 and 13", "Year 12"),
    "sixth form": ("Years 12 and 13", "Year 12"), "grundschule": ("Klasse 1 to 4", "Klasse 3"),
    "sekundarstufe i": ("Klasse 5 to 10", "Klasse 8"), "sekundarstufe ii": ("Klasse 11 to 13", "Klasse 12"),
    "oberstufe": ("Klasse 11 to 13", "Klasse 12"), "abitur": ("Klasse 12 and 13", "Klasse 13"),
    "mittelstufe": ("Klasse 8 to 10", "Klasse 9"), "unterstufe": ("Klasse 5 to 7", "Klasse 6"),
    "cycle 2": ("CP to CE2, which are grades 1 to 3", "CE1"), "cycle 3": ("CM1 to 6e, which are grades 4 to 6", "CM2"),
    "cycle 4": ("5e to 3e, which are grades 7 to 9", "4e"), "collège": ("6e to 3e, which are grades 6 to 9", "5e"),
    **dict.fromkeys(("lycée", "lycee"), ("Seconde to Terminale, which are grades 10 to 12", "Seconde")),
    "freshman": ("grade 9, or the first year at a university", "grade 9"),
    "sophomore": ("grade 10, or the second year at a university", "grade 10"),
    "beginner": ("A1 or A2 of a language", "A1"), "intermediate": ("B1 or B2 of a language", "B1"),
    "advanced": ("C1 or C2 of a language", "C1"),
}  # fmt: skip

_CLASS = "klasa|årskurs|åk|s\u0131n\u0131f|\u043a\u043b\u0430\u0441\u0441"
"""A class by its number in Polish, Swedish, Turkish and Russian."""
_YEARS: tuple[tuple[str, Callable[[re.Match[str]], tuple[str, int]]], ...] = (
    (r"(grade|year|klasse) (\d{1,2})", lambda m: (m[1], int(m[2]))),
    (r"(\d{1,2})(?:st|nd|rd|th)? grade(?:rs?)?", lambda m: ("grade", int(m[1]))),
    (r"gr\.? ?(\d{1,2})|grades? (\d{1,2})", lambda m: ("grade", int(m[1] or m[2]))),
    (r"(?:yr|y)\.? ?(\d{1,2})|years (\d{1,2})", lambda m: ("year", int(m[1] or m[2]))),
    (r"(\d{1,2})\.? klasse", lambda m: ("klasse", int(m[1]))),
    (r"(?:jahrgang|jahrgangsstufe|klassenstufe|schulstufe|kl\.?) (\d{1,2})", lambda m: ("klasse", int(m[1]))),
    (r"([3-6]) ?(?:e|[eè]me)", lambda m: ("grade", 12 - int(m[1]))),  # a French class counts down to the last one
    (r"(?:class|std\.?|standard) (\d{1,2})|(\d{1,2})(?:st|nd|rd|th) class", lambda m: ("grade", int(m[1] or m[2]))),
    (r"(\d{1,2}) ?º?(?: de)? primaria", lambda m: ("grade", int(m[1]))),
    (r"([1-4]) ?º?(?: de)?(?: la)? eso", lambda m: ("grade", int(m[1]) + 6)),
    (r"([12]) ?º?(?: de)? bachillerato", lambda m: ("grade", int(m[1]) + 10)),
    (r"groep ([3-8])", lambda m: ("grade", int(m[1]) - 2)),
    (rf"(?:{_CLASS}) (\d{{1,2}})|(\d{{1,2}})\.? ?(?:{_CLASS})", lambda m: ("grade", int(m[1] or m[2]))),
)
_AGE = re.compile(r"(?:ages? )?(\d{1,2}) ?(?:years?(?: olds?)?|y ?o|yrs?(?: olds?)?)|ages? (\d{1,2})")
_STAGE = re.compile(r"key stage (\d)|ks (\d)")
_LANGUAGE = re.compile(r"(?:(?:cefr|gers|gerr|ger|cecrl?|mcer|level|niveau) )*([abc][12])(?: (?:level|niveau))?")
_BETWEEN = re.compile(r"([abc][12])(?:\+|\.\d)")
_WAYS = (
    "Write 'grade 0' to 'grade 12', 'Year 1' to 'Year 13', 'Klasse 1' to 'Klasse 13', undergraduate, graduate, "
    "professional, or for a language A1 to C2."
)


def level_named(text: str) -> str:
    """The level that is meant, as it is kept. Raises ValueError, which names the value to write, for any other text."""
    plain = " ".join(with_figures(text).replace("-", " ").replace("_", " ").split())
    if match := _LANGUAGE.fullmatch(plain):
        return match[1].upper()
    if match := _BETWEEN.fullmatch(plain):
        raise ValueError(f"{shown(text)} is between two levels. Write '{match[1].upper()}'.")
    if plain in AFTER_SCHOOL or plain in _SAME:
        return _SAME.get(plain, plain)
    for pattern, read in _YEARS:
        if match := re.fullmatch(pattern, plain):
            way, number = read(match)
            name, first, last, _ = SCHOOL[way]
            if not first <= number <= last:
                raise ValueError(f"{shown(text)} does not fit: {name} goes from {first} to {last}.")
            return f"{name} {number}"
    if match := _STAGE.fullmatch(plain):
        plain = f"ks{match[1] or match[2]}"
    if plain in _BANDS:
        years, one = _BANDS[plain]
        raise ValueError(f"{shown(text)} is {years}. Write the one that is taught, such as '{one}'.")
    if match := _AGE.fullmatch(plain):
        age = int(match[1] or match[2])
        usual = f"grade {age - 5}" if 5 <= age <= 17 else "undergraduate" if 17 < age < 23 else ""
        if usual:
            raise ValueError(f"{shown(text)} is an age, not a level. Write '{usual}', which is usual at {age}.")
    if plain.isdecimal():
        raise ValueError(f"A bare {plain} is not a level. Write 'grade {plain}'.")
    hint = did_you_mean(plain, (*AFTER_SCHOOL, *_SAME, *_BANDS))
    raise ValueError(f"{shown(text)} is not a level.{hint} {_WAYS}")


def year_of(level: str) -> int | None:
    """A level as a US school grade, going on after school; None for one that says nothing of it."""
    name, _, number = level.partition(" ")
    if number:
        return int(number) - SCHOOL[name.lower()][3]
    return AFTER_SCHOOL.get(level)


def bounds_at(level: str) -> dict[str, tuple[int | None, int | None]]:
    """What a level says of a learner, as the least and most of their school year and of the grade they can read."""
    year = year_of(level)
    if year is None:
        return {"reading_grade": (None, READING_AT[level])} if level in READING_AT else {}
    # Adults are not written to as children; whoever learns the language reads simple words of hard matter.
    easiest = min(year - _BELOW, READING_AT["A1"]) if year >= _ADULT else None
    return {"school_year": (year, year), "reading_grade": (easiest, year + _ABOVE)}
