"""The events of a YAML text, as ruamel.yaml finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scanner import Scanner


class _Scanner(Scanner):
    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """The rest of a line that begins a block, its comment passed over: keeping it takes its length squared."""
        peek, forward = self.reader.peek, self.reader.forward
        while peek() == " ":
            forward()
        if peek() == "#":
            while peek() not in "\r\n\0\x85\u2028\u2029":
                forward()
        super().scan_block_scalar_ignored_line(start_mark)


def events(text: str) -> Iterator[Any]:
    """Every event of a text, from its beginning. Raises ruamel.yaml's errors, at the place where they stand."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _Scanner
    return iter(yaml.parse(text))
