"""Values in the form a source prints them ("65%", "1.5万元", "25%左右", "16000余", "3个月"), read exactly.

A literal is read for the kind of its concept. What comes out is plain data that a rulebook can carry:

==========  ==================================================
kind        value
==========  ==================================================
money       fen, ``int``; ``None`` for the stated "none"
ratio       ``[numerator, denominator]``
increase    ``[numerator, denominator]``
count       ``int``
date        ``"2024-09-01"``
flag        ``bool``
scale       ``{"takes", "edge", "rows": [[upto fen or None, [n, d]], …]}``
==========  ==================================================
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from calculator.money import exactly, times

KINDS = ("money", "ratio", "increase", "scale", "count", "date", "flag")
NONE = "none"
MOST_KEPT = 4096  # texts whose value is remembered
FINEST = 10_000  # no ratio of a rule is finer than a hundredth of a percent

_MONEY = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)(万|亿)?(元)", re.ASCII)
_RATIO = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(%|个百分点)", re.ASCII)
_COUNT = re.compile(r"(\d{1,12})(万|亿)?(?:个工作日|个月|小时|分钟|[个次天日周月年人类项份家名户例所件条])?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
_ABOUT = re.compile(r"左右$|(?<=[\d万亿])余$", re.ASCII)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class LiteralError(ValueError):
    """A literal that its kind cannot have; ``form`` names the form it should have (its words are data)."""

    def __init__(self, found: object, form: str) -> None:
        super().__init__(f"{found!r} is not {form}")
        self.found = found
        self.form = form


def fold(text: str) -> str:
    """Full-width and half-width forms made one (NFKC), spaces dropped: how quotes and numbers are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read(kind: str, found: object, may_be_none: bool = False) -> object:
    """The value of a literal of ``kind``; raises :class:`LiteralError` when it has another form."""
    if kind == "scale":
        return _scale(found)
    if not isinstance(found, str):
        raise LiteralError(found, kind)
    return _read_text(kind, found, may_be_none)


@lru_cache(MOST_KEPT)
def _read_text(kind: str, found: str, may_be_none: bool) -> object:
    text = fold(found)
    if may_be_none and text == NONE:
        return None
    reader = {"money": _money, "ratio": _ratio, "increase": _ratio, "count": _count, "date": _date, "flag": _flag}[kind]
    value = reader(bare(text))
    if value is None:
        raise LiteralError(found, kind)
    return value


def is_approximate(found: object) -> bool:
    """Whether the source says "about" (左右) or "more than" (余): such a value stays approximate all the way to the
    screen."""
    return isinstance(found, str) and _says_about(found)


def is_exceeded(found: object) -> bool:
    """Whether the source says "more than" (余): the figure is what is passed."""
    return isinstance(found, str) and is_approximate(found) and fold(found).endswith("余")


def bare(found: str) -> str:
    """A literal, folded, without the word that makes it approximate."""
    return _ABOUT.sub("", fold(found))


@lru_cache(MOST_KEPT)
def _says_about(found: str) -> bool:
    return bool(_ABOUT.search(fold(found)))


@lru_cache(MOST_KEPT)
def day(text: str) -> str | None:
    """The same ISO date when it is a day of the calendar, else ``None``."""
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, date = (int(part) for part in match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    fits = 1 <= month <= 12 and 1 <= date <= _MONTH_DAYS[month - 1] and (leap or (month, date) != (2, 29))
    return text if fits and year > 0 else None


def numbers_in(words: str) -> set[tuple[str, object]]:
    """Every number with its unit that stands in quoted words, as ("money", fen), ("ratio", pair), ("date", …),
    ("count", n).

    A date without a year ("9月30日") gives its month and day, the end of a year or month (2025年年底) its last day;
    a bare integer counts as a count, too.
    """
    text = fold(words)
    found: set[tuple[str, object]] = set()
    found.update(("money", _money(match.group())) for match in _MONEY.finditer(text))
    found.update(("ratio", tuple(_ratio(match.group()) or ())) for match in _RATIO.finditer(text))
    for year, month, date in re.findall(r"(\d{4})[年-](\d{1,2})[月-](\d{1,2})日?", text):
        found.add(("date", f"{year}-{int(month):02d}-{int(date):02d}"))
    found.update(("date", f"{year}-12-31") for year in re.findall(r"(\d{4})年年?底", text))
    for year, month in re.findall(r"(\d{4})年(\d{1,2})月底", text):
        ends = (day(f"{year}-{int(month):02d}-{number}") for number in (31, 30, 29, 28))
        found.update(("date", end) for end in [next(filter(None, ends), None)] if end)
    found.update(("count", int(number)) for number in re.findall(r"(?<![\d.])\d+(?![\d.])", text))
    return found


def _money(text: str) -> int | None:
    match = _MONEY.fullmatch(text)
    if not match:
        return None
    number, scale, _ = match.groups()
    exact = times(exactly(number), (100 * _SCALES[scale], 1))
    return exact[0] if exact[1] == 1 else None


def _ratio(text: str) -> list[int] | None:
    match = _RATIO.fullmatch(text)
    if not match:
        return None
    exact = times(exactly(match.group(1)), (1, 100))
    return list(exact) if exact[1] <= FINEST else None


def _count(text: str) -> int | None:
    match = _COUNT.fullmatch(text)
    return int(match.group(1)) * _SCALES[match.group(2)] if match else None


def _date(text: str) -> str | None:
    return day(text)


def _flag(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _scale(found: object) -> dict[str, object]:
    if (
        not isinstance(found, dict)
        or set(found) - {"takes", "edge", "rows"}
        or not isinstance(found.get("rows"), (list, tuple))
    ):
        raise LiteralError(found, "scale")
    takes, edge = found.get("takes", "slice"), found.get("edge", "upper_included")
    if takes != "slice":
        raise LiteralError(takes, "scale_takes")
    if edge not in ("upper_included", "upper_excluded"):
        raise LiteralError(edge, "scale_edge")
    rows: list[list[object]] = []
    floor = 0
    for number, row in enumerate(found["rows"]):
        if not isinstance(row, dict) or set(row) - {"upto", "ratio"} or "ratio" not in row:
            raise LiteralError(row, "scale_row")
        last = number == len(found["rows"]) - 1
        if last == ("upto" in row):
            raise LiteralError(row, "scale_open_row")
        ratio = read("ratio", row["ratio"])
        if isinstance(ratio, list) and ratio[0] > ratio[1]:
            raise LiteralError(row["ratio"], "scale_ratio")
        edge_at = None if last else read("money", row["upto"])
        if isinstance(edge_at, int):
            if edge_at <= floor:
                raise LiteralError(row["upto"], "scale_rising")
            floor = edge_at
        rows.append([edge_at, ratio])
    if not rows:
        raise LiteralError(found, "scale_rows")
    return {"takes": takes, "edge": edge, "rows": rows}
