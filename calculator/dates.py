"""Days of the calendar: ISO texts in, ISO texts out. Where a month lacks a day, its last one is taken."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


def day_of(year: int, month: int, day: int) -> str:
    """The day of a month, or the month's last day where it is shorter: (2021, 2, 31) → "2021-02-28"."""
    late = date(year, month, 28) + timedelta(days=4)  # in the next month
    last = (late - timedelta(days=late.day)).day
    return date(year, month, min(day, last)).isoformat()


def year_of(day: str) -> int:
    """The year of a day."""
    return int(day[:4])


def month_of(day: str) -> str:
    """The month of a day: "2020-05-20" → "2020-05"."""
    return day[:7]


def plus_days(day: str, days: int) -> str:
    """So many days later, or earlier where ``days`` is negative."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def days_between(first: str, later: str) -> int:
    """How many days after ``first`` the day ``later`` is."""
    return (date.fromisoformat(later) - date.fromisoformat(first)).days


@lru_cache(4096)
def plus_months(day: str, months: int) -> str:
    """The same day of the month so many months later: ("2020-11-30", 3) → "2021-02-28"."""
    year, month, of_month = (int(part) for part in day.split("-"))
    later = month - 1 + months
    return day_of(year + later // 12, later % 12 + 1, of_month)


def months(year: int) -> list[tuple[str, str]]:
    """The first and the last day of each month of a year."""
    return [(day_of(year, month, 1), day_of(year, month, 31)) for month in range(1, 13)]
