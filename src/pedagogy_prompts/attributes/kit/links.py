"""Addresses in a text, and whether they lie on one of the pages of a list."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

_ENDINGS = """
    com org net edu gov mil biz app dev xyz online site shop club example
    ac ad ae af ag ai al ao aq ar at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd cf cg ch
    ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi
    gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ie il im io iq ir it je jm jo jp ke kg kh ki km kn kp kr kw ky
    kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl
    no np nr nu nz om pa pe pf pg ph pk pm pn pr pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn sr ss st su sv
    sx sy sz tc td tf tg th tj tk tl tm tn tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
"""What the name of a host ends with: those of countries, and the usual ones."""
_SHARED = "am as cc do id in info is md mk ml pl ps py rs sh so to"
"""Endings that files, methods or times of day have too: with a path after them only."""


def _ends(endings: str) -> str:
    """One of them, all in small letters or all in capitals: "Stop.It" is no address, nor is "ASP.NET"."""
    return "|".join((*endings.split(), *endings.upper().split()))


_ALONE = r"(?<![\w.@+-])"
_REST = r"(?:(?!//)[^\s,;|\"'<>()\[\]])*"
_ADDRESS = re.compile(
    rf"""
      (?<=[A-Za-z]:)//{_REST}                                     # of any scheme
    | (?<![\w/:])//(?=[\w-]+\.[\w.-]*[A-Za-z]){_REST}             # of the same scheme
    | (?i:\bmailto:){_REST}
    | (?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]+(?=:\d|/){_REST}  # without a path it is for mail, and no link
    | {_ALONE}(?i:www\.(?=\w)|localhost(?=[:/])){_REST}
    | {_ALONE}(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?=:\d|/){_REST}
    | {_ALONE}(?:[\w-]+\.)+(?!NET\b(?!/))(?:{_ends(_ENDINGS)})(?![\w@(-]|\.\w)(?:[:/?\#\\]{_REST})?
    | {_ALONE}(?:[\w-]+\.)+(?:{_ends(_SHARED)})(?=(?::\d+)?/){_REST}
    """,
    re.X,
)


def addresses(text: str) -> list[str]:
    """The addresses of the web and of machines in a text, and links to mail; an address for mail alone is no link."""
    return [found[0].rstrip(".:!?*_") for found in _ADDRESS.finditer(text)]


def without_link(text: str) -> str:
    """A text without the addresses in it, if a sign sets each off; else itself, as a sentence would break off."""
    words = text.split()
    found = [i for i, word in enumerate(words) if addresses(word)]
    if not all(words[i].startswith("(") or (i and words[i - 1][-1] in ",;:-\u2013") for i in found):
        return text
    kept = [word for i, word in enumerate(words) if i not in found] if found else [text]
    return " ".join(kept).rstrip(" ,;:-\u2013") or text


def unlisted(text: str, pages: Iterable[str]) -> bool:
    """Whether a text holds an address that is on none of the pages.

    A host counts with its subdomains, a page with what lies below it; a page without an address covers none.
    """
    named = [_place(address) for page in pages for address in addresses(page) or page.split()]
    return not all(any(_within(_place(one), page) for page in named) for one in addresses(text))


def _place(address: str) -> tuple[str, str]:
    """The host of an address and the path on it, with a slash after it; no host where readers of it may differ."""
    bare = re.sub(r"^[^/]*//|^mailto:", "", address, flags=re.I)
    try:
        parts = urlsplit(f"//{bare}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", "/"
    clear = not re.search(r"[\\%]", parts.netloc)
    return host * clear, posixpath.normpath(f"/{unquote(parts.path)}").rstrip("/") + "/"


def _within(place: tuple[str, str], page: tuple[str, str]) -> bool:
    (host, path), (home, below) = place, page
    return ("." in home or home == "localhost") and f".{host}".endswith(f".{home}") and path.startswith(below)
