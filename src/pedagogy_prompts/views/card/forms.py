"""A tutor card as Markdown, and as one HTML page."""

from __future__ import annotations

from html import escape

from ..forms.html import page
from ..forms.markdown import as_is
from .card import TutorCard


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
