"""The fence: no text from outside opens or closes anything, and nothing else about it changes.

A mark is what a frame or a model's chat format takes for a border: a tag of the frame, `<|im_start|>`, `[INST]`. It is
kept harmless by one backslash behind its first character, and by one more where it has backslashes there already. So
`unfenced` gives back every text as it was.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

Tags = tuple[str, ...]
"""The names of the tags that a frame writes, in small letters."""

_TAG = re.compile(r"</?([A-Za-z_][\w:.-]*)")
_HIDING = re.compile(r"<\\*(!--|!\[|!|\?)")
"""A comment, a section, a declaration or an instruction: with no end it would swallow the tags that follow."""
_CLOSE = {"!--": "-->", "![": "]]>", "!": ">", "?": ">"}
_OPENING = re.compile(r"\\*(#{1,6}(?=\s|$)|>|`{3}|~{3}|[-*_=][-*_=\s]*$)")
"""What begins a heading, a quote, code or a rule across the page in Markdown, where it begins a line."""
_WORD = r"[^\s<>|\[\]\\]{1,80}"


def tags_in(texts: Iterable[str]) -> Tags:
    """The names of the tags in what a frame writes."""
    return tuple(sorted({match[1].lower() for text in texts for match in _TAG.finditer(text)}))


def fenced(text: str, tags: Tags = ()) -> str:
    """The text with every mark in it kept harmless: those of chat formats, and these tags."""
    if not _may_hold(text) or not (starts := _starts(text, tags)):
        return text
    parts, done = list[str](), 0
    for at in starts:
        parts += (text[done : at + 1], "\\")
        done = at + 1
    return "".join(parts) + text[done:]


def fenced_each(texts: Sequence[str], tags: Tags = ()) -> Sequence[str]:
    """Texts with every mark in them kept harmless; they are looked at together, as most hold none."""
    return [fenced(text, tags) for text in texts] if _may_hold("\n".join(texts)) else texts


def unfenced(text: str, tags: Tags = ()) -> str:
    """The text as it was before `fenced` kept its marks harmless."""
    if not _may_hold(text):
        return text
    parts, done = list[str](), 0
    for at in _starts(text, tags):
        if text[at + 1 : at + 2] == "\\":
            parts.append(text[done : at + 1])
            done = at + 2
    return "".join(parts) + text[done:]


def fenced_said(text: str, tags: Tags = ()) -> str:
    """The same for what begins a line of the text: it also begins no heading, no quote and no code there."""
    text = fenced(text, tags)
    return f"\\{text}" if _OPENING.match(text) else text


def unfenced_said(text: str, tags: Tags = ()) -> str:
    """The text as it was before `fenced_said`."""
    return unfenced(text[1:] if text[:1] == "\\" and _OPENING.match(text) else text, tags)


def opening_of(text: str) -> str | None:
    """What begins a heading, a quote or code where the text begins a line."""
    found = _OPENING.match(text)
    return found and found[1]


def marks_in(text: str, tags: Tags = ()) -> Iterator[str]:
    """The marks in a text, each as it stands there."""
    if _may_hold(text):
        for match, places in _matches(text, tags):
            yield text[places[match.start()] : places[match.end(match.lastindex or 0) - 1] + 1]


def _starts(text: str, tags: Tags) -> list[int]:
    """Where the marks in a text begin."""
    return [places[match.start()] for match, places in _matches(text, tags)]


def _matches(text: str, tags: Tags) -> Iterator[tuple[re.Match[str], range | list[int]]]:
    read, places = _read(text)
    last: dict[str, int] = {}
    for match in _marks(tags).finditer(read):
        if hiding := _HIDING.match(read, match.start()):
            # What is closed in its own text hides nothing of ours: code with comments is sent as it stands.
            close = _CLOSE[hiding[1]]
            if close not in last:
                last[close] = text.rfind(close)
            if last[close] > places[hiding.end() - 1]:
                continue
        yield match, places


def _may_hold(text: str) -> bool:
    return _corpus().first.search(text) is not None


def _read(text: str) -> tuple[str, range | list[int]]:
    """The text as it is read, each character as the usual ones it looks like; and where each of them stands."""
    if text.isascii():
        return text, range(len(text))
    seen, places = list[str](), list[int]()
    for at, character in enumerate(text):
        look = character if character.isascii() else _look(character)
        seen.append(look)
        places += [at] * len(look)
    return "".join(seen), places


@lru_cache(maxsize=4096)
def _look(character: str) -> str:
    """The characters that one looks like; nothing for what stands on the one before, or is not seen."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    alike = _corpus().alike
    folded = alike.get(character) or unicodedata.normalize("NFKC", character)
    return "".join(alike.get(one, one) for one in folded)


@dataclass(frozen=True)
class _Corpus:
    shapes: Mapping[str, tuple[str, ...]]
    """What follows the first character of a mark, by that character."""
    first: re.Pattern[str]
    """What a mark begins with."""
    alike: Mapping[str, str]


@cache
def _corpus() -> _Corpus:
    data = tomllib.loads(resources.files(__package__).joinpath("marks.toml").read_text("utf-8"))
    shapes: dict[str, list[str]] = {}
    for one in data["format"]:
        for name, form in (("marks", "(?i:%s)"), ("exact", "%s")):
            for mark in one.get(name, ()):
                rest = re.escape(mark[1:]).replace(r"\*", _WORD)
                shapes.setdefault(mark[0], []).append(form % rest)
    alike = {other: usual for usual, others in data["alike"].items() for other in others}
    first = "".join((*shapes, *(other for other, usual in alike.items() if usual in shapes)))
    return _Corpus({one: tuple(rests) for one, rests in shapes.items()}, re.compile(f"[{re.escape(first)}]"), alike)


@lru_cache(maxsize=64)
def _marks(tags: Tags) -> re.Pattern[str]:
    """Finds the first character of each mark; what follows is looked at only, as a mark may begin within another."""
    shapes = dict(_corpus().shapes)
    if tags:
        names = "|".join(map(re.escape, tags))
        closing = rf"\s*/\s*(?:{names})(?![\w-])"
        # Whatever stands in it, with or without its end: a reader that forgives much takes any of it for a tag.
        opening = rf"(?:{names})(?:[\s/][^<>]{{0,80}}>|(?=[\s/]|\Z)|>)"
        spaced = rf"\s+(?:{names})(?:\s*(?:/\s*)?>|\s+[\w:.-]+\s*=)"
        shapes["<"] = (*shapes["<"], f"(?i:{closing}|{opening}|{spaced})", r"!(?:--|\[|[A-Za-z])|\?")
    return re.compile("|".join(rf"{re.escape(one)}(?=(\\*(?:{'|'.join(rests)})))" for one, rests in shapes.items()))
