"""The year's bill: facts that nobody told, slips, what is only about right, and how its rules act together."""

from __future__ import annotations

import ast
import copy
import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import InputProblems, explain, run
from calculator.families import reimbursement
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook
from tests.calculator.test_properties import OF_AN_EPISODE, OF_THE_PERSON, amounts, requests
from tests.calculator.thinned import broken
from tests.policy import ROOT, compiled, loaded

NOTHING = dict.fromkeys(("basic", "critical_illness", "assistance"), "0.00")
LINE = 7500_00  # fen: 25% of an income of 30,000 yuan
TILTED = {"income.disposable_per_head": "3万元", "tilted_assistance.ratio": "60%", "tilted_assistance.cap": "none"}


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return compiled(loaded())


def stay(id: str, day: str, total: str, level: str | None = None, **more: Any) -> dict[str, Any]:
    episode = {"id": id, "care": "inpatient", "admitted": day, "total": total, "out_of_policy": "0.00", **more}
    return episode | ({"hospital_level": level} if level else {})


def case(name: str) -> dict[str, Any]:
    """The inputs of a worked case."""
    found = next(one for cases in loaded().cases.values() for one in cases if one.id == f"reimbursement/{name}")
    inputs: dict[str, Any] = json.loads(json.dumps(found.ask))
    return inputs


def xiangtan(episodes: list[dict[str, Any]], values: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"place": "430300", "date": "2021-12-31", "values": values, "episodes": episodes, **more}


def tilted(burden: int, **readings: str) -> dict[str, Any]:
    """A slip that leaves this burden, with tilted assistance approved."""
    episode = stay("one", "2021-11-02", yuan(burden), paid=NOTHING)
    return xiangtan([episode], TILTED, poverty_risk="yes", tilted_approved="yes", readings=readings)


def missing(result: dict[str, Any]) -> dict[str, bool]:
    """What is missing, by field or concept, and whether an amount depends on it."""
    return {gap.get("field", gap["concept"]): gap["matters"] for gap in result["missing"]}


def test_a_level_of_the_stay_before_that_nobody_told_is_asked_for(book: Rulebook) -> None:
    inputs = case("sd-11-counted-on")
    del inputs["episodes"][0]["hospital_level"]
    result = run("reimbursement", inputs, book)
    assert missing(result)["episodes[0].hospital_level"]


# ── one more fen ────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=100, deadline=None)
@given(request=requests())
def test_one_more_fen_of_cost_moves_no_amount_by_more_than_two(book: Rulebook, request: dict[str, Any]) -> None:
    one = {**request, "episodes": request["episodes"][:1]}
    more = copy.deepcopy(one)
    more["episodes"][0]["total"] = yuan(fen(more["episodes"][0]["total"]) + 1)
    before, after = (amounts(run("reimbursement", ask, book)) for ask in (one, more))
    assert all(abs(after[name] - before[name]) <= 2 for name in before)


def test_on_the_whole_burden_one_fen_over_the_line_makes_the_person_pay_less(book: Rulebook) -> None:
    at, over = (
        amounts(run("reimbursement", tilted(LINE + fen_, A14="whole"), book))["year.patient"] for fen_ in (0, 1)
    )
    assert (at, over) == (LINE, 3000_00)  # 7,500.01 less 60% of all of it


@settings(max_examples=50, deadline=None)
@given(burden=st.integers(0, 30_000_00), split=st.integers(0, 30_000_00))
def test_on_the_excess_no_fen_of_burden_makes_the_person_pay_less(book: Rulebook, burden: int, split: int) -> None:
    lower, higher = sorted((burden, split))
    pays = [amounts(run("reimbursement", tilted(one, A14="excess"), book))["year.patient"] for one in (lower, higher)]
    assert pays[0] <= pays[1]


