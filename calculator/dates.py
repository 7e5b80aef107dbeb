"""Days of the calendar: ISO texts in, ISO texts out. Where a month lacks a day, its last one is taken."""

from __future__ import annotations

from datetime import date


def year_of(day: str) -> int:
    """The year of a day."""
    return int(day[:4])


def days_between(first: str, later: str) -> int:
    """How many days after ``first`` the day ``later`` is."""
    return (date.fromisoformat(later) - date.fromisoformat(first)).days
