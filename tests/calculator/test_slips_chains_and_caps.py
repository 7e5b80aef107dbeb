"""What a slip, a chain of stays, or the year before the first episode does to the layers after it."""

from __future__ import annotations

from typing import Any

import pytest

import calculator
from calculator.inputs import InputProblems
from calculator.rulebook import Rulebook

VALUES = {
    "inpatient.deductible": [
        {"hospital_level": "township", "value": "200元"},
        {"hospital_level": "county", "value": "400元"},
        {"hospital_level": "city", "value": "1000元"},
    ],
    "inpatient.deductible_lowered": "200元",
    "inpatient.deductible_counted_on": "yes",
    "inpatient.ratio": "80%",
    "chronic.deductible": "0元",
    "chronic.ratio": "50%",
    "basic.cap": "none",
    "critical_illness.deductible": "0元",
    "critical_illness.scale": {"rows": [{"ratio": "50%"}]},
    "critical_illness.cap": "none",
    "assistance.threshold": "0元",
    "assistance.ratio": "50%",
    "assistance.cap": "none",
    "assistance.emergency_excepted": "no",
    "away.basic_ratio": "80%",
}
WENSHANG, JINING, LUAN = ("370830", "2020"), ("370800", "2025"), ("341500", "2025")


def stay(name: str, admitted: str, **told: Any) -> dict[str, Any]:
    usual = {"care": "inpatient", "total": "10000", "out_of_policy": "0", "hospital_level": "county"}
    usual |= {"continues": "no", "compliant": "yes", "one_stop": "yes", "inpatient_criteria": "no", "emergency": "no"}
    return {"id": name, "admitted": admitted, **usual, **told}


def results(book: Rulebook, where: tuple[str, str], *episodes: dict[str, Any], **told: Any) -> dict[str, str]:
    """The amounts of a request by their ids; nothing may be missing."""
    place, year = where
    values = VALUES | told.pop("values", {})
    inputs = {"place": place, "date": f"{year}-12-31", "values": values, "episodes": list(episodes), **told}
    answer = calculator.run("reimbursement", inputs, book)
    assert answer["missing"] == []
    return {result["id"]: result["value"] for result in answer["results"]}


def test_a_slip_may_say_that_free_treatment_paid_costs_out_of_policy(book: Rulebook) -> None:
    told = {"out_of_policy": "3000", "inpatient_criteria": "yes"}
    free = {"groups": ["psychiatric_poor"]}
    computed = results(book, WENSHANG, stay("one", "2020-05-01", **told), **free)["one.free_treatment"]
    slip = results(book, WENSHANG, stay("one", "2020-05-01", **told, paid={"free_treatment": computed}), **free)
    assert slip["one.patient"] == "0.00"
    over = stay("one", "2020-05-01", **told, paid={"free_treatment": "9999.99"})
    with pytest.raises(InputProblems):
        results(book, WENSHANG, over, **free)


def test_what_the_medical_year_held_before_counts_towards_its_limit(book: Rulebook) -> None:
    slips = dict.fromkeys(("critical_illness", "assistance", "institution", "commercial"), "0")
    one = stay("one", "2020-05-01", total="100200", paid=slips)  # 10,200 yuan are left: 200 and a tenth of the rest
    told = {
        "groups": ["registered_poor"],
        "readings": {"A32": "from_first_admission"},
        "first_admission": "2019-12-01",
    }
    paid = {
        earlier: results(book, WENSHANG, one, **told, earlier_burden=earlier)["one.reassistance"]
        for earlier in ("4000", "30000", "100000")
    }
    # 70% of what exceeds 5,000; of the 20,000 of a year, 17,500 were paid on a burden of 30,000.
    assert paid == {"4000": "6440.00", "30000": "2500.00", "100000": "0.00"}


