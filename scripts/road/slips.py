"""Slips of the hand that make a text no YAML, told by what stands where its reader gave up."""

from __future__ import annotations

import re
from typing import NamedTuple

LINES_BACK = 2  # the reader of YAML often notices only on the next line


class Slip(NamedTuple):
    """What was found at a line and column, counted from 1, and what should stand there."""

    line: int
    column: int
    found: str
    expected: str


_KEY = r"[A-Za-z_][\w.-]*"
_START = r"^ *(?:- +)*"
_SLIPS: tuple[tuple[str, str, str], ...] = (
    (r"^ *(?:- *)?(\t)", "a tab", "spaces: YAML is indented with them alone"),
    (r"^ *(?:- *)?([\u00a0\u3000])", "a wide or non-breaking space", "plain spaces, in which YAML is indented"),
    (rf"(?:{_START}|[{{,] *){_KEY}(：)", "a full-width colon after a key", 'a half-width one and a space: ": "'),
    (rf"{_START}{_KEY}(:)(?=[^\s/])", "a colon after a key without a space", '": ", with a space behind it'),
    (r"(?:: +|\[|, +|- +)([“”‘’])", "a curly quotation mark around a text", "a straight one: \" or '"),
    (rf"[{{,][^\"']*(，) *{_KEY}:", "a full-width comma between keys", 'a half-width one and a space: ", "'),
    (
        rf"{_START}{_KEY}: +[^\s\"'{{\[|>&*!#][^\"]*?(:) ",
        "a colon and a space within a text",
        "the text in quotation marks",
    ),
)


def slip_near(text: str, line: int, begun: int) -> Slip | None:
    """The slip on ``line`` (from 0), where the reader gave up, on the lines before it, or on that of what it was in
    the middle of."""
    lines = text.split("\n")
    near = dict.fromkeys([*range(line, max(-1, line - LINES_BACK - 1), -1), begun])
    for number in (one for one in near if one < len(lines)):
        for pattern, found, expected in _SLIPS:
            if match := re.search(pattern, lines[number]):
                return Slip(number + 1, match.start(1) + 1, found, expected)
    said = lines[begun] if begun < len(lines) else ""
    if said.count('"') % 2:
        return Slip(
            begun + 1, said.rindex('"') + 1, "a quotation mark without its pair", "a second one behind the text"
        )
    return None
