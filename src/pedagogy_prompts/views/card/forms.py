"""A tutor card as text, as Markdown, and as one HTML page."""

from __future__ import annotations

import textwrap
from html import escape

from ..forms.html import page
from ..forms.markdown import as_is
from .card import TutorCard


def card_text(card: TutorCard, width: int = 100) -> str:
    """The card for a terminal `width` columns wide (at least 40)."""
    width = max(width, 40)

    def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )

    out = [*wrapped(card.title), "", *wrapped(card.intro)]
    for head, texts in card.parts:
        out += ["", head, *(row for text in texts for row in wrapped(text, "  - ", "    "))]
    return "\n".join(out)


def card_markdown(card: TutorCard) -> str:
    """The card as Markdown."""
    out = [f"# {as_is(card.title)}", "", as_is(card.intro)]
    for head, texts in card.parts:
        out += ["", f"## {as_is(head)}", "", *(f"- {as_is(text)}" for text in texts)]
    return "\n".join(out)


def card_html(card: TutorCard) -> str:
    """The card as one HTML file that needs nothing else: for a browser, a phone, a screen reader, paper."""
    body = [f"<p>{escape(card.intro)}</p>"]
    for head, texts in card.parts:
        items = "".join(f"<li>{escape(text)}</li>" for text in texts)
        body.append(f"<section><h2>{escape(head)}</h2><ul>{items}</ul></section>")
    return page(card.title, body, card.locale)
