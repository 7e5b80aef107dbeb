"""Dates, missing values and whose a value is."""

from __future__ import annotations

from typing import Any

import pytest

from calculator import InputProblems, explain, run, schema
from calculator.rulebook import Rulebook
from calculator.spoken import spoken
from tests.policy import compiled, loaded

STAY = {
    "id": "one",
    "care": "inpatient",
    "admitted": "2021-12-01",
    "total": "100000.00",
    "out_of_policy": "0.00",
    "hospital_level": "city",
}


def xiangtan(book: Rulebook, date: str, **more: Any) -> dict[str, Any]:
    ask = {"place": "430300", "date": date, "groups": ["dibao"], "episodes": [{**STAY, "admitted": date}], **more}
    return run("reimbursement", ask, book)


def test_on_the_last_valid_day_the_rules_hold(book: Rulebook) -> None:
    assert xiangtan(book, "2026-09-30")["status"] == "computed"


def test_after_the_validity_date_nothing_is_computed_and_the_last_valid_day_is_offered(book: Rulebook) -> None:
    result = xiangtan(book, "2026-10-01")
    assert (result["status"], result["last_valid_day"], result["results"]) == ("validity_passed", "2026-09-30", [])
    answer = explain(result, "zh", book)["answer"]
    for said in (book.documents["xiangtan-2021-26"]["short"]["zh"], "2026年9月30日", "经办机构"):
        assert said in answer


def test_before_a_document_holds_it_determines_nothing(book: Rulebook) -> None:
    assert xiangtan(book, "2021-09-30")["status"] == "not_determined"


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("2021-09-30", "not_determined"),
        ("2021-10-01", "computed"),
        ("2026-09-30", "computed"),
        ("2026-10-01", "validity_passed"),
    ],
)
def test_identities_go_by_the_date_asked_although_the_rest_of_its_year_is_told(
    book: Rulebook, date: str, status: str
) -> None:
    ask = {"place": "430300", "date": date, "identities": [{"identity": "dibao", "recognised_on": "2020-01-01"}]}
    result = run("identity", ask, book)
    assert (result["status"], bool(result["results"])) == (status, status == "computed")


@pytest.mark.parametrize("date", ["2019-12-31", "2021-01-01"])
def test_a_report_is_used_only_for_its_year(book: Rulebook, date: str) -> None:
    result = run("reimbursement", {"place": "370830", "date": date, "episodes": [{**STAY, "admitted": date}]}, book)
    assert (result["status"], result["results"]) == ("not_determined", [])


def test_a_place_without_documents_is_computed_from_the_persons_own_values(book: Rulebook) -> None:
    result = run(
        "reimbursement", {"place": "370800", "date": "2021-12-31", "profile": "example", "episodes": [STAY]}, book
    )
    assert result["status"] == "computed"
    assert {value["whose"] for value in result["values_used"]} == {"example"}


def test_a_missing_value_is_named_with_who_knows_it_and_leaves_bounds(book: Rulebook) -> None:
    result = xiangtan(book, "2021-12-01")
    missing = {value["concept"]: value for value in result["missing"]}
    assert missing["inpatient.deductible"]["who_knows"]["zh"] == "参保地医保经办机构"
    patient = next(amount for amount in result["results"] if amount["id"] == "year.patient")
    assert patient["value"] is None
    assert patient["between"] == [
        "0.00",
        "97500.00",
    ]  # at worst half of 100,000 yuan is the deductible, and the 5 points are stated


def test_an_amount_that_does_not_depend_on_what_is_missing_is_given(book: Rulebook) -> None:
    paid = {"basic": "60000.00", "critical_illness": "10000.00"}
    result = xiangtan(book, "2021-12-01", episodes=[{**STAY, "paid": paid}])
    found = {amount["id"]: amount["value"] for amount in result["results"]}
    assert (found["one.basic"], found["one.critical_illness"], found["one.assistance"]) == (
        "60000.00",
        "10000.00",
        None,
    )
    assert {value["concept"] for value in result["missing"] if value["matters"]} <= {
        "assistance.threshold",
        "assistance.ratio",
        "assistance.cap",
    }


