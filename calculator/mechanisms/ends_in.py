"""What ends with an event: on its day, or in its month."""

from __future__ import annotations

from calculator.dates import month_of
from calculator.mechanisms.terms import How, Step

ROLE = "computes"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW = {"counted_in": ("days", "months")}


def compute(event: str, how: How, step: Step) -> tuple[str, str]:
    """The day or the month of ``event``, with the unit that it is."""
    by_month = how["counted_in"] == "months"
    ended, unit = (month_of(event), "month") if by_month else (event, "date")
    step("ends", None, {"event": event}, ended, unit=unit)
    return ended, unit
