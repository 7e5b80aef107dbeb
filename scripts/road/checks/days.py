"""Days that quoted words tell only in part: without their year, or as the end of a month or year."""

from __future__ import annotations

import re
from calendar import monthrange

from calculator.literals import fold
from scripts.road.checks.quantities import in_chinese


def dates_in(quote: str) -> list[str]:
    """Every date in quoted words, as far as they tell it: "2024-09-01", "09-10", "2024-12", "05", "2025"."""
    return [told for told, unit in in_chinese(quote) if unit == "date"]


def tells_part_of(told: str, day: str) -> bool:
    """Whether "09-10", "2024-12" or "2025" tells a day: without its year, or as the last day of a month or year."""
    year, month, number = (int(part) for part in day.split("-"))
    ends_month = number == monthrange(year, month)[1]
    return (
        day[5:] == told
        or (day[:7] == told and ends_month)
        or (day[5:7] == told and ends_month)
        or (day[:4] == told and day[5:] == "12-31")
    )


def starts_with(quote: str, day: str) -> bool:
    """Whether a quote tells the month or year that begins on a day: 自2025年1月起, 2019年12月份, 从2025年起."""
    year, month, number = (int(part) for part in day.split("-"))
    told = [rf"{year}年0?{month}月(?:份|起|开始|以来)"] if number == 1 else []
    told += [rf"{year}年度?(?:起|开始|以来)"] if (month, number) == (1, 1) else []
    return any(re.search(rf"(?<!\d){one}", fold(quote)) for one in told)
