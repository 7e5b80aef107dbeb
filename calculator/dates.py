"""Days of the calendar: ISO texts in, ISO texts out. Where a month lacks a day, its last one is taken."""

from __future__ import annotations

from datetime import date, timedelta


def year_of(day: str) -> int:
    """The year of a day."""
    return int(day[:4])


def plus_days(day: str, days: int) -> str:
    """So many days later, or earlier where ``days`` is negative."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def days_between(first: str, later: str) -> int:
    """How many days after ``first`` the day ``later`` is."""
    return (date.fromisoformat(later) - date.fromisoformat(first)).days
