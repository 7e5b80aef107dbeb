"""A yearly day for filing: what is filed by it counts from the next 1 January, what is late goes to the next round."""

from __future__ import annotations

from calculator.dates import day_of, year_of
from calculator.mechanisms.terms import Step, Take

ROLE = "computes"
TAKES = {"month": "count", "day": "count"}
NEEDS: tuple[str, ...] = ("month", "day")
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def deadline(take: Take, year: int, step: Step) -> str:
    """The last day for filing that counts from 1 January of ``year``: a day of the year before."""
    month, day = take["month"].value, take["day"].value
    last = day_of(year - 1, month, day)
    step("deadline", None, {"year": str(year), "month": str(month), "day": str(day)}, last, unit="date")
    return last


def starts(take: Take, filed: str, step: Step) -> str:
    """The 1 January from which an application filed on a day counts."""
    year = year_of(filed)
    last = day_of(year, take["month"].value, take["day"].value)
    first = day_of(year + (1 if filed <= last else 2), 1, 1)
    step("round", None, {"filed": filed, "last": last}, first, unit="date")
    return first
