"""Payment by the bed-day: amounts add up, more days never cost less, what is missing stays honest."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import InputProblems, run
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook
from tests.calculator.arithmetic import evaluate, number

STAY = {"admitted": "2024-04-01", "discharged": "2024-04-11", "cost": "2000.00"}
ASK: dict[str, Any] = {
    "place": "510800",
    "date": "2024-05-01",
    "service": "hospice",
    "hospital_level": "county",
    "institution": "hospice_provider",
    "direct_sharing": "yes",
    "points_conversion": "yes",
    "stays": [STAY],
    "values": {
        "bed_day.standard": "260元",
        "bed_day.patient_share": "15%",
        "points.average_case_cost": "8000元",
        "points.base": "100",
        "points.tilt_coefficient": "110%",
        "settlement.point_value": "75元",
    },
}
YEARS = [
    {"year": 2021, "costs": "1000000.00", "bed_days": 5000},
    {"year": 2022, "costs": "1300000.00", "bed_days": 6000},
    {"year": 2023, "costs": "1750000.00", "bed_days": 7000},
]


def found(book: Rulebook, ask: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one["value"] for one in run("bed-day", ask, book)["results"]}


def with_values(**values: str) -> dict[str, Any]:
    return {**ASK, "values": {**ASK["values"], **{name.replace("__", "."): text for name, text in values.items()}}}


@settings(max_examples=80, deadline=None)
@given(standard=st.integers(0, 100_000_00), share=st.integers(0, 100), days=st.integers(0, 27))
def test_fund_and_patient_pay_the_whole_amount_and_more_days_never_cost_less(
    book: Rulebook, standard: int, share: int, days: int
) -> None:
    def stay(days: int) -> dict[str, Any]:
        ask = with_values(bed_day__standard=f"{yuan(standard)}元", bed_day__patient_share=f"{share}%")
        return found(book, {**ask, "stays": [{**STAY, "discharged": f"2024-04-{1 + days:02d}"}]})

    here, longer = stay(days), stay(days + 1)
    amount = fen(here["stay1.amount"])
    assert fen(here["stay1.fund_pays"]) + fen(here["stay1.patient_pays"]) == amount == standard * max(days, 1)
    assert amount <= fen(longer["stay1.amount"])


@settings(max_examples=60, deadline=None)
@given(
    years=st.lists(st.tuples(st.integers(0, 10**12), st.integers(1, 10**6)), min_size=3, max_size=3),
    growth=st.integers(0, 100),
    reading=st.sampled_from(["pooled", "mean_of_years"]),
)
def test_a_standard_lies_between_the_cheapest_and_the_dearest_year(
    book: Rulebook, years: list[tuple[int, int]], growth: int, reading: str
) -> None:
    told = [
        {"year": 2021 + number, "costs": yuan(costs), "bed_days": days} for number, (costs, days) in enumerate(years)
    ]
    ask = {**with_values(bed_day__growth=f"{growth}%"), "years": told, "stays": [], "readings": {"A18": reading}}
    averages = [Fraction(costs, days) * (1 + Fraction(growth, 100)) for costs, days in years]
    result = run("bed-day", ask, book)
    standard = fen(next(one["value"] for one in result["results"] if one["id"] == "standard"))
    assert min(averages) - 1 <= standard <= max(averages) + 1
    for step in result["steps"]:
        if step["applied"] and step["formula"]:
            assert evaluate(step["formula"], step["operands"]) == number(step["value"]), step


@pytest.mark.parametrize("left_out", [*ASK["values"], "everything"])
def test_bounds_without_a_value_hold_the_result_with_it(book: Rulebook, left_out: str) -> None:
    exact, ask = found(book, ASK), copy.deepcopy(ASK)
    ask["values"] = {name: v for name, v in ask["values"].items() if left_out not in (name, "everything")}
    result = run("bed-day", ask, book)
    for one in result["results"]:
        if one["unit"] in ("yuan", "points", "days"):
            low, high = one.get("between") or (one["value"], one["value"])
            assert Fraction(low) <= Fraction(exact[one["id"]]) <= Fraction(high), one
    assert {gap["concept"] for gap in result["missing"]} == (
        set(ASK["values"]) if left_out == "everything" else {left_out}
    )


def test_the_days_of_a_stay_are_definite_whatever_is_missing(book: Rulebook) -> None:
    assert found(book, {**ASK, "values": {}})["stay1.bed_days"] == "10"


@pytest.mark.parametrize(
    "years", [YEARS[:2], [*YEARS[:2], {**YEARS[2], "year": 2024}], [*YEARS, {**YEARS[0], "year": 2020}]]
)
def test_other_years_than_the_three_before_are_refused(book: Rulebook, years: list[dict[str, Any]]) -> None:
    with pytest.raises(InputProblems) as wrong:
        run("bed-day", {**ASK, "years": years}, book)
    assert [(problem["field"], problem["code"]) for problem in wrong.value.problems] == [("years", "other_years")]
    assert "2021" in wrong.value.problems[0]["zh"]
    assert "2023" in wrong.value.problems[0]["en"]


def test_every_problem_is_named_at_once_in_both_languages(book: Rulebook) -> None:
    stay = {**STAY, "discharged": "2024-03-31"}
    with pytest.raises(InputProblems) as wrong:
        run("bed-day", {**ASK, "service": "hospise", "stays": [stay], "years": [YEARS[0], YEARS[0]]}, book)
    assert {problem["field"]: problem["code"] for problem in wrong.value.problems} == {
        "service": "not_a_choice_near",
        "stays[0].discharged": "reversed",
        "years[1].year": "year_twice",
    }
    assert all(problem["zh"] != problem["en"] for problem in wrong.value.problems)


@pytest.mark.parametrize(("date", "status"), [("2021-05-05", "not_determined"), ("2021-05-06", "computed")])
def test_the_opinion_is_computed_from_the_day_it_was_issued(book: Rulebook, date: str, status: str) -> None:
    assert run("bed-day", {**ASK, "date": date}, book)["status"] == status


def test_a_coefficient_below_one_is_no_tilt_and_refused(book: Rulebook) -> None:
    with pytest.raises(InputProblems) as wrong:
        run("bed-day", with_values(points__tilt_coefficient="99%"), book)
    assert [problem["code"] for problem in wrong.value.problems] == ["out_of_bounds"]


def test_points_that_do_not_end_in_decimals_stay_exact(book: Rulebook) -> None:
    ask = with_values(bed_day__standard="100元", points__average_case_cost="300元", points__tilt_coefficient="100%")
    result = found(book, {**ask, "stays": [{**STAY, "discharged": "2024-04-02"}]})
    assert result["stay1.points"] == "100/3"
    assert result["stay1.points_amount"] == "2500.00"
