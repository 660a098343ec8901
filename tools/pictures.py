"""The pictures of the documentation, drawn from what the library does; a mkdocs hook that puts them into the pages.

    python tools/pictures.py            say which there are
    python tools/pictures.py --write    draw them into docs/assets/pictures/, where a clone shows them

A page shows one as an image, `![what it is](../assets/pictures/path.svg)`. In the site it stands in the page itself,
drawn anew, so that its links lead somewhere and it has the colours of the page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from pedagogy_prompts import check, compose, parse_preset
from pedagogy_prompts.attributes.kit.attribute import FAMILIES, attribute_class
from pedagogy_prompts.views.clashes import kept

FOLDER = Path(__file__).parents[1] / "docs" / "assets" / "pictures"
Link = Callable[[str], str]
"""The address of a page, given by its path below docs/ and perhaps an anchor."""

EXAMPLE = """\
format: 1
title: Fractions, grade 7
context: {subject: Fractions}
attributes:
  withhold_answer: {until: {attempts: 3}}
  hint_ladder: {then: worked_example}
  adapt_to_level: grade 7
  praise:
  question_limit: 1
  turn_length: {max_words: 90}
  tone: plain
"""
"""The preset that is followed through the pictures."""
MODEL, TIGHT = "gpt-4o", 280
WIDTH = 420
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.s{font-size:11px}.h{font-weight:600}.m{font-family:monospace;"
    "font-size:11px}.b{fill:#fff;stroke:#57606a}.a{fill:#3f51b5}.l{stroke:#57606a;fill:none}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.b{fill:#161b22;stroke:#8b949e}.a{fill:#8c9eff}"
    ".l{stroke:#8b949e}}"
)
"""How a picture looks by itself; the site has its own colours for the same names."""


# --- drawing --------------------------------------------------------------------------------------------------------


def drawn(title: str, about: str, height: int, parts: Sequence[str], *, alone: bool) -> str:
    """A picture of one width, with what a screen reader says of it."""
    style = f"<style>{STYLE}</style>" if alone else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {WIDTH} {height}" role="group" '
        f'aria-label="{escape(title)}">{style}<title>{escape(title)}</title><desc>{escape(about)}</desc>'
    )
    return "\n".join([head, *parts, "</svg>"])


def text(x: float, y: float, words: str, kind: str = "", **more: str) -> str:
    told = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{named}{told}>{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str = "b", **more: str) -> str:
    told = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" class="{kind}"{told}/>'


def linked(to: str, *parts: str) -> str:
    return f'<a href="{escape(to)}">{"".join(parts)}</a>'


def cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


# --- the path from preset to payload --------------------------------------------------------------------------------


def path(link: Link, *, alone: bool) -> str:
    """What becomes of one line of a preset."""
    preset = parse_preset(EXAMPLE)
    tutor = compose(preset, model=MODEL)
    norm = next(one for one in tutor.norms if one.attribute == "withhold_answer")
    sentence = next(one.text for one in tutor.sections if "withhold_answer" in one.attributes)
    report = check(preset)
    payload = tutor.to("openai-responses")
    (key,) = payload
    wrong = f"{len(report.errors)} errors, {len(report.warnings)} warnings"
    steps = [
        ("Preset", "how-to/write-a-preset.md", "what a teacher writes", "withhold_answer: {until: {attempts: 3}}"),
        (
            "Norms",
            "explanation/conflicts.md",
            f"{len(tutor.norms)} of them: what is asked for, and when",
            f"{norm.modality} {norm.target}, attempts 0-2",
        ),
        ("Check", "reference/findings.md", "can all be followed, in every state?", wrong),
        ("Text", "how-to/see-what-it-will-do.md", f"what the chat model reads, {tutor.tokens.value} tokens", sentence),
        ("Payload", "how-to/send-to-a-provider.md", "what your client sends", f'{{"{key}": "{payload[key]}'),
    ]
    parts, y = [], 4
    for i, (name, page, about, example) in enumerate(steps):
        row = [
            box(2, y, WIDTH - 4, 58),
            text(12, y + 22, name, "h"),
            text(86, y + 22, about, "s"),
            text(12, y + 44, cut(" ".join(example.split()), 58), "m"),
        ]
        parts.append(linked(link(page), *row))
        y += 58
        if i < len(steps) - 1:
            parts.append(f'<path class="l" d="M{WIDTH / 2:g} {y} v14 m-4 -5 l4 5 l4 -5"/>')
            y += 16
    about = (
        "Five boxes, one below the other: preset, norms, check, text and payload, each with what it makes of one line."
    )
    return drawn("From a preset to what your client sends", about, y + 4, parts, alone=alone)


# --- what can clash -------------------------------------------------------------------------------------------------


@cache
def pairs() -> dict[tuple[str, str], int]:
    """How many pairs of attributes can clash, by their families."""
    found: dict[tuple[str, str], int] = {}
    for slug, rows in kept().items():
        for row in rows:
            key = attribute_class(slug).family, attribute_class(row["other"]).family
            found[key] = found.get(key, 0) + 1
    return {key: count // 2 if key[0] == key[1] else count for key, count in found.items()}


def clashes(link: Link, *, alone: bool) -> str:
    """Which families hold attributes that can clash with those of which."""
    found, side, left, top = pairs(), 30, 104, 92
    most = max(found.values())
    parts = []
    for i, family in enumerate(FAMILIES):
        page = link(f"reference/attributes/{family}.md")
        x = left + i * side + side / 2 + 4
        parts.append(linked(page, text(x, top - 8, family, "s", transform=f"rotate(-60 {x:g} {top - 8})")))
        parts.append(linked(page, text(left - 8, top + i * side + 20, family, "s", text_anchor="end")))
    for i, one in enumerate(FAMILIES):
        for k, other in enumerate(FAMILIES[: i + 1]):
            count = found.get((one, other), 0)
            x, y = left + k * side, top + i * side
            parts.append(box(x + 1, y + 1, side - 2, side - 2, "b"))
            if count:
                shade = f"{0.08 + 0.42 * count / most:.2f}"
                parts.append(box(x + 1, y + 1, side - 2, side - 2, "a", fill_opacity=shade))
                parts.append(text(x + side / 2, y + 20, str(count), "s", text_anchor="middle"))
    total = sum(count for (one, other), count in found.items() if FAMILIES.index(one) >= FAMILIES.index(other))
    about = f"A table of families against families: {total} pairs of attributes have settings that clash."
    return drawn("What can clash with what", about, top + len(FAMILIES) * side + 6, parts, alone=alone)


# --- the budget receipt ---------------------------------------------------------------------------------------------


def receipt(link: Link, *, alone: bool) -> str:
    """What each part of a text takes under a tight budget."""
    preset = parse_preset(EXAMPLE)
    found = compose(preset, model=MODEL, budget=TIGHT).receipt().to_dict()
    lines = [one for one in found["lines"] if one["tokens"] or one["full"]]
    most, left = max(one["full"] or one["tokens"] for one in lines), 150
    scale = (WIDTH - left - 44) / most
    parts, y = [], 8
    for one in lines:
        full, taken = (one["full"] or one["tokens"]) * scale, one["tokens"] * scale
        row = [
            text(0, y + 14, cut(one["name"], 22), "s"),
            box(left, y + 3, max(full, 2), 14, "b"),
            box(left, y + 3, max(taken, 0), 14, "a", fill_opacity="0.6"),
            text(left + full + 6, y + 14, str(one["tokens"]), "s"),
        ]
        known = one["name"] in kept()
        to = f"reference/attributes/{attribute_class(one['name']).family}.md#{one['name']}" if known else ""
        parts.append(linked(link(to), *row) if to else "".join(row))
        y += 24
    total = sum(one["tokens"] for one in lines)
    parts.append(text(0, y + 16, f"{total} of {TIGHT} tokens. Filled: what it takes; outlined: in full.", "s"))
    about = "Bars, one for each part: the tokens it takes, and what it would take in full."
    return drawn(f"What fits into {TIGHT} tokens", about, y + 26, parts, alone=alone)


# --- where they stand -----------------------------------------------------------------------------------------------

PICTURES: dict[str, Callable[..., str]] = {"path": path, "clashes": clashes, "receipt": receipt}
IMAGE = re.compile(r"!\[(?P<about>[^\]]*)\]\((?:\.\./)*assets/pictures/(?P<name>\w+)\.svg\)")


def in_a_clone(to: str) -> str:
    """The address of a page, seen from the folder of the pictures."""
    return f"../../{to}"


def files() -> Iterator[tuple[Path, str]]:
    """Each picture's file and what it holds."""
    for name, draw in PICTURES.items():
        yield FOLDER / f"{name}.svg", draw(in_a_clone, alone=True) + "\n"


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any, **_: Any) -> str:  # noqa: ARG001
    """Put the pictures into the page itself."""

    def address(to: str) -> str:
        there, _, anchor = to.partition("#")
        found = files.get_file_from_path(there)
        if found is None:
            raise ValueError(f"A picture leads to {there}, which is no page.")
        relative = import_module("mkdocs.utils").get_relative_url(found.url, page.url)
        return f"{relative}#{anchor}" if anchor else str(relative)

    def put(match: re.Match[str]) -> str:
        return f"<figure>\n{PICTURES[match['name']](address, alone=False)}\n</figure>"

    return IMAGE.sub(put, markdown)


def main(words: list[str]) -> None:
    for file, content in files():
        if words == ["--write"]:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        print(file)


if __name__ == "__main__":
    main(sys.argv[1:])
