"""Free treatment for some months from admission."""

from __future__ import annotations

from calculator.dates import plus_months
from calculator.mechanisms.terms import Take

ROLE = "frees"
TAKES = {"months": "count"}
NEEDS = ("months",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def free_until(take: Take, admitted: str) -> str:
    """The day on which the free time ends, itself no longer in it; in a shorter month its last day."""
    return plus_months(admitted, take["months"].value)
