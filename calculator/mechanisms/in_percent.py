"""A part of a whole in per cent, to a hundredth of a per cent: a rate that is reported, never one that money is paid
by. The counts are the asker's, else those that the rule's own clause states."""

from __future__ import annotations

from calculator.mechanisms.terms import Step
from calculator.money import WHOLE, Pair, decimal, minus, pair, rounded

ROLE = "computes"
TAKES = {"part": "count", "whole": "count"}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW = {"of": ("part", "rest")}


def compute(part: int, whole: int, of: str, step: Step) -> Pair:
    """Per cent that ``part`` (or what it leaves, with ``of`` "rest") is of ``whole``, which must not be zero."""
    exact = pair(part, whole) if of == "part" else minus(WHOLE, pair(part, whole))
    found = pair(rounded(pair(exact[0] * 10_000, exact[1])), 100)
    formula = "part / whole" if of == "part" else "1 - part / whole"
    step(
        f"percent_of_{of}", f"hundredths(({formula}) * 100)", {"part": str(part), "whole": str(whole)}, decimal(found),
        exact=decimal(pair(exact[0] * 100, exact[1])), unit="percent",
    )  # fmt: skip
    return found
