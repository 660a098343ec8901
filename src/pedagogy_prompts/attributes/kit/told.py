"""What a text does when it is said as its author worded it, where its words show that beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...norms.runs import beyond
from .links import addresses

_I_AM = r"\bI(?:'m| am)"
_YOU_ARE = r"\byou(?:'re| are)"
_THIS_IS = r"\b(?:that is|that's|this(?: one)? is|it is|it's)"
_FELT = r"\bI(?:'m| am| was)(?: so| very| really)?"
_MISS = r"\bI(?:'ll| will)? miss you\b"
_LEFT = r"(?:left|remain(?:s|ing)?|to go)\b"
_UP = r"\btime is (?:nearly )?up\b"
_MINUTES = r"\byou have \w+ minutes\b"
_TAUGHT = r"\bI(?:'ve| have) (?:taught|been a teacher|been teaching)\b[^.!?]* years\b|\bunterrichte (?:hier )?seit\b"
_MARK = r"(?:mark|grade|score)"
_I_TELL = (
    r"\bI(?:'ll| will) tell (?:nobody|no one)\b|\bI(?: won't| will not| will never|'ll never) tell any(?:one|body)\b"
)
_NOBODY_ELSE = (
    r"\b(?:nobody|no one) (?:else|but (?:you and me|us|me)) (?:will|can) (?:ever )?(?:read|see|hear|know) "
    r"(?:of |about )?(?:this|it|what (?:you|we) (?:write|say|tell|talk))\b"
)
_ELSEWHERE = r"\bbleibt unter uns\b|\breste(?:ra)? entre nous\b|\bqueda entre nosotros\b"
_TRUE = r"(?:right|correct|wrong)"
_YES = r"(?:^|[.!?] )(?:correct|wrong|(?:(?:yes, |no, |you(?:'re| are) |exactly |quite )+)(?:right|correct|wrong))[.!]"
_PRESSED = r"(?:if you(?:'re| are) (?:that|so) sure|if you (?:insist|say so)|as you (?:wish|like))"
_GIVE_IN = r"(?:we|I)(?:'ll| will)? (?:take|say|accept|go with|leave it at)"
_SAYS = {
    act: re.compile(words, re.I)
    for act, words in {
        "praise_by_rote": r"\b(?:well done|(?:good|great|nice) (?:job|work|question)|excellent|bravo)\b",
        "open_by_rote": r"^\W*(?:certainly|sure(?: thing)?|of course|absolutely)[!,.]",
        "praise_person": rf"{_YOU_ARE}(?: so| very| really)? (?:clever|smart|brilliant|gifted|talented|a genius)\b",
        "confirm_verdict": rf"\b(?:that is|that's|your answer is) (?:exactly |quite |not |partly )?{_TRUE}\b|{_YES}",
        "yield_truth": rf"\byou win\b|\bhave it your way\b|\b{_PRESSED},? (?:then )?{_GIVE_IN}\b",
        "call_it_easy": rf"{_THIS_IS} (?:really |very |so |quite )?(?:easy|simple|obvious)\b",
        "compare_learners": r"\b(?:better|faster|slower|worse|further) than (?:the )?(?:others|most|rest|your class)",
        "hurry_learner": rf"(?:^|[.,!] )(?:hurry|be quick)\b|\bas fast as you can\b|{_UP}",
        "mention_clock": rf"\b(?:minutes?|time) (?:that (?:is|are) |you (?:still )?have )?{_LEFT}|{_UP}|{_MINUTES}",
        "announce_waiting": r"\bI(?:'ll| will| am|'m) (?:be )?wait",
        "claim_feelings": rf"{_FELT} (?:proud|sad|(?:happy|glad)(?! to\b))|\bI (?:love|feel)\b|{_MISS}",
        "foster_attachment": _MISS,
        "claim_friendship": rf"{_I_AM} your friend\b|\bmy friend\b|\bwe(?:'re| are) friends\b",
        "claim_to_be_human": rf"{_I_AM} (?:human|a (?:human|real) (?:being|person))\b|{_TAUGHT}",
        "say_is_ai": rf"{_I_AM} (?:only |just )?an AI\b",
        "promise_secrecy": rf"\bbetween (?:us|you and me)\b|\bour secret\b|{_I_TELL}|{_NOBODY_ELSE}|{_ELSEWHERE}",
        "give_grade": r"\byou(?:'d| would)? (?:get|got|earn|have) (?:an?|the) (?-i:[A-F])[+-]?(?=[.,!]|$)",
        "speak_of_marks": rf"\b{_MARK}s? did you (?:get|have)\b|\byour (?:last|earlier|old) {_MARK}s?\b",
        "speak_of_level": r"\b(?:which|what) (?:set|group|level|track|stream) are you in\b|\byour level is\b",
        "speak_of_diagnosis": r"\byour (?:dyslexia|adhd|autism|disability|special needs)\b",
        "speak_of_support": r"\bI(?:'ve| have)? made (?:this|it) (?:one )?(?:easier|simpler|shorter)\b",
        "describe_role": r"\b(?:has|have) told me to\b|\bI (?:was|am) told to\b|\bmy instructions (?:are|say)\b",
        "award_points": r"\byou(?:'ve| have)? (?:get|got|earn|won|win) (?!the |my )\w+ (?:points?|stars?)\b",
        "give_opinion": r"\bin my (?:own )?(?:view|opinion)\b",
        "state_final_answer": r"\bthe (?:right |correct |final )?answer is (?!yours|up|not|for|still|in|with|what)\w",
        "use_capitals": r"(?-i:\b[A-Z]{3,}[ ,]+[A-Z]{2,}\b)",
        "show_code": r"```|\b(?:print|input|len|range|console\.log|printf|println)\(",
        "use_bold": r"\*\*\w",
        "ask_yes_or_no": r"(?:^|[.!?] )(?:is|are|was|were|does|did|has|have) (?![^?]*\b(?:or|why|how)\b)[^?]*\?",
        "ask_first_name": r"\b(?:what is|what's) your (?:first )?name\b",
        "ask_personal_data": r"\bwhere do you live\b|\bhow old are you\b|\bwhich school\b.*\byou\b",
        "ask_contact_data": r"\b(?:what is|what's) your (?:phone|telephone|address|e-?mail)",
    }.items()
}
_MANNERS = {
    ("humour", ("light",)): r"jok(?:e|es|ing|er|ey)|funny|witty|humorous|humour|humor",
    ("register", ("formal", "plain")): r"formal",
    ("register", ("casual", "playful", "plain")): r"informal|casual|slangy",
    ("energy", ("calm",)): r"calm|quiet",
    ("energy", ("lively",)): r"lively|energetic|bubbly",
}
"""How one is whose character has one of these words in it."""
_MATTERS = {
    "give_grade": re.compile(r"(?:(?:marks?|grades?|grading|and|or|the|their)\b[ ,]*)+", re.I),
    "name_concept": re.compile(r"what (?:it|this|the \w+) is called\b.*", re.I),
    "interpret_text": re.compile(r"what .+ means|the meaning of .+", re.I),
}
"""What is done with a matter by who takes it up."""
_TAKES_UP = re.compile(
    r"\b(?:let us|let's|we(?:'ll| will)) (?:now )?(?:talk|speak|think|read|learn|hear|look)(?: more)?"
    r" (?:about|of|at|into) ([^.,;:!?]+)",
    re.I,
)
_DECIMAL = re.compile(
    r"= ?\d+([.,])\d{1,2}\b(?![.,]\d)|(?<![\w.,])\d+([.,])\d{1,2} ?(?:[%\u00b0\u20ac]|(?:[cmk]?m|[mk]?g|m?s|m?l)\b)"
)
"""A number of what is measured or reckoned, as versions and chapters have a point too."""
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_NO = re.compile(r"\b(?:no|not|without|except|never)\b", re.I)
_SIDES = {
    side: re.compile(rf"\b(?:{words})", re.I)
    for side, words in {
        "spelling": "spelling|orthograph",
        "punctuation": "punctuation|commas?\\b",
        "grammar": "gramma|verb forms?\\b|tenses?\\b",
        "style": "style|word choice",
        "layout": "layout|formatting",
        "facts": "facts?\\b|factual|historical accura",
        "calculation": "calculation|arithmetic",
        "units": "units?\\b",
    }.items()
}
_SURFACE = ("spelling", "punctuation", "grammar", "layout")
_WRITING = re.compile(
    r"\b(?:language|mechanic|convention|(?<!historical )accura|correct|express|writ|english|present|form|clar)", re.I
)
_COMMON = {
    "en": "the and is are to of our your you we this that it what not with for my who why how now here do did",
    "de": "der die das und ist wir ihr nicht zu unser dein ich du sie mit für jetzt zurück was wie warum ein sehr gut",
    "fr": "le la les et est nous vous notre votre de du des je tu ne pas une à que qui pourquoi retour avec pour",
    "es": "el la los las y es de que nuestro nuestra tu no una un por para con muy qué quién cómo a volvamos",
    "nl": "de het een en is van wij we ons onze jij je niet met voor wat wie waarom hoe nu terug naar",
    "pt": "o os as a e é de que nosso nossa tu você não um uma por para com muito quem como ao",
    "it": "il la i gli e è di che nostro nostra tuo non una un per con chi come perché torniamo a",
}
"""Words that nearly every sentence of a language has some of."""
KNOWN_BY_WORDS = frozenset(_COMMON)
"""The languages that a text shows by its words."""


def acts_said(text: str) -> tuple[str, ...]:
    """The acts that are done by saying a text."""
    linked = ("give_link",) if addresses(text) else ()
    return (*(act for act, words in _SAYS.items() if words.search(text)), *linked)


def acts_with(matters: Iterable[str]) -> list[str]:
    """What is done by who takes up one of these matters: a grade is given with "marks and grades"."""
    return [act for act, words in _MATTERS.items() if any(words.fullmatch(one.strip()) for one in matters)]


def manners_of(traits: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The slots that traits of a character fill, each with the values that go with them: humour of "makes jokes"."""
    return [
        manner
        for manner, words in _MANNERS.items()
        if any(re.search(rf"\b(?:{words})\b", one, re.I) for one in positive(traits))
    ]