# ── what nobody told ────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=30, deadline=None)
@given(request=requests(), dropped=st.sets(st.sampled_from((*OF_AN_EPISODE, *OF_THE_PERSON, "mode"))))
def test_bounds_without_facts_hold_the_result_with_them(
    book: Rulebook, request: dict[str, Any], dropped: set[str]
) -> None:
    assumed = dropped & {"emergency", "tilted_approved"}  # left empty, these mean no
    told = {**request, **dict.fromkeys(assumed & {"tilted_approved"}, "no")}
    told["episodes"] = [{**one, **dict.fromkeys(assumed & {"emergency"}, "no")} for one in request["episodes"][:2]]
    less = {name: fact for name, fact in told.items() if name not in dropped}
    less["episodes"] = [{name: fact for name, fact in one.items() if name not in dropped} for one in told["episodes"]]
    exact = amounts(run("reimbursement", told, book))
    for one in run("reimbursement", less, book)["results"]:
        if one["unit"] == "yuan" and one["id"] in exact:
            low, high = one.get("between") or (one["value"], one["value"])
            assert fen(low) <= exact[one["id"]] <= fen(high), one


def test_a_fact_that_changes_nothing_is_named_but_leaves_the_result_definite(book: Rulebook) -> None:
    inputs = case("la-06-referral-not-told")
    inputs["episodes"][0]["paid"] = {"assistance": "0.00"}
    result = run("reimbursement", inputs, book)
    assert missing(result) == {"episodes[0].compliant": False}
    assert all(one["value"] is not None for one in result["results"])


def test_only_facts_that_a_standing_rule_tests_are_asked_for(book: Rulebook) -> None:
    inputs = case("la-03-difference")
    for episode in inputs["episodes"]:
        for fact in ("continues", "same_disease", "compliant"):
            episode.pop(fact, None)
    asked = {field for field in missing(run("reimbursement", inputs, book)) if field.startswith("episodes")}
    assert asked == {f"episodes[1].{fact}" for fact in ("continues", "same_disease", "compliant")}
    elsewhere = {**inputs, "place": "510800"}  # no document speaks of referral there
    assert not missing(run("reimbursement", elsewhere, book))


def test_an_open_fact_names_its_episode_and_waits_in_the_working(book: Rulebook) -> None:
    result = run("reimbursement", case("la-03-illness-not-told"), book)
    (gap,) = [one for one in result["missing"] if one["matters"]]
    assert (gap["concept"], gap["field"], gap["keys"]) == (
        "fact.same_disease",
        "episodes[1].same_disease",
        {"episode": "two"},
    )
    waiting = {step["id"] for step in result["steps"] if step.get("waits")}
    assert {"two.basic.relief_standards", "two.basic.due"} <= waiting
    assert "one.basic.due" not in waiting


def test_a_year_of_stays_of_which_nothing_was_told_has_bounds_that_hold_every_telling(book: Rulebook) -> None:
    stays = [stay(f"s{n}", f"2025-{n:02d}-01", "5000.00", "county") for n in range(1, 13)]
    inputs = {"place": "370800", "date": "2025-12-31", "profile": "example", "episodes": stays}
    result = run("reimbursement", inputs, book)
    assert missing(result)["episodes[1].continues"]
    low, high = next(map(fen, one["between"]) for one in result["results"] if one["id"] == "year.patient")
    facts = ("continues", "compliant", "in_community")
    for told in ("yes", "no"):
        whole = {**inputs, "episodes": [stays[0], *({**one, **dict.fromkeys(facts, told)} for one in stays[1:])]}
        assert low <= amounts(run("reimbursement", whole, book))["year.patient"] <= high < 12 * 5000_00


@pytest.mark.parametrize("reading", ["borne", "standards"])
@pytest.mark.parametrize("cap", ["none", "9000元"])
def test_episodes_apart_are_bounded_by_no_less_than_every_telling(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch, cap: str, reading: str
) -> None:
    stays = [
        stay(f"s{n}", f"2025-0{n}-01", f"{n}500.00", level)
        for n, level in enumerate(("county", "township", "county"), 1)
    ]
    inputs = {
        "place": "370800", "date": "2025-12-31", "profile": "example", "episodes": stays, "readings": {"A11": reading},
        "values": {"basic.cap": cap, "critical_illness.deductible": "3000元"},
    }  # fmt: skip
    fields = [gap["field"] for gap in run("reimbursement", inputs, book)["missing"]]
    monkeypatch.setattr(reimbursement, "MOST_TOGETHER", 1)
    apart = run("reimbursement", inputs, book)
    assert [gap["field"] for gap in apart["missing"]] == fields
    for told in itertools.product(("yes", "no"), repeat=len(fields)):
        whole: dict[str, Any] = copy.deepcopy(inputs)
        for field, answer in zip(fields, told, strict=True):
            whole["episodes"][int(field[9])][field[12:]] = answer
        assert broken(apart, run("reimbursement", whole, book, working=False)) == []


