"""A service that is due so many times in each week or month."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take

ROLE = "computes"
TAKES = {"least": "count"}
NEEDS = ("least",)
REFERS: tuple[str, ...] = ()
HOW = {"every": ("month", "week")}


def short(take: Take, periods: list[tuple[str, str]], days: list[str], step: Step) -> list[str]:
    """The first days of those periods (first day, last day) in which fewer of ``days`` lie than are due."""
    least = take["least"].value
    found = [first for first, last in periods if sum(first <= day <= last for day in days) < least]
    operands = {"due": str(least), "periods": str(len(periods)), "short": str(len(found))}
    step("enough" if not found else "short", None, operands, str(len(found)), unit="items")
    return found
