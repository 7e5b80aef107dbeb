"""The last day on which something is due: so many days after an event, whose own day is not counted."""

from __future__ import annotations

from calculator.dates import plus_days
from calculator.mechanisms.terms import Step, Take

ROLE = "computes"
TAKES = {"days": "count"}
NEEDS: tuple[str, ...] = ("days",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def compute(take: Take, kind: str, day: str, step: Step) -> str:
    """The ISO day that lies ``days`` calendar days after ``day``; ``kind`` names the step."""
    days = take["days"].value
    last = plus_days(day, days)
    step(kind, None, {"day": day, "days": str(days)}, last, unit="date")
    return last
