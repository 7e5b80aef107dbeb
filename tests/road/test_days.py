"""Which days quoted words are taken to tell."""

from __future__ import annotations

import pytest

from scripts.road.checks.values import says_day


@pytest.mark.parametrize(
    ("quote", "day"),
    [
        ("自2025年1月起施行", "2025-01-01"),
        ("2019年12月份我们筛查", "2019-12-01"),
        ("从2025年起", "2025-01-01"),
        ("2024年12月底前", "2024-12-31"),
    ],
)
def test_a_start_told_as_its_month_or_year(quote: str, day: str) -> None:
    assert says_day(quote, day, ends=False)


@pytest.mark.parametrize(
    ("quote", "day"),
    [
        ("自2025年1月起施行", "2025-01-02"),
        ("自2025年11月起施行", "2025-01-01"),
        ("2025年1月底前", "2025-01-01"),
        ("2025年1月前", "2025-01-01"),
        ("从2025年起", "2025-02-01"),
    ],
)
def test_no_other_day_of_it(quote: str, day: str) -> None:
    assert not says_day(quote, day, ends=False)


def test_what_starts_a_month_does_not_end_it() -> None:
    assert not says_day("自2025年1月起施行", "2025-01-01", ends=True)
