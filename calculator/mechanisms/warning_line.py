"""A line that calls for a warning when what is watched reaches it."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import Pair, lower, percent

ROLE = "computes"
TAKES = {"line": "ratio"}
NEEDS = ("line",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def reached(take: Take, found: Pair, step: Step) -> bool:
    """Whether ``found`` is at the line or above it."""
    line = tuple(take["line"].value)
    warns = lower(line, found) == line
    step("line_reached" if warns else "line_not_reached", None, {"found": percent(found), "line": percent(line)}, None)
    return warns
