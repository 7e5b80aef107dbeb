"""Enrolment: money adds up, what is missing stays honest, and the documents of one place say nothing for another."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculator import InputProblems, explain, run
from calculator.rulebook import Rulebook
from scripts.road.model import Policy
from tests.policy import compiled

CASES = "enrolment"
XIANGTAN: dict[str, Any] = {"place": "430300", "date": "2022-03-01", "coverage_year": 2022}
WENSHANG: dict[str, Any] = {"place": "370830", "date": "2020-06-30", "coverage_year": 2020}


def found(book: Rulebook, ask: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in run("enrolment", ask, book)["results"]}


def fen(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("yuan", ["0", "0.01", "0.02", "319.99", "320", "320.01", "9999.99"])
@pytest.mark.parametrize("groups", [["tekun"], ["dibao"], ["dibao", "orphan"], ["stable_exited"], []])
def test_subsidy_and_own_part_are_the_contribution(book: Rulebook, yuan: str, groups: list[str]) -> None:
    values = {"enrolment.contribution": f"{yuan}元"}
    results = found(book, {**XIANGTAN, "groups": groups, "recognised": "within_period", "values": values})
    whole = round(float(yuan) * 100)
    assert fen(results["subsidy"]["value"]) + fen(results["own"]["value"]) == whole
    assert 0 <= fen(results["subsidy"]["value"]) <= whole


def test_one_identity_more_never_lowers_the_subsidy(book: Rulebook) -> None:
    ask = {**XIANGTAN, "recognised": "before_period", "in_transition": "yes"}
    ask["values"] = {"enrolment.contribution": "321元"}
    identities = ["dibao", "relapsed", "anti_relapse_monitored", "stable_exited", "severe_disability", "tekun"]
    alone = {one: fen(found(book, {**ask, "groups": [one]})["subsidy"]["value"]) for one in identities}
    for one in identities:
        for other in identities:
            both = fen(found(book, {**ask, "groups": [one, other]})["subsidy"]["value"])
            assert both == max(alone[one], alone[other])


def test_another_place_lends_no_ratio(book: Rulebook) -> None:
    ask = {"place": "341500", "date": "2024-10-01", "coverage_year": 2025, "groups": ["tekun"]}
    result = run("enrolment", {**ask, "values": {"enrolment.contribution": "400元"}}, book)
    assert [gap["concept"] for gap in result["missing"] if gap["matters"]] == ["enrolment.subsidy_ratio"]
    ratio = next(one for one in result["results"] if one["id"] == "ratio")
    assert ratio["between"] == ["0%", "100%"]


def test_bounds_hold_what_each_completion_gives(book: Rulebook) -> None:
    ask = {**XIANGTAN, "groups": ["dibao", "relapsed"]}
    low, high = (fen(text) for text in found(book, ask)["subsidy"]["between"])
    for recognised in ("before_period", "within_period", "after_period"):
        for in_transition in ("yes", "no"):
            for contribution in ("0元", "320元", "1万元"):
                told = {"recognised": recognised, "in_transition": in_transition}
                values = {"enrolment.contribution": contribution}
                assert low <= fen(found(book, {**ask, **told, "values": values})["subsidy"]["value"]) <= high


def test_a_window_known_in_part_leaves_only_what_it_cannot_tell(book: Rulebook) -> None:
    ask = {**XIANGTAN, "groups": ["dibao"], "recognised_on": "2021-10-01"}
    values = {"enrolment.contribution": "320元", "enrolment.window_end": "2021-12-31"}
    result = run("enrolment", {**ask, "values": values}, book)
    assert (
        found(book, {**ask, "values": values})["subsidy"]["value"] == "160.00"
    )  # before or within: both are subsidised
    assert not [gap for gap in result["missing"] if gap["matters"]]
    del values["enrolment.window_end"]
    result = run("enrolment", {**ask, "values": values}, book)
    assert {gap["concept"] for gap in result["missing"] if gap["matters"]} == {
        "fact.recognised", "enrolment.window_start", "enrolment.window_end",
    }  # fmt: skip


def test_a_day_that_nobody_told_is_asked_for_by_its_field(book: Rulebook) -> None:
    result = run("enrolment", {**WENSHANG, "groups": ["dibao"], "paid_amount": "280.00"}, book)
    assert [(gap["concept"], gap["field"], gap["matters"]) for gap in result["missing"]] == [
        ("fact.recognised_on", "recognised_on", True)
    ]
    decision = next(one for one in result["results"] if one["id"] == "refund_decision")
    assert set(decision["among"]) == {"refunded", "not_refunded"}
    for lang, name in (("zh", "身份认定日期"), ("en", "day of recognition")):
        assert explain(result, lang, book)["missing"][0]["name"] == name


def test_what_is_undecided_asks_nobody_to_act(book: Rulebook) -> None:
    duties = {duty["rule"] for duty in run("enrolment", {**WENSHANG, "groups": ["dibao"]}, book)["next_steps"]}
    assert not [rule for rule in duties if rule.startswith("WS-03")]


def test_every_problem_is_named_at_once(book: Rulebook) -> None:
    wrong = {
        "place": "370830", "date": "2020-13-01", "coverage_year": 2020, "filed_on": "2021-01-02",
        "paid_individually": "no", "paid_amount": "280.00", "recognised": "late",
    }  # fmt: skip
    with pytest.raises(InputProblems) as raised:
        run("enrolment", wrong, book)
    assert {problem["field"] for problem in raised.value.problems} == {
        "date", "filed_on", "paid_amount", "recognised",
    }  # fmt: skip
    assert all(problem["zh"] and problem["en"] for problem in raised.value.problems)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_can_be_explained(book: Rulebook, policy: Policy, lang: str) -> None:
    for case in policy.cases[CASES]:
        told = explain(run(CASES, dict(case.ask), book), lang, book)
        assert told["answer"] and "{" not in told["answer"]


@pytest.mark.parametrize(("reading", "option"), [("A15", "inclusive"), ("A15", "half_open")])
def test_the_last_day_is_a_reading_on_that_day_alone(book: Rulebook, reading: str, option: str) -> None:
    ask = {**XIANGTAN, "coverage_year": 2026, "groups": ["tekun"], "recognised": "before_period"}
    status = {
        day: run("enrolment", {**ask, "date": day, "readings": {reading: option}}, book)
        for day in ("2026-09-30", "2026-10-01", "2026-10-02")
    }
    expected = "computed" if option == "inclusive" else "validity_passed"
    assert [one["status"] for one in status.values()] == ["computed", expected, "validity_passed"]
    assert [reading in [one["id"] for one in result["readings"]] for result in status.values()] == [False, True, False]


def test_the_same_rules_work_for_any_place(book: Rulebook, policy: Policy) -> None:
    """Code knows no place: with the plan's rules moved elsewhere the same is asked and answered there."""
    moved = json.loads(json.dumps(compiled(policy)))
    entries = [moved["documents"]["xiangtan-2021-26"], *moved["rules"], *moved["values"]]
    for entry in entries:
        entry["place"] = "510800" if entry["place"] == "430300" else entry["place"]
    ask = {**XIANGTAN, "groups": ["dibao", "orphan"], "recognised": "within_period", "in_transition": "no"}
    there = {**ask, "place": "510800"}
    assert list(found(Rulebook(moved), there).values()) == list(found(book, ask).values())
    assert run("enrolment", there, book)["status"] == "not_determined"
