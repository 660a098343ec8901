"""How a value shows itself in a notebook."""

from __future__ import annotations

import re
from html import escape


class Shown:
    """What has a text shows it, line by line as it is: nothing in it is read as Markdown or HTML."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        text = str(self)
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
        return f"{fence}text\n{text}\n{fence}"

    def _repr_html_(self) -> str:
        return f'<pre style="white-space: pre-wrap">{escape(str(self))}</pre>'