def test_a_layer_that_only_a_slip_can_tell_is_asked_for(book: Rulebook) -> None:
    ask = {"place": "370830", "date": "2020-12-31", "groups": ["registered_poor"], "profile": "example"}
    result = run("reimbursement", {**ask, "episodes": [{**STAY, "admitted": "2020-12-01"}]}, book)
    assert {"paid.institution", "paid.commercial"} <= {value["concept"] for value in result["missing"]}
    assert explain(result, "en", book)["missing"][0]["who_knows"] == "the hospital's settlement slip"


def test_a_settlement_slip_needs_no_invented_value(book: Rulebook) -> None:
    layers = ("basic", "critical_illness", "assistance", "institution", "commercial")
    ask = {"place": "370830", "date": "2020-12-31", "groups": ["registered_poor"]}
    stay = {**STAY, "admitted": "2020-12-01", "paid": dict.fromkeys(layers, "1000.00")}
    result = run("reimbursement", {**ask, "episodes": [stay]}, book)
    assert result["missing"] == []
    assert {value["whose"] for value in result["values_used"]} == {"stated"}


def test_a_persons_own_value_goes_before_a_profile_but_not_before_the_rules_own_clause(book: Rulebook) -> None:
    values = {"critical_illness.deductible": "2万元", "critical_illness.ratio_add": "50%"}
    result = xiangtan(book, "2021-12-01", profile="example", values=values)
    whose = {value["concept"]: value["whose"] for value in result["values_used"]}
    assert (whose["critical_illness.deductible"], whose["critical_illness.ratio_add"]) == ("own", "stated")
    assert result["values_unused"] == ["critical_illness.ratio_add"]


def test_a_hint_is_used_only_when_taken_and_says_its_grade(book: Rulebook) -> None:
    plain = xiangtan(book, "2022-12-01")
    assert [hint["grade"] for value in explain(plain, "en", book)["missing"] for hint in value["hints"]] == ["C"]
    taken = xiangtan(book, "2022-12-01", values={"critical_illness.scale": {"hint": "hunan-2022-scale"}})
    used = next(value for value in explain(taken, "en", book)["values"] if value["concept"] == "critical_illness.scale")
    assert used["whose"] == "hint"
    assert "C" in used["whose_words"]


def test_a_rule_that_does_not_apply_says_why(book: Rulebook) -> None:
    result = xiangtan(book, "2021-12-01", groups=["registered_poor"], profile="example")
    working = explain(result, "en", book)["working"]
    said = [step for step in working if not step["applied"] and step["layer"] == "critical_illness"]
    assert [step["sentence"] for step in said] == [
        "This rule is only for people in extreme hardship, minimum living guarantee (dibao) recipients, "
        "people fallen (back) into poverty."
    ]


def test_the_same_request_gives_the_same_receipt_and_another_does_not(book: Rulebook) -> None:
    one, same, other = (
        xiangtan(book, "2021-12-01", groups=groups)["receipt"] for groups in (["dibao"], ["dibao"], ["tekun"])
    )
    assert one == same
    assert one["inputs"] != other["inputs"]


def test_the_schema_has_words_in_both_languages_for_every_field(book: Rulebook) -> None:
    fields = list(schema("reimbursement", book)["fields"])
    for field in fields:
        assert field["zh"]
        assert field["en"]
        assert all(choice.get("id") for choice in field.get("choices", []))
        fields.extend(field.get("of", []))


def test_a_payment_given_for_the_first_stay_is_made_up_at_the_second(book: Rulebook) -> None:
    slip = dict.fromkeys(("basic", "critical_illness", "assistance", "institution", "commercial"), "0.00")
    stays = [
        {
            **STAY,
            "id": "one",
            "admitted": "2020-02-01",
            "total": "8000.00",
            "paid": {**slip, "reassistance": "2000.00"},
        },
        {**STAY, "id": "two", "admitted": "2020-03-01", "total": "4000.00", "paid": slip},
    ]
    ask = {"place": "370830", "date": "2020-12-31", "groups": ["registered_poor"], "episodes": stays}
    found = {amount["id"]: amount["value"] for amount in run("reimbursement", ask, book)["results"]}
    assert (found["two.reassistance"], found["year.reassistance"]) == ("2900.00", "4900.00")


