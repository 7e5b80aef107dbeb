"""A number of things to be reached by a day."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import larger

ROLE = "computes"
TAKES = {"least": "count", "by": "date"}
NEEDS = ("least", "by")
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def lacking(take: Take, found: int, step: Step) -> int:
    """How many more than ``found`` are wanted; none is zero."""
    least = take["least"].value
    more = larger(least - found, 0)
    step("lacking", "larger(least - found, 0)", {"least": str(least), "found": str(found)}, str(more), unit="items")
    return more


def is_late(take: Take, day: str) -> bool:
    """Whether ``day`` is after the last day by which the number is to be reached."""
    return bool(day > take["by"].value)