@pytest.mark.parametrize("reading", ["enters", "left_out"])
def test_under_a_cap_the_ratio_may_pull_both_ways_and_the_bounds_hold(book: Rulebook, reading: str) -> None:
    inputs = case("ci-above-the-basic-cap")
    inputs["readings"] = {"A24": reading}
    inputs["values"]["basic.cap"] = "500元"  # which even one per cent of the first stay uses up
    del inputs["values"]["inpatient.ratio"]
    inputs["episodes"] += [{**inputs["episodes"][0], "id": "two", "admitted": "2024-11-08"}]
    open_ = run("reimbursement", inputs, book)
    for ratio in range(1, 101, 9):
        whole = {**inputs, "values": {**inputs["values"], "inpatient.ratio": f"{ratio}%"}}
        assert broken(open_, run("reimbursement", whole, book, working=False)) == []


def test_a_value_asked_for_in_one_branch_alone_is_still_varied(book: Rulebook) -> None:
    inputs = case("la-06-emergency")
    inputs["values"].pop("assistance.ratio")
    result = run("reimbursement", inputs, book)
    found = next(one for one in result["results"] if one["id"] == "one.assistance")
    assert found["between"] == ["0.00", "8600.00"]  # nothing where it is excluded, all of it at a ratio of 100%
    assert missing(result) == {"assistance.emergency_excepted": True, "assistance.ratio": True}


# ── slips ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_tilted_assistance_runs_from_a_slip_without_an_invented_value(book: Rulebook) -> None:
    result = run("reimbursement", tilted(15_000_00), book)
    assert result["missing"] == []
    assert {value["whose"] for value in result["values_used"]} == {"own", "stated"}
    assert amounts(result)["one.tilted_assistance"] == 4500_00


def test_where_only_a_slip_tells_the_stay_before_its_standard_stands_for_what_it_bore(book: Rulebook) -> None:
    inputs = case("la-03-difference")
    inputs["episodes"][0] |= {"total": "3000.00", "paid": {"basic": "2000.00", "assistance": "0.00"}}
    inputs["readings"] = {"A2": "borne"}
    assert amounts(run("reimbursement", inputs, book))["two.basic"] == 3760_00  # 5,000 less 500 - 200, of which 80%


def test_a_chain_of_stays_carries_what_all_of_them_bore(book: Rulebook) -> None:
    inputs = case("sd-11-counted-on")
    inputs["episodes"].append(
        {**inputs["episodes"][1], "id": "three", "admitted": "2025-05-20", "hospital_level": "city"}
    )
    assert amounts(run("reimbursement", inputs, book))["three.basic"] == 3150_00  # (5,000 - (1,000 - 150 - 350)) * 70%


# ── what is only about right ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["la-06-without-referral", "xt-04-approved", "xt-05-over-the-line"])
def test_what_rests_on_about_or_in_principle_stays_so_to_the_answer(book: Rulebook, name: str) -> None:
    result = run("reimbursement", case(name), book)
    rough = {one["id"] for one in result["results"] if one.get("approximate")}
    assert {"one.patient", "year.patient"} <= rough
    assert "one.basic" not in rough
    assert "约" in explain(result, "zh", book)["answer"]


def test_costs_that_are_nobodys_are_told_apart_from_what_the_person_pays(book: Rulebook) -> None:
    told = explain(run("reimbursement", case("la-10-irregular"), book), "en", book)
    assert "6,800.00 yuan are paid for you and you pay 2,200.00 yuan" in told["answer"]
    assert "1,000.00 yuan come from irregular care" in told["answer"]


def test_what_is_settled_at_the_end_of_the_year_is_told_beside_the_stays(book: Rulebook) -> None:
    inputs = {**case("ci-year-end"), "readings": {"A25": "year_end"}}
    told = explain(run("reimbursement", inputs, book), "en", book)
    end = next(section for section in told["sections"] if section["id"] == "year_end")
    assert {one["name"]: one["value"] for one in end["results"]}["Critical illness insurance"].startswith("7,800.00")


# ── rules together ──────────────────────────────────────────────────────────────────────────────────────────────────


