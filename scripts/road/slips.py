"""Slips of the hand that make a text no YAML, told by what stands where its reader gave up, and by why it did."""

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
_BEHIND = r"(?::[ ]+|\[|, +|- +)"
_IN_MARKS = "the text in quotation marks"
_ONE_DOCUMENT = "one document in a file, with no line of --- or ... in it"
_SLIPS: tuple[tuple[str, str, str], ...] = (
    (r"^(<{7}|={7}|>{7})(?: |$)", "a mark where two versions were put together", "the one version that holds"),
    (r"^ *(?:- *)?(\t)", "a tab", "spaces: YAML is indented with them alone"),
    (r"^ *(?:- *)?([\u00a0\u3000])", "a wide or non-breaking space", "plain spaces, in which YAML is indented"),
    (r"^ *([－–—−])", "a long or wide dash before an item", 'a hyphen and a space: "- "'),
    (rf"^ *(-)(?={_KEY}:)", "a hyphen without a space before an item", 'a hyphen and a space: "- "'),
    (rf"(?:{_START}|[{{,] *){_KEY}(：)", "a full-width colon after a key", 'a half-width one and a space: ": "'),
    (rf"{_START}{_KEY} *(=) ", "an equals sign after a key", 'a colon and a space: ": "'),
    (rf"{_START}{_KEY}(:)(?=[^\s/])", "a colon after a key without a space", '": ", with a space behind it'),
    (rf"{_BEHIND}([“”‘’])", "a curly quotation mark around a text", "a straight one: \" or '"),
    (
        rf"{_BEHIND}(\"[^\"\\]*\"|'[^']*')(?=[^\s,}}\]:'\"])",
        "a quotation mark that closes before the text ends",
        "quotation marks around the whole text, or none",
    ),
    (rf"{_BEHIND}([［【｛])", "a full-width bracket", "a half-width one: [ or {"),
    (rf"[{{,][^\"']*(，) *{_KEY}:", "a full-width comma between keys", 'a half-width one and a space: ", "'),
    (rf"[{{,][^\"']*([;；]) *{_KEY}:", "a semicolon between keys", 'a comma and a space: ", "'),
    (
        rf"[{{,] *{_KEY}: +[^\s\"',{{}}\[\]]+ +({_KEY}): ",
        "two keys without a comma between them",
        '", " before this one',
    ),
    (rf"{_START}{_KEY}: +[^\s\"'{{\[|>&*!#][^\"]*?(:) ", "a colon and a space within a text", _IN_MARKS),
)
_PAIRS = {"{": "}", "[": "]"}


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


def slip_told_by(problem: str, text: str, at: tuple[int, int], begun: tuple[int, int]) -> Slip | None:
    """The slip that the reader's own ``problem`` tells, which it met ``at`` a line and column (from 0) while it read
    what had ``begun`` at another."""
    lines = [*text.split("\n"), ""]
    line, column = at
    here = lines[line][column : column + 1] if line < len(lines) else ""
    if "escape" in problem:
        return _slip(at, "a backslash between double quotation marks", "single ones, or two backslashes")
    if "another document" in problem or "<document start>" in problem:
        return _slip((line, 0), "a second document", _ONE_DOCUMENT)
    if "cannot start any token" in problem or "directive" in problem:
        return _slip(at, f'a text that begins with "{here}"', _IN_MARKS)
    if "alias" in problem or "anchor" in problem or "alphabetic" in problem:
        return _slip(at, 'a text that begins with "*" or "&"', _IN_MARKS)
    if "expected ',' or" in problem:
        return _unclosed(lines, at, begun)
    if here in ("}", "]"):
        return _slip(at, f'a bracket "{here}" without its pair', "as many brackets as there are pairs")
    if "expected ':'" in problem:
        return _without_colon(lines, begun[0])
    if "expected key" in problem or "not allowed" in problem or "'-' indicator" in problem:
        return _out_of_column(lines, line)
    return None


def _slip(at: tuple[int, int], found: str, expected: str) -> Slip:
    return Slip(at[0] + 1, at[1] + 1, found, expected)


def _unclosed(lines: list[str], at: tuple[int, int], begun: tuple[int, int]) -> Slip:
    """A bracket that stays open to the end of its line; else whatever stands in its way."""
    opening = lines[begun[0]][begun[1] : begun[1] + 1]
    closing = _PAIRS.get(opening, "")
    said = lines[begun[0]][begun[1] :].partition(" #")[0]
    if said.count(opening) > said.count(closing):
        return _slip(begun, f'a bracket "{opening}" without its pair', f'"{closing}" behind what belongs to it')
    return _slip(at, f'something between brackets that is no "," and no "{closing}"', f"a comma, or {_IN_MARKS}")


def _without_colon(lines: list[str], line: int) -> Slip:
    before = next((one for one in reversed(lines[:line]) if one.strip()), "")
    indent = len(lines[line]) - len(lines[line].lstrip())
    if re.search(r"(?:[|>][-+]?|:) *$", before):
        expected = "more spaces before it than before its key"
        return Slip(line + 1, indent + 1, "a text that stands no deeper than its key", expected)
    return Slip(line + 1, indent + 1, "a line without a colon behind its key", 'a key, then ": ", then what it is')


def _out_of_column(lines: list[str], line: int) -> Slip:
    """The line whose indent fits none above it: where reading ended, or the one before, if that stands out; unless a
    text further up was never closed."""
    for number in range(line, max(-1, line - LINES_BACK - 1), -1):
        if (opened := re.search(rf"{_BEHIND}(')", lines[number])) and lines[number].count("'") % 2:
            at = (number, opened.start(1))
            return _slip(at, "a quotation mark without its pair", "a second one behind the text")
    indent = [len(one) - len(one.lstrip()) if one.strip() else -1 for one in lines[: line + 1]]
    if line >= 2 and -1 < indent[line - 1] < indent[line] == indent[line - 2]:
        line -= 1
    expected = "as many spaces before it as before the keys that it stands beside"
    return Slip(line + 1, indent[line] + 1, "a line that stands in no column of those above it", expected)
