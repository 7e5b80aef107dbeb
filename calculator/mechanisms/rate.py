"""A rate of two amounts: a part of a whole, or how far one has grown over the one before."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step
from calculator.money import WHOLE, Pair, minus, pair, percent, yuan

ROLE = "computes"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW = {"measures": ("part", "growth")}


def compute(part: int, whole: int, how: How, step: Step) -> Pair:
    """The rate of ``part`` and ``whole`` in hundredths of their unit; ``whole`` must not be zero."""
    operands = {"portion": yuan(part), "whole": yuan(whole)}
    grown = how["measures"] == "growth"
    found = minus(pair(part, whole), WHOLE) if grown else pair(part, whole)
    step(
        "growth_rate" if grown else "rate", f"portion / whole{' - 1' if grown else ''}", operands, percent(found),
        unit="ratio",
    )  # fmt: skip
    return found