def test_what_an_unlisted_stay_bore_goes_on_along_the_chain(book: Rulebook) -> None:
    carried = {"continues": "yes", "in_community": "yes", "same_disease": "yes"}
    first = stay("one", "2025-03-01", hospital_level="township", from_level="township", borne_before="150", **carried)
    second = stay("two", "2025-03-10", hospital_level="city", **carried)
    found = results(book, JINING, first, second)
    assert found["one.basic"] == "7960.00"  # 200 - 150 are left of its deductible
    assert found["two.basic"] == "7360.00"  # 1000 - 150 - 50


def test_sent_back_from_the_city_to_a_township_has_no_relief_as_the_other_reading_has_it(book: Rulebook) -> None:
    back = {"continues": "yes", "same_disease": "yes", "from_level": "city"}
    told = {"groups": ["dibao"], "readings": {"A3": "covered"}}
    county = results(book, LUAN, stay("one", "2025-03-01", **back), **told)
    township = results(book, LUAN, stay("one", "2025-03-01", **(back | {"hospital_level": "township"})), **told)
    assert (county["one.basic"], township["one.basic"]) == ("8000.00", "7840.00")


def test_costs_of_irregular_care_are_part_of_the_bill_where_no_rule_sets_them_apart(book: Rulebook) -> None:
    found = results(book, JINING, stay("one", "2025-03-01", irregular="4000", paid={"basic": "7000"}))
    assert found["one.critical_illness"] == "1500.00"
    set_apart = stay("one", "2025-03-01", irregular="4000", paid={"basic": "7000"})
    with pytest.raises(InputProblems):
        results(book, LUAN, set_apart)


def test_what_a_slip_says_of_basic_insurance_is_not_cut_by_a_computed_cap(book: Rulebook) -> None:
    slip = stay("one", "2025-03-01", paid={"basic": "3000"})
    told = {"values": {"basic.cap": "1000元"}, "readings": {"A24": "left_out"}}
    alone = results(book, JINING, slip, **told)
    followed = results(book, JINING, slip, stay("two", "2025-04-01"), **told)
    assert alone["one.critical_illness"] == followed["one.critical_illness"] == "3500.00"


def test_what_lies_above_the_cap_is_left_out_once(book: Rulebook) -> None:
    visits = [stay(name, f"2025-0{month}-01", care="chronic", total="8000") for month, name in ((3, "one"), (4, "two"))]
    told = {"values": {"basic.cap": "1000元"}, "readings": {"A24": "left_out"}}
    found = results(book, JINING, *visits, **told)
    # Of each visit half is the patient's own share, and half of that is critical illness insurance's.
    assert (found["one.critical_illness"], found["two.critical_illness"]) == ("2000.00", "2000.00")


def test_costs_of_before_recognition_are_assisted_as_others_even_where_the_plan_binds_everybody(book: Rulebook) -> None:
    away = stay("one", "2025-03-01", destination="other_city", mode="other", compliant="no")
    told = {"groups": ["dibao"], "recognised_on": "2025-06-01", "applied": "yes"}
    for bound in ("named", "everybody"):
        others = results(book, LUAN, away, **told, readings={"A26": bound, "A33": "as_other_costs"})
        none = results(book, LUAN, away, **told, readings={"A26": bound})
        assert others["one.assistance"] != "0.00"
        assert none["one.assistance"] == "0.00"


@pytest.mark.parametrize(("discharged", "named"), [("2025-12-31", False), ("2026-01-01", True)])
def test_a_stay_over_new_year_counts_in_the_year_of_admission_and_says_so(
    book: Rulebook, discharged: str, named: bool
) -> None:
    one = stay("one", "2025-12-20", discharged=discharged, settled=discharged)
    ask = {"place": JINING[0], "date": "2025-12-31", "values": VALUES, "episodes": [one]}
    answer = calculator.run("reimbursement", ask, book)
    assert answer["results"][0]["value"] == "7680.00"  # 80% of what exceeds 400 yuan, on either side of New Year
    assert ("stay-over-new-year" in answer["assumptions"]) is named
