"""Amounts as they are written: yuan become whole fen, ratios fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

HALF = Fraction(1, 2)
SCALED = {"亿元": 10_000_000_000, "万元": 1_000_000, "元": 100}


def rounded(fen: Fraction) -> int:
    """Whole fen, half up."""
    return (2 * fen.numerator + fen.denominator) // (2 * fen.denominator)


def _digits(text: str) -> tuple[int, int]:
    """A plain decimal as a whole number over a power of ten."""
    whole, _, decimals = text.partition(".")
    return int(whole + decimals), 10 ** len(decimals)


def yuan(text: str) -> int:
    """A decimal of yuan, in fen: "1234.50" is 123450."""
    number, over = _digits(text)
    return number * 100 // over


def money(text: str) -> int | None:
    """A literal such as "500元" or "1.2万元", in fen; "none" is no limit."""
    if text == "none":
        return None
    for unit, fen in SCALED.items():
        if text.endswith(unit):
            number, over = _digits(text.removesuffix(unit))
            return number * fen // over
    raise ValueError(text)


def ratio(text: str) -> Fraction:
    """A literal such as "72.5%"."""
    number, over = _digits(text.removesuffix("%"))
    return Fraction(number, 100 * over)


class Values:
    """Local values of one request: a literal, or rows that name their keys."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def text(self, concept: str, **keys: str) -> Any:
        value = self._given[concept]
        if not isinstance(value, list):
            return value
        for row in value:
            if all(row.get(key, wanted) == wanted for key, wanted in keys.items()):
                return row["value"]
        raise KeyError(concept, keys)

    def limit(self, concept: str, **keys: str) -> int | None:
        return money(self.text(concept, **keys))

    def money(self, concept: str, **keys: str) -> int:
        fen = money(self.text(concept, **keys))
        assert fen is not None
        return fen

    def ratio(self, concept: str, **keys: str) -> Fraction:
        return ratio(self.text(concept, **keys))

    def flag(self, concept: str) -> bool:
        return self.text(concept) == "yes"

    def slices(self, concept: str) -> Sequence[tuple[int | None, Fraction]]:
        """The rows of a scale: upper edge in fen (none in the last) and ratio."""
        rows = self.text(concept)["rows"]
        return [(money(row["upto"]) if "upto" in row else None, ratio(row["ratio"])) for row in rows]
