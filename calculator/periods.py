"""Whole weeks and months of the calendar within a span of days; ISO texts in and out, a week begins on Monday."""

from __future__ import annotations

from datetime import date, timedelta


def weeks_within(first: str, last: str) -> list[tuple[str, str]]:
    """The calendar weeks (Monday, Sunday) that lie wholly between two days, both included."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    monday = start + timedelta(days=-start.weekday() % 7)
    found = []
    while monday + timedelta(days=6) <= end:
        found.append((monday.isoformat(), (monday + timedelta(days=6)).isoformat()))
        monday += timedelta(days=7)
    return found


def months_within(first: str, last: str) -> list[tuple[str, str]]:
    """The calendar months (first day, last day) that lie wholly between two days, both included."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    month = start if start.day == 1 else _next_month(start)
    found = []
    while _next_month(month) - timedelta(days=1) <= end:
        found.append((month.isoformat(), (_next_month(month) - timedelta(days=1)).isoformat()))
        month = _next_month(month)
    return found


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
