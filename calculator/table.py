"""A table of local values that an office filled in (CSV, as the site offers it), as the ``values`` of a request.

The columns ``concept``, ``keys`` and ``value`` count, the rest is there for people. Lines without a value are left
out. A cell may be written as people write in spreadsheets: ``500`` for an amount in yuan, ``是`` for yes, and a scale
on one line: ``5万元:60%；10万元:65%；70%``.
"""

from __future__ import annotations

import re

from calculator.fields import Field
from calculator.inputs import Checker, InputProblems
from calculator.literals import NONE, fold
from calculator.rulebook import Rulebook, carried

COLUMNS = ("concept", "keys", "value")
VALUES = Field("values", "values")
_WORDS = {"是": "yes", "y": "yes", "否": "no", "n": "no", "无": NONE, "不设": NONE, "不设限": NONE, "nolimit": NONE}
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?", re.ASCII)  # spreadsheets rewrite dates


def read_table(text: str, rulebook: Rulebook | None = None) -> dict:
    """The values of a filled-in table, by concept, as a request takes them.

    Raises :class:`InputProblems` with every line that cannot be read, ``field`` being "table.LINE".
    """
    book = rulebook or carried()
    lines = _lines(text)
    checker = Checker(book)
    if not lines or not set(COLUMNS) <= set(lines[0][1]):
        checker.problem("table", "not_a_table", known=", ".join(COLUMNS))
        raise InputProblems(checker.problems)
    at = [lines[0][1].index(column) for column in COLUMNS]
    values: dict = {}
    for number, cells in lines[1:]:
        concept, keys, value = (cells[column] if column < len(cells) else "" for column in at)
        if value:
            row = _row(concept, keys, value, book)
            checker.problems += _problems(concept, row, number, book)
            values.setdefault(concept, []).append(row)
    if not values:
        checker.problem("table", "nothing_filled")
    if checker.problems:
        raise InputProblems(checker.problems)
    return {concept: rows if book.concepts[concept]["by"] else rows[-1] for concept, rows in values.items()}


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number, cut at what separates the first one's cells."""
    import csv  # wanted seldom, so not by every page that starts the calculator

    plain = text.removeprefix("\ufeff")
    first = plain.split("\n", 1)[0]
    reader = csv.reader(plain.splitlines(keepends=True), delimiter=max(",;\t", key=first.count))
    numbered = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    return [(number, cells) for number, cells in numbered if any(cells)]


def _row(concept: str, keys: str, value: str, book: Rulebook) -> object:
    entry = book.concepts.get(concept, {"kind": "", "by": []})
    literal = _literal(entry["kind"], value)
    if not entry["by"]:
        return literal
    pairs = [pair.partition(":") for pair in keys.strip("{}").split(",") if pair.strip()]
    return {**{name.strip(): chosen.strip() for name, _, chosen in pairs}, "value": literal}


def _literal(kind: str, cell: str) -> object:
    """A cell in the form of a literal; what is not one stays as it is and is refused with its own words."""
    text = _WORDS.get(fold(cell).lower(), fold(cell))
    if kind == "scale":
        return {"rows": [_slice(part) for part in re.split(r"[;；]", text.strip(";；"))]}
    if kind == "money":
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text).removesuffix("yuan")
        return f"{text}元" if _BARE.fullmatch(text) else text
    day = _DAY.fullmatch(text)
    if kind == "date" and day:
        return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
    return text


def _slice(part: str) -> dict:
    upto, colon, ratio = part.rpartition(":")
    return {"upto": _literal("money", upto), "ratio": ratio} if colon else {"ratio": ratio}


def _problems(concept: str, row: object, number: int, book: Rulebook) -> list[dict]:
    checker = Checker(book)
    checker.record((VALUES,), {"values": {concept: [row] if isinstance(row, dict) and "value" in row else row}})
    return [{**problem, "field": f"table.{number}"} for problem in checker.problems]
