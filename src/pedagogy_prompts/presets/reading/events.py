"""The events of a YAML text, as ruamel.yaml finds them.

ruamel.yaml looks at a text character by character. Here what stands on one line is found at once, and what it asks for
again and again is kept at hand: the events are the same, in half the time or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import StringMark
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

from ...base.cached import kept_by_hand

_MOST_TEXTS = 4
KEPT: dict[str, list[Any]] = {}
"""The last texts that were read to their end: who edits one reads it, finds its parts and reads what comes of it."""
kept_by_hand(KEPT.clear)

_BREAKS = "\0\n\r\x85\u2028\u2029"
_ENDS = f"[{_BREAKS} \t]"
_IN_BLOCK = rf"(?:[^{_BREAKS} \t:]|:(?!{_ENDS}))++"
_PLAIN = re.compile(rf"(?!#){_IN_BLOCK}(?: ++(?!#){_IN_BLOCK})*+")
"""Words without quotes on one line, outside of brackets."""
_IN_BRACKETS = rf"(?:[^{_BREAKS} \t:,?\[\]{{}}]|:(?!{_ENDS}))++"
_FLOW = re.compile(rf"(?!#){_IN_BRACKETS}(?: ++(?!#){_IN_BRACKETS})*+(?=[,\[\]{{}}]|:{_ENDS})")
"""The same within brackets, up to the sign that ends it."""
_QUOTED = re.compile(rf"[^{_BREAKS} \t'\"\\]++(?: ++[^{_BREAKS} \t'\"\\]++)*+")
"""Words in quotes on one line, up to what means something there."""
_BLANKS = re.compile(" +")
_COMMENT = re.compile(f"#[^{_BREAKS}]*")
_LINES = re.compile(f"(?:\r?\n *+(?:#[^{_BREAKS}\ufeff]*+)?)++")
"""The ends of lines, and lines that say nothing, up to what does."""


class _Reader(Reader):
    def forward(self, length: int = 1) -> None:
        part = self.buffer[self.pointer : self.pointer + length]
        if len(part) < length or "\n" in part or "\r" in part or "\ufeff" in part:
            super().forward(length)
        else:
            self.pointer += length
            self.index += length
            self.column += length

    def get_mark(self) -> StringMark:
        return StringMark(self.name, self.index, self.line, self.column, self.buffer, self.pointer)

    def skip(self, pattern: re.Pattern[str]) -> str:
        """What a pattern finds here, passed over; "" where it finds nothing."""
        if found := pattern.match(self.buffer, self.pointer):
            self.forward(found.end() - found.start())
            return found[0]
        return ""

    def skip_lines(self) -> bool:
        """Pass over lines that say nothing, all at once; whether there were any."""
        found = _LINES.match(self.buffer, self.pointer)
        if found is None:
            return False
        length = found.end() - found.start()
        self.pointer += length
        self.index += length
        self.line += found[0].count("\n")
        self.column = length - 1 - found[0].rfind("\n")
        return True


class _Scanner(Scanner):
    reader: _Reader = None  # type: ignore[assignment]  # not the property that looks for it each time

    def __init__(self, loader: Any = None) -> None:
        self.reader = loader.reader
        super().__init__(loader)

    def check_token(self, *choices: Any) -> bool:
        if not self.tokens or self.possible_simple_keys:
            while self.need_more_tokens():
                self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def scan_to_next_token(self) -> Any:
        self.reader.skip(_BLANKS)
        self.reader.skip(_COMMENT)
        if self.reader.skip_lines() and not self.flow_level:
            self.allow_simple_key = True
        return super().scan_to_next_token()

    def scan_plain(self) -> Any:
        reader, start = self.reader, self.reader.get_mark()
        if self.flow_context:
            if found := reader.skip(_FLOW):
                self.allow_simple_key = False
                return ScalarToken(found, True, start, reader.get_mark())
            return super().scan_plain()
        end, told, between = start, list[str](), list[str]()
        while found := reader.skip(_PLAIN):
            self.allow_simple_key = False
            told += (*between, found)
            end = reader.get_mark()
            between = self.scan_plain_spaces(self.indent + 1, start)
            if not between or reader.column < self.indent + 1:
                break
        return ScalarToken("".join(told), True, start, end)

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
        found = self.reader.skip(_QUOTED)
        return [found, *super().scan_flow_scalar_non_spaces(double, start_mark)]

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """The rest of a line that begins a block, its comment passed over: keeping it takes its length squared."""
        self.reader.skip(_BLANKS)
        self.reader.skip(_COMMENT)
        super().scan_block_scalar_ignored_line(start_mark)


class _Parser(Parser):
    scanner: _Scanner = None  # type: ignore[assignment]  # not the property that looks for it each time

    def __init__(self, loader: Any) -> None:
        self.scanner = loader.scanner
        super().__init__(loader)


def events(text: str) -> Iterator[Any]:
    """Every event of a text, from its beginning. Raises ruamel.yaml's errors, at the place where they stand."""
    if (known := KEPT.get(text)) is not None:
        yield from known
        return
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = _Reader, _Scanner, _Parser
    found = list[Any]()
    for event in yaml.parse(text):
        found.append(event)
        yield event
    if len(KEPT) >= _MOST_TEXTS:
        KEPT.clear()
    KEPT[text] = found
