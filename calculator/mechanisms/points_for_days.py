"""Bed-days converted into points by what a bed-day costs over what a case costs."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import Pair, decimal, pair, times, yuan

ROLE = "computes"
TAKES = {"average": "money", "base": "count"}
NEEDS = ("average", "base")
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def points(take: Take, standard: int, days: int, step: Step) -> Pair:
    """The exact points of ``days`` bed-days at ``standard`` fen."""
    average, base = take["average"].value, take["base"].value
    found = times(pair(standard, average), pair(base * days))
    operands = {"standard": yuan(standard), "average": yuan(average), "base": str(base), "days": str(days)}
    step("points", "standard / average * base * days", operands, decimal(found), unit="points")
    return found