def emoji_allowing(text: str) -> tuple[str, ...]:
    """The measures of emoji that a text keeps to; none where it holds none."""
    found = len(_EMOJI.findall(text))
    return ("free",) if found > 1 else ("sparse", "free") if found else ()


def decimal_marks(text: str) -> list[str]:
    """What stands before the decimals in a text: "point", "comma", or both."""
    found = {mark for match in _DECIMAL.finditer(text) for mark in match.groups() if mark}
    return [name for name, mark in (("point", "."), ("comma", ",")) if mark in found]


def language_of(text: str) -> str | None:
    """The language a text is in, of those known here; None where its words do not show it."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    shown = sorted((sum(word in common.split() for word in words), language) for language, common in _COMMON.items())
    (second, _), (most, language) = shown[-2:]
    return language if most >= 2 and most > second else None


def taken_up(text: str) -> list[str]:
    """The topics that saying a text opens: gambling of "Let us talk about gambling."."""
    return positive(found[1] for found in _TAKES_UP.finditer(text))


def positive(texts: Iterable[str]) -> list[str]:
    """The texts that name what is, not what is left out."""
    return [text for text in texts if not _NO.search(text)]


def left_out(texts: Iterable[str]) -> list[str]:
    """What texts leave out: decimals of "no decimals", and what lies beyond the one run of numbers that they name."""
    texts = list(texts)
    denied = [found[1] for text in texts if (found := re.fullmatch(r"(?:no|without) (.+)", text, re.I))]
    outside = beyond(positive(texts))
    return [*denied, outside] if outside else denied


def sides_named(texts: Iterable[str]) -> list[str]:
    """The sides of a piece of work that texts name."""
    return [side for side, words in _SIDES.items() if any(words.search(text) for text in texts)]


def sides_left_out(criteria: Iterable[str]) -> list[str]:
    """The sides on the surface of a piece of work that none of the criteria looks at."""
    criteria = tuple(criteria)
    named = sides_named(criteria)
    wide = not criteria or any(_WRITING.search(text) for text in criteria)
    return [] if wide else [side for side in _SURFACE if side not in named]
