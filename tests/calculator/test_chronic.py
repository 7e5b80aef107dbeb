"""Chronic diseases: services counted by whole weeks and months, rates, and what stays open."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import InputProblems, run
from calculator.periods import months_within, weeks_within
from calculator.rulebook import Rulebook
from tests.calculator.test_cases import amounts
from tests.policy import compiled, loaded

BOOK = Rulebook(compiled(loaded()))
DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))


@given(DAYS, DAYS)
def test_weeks_and_months_lie_within_the_span_end_to_end_and_none_is_left_out(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for periods, begins in ((weeks_within, lambda d: d.weekday() == 0), (months_within, lambda d: d.day == 1)):
        found = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in periods(str(first), str(last))]
        assert all(first <= a <= b <= last and begins(a) and begins(b + timedelta(days=1)) for a, b in found)
        assert all(b + timedelta(days=1) == a for (_, b), (a, _) in itertools.pairwise(found))
        starts = [d for n in range((last - first).days + 1) if begins(d := first + timedelta(days=n))]
        whole = [d for d in starts if any(d < e for e in starts) or begins(last + timedelta(days=1))]
        assert [a for a, _ in found] == whole


@given(st.lists(st.dates(date(2020, 6, 1), date(2020, 8, 31)), max_size=20))
@settings(deadline=None)
def test_a_month_falls_short_exactly_when_no_visit_lies_in_it(visits: list[date]) -> None:
    ask = {
        "place": "370830", "date": "2020-09-01", "groups": ["registered_poor"], "first_day": "2020-06-01",
        "last_day": "2020-08-31", "disease_visits": [str(visit) for visit in visits],
    }  # fmt: skip
    found = amounts(run("chronic", ask, BOOK))
    without = [f"2020-0{month}-01" for month in (6, 7, 8) if month not in {visit.month for visit in visits}]
    assert found["services.disease_visits_kept"] == ("no" if without else "yes")
    assert found.get("services.disease_visits_short", "").split() == without


def test_what_a_place_states_for_itself_is_given_and_what_nobody_states_is_said() -> None:
    ask: dict[str, Any] = {
        "place": "510000", "date": "2021-10-01", "hypertension": True, "diabetes": False, "managed": True,
        "values": {"two_disease.ratio": [{"two_disease": "hypertension", "value": "50%"}]},
    }  # fmt: skip
    result = run("chronic", ask, BOOK)
    found = amounts(result)
    assert (found["hypertension_ratio"], found["hypertension_cap"]) == ("50%", "not_stated")
    assert {gap["concept"] for gap in result["missing"]} == {"two_disease.deductible", "two_disease.cap"}


def test_parts_beyond_their_whole_and_reversed_days_are_named_at_once() -> None:
    ask = {
        "place": "341500", "date": "2024-10-01", "stays": 3, "outside": 4, "covered": 2, "to_cover": 1,
        "first_day": "2024-10-02", "last_day": "2024-10-01", "home_visits": ["2024-02-30"],
    }  # fmt: skip
    with pytest.raises(InputProblems) as caught:
        run("chronic", ask, BOOK)
    assert {(problem["field"], problem["code"]) for problem in caught.value.problems} == {
        ("outside", "part_beyond_whole"),
        ("covered", "part_beyond_whole"),
        ("last_day", "reversed"),
        ("home_visits[0]", "not_a_day"),
    }


def test_a_whole_of_nothing_is_named() -> None:
    with pytest.raises(InputProblems) as caught:
        run("chronic", {"place": "341500", "date": "2024-10-01", "stays": 0, "outside": 0}, BOOK)
    assert [(problem["field"], problem["code"]) for problem in caught.value.problems] == [
        ("stays", "nothing_to_divide_by")
    ]
