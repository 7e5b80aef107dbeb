"""Wrong inputs: every problem at once, by field, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from calculator import InputProblems, run
from calculator.rulebook import Rulebook

STAY = {"id": "one", "care": "inpatient", "admitted": "2020-03-02", "total": "100.00", "out_of_policy": "0.00"}
ASK: dict[str, Any] = {"place": "370830", "date": "2020-12-31", "episodes": [STAY]}


def problems(book: Rulebook, **changes: Any) -> dict[str, dict[str, str]]:
    stay = {key: value for key, value in {**STAY, **changes.pop("stay", {})}.items() if value is not ...}
    ask = {key: value for key, value in {**ASK, "episodes": [stay], **changes}.items() if value is not ...}
    with pytest.raises(InputProblems) as wrong:
        run("reimbursement", ask, book)
    return {problem["field"]: problem for problem in wrong.value.problems}


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"place": ...}, "place", "required"),
    ({"place": "999999"}, "place", "not_a_choice"),
    ({"place": "370831"}, "place", "not_a_choice_near"),
    ({"date": "2020-02-30"}, "date", "not_a_day"),
    ({"date": 2020}, "date", "not_a_day"),
    ({"groups": ["tekum"]}, "groups[0]", "not_a_choice_near"),
    ({"groups": "tekun"}, "groups", "not_a_list"),
    ({"episodes": []}, "episodes", "not_a_list"),
    ({"episodes": [STAY, STAY]}, "episodes[1].id", "twice"),
    ({"grups": []}, "grups", "unknown_field_near"),
    ({"stay": {"total": "0.001"}}, "episodes[0].total", "not_money"),
    ({"stay": {"total": 100}}, "episodes[0].total", "not_money"),
    ({"stay": {"total": float("nan")}}, "episodes[0].total", "not_money"),
    ({"stay": {"total": "-1"}}, "episodes[0].total", "not_money"),
    ({"stay": {"total": "１００"}}, "episodes[0].total", "not_money"),
    ({"stay": {"total": "100000000.01"}}, "episodes[0].total", "too_much"),
    ({"stay": {"total": "9" * 40}}, "episodes[0].total", "too_much"),
    ({"stay": {"out_of_policy": ...}}, "episodes[0].out_of_policy", "required"),
    ({"stay": {"out_of_policy": "100.01"}}, "episodes[0].out_of_policy", "more_than_bill"),
    ({"stay": {"discharged": "2020-03-01"}}, "episodes[0].discharged", "reversed"),
    ({"stay": {"admitted": "2019-12-31"}}, "episodes[0].admitted", "other_year"),
    ({"stay": {"id": "year"}}, "episodes[0].id", "not_a_name"),
    ({"stay": {"paid": {"basic": "60.00", "assistance": "40.01"}}}, "episodes[0].paid", "paid_more_than_costs"),
    ({"stay": {"paid": {"basics": "1"}}}, "episodes[0].paid.basics", "unknown_field_near"),
    ({"values": {"reassistance.ratio": "0.7"}}, "values.reassistance.ratio", "not_a_literal"),
    ({"values": {"reassistance.ratio": 0.7}}, "values.reassistance.ratio", "not_a_literal"),
    ({"values": {"reassistance.ratio": "170%"}}, "values.reassistance.ratio", "out_of_bounds"),
    ({"values": {"reassistance.rate": "70%"}}, "values.reassistance.rate", "not_a_choice_near"),
    ({"values": {"critical_illness.scale": {"rows": []}}}, "values.critical_illness.scale", "not_a_literal"),
    (
        {"values": {"away.basic_ratio": [{"mode": "advize", "value": "60%"}]}},
        "values.away.basic_ratio[0].mode",
        "not_a_choice_near",
    ),
    ({"readings": {"A21": "month"}}, "readings.A21", "not_a_choice"),
    ({"profile": "exampel"}, "profile", "not_a_choice_near"),
]


@pytest.mark.parametrize(("changes", "field", "code"), WRONG, ids=[f"{field}-{code}" for _, field, code in WRONG])
def test_a_wrong_input_is_named_by_its_field_in_both_languages(
    book: Rulebook, changes: dict[str, Any], field: str, code: str
) -> None:
    found = problems(book, **changes)
    assert set(found) == {field}
    assert found[field]["code"] == code
    assert found[field]["zh"] != found[field]["en"]


def test_every_problem_is_named_at_once(book: Rulebook) -> None:
    found = problems(book, place="37083", date="tomorrow", stay={"total": "a lot", "care": "impatient"})
    assert set(found) == {"place", "date", "episodes[0].total", "episodes[0].care"}


@pytest.mark.parametrize("inputs", [None, [], "reimbursement", 7])
def test_inputs_that_are_no_mapping_are_refused(book: Rulebook, inputs: Any) -> None:
    with pytest.raises(InputProblems, match="inputs"):
        run("reimbursement", inputs, book)