def rules_with(data: dict[str, Any], *more: dict[str, Any]) -> Rulebook:
    return Rulebook({**copy.deepcopy(data), "rules": [*data["rules"], *more]})


def test_equal_terms_bar_a_tilt_from_above_but_not_one_of_a_nearer_place(data: dict[str, Any]) -> None:
    own = {"add": [{"concept": "inpatient.ratio_add", "keys": {}, "from": None, "until": None, "value": [1, 10],
                    "text": "10%", "approximate": False, "whose": "stated", "place": "430000",
                    "document": None, "under": [],
                    "cite": {"clause": "xiangtan-2021-26#3.2a", "quotes": ["ended"]}}]}  # fmt: skip
    ws = next(rule for rule in data["rules"] if rule["id"] == "WS-01.inpatient")
    tilt = {
        **ws,
        "id": "above",
        "place": "430000",
        "document": None,
        "who": None,
        "with": {"add": "inpatient.ratio_add"},
        "own": own,
    }
    inputs = case("xt-02-same-for-all")
    assert amounts(run("reimbursement", inputs, rules_with(data, tilt)))["one.basic"] == 8000_00
    assert amounts(run("reimbursement", {**inputs, "groups": []}, rules_with(data, tilt)))["one.basic"] == 9000_00


def test_an_invented_document_excludes_and_frees_by_data_alone(data: dict[str, Any]) -> None:
    """The kinds of rule know no place: turned to another one, they do the same."""
    moved = [
        {**copy.deepcopy(rule), "id": f"moved-{rule['id']}", "place": "510800", "document": None, "who": None}
        for rule in data["rules"]
        if rule["id"] in ("LA-06", "WS-08", "XT-05", "XT-05.line")
    ]
    book = rules_with(data, *moved)
    inputs = {**case("la-06-without-referral"), "place": "510800", "groups": ["tekun"]}
    inputs["episodes"][0]["inpatient_criteria"] = "no"
    assert amounts(run("reimbursement", inputs, book))["one.assistance"] == 0
    freed = {**case("ws-08-within"), "place": "510800", "groups": []}
    assert amounts(run("reimbursement", freed, book))["year.patient"] == 0
    over = {**tilted(15_000_00), "place": "510800"}
    over["episodes"][0]["inpatient_criteria"] = "no"
    assert amounts(run("reimbursement", over, book))["one.tilted_assistance"] == 4500_00


def test_an_identity_counts_from_its_recognition(book: Rulebook) -> None:
    inputs = {**case("xt-03-five-percent"), "recognised_on": "2021-12-01"}
    later = amounts(run("reimbursement", inputs, book))["one.critical_illness"]
    assert later == 18000_00  # 60% of what exceeds 20,000 of 50,000 yuan: no better terms yet


# ── wrong inputs ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_problems_between_the_new_fields_are_all_named_in_both_languages(book: Rulebook) -> None:
    inputs = {
        "place": "341500", "date": "2024-12-31", "first_admission": "2024-05-01", "poverty_risk": "maybe",
        "episodes": [
            stay("one", "2024-04-30", "100.00", irregular="100.01"),
            stay("year_end", "2024-06-01", "100.00", irregular="60.00", paid={"basic": "100.01"}),
        ],
    }  # fmt: skip
    with pytest.raises(InputProblems) as wrong:
        run("reimbursement", inputs, book)
    found = {problem["field"]: problem["code"] for problem in wrong.value.problems}
    assert found == {
        "poverty_risk": "not_a_choice",
        "episodes[1].id": "not_a_name",
        "earlier_burden": "required",
        "episodes[0].admitted": "reversed",
        "episodes[0].irregular": "more_than_in_policy",
        "episodes[1].paid": "paid_more_than_costs",
    }
    assert all(problem["zh"] != problem["en"] for problem in wrong.value.problems)


def test_code_of_the_calculator_names_no_reading_and_no_rule(data: dict[str, Any]) -> None:
    rules = {rule["id"].partition(".")[0] for rule in data["rules"] if rule["document"]}
    for file in (ROOT / "calculator").rglob("*.py"):
        texts = [node.value for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant)]
        named = {text.partition(".")[0] for text in texts if isinstance(text, str)}
        assert not named & (rules | set(data["readings"])), file