def test_a_given_amount_beyond_what_was_left_is_a_problem_of_its_field(book: Rulebook) -> None:
    stay = {**STAY, "paid": {"assistance": "50000.00"}}
    with pytest.raises(InputProblems) as wrong:
        xiangtan(book, "2021-12-01", profile="example", episodes=[stay])
    assert [problem["field"] for problem in wrong.value.problems] == ["episodes[0].paid.assistance"]


def test_a_value_that_a_document_leaves_to_others_says_to_whom_in_which_words(book: Rulebook) -> None:
    watched = {"watched_items": [{"watched": "costs", "found": "90%"}]}
    result = run("county-budget", {"place": "370830", "date": "2025-06-30", **watched}, book)
    (left,) = [gap["delegated"] for gap in result["missing"] if gap["concept"] == "monitoring.warning_threshold"]
    (cite,) = left["cites"]
    assert cite["clause"] == "shandong-2024-39#2.4b"
    assert "市、县医保经办机构" in "".join(cite["words"])
    for lang, said in (
        ("zh", "文件把这一项留给市、县医保经办机构来定"),
        ("en", "The document leaves this to city and county insurance agencies to set"),
    ):
        told = explain(result, lang, book)
        assert [gap["left_to"]["words"] for gap in told["missing"] if gap["left_to"]] == [said]
        assert said in spoken(told)


def test_a_document_leaves_values_to_others_only_while_it_holds_and_where(book: Rulebook) -> None:
    def left(place: str, *days: str) -> bool:
        return book.left_to("monitoring.warning_threshold", {}, book.places(place), list(days)) is not None

    assert [left("370830", day) for day in ("2024-10-27", "2024-10-28")] == [False, True]
    assert left("370830", "2024-10-27", "2024-10-28")
    assert not left("430300", "2024-10-28")


def test_what_another_document_has_ended_is_left_to_nobody_any_more(book: Rulebook) -> None:
    data = compiled(loaded())
    ended = [{"from": "2025-07-01", "who": None, "cite": {"clause": "another#1", "quotes": ["ends"]}}]
    later = Rulebook({**data, "delegated": [{**row, "ended": ended} for row in data["delegated"]]})

    def left(one: Rulebook, day: str) -> bool:
        return one.left_to("budget.retention_ratio", {}, one.places("370000"), [day]) is not None

    assert [left(later, day) for day in ("2025-06-30", "2025-07-01")] == [True, False]
    assert left(book, "2025-07-01")


def test_who_is_to_set_a_value_changes_neither_its_bounds_nor_what_is_missing(book: Rulebook) -> None:
    plain = Rulebook({**compiled(loaded()), "delegated": []})
    ask: dict[str, Any] = {"place": "341500", "date": "2024-12-31", "groups": ["dibao"]}
    away = {"mode": "advised", "destination": "other_province", "hospital_level": "province"}
    ask["episodes"] = [{**STAY, **away, "admitted": "2024-12-01", "discharged": "2024-12-20"}]
    left, silent = run("reimbursement", ask, book), run("reimbursement", ask, plain)
    assert [gap["concept"] for gap in left["missing"] if "delegated" in gap] == ["away.basic_ratio"]
    assert [{**gap, "delegated": None} for gap in left["missing"]] == [
        {**gap, "delegated": None} for gap in silent["missing"]
    ]
    assert left["results"] == silent["results"]
    assert any("between" in one for one in left["results"])


def test_a_figure_set_by_reference_to_another_is_told_as_following_from_it(book: Rulebook) -> None:
    ask: dict[str, Any] = {"place": "430300", "date": "2022-03-01", "coverage_year": 2022}
    ask |= {"recognised": "before_period"}
    ask |= {"in_transition": "yes", "values": {"enrolment.contribution": "320元"}}
    whose = {}
    for group in ("dibao", "relapsed"):
        result = run("enrolment", {**ask, "groups": [group]}, book)
        (ratio,) = [one for one in result["values_used"] if one["concept"] == "enrolment.subsidy_ratio"]
        whose[group] = (ratio["value"], ratio["whose"], len(ratio["cites"][0]["words"]))
        assert {one["id"]: one["value"] for one in result["results"]}["subsidy"] == "160.00"
    assert whose == {"dibao": ("50%", "stated", 1), "relapsed": ("50%", "derived", 3)}
