"""The budget of a county medical community: money adds up, more never turns into less, what is missing stays honest."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import InputProblems, explain, run
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook
from scripts.road.model import Policy
from tests.calculator.arithmetic import evaluate, number
from tests.policy import compiled, loaded

AMOUNTS = st.integers(0, 10**11)  # fen
PERCENT = st.integers(0, 200).map(lambda part: f"{part}%")
FUND: dict[str, Any] = {"scheme": "resident", "agreed": "1000000.00", "earned": "900000.00", "outside": "0.00"}
ASK: dict[str, Any] = {"place": "370830", "date": "2025-06-30", "profile": "example", "funds": [FUND]}


def asked(fund: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**ASK, "funds": [{**FUND, **fund}], **more}


def found(book: Rulebook, ask: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one["value"] for one in run("county-budget", ask, book)["results"]}


def problems(book: Rulebook, ask: dict[str, Any]) -> dict[str, dict[str, str]]:
    with pytest.raises(InputProblems) as wrong:
        run("county-budget", ask, book)
    return {problem["field"]: problem for problem in wrong.value.problems}


@st.composite
def years(draw: st.DrawFn) -> dict[str, Any]:
    """A year-end with a budget of its own, its overspend divided by causes as it comes."""
    budget, earned, outside = draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS)
    fund = {"agreed": yuan(budget), "earned": yuan(earned), "outside": yuan(outside)}
    over = max(earned + outside - budget, 0)
    objective = draw(st.integers(0, over))
    fund |= {"objective": yuan(objective), "unreasonable": yuan(draw(st.integers(0, over - objective)))}
    fund |= {"major_change": draw(st.sampled_from(["yes", "no"])), "receivable": yuan(draw(AMOUNTS))}
    values = {
        "budget.retention_ratio": f"{draw(st.integers(0, 100))}%",
        "budget.overspend_share": f"{draw(st.integers(0, 100))}%",
        "budget.compensation_ratio": f"{draw(st.integers(0, 100))}%",
        "assessment.coefficient": draw(PERCENT),
        "assessment.overspend_coefficient": draw(PERCENT),
    }
    return asked(fund, values=values)


@settings(max_examples=120, deadline=None)
@given(ask=years())
def test_a_surplus_or_an_overspend_is_divided_to_the_fen(book: Rulebook, ask: dict[str, Any]) -> None:
    result = {name: fen(text) for name, text in found(book, ask).items()}
    budget, used = result["resident.budget"], result["resident.used"]
    assert used == sum(fen(ask["funds"][0][name]) for name in ("earned", "outside"))
    if used <= budget:
        parts = [result["resident.retained"], result["resident.to_pool"]]
        assert sum(parts) == result["resident.surplus"] == budget - used
    else:
        parts = [result["resident.fund_bears"], result["resident.community_bears"]]
        assert sum(parts) == result["resident.overspend"] == used - budget
        left, uncovered = result["resident.receivable_left"], result["resident.uncovered"]
        assert left - uncovered == fen(ask["funds"][0]["receivable"]) - result["resident.community_bears"]
        assert 0 in (left, uncovered)
    assert min(parts) >= 0


@settings(max_examples=60, deadline=None)
@given(ask=years())
def test_every_printed_formula_gives_its_printed_value(book: Rulebook, ask: dict[str, Any]) -> None:
    for reading in ({}, {"A10": "netted", "A8": "budget_only"}):
        for step in run("county-budget", {**ask, "readings": reading}, book)["steps"]:
            if step["applied"] and step["formula"]:
                assert evaluate(step["formula"], step["operands"]) == number(step["value"]), step


@settings(max_examples=60, deadline=None)
@given(one=years(), two=years())
def test_setting_off_moves_money_between_funds_and_makes_none(
    book: Rulebook, one: dict[str, Any], two: dict[str, Any]
) -> None:
    funds = [one["funds"][0], {**two["funds"][0], "scheme": "employee"}]
    ask = {**one, "funds": funds}

    def net(result: dict[str, Any]) -> int:
        left = [fen(result.get(f"{scheme}.surplus", "0")) for scheme in ("resident", "employee")]
        over = [fen(result.get(f"{scheme}.overspend", "0")) for scheme in ("resident", "employee")]
        return sum(left) - sum(over)

    apart, netted = found(book, ask), found(book, {**ask, "readings": {"A10": "netted"}})
    assert net(apart) == net(netted)
    for scheme in ("resident", "employee"):
        if f"{scheme}.overspend" in netted:
            bears = [fen(netted[f"{scheme}.{who}_bears"]) for who in ("fund", "community")]
            assert sum(bears) == fen(netted[f"{scheme}.overspend"])
            assert min(bears) >= 0
    steps = run("county-budget", {**ask, "readings": {"A10": "netted"}}, book)["steps"]
    for step in steps:
        if step["applied"] and step["formula"]:
            assert evaluate(step["formula"], step["operands"]) == number(step["value"]), step


@settings(max_examples=60, deadline=None)
@given(
    standard=st.integers(0, 100_000_00), growth=st.integers(0, 100), index=st.integers(50, 200),
    more=st.integers(0, 50), people=st.integers(0, 10**6), previous=st.integers(0, 10**9),
    change=st.sampled_from(["not_fallen", "by_control", "other_causes"]),
    cap=st.sampled_from(["per_head", "total"]), floor=st.sampled_from(["total", "per_head"]),
)  # fmt: skip
def test_a_budget_never_falls_when_income_or_growth_rises(
    book: Rulebook, standard: int, growth: int, index: int, more: int, people: int, previous: int, change: str,
    cap: str, floor: str,
) -> None:  # fmt: skip
    def budget(index: int, growth: int) -> int:
        heads = [{"people": people, "standard": yuan(standard), "growth": f"{growth}%"}]
        fund = {"scheme": "resident", "heads": heads, "spending_change": change}
        values = {"budget.income_index": f"{index}%", "budget.previous": f"{previous}元"}
        ask = {**ASK, "funds": [fund], "values": values, "readings": {"A6": cap, "A34": floor}}
        return fen(found(book, ask)["resident.budget"])

    here = budget(index, growth)
    assert here <= budget(min(index + more, 200), growth)
    assert here <= budget(index, min(growth + more, 100))
    if change == "by_control" and floor == "total":
        assert here >= previous * 100


FULL: dict[str, Any] = {
    **ASK,
    "profile": None,
    "funds": [
        {
            "scheme": "resident",
            "heads": [{"people": 1000}],
            "spending_change": "by_control",
            "earned": "700000.00",
            "outside": "150000.00",
            "objective": "0.00",
            "unreasonable": "0.00",
            "major_change": "no",
            "receivable": "10000.00",
            "prepays": "yes",
        }
    ],
    "values": {
        "budget.per_head_standard": "800元",
        "budget.requested_growth": "5%",
        "budget.income_index": "103%",
        "budget.previous": "83万元",
        "budget.fund_has_surplus": "yes",
        "budget.retention_ratio": "60%",
        "budget.overspend_share": "50%",
        "assessment.coefficient": "80%",
        "assessment.overspend_coefficient": "110%",
    },
}


@pytest.mark.parametrize("left_out", [*FULL["values"], "everything"])
@pytest.mark.parametrize("earned", ["600000.00", "700000.00"])
def test_bounds_without_a_value_hold_the_result_with_it(book: Rulebook, left_out: str, earned: str) -> None:
    ask = copy.deepcopy(FULL)
    ask["funds"][0]["earned"] = earned
    exact = found(book, ask)
    ask["values"] = {name: v for name, v in ask["values"].items() if left_out not in (name, "everything")}
    result = run("county-budget", ask, book)
    for one in result["results"]:
        if one["unit"] == "yuan" and exact.get(one["id"]):
            low, high = one.get("between") or (one["value"], one["value"])
            assert Fraction(low) <= Fraction(exact[one["id"]]) <= Fraction(high), one
        elif one["unit"] in ("outcome", "flag") and exact.get(one["id"]):
            assert exact[one["id"]] in (one.get("among") or [one["value"]]), one
    missing = {gap["concept"] for gap in result["missing"]}
    assert missing <= set(FULL["values"])
    if left_out == "everything":
        assert {"budget.per_head_standard", "budget.income_index"} <= missing


def test_what_a_missing_value_cannot_touch_stays_definite(book: Rulebook) -> None:
    ask = asked({}, profile=None)
    result = run("county-budget", ask, book)
    told = {one["id"]: one["value"] for one in result["results"]}
    assert (told["resident.used"], told["resident.surplus"]) == ("900000.00", "100000.00")
    assert told["resident.retained"] is None
    assert {gap["concept"] for gap in result["missing"] if gap["matters"]} == {
        "budget.retention_ratio",
        "assessment.coefficient",
    }


def test_an_untold_flag_is_asked_for_by_its_field(book: Rulebook) -> None:
    result = run("county-budget", {**ASK, "funds": [], "unified": {"unified_personnel": "yes"}}, book)
    fields = {gap["field"] for gap in result["missing"]}
    assert fields == {
        f"unified.unified_{name}" for name in ("finance", "assets", "operations", "catalogue", "distribution")
    }


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"funds": []}, "funds", "nothing_asked"),
    ({"funds": [FUND, FUND]}, "funds[1].scheme", "fund_twice"),
    ({"funds": [{**FUND, "scheme": "rural"}]}, "funds[0].scheme", "not_a_choice"),
    ({"funds": [{**FUND, "agreed": "100000000000.01"}]}, "funds[0].agreed", "too_much"),
    ({"funds": [{"scheme": "resident", "receivable": "1.00"}]}, "funds[0].earned", "needed_with"),
    ({"funds": [{**FUND, "heads": [{"people": -1}]}]}, "funds[0].heads[0].people", "not_a_count"),
    ({"funds": [{**FUND, "heads": [{"people": 1, "growth": "0.05"}]}]}, "funds[0].heads[0].growth", "not_a_literal"),
    ({"funds": [{**FUND, "heads": [{"people": 1, "growth": "101%"}]}]}, "funds[0].heads[0].growth", "out_of_bounds"),
    ({"funds": [{**FUND, "heads": [{"people": 1, "standard": "100000.01"}]}]}, "funds[0].heads[0].standard",
     "out_of_bounds"),
    ({"funds": [{**FUND, "month": [{"payment_method": "drg", "units": "1e3"}]}]}, "funds[0].month[0].units",
     "not_a_quantity"),
    ({"values": {"budget.income_index": "5%"}}, "values.budget.income_index", "out_of_bounds"),
    ({"indicators": [{"indicator": "cost_growth", "part": "1", "whole": "0"}]}, "indicators[0].whole",
     "nothing_to_divide_by"),
    ({"indicators": [{"indicator": "reimbursement", "part": "3.01", "whole": "3.00"}]}, "indicators[0].part",
     "part_beyond_whole"),
    ({"unified": {"unified_personel": "yes"}}, "unified.unified_personel", "unknown_field_near"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "code"), WRONG, ids=[f"{field}-{code}" for _, field, code in WRONG])
def test_a_wrong_input_is_named_by_its_field_in_both_languages(
    book: Rulebook, changes: dict[str, Any], field: str, code: str
) -> None:
    wrong = problems(book, {**ASK, **changes})
    assert {name: problem["code"] for name, problem in wrong.items()} == {field: code}
    assert wrong[field]["zh"] != wrong[field]["en"]


def test_causes_that_do_not_add_up_to_the_overspend_divide_nothing(book: Rulebook) -> None:
    causes = {"objective": "1.00", "reasonable": "2.00", "unreasonable": "3.00", "major_change": "no"}
    for earned, why in (("1000005.99", "causes_not_whole"), ("1000006.00", None), ("1000006.01", "causes_not_whole")):
        results = run("county-budget", asked({"earned": earned, **causes}), book)["results"]
        assert {one["id"]: one.get("why") for one in results}["resident.community_bears"] == why


@pytest.mark.parametrize(("date", "status"), [("2024-10-27", "not_determined"), ("2024-10-28", "computed")])
def test_the_notice_is_computed_from_the_day_it_was_issued(book: Rulebook, date: str, status: str) -> None:
    result = run("county-budget", {**ASK, "date": date}, book)
    assert result["status"] == status
    assert bool(result["results"]) == (status == "computed")


def test_it_says_nothing_of_another_province(book: Rulebook) -> None:
    assert run("county-budget", {**ASK, "place": "430300"}, book)["status"] == "not_determined"


def test_a_prepayment_stays_approximate_unless_the_agreement_names_the_months(book: Rulebook) -> None:
    def prepaid(**values: str) -> dict[str, Any]:
        results = run("county-budget", asked({"prepays": "yes"}, values=values), book)["results"]
        return next(one for one in results if one["id"] == "resident.prepayment")

    assert prepaid()["approximate"] is True
    assert "approximate" not in prepaid(**{"budget.prepayment_months": "2个月"})
    assert "approximate" not in prepaid(**{"budget.fund_has_surplus": "no"})  # nothing at all is no approximation


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_conflict_of_floor_and_falling_income_is_said_in_the_first_sentence(book: Rulebook, lang: str) -> None:
    heads = [{"people": 1000, "standard": "800.00", "growth": "2%"}]
    fund = {"scheme": "resident", "heads": heads, "spending_change": "by_control"}
    values = {"budget.income_index": "97%", "budget.previous": "82万元"}
    told = explain(run("county-budget", {**ASK, "funds": [fund], "values": values}, book), lang, book)
    assert "820,000.00" in told["answer"]
    assert {"zh": "冲突", "en": "conflict"}[lang] in told["answer"]


def test_only_the_overspend_calls_for_an_analysis_of_causes(book: Rulebook) -> None:
    def due(earned: str) -> set[str]:
        ask = asked({"earned": earned, "objective": "0.00", "unreasonable": "0.00"})
        return {duty["rule"] for duty in run("county-budget", ask, book)["next_steps"]}

    assert "SD-06.sharing" not in due("900000.00")
    assert "SD-06.sharing" in due("1000001.00")


def test_another_document_with_the_same_kinds_of_rule_needs_no_code(policy: Policy) -> None:
    data = compiled(loaded())
    moved = {"place": "430000", "document": "xiangtan-2021-26"}
    data["rules"] = [
        {**rule, **moved, "id": f"new-{rule['id']}"} if rule["layer"] in ("budget_formation", "year_end") else rule
        for rule in data["rules"]
    ]
    ask = {**FULL, "place": "430300", "date": "2025-06-30"}
    values = {**FULL["values"], "budget.out_of_county_counted": "yes"}
    result = found(Rulebook(data), {**ask, "values": values})
    assert result["resident.budget"] == "830000.00"  # larger(800 * 1.03 * 1000, 830000)
    assert result["resident.overspend"] == "20000.00"
