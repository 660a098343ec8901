"""Links within the built site that lead nowhere.

tools/site_links.py site
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

OPENED_BY_ITSELF = "p="
"""What begins an anchor that the page for teachers reads as a preset."""


class Page(HTMLParser):
    """What a page has to link to, and what it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        wanted = found.get("href") if tag in ("a", "link") else found.get("src") if tag in ("img", "script") else None
        if wanted is not None:
            self.links.append(wanted)


def broken(site: Path) -> Iterator[str]:
    """Each link of a page to a file or an anchor that is not there."""
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        if path.name == "404.html":  # its links begin at the root of a server
            continue
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file():
                yield f"{path.relative_to(site)}: {link} is not there"
            elif there in pages and parts.fragment and not parts.fragment.startswith(OPENED_BY_ITSELF):
                if unquote(parts.fragment) not in pages[there].anchors:
                    yield f"{path.relative_to(site)}: {link} has no such anchor"


def main(folder: str) -> None:
    site = Path(folder).resolve()
    if not (site / "index.html").is_file():
        sys.exit(f"There is no site in {folder}: build it with mkdocs.")
    found = list(broken(site))
    for one in found:
        print(one)
    print(f"{len(found)} broken links")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["site"]))
