"""Care paths: what makes one comply, what nobody told, and what a compliant path would have saved."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import InputProblems, explain, run
from calculator.families import referral, reimbursement
from calculator.families.path import WORST_FIRST
from calculator.families.referral import CONTACT, FIELDS, FOUND_OUT, LISTS
from calculator.fields import ENVELOPE, keys_of
from calculator.money import fen
from calculator.rulebook import Rulebook
from tests.calculator.test_cases import CASES, amounts
from tests.calculator.thinned import broken, completed
from tests.policy import compiled, loaded

DATA = compiled(loaded())
BOOK = Rulebook(DATA)
LEVELS = ("village", "township", "county", "city", "province")
AREAS = ("inside_county", "inside_city", "outside_city")
OWN = [case for name, case in CASES if name == "referral"]

contacts = st.fixed_dictionaries(
    {
        "institution_level": st.sampled_from(LEVELS),
        "area": st.sampled_from(AREAS),
        "formalities": st.sampled_from(["yes", "no"]),
    }
)
paths = st.lists(contacts, min_size=1, max_size=5)
lists_told = st.fixed_dictionaries(dict.fromkeys(sorted(LISTS.values()), st.sampled_from(["yes", "no"])))


def ask(path: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    lists = dict.fromkeys(LISTS.values(), "no")
    told = {"place": "341500", "date": "2024-10-01", "groups": ["tekun"], "rare": "no", "values": lists}
    return {**told, "beyond_county_ability": "no", "path": path, **more}


def verdict(asked: dict[str, Any], book: Rulebook = BOOK) -> str:
    return str(amounts(run("referral", asked, book))["path"])


def stay(level: str, total: str, **more: Any) -> dict[str, Any]:
    told = {"institution_level": level, "area": "inside_county", "care": "inpatient", "designated": "yes"}
    return {**told, "total": total, "out_of_policy": "0.00", **more}


# ── the verdict ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(path=paths, lists=lists_told)
@settings(max_examples=40, deadline=None)
def test_a_verdict_never_gets_better_along_a_path(path: list[dict[str, Any]], lists: dict[str, str]) -> None:
    found = amounts(run("referral", ask(path, values=lists), BOOK))
    so_far = [WORST_FIRST.index(str(found[f"c{number}.so_far"])) for number in range(1, len(path) + 1)]
    assert so_far == sorted(so_far, reverse=True)
    assert found["path"] == WORST_FIRST[so_far[-1]]


@given(path=paths, lists=lists_told)
@settings(max_examples=40, deadline=None)
def test_formalities_never_make_a_path_worse(path: list[dict[str, Any]], lists: dict[str, str]) -> None:
    referred = [{**contact, "formalities": "yes"} for contact in path]
    before, after = (WORST_FIRST.index(verdict(ask(one, values=lists))) for one in (path, referred))
    assert after >= before


@given(top=st.integers(1, 4), first=st.integers(0, 1))
def test_step_by_step_from_primary_care_with_formalities_complies_at_every_height(top: int, first: int) -> None:
    levels = LEVELS[first : top + 1]
    areas = ["inside_county"] * 3 + ["inside_city", "outside_city"]
    path = [{"institution_level": level, "area": areas[LEVELS.index(level)], "formalities": "yes"} for level in levels]
    assert verdict(ask(path)) == "compliant"


# ── what nobody told ────────────────────────────────────────────────────────────────────────────────────────────────


@given(path=paths, dropped=st.sets(st.sampled_from(["rare", "values", "beyond_county_ability", "formalities"])))
@settings(max_examples=30, deadline=None)
def test_what_is_missing_leaves_every_verdict_possible_that_a_completion_gives(
    path: list[dict[str, Any]], dropped: set[str]
) -> None:
    whole = ask(path)
    thin = {name: told for name, told in whole.items() if name not in dropped}
    if "formalities" in dropped:
        thin["path"] = [{k: v for k, v in contact.items() if k != "formalities"} for contact in path]
    one = next(result for result in run("referral", thin, BOOK)["results"] if result["id"] == "path")
    assert verdict(whole) in (one.get("among") or [one["value"]])


def test_a_list_that_nobody_told_is_named_with_who_knows_it() -> None:
    path = [
        {"institution_level": "township", "area": "inside_county"},
        {"institution_level": "city", "area": "inside_city", "formalities": "yes"},
    ]
    result = run("referral", ask(path, values={}), BOOK)
    (gap,) = result["missing"]
    assert (gap["concept"], gap["matters"]) == ("referral.on_county_white_list", True)
    assert gap["who_knows"]["en"] == "the county insurance bureau or the county hospital"
    assert next(one for one in result["results"] if one["id"] == "path")["among"] == ["not_compliant", "compliant"]


def test_a_step_that_nobody_told_of_is_asked_for_at_its_place_in_the_inputs() -> None:
    path = [
        {"institution_level": "township", "area": "inside_county"},
        {"institution_level": "county", "area": "inside_county"},
    ]
    result = run("referral", ask(path), BOOK)
    (gap,) = result["missing"]
    assert (gap["concept"], gap["field"], gap["matters"]) == ("fact.formalities", "path[1].formalities", True)
    assert explain(result, "en", BOOK)["missing"][0]["keys_words"] == "Contact 2"


def test_a_fact_of_the_whole_path_is_asked_for_once_and_not_at_each_contact() -> None:
    path = [
        {"institution_level": "county", "area": "inside_county"},
        {"institution_level": "province", "area": "outside_city", "formalities": "yes"},
    ]
    thin = {name: told for name, told in ask(path).items() if name != "rare"}
    assert [gap["field"] for gap in run("referral", thin, BOOK)["missing"]] == ["rare"]


# ── dates and places ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_contact_before_the_document_holds_is_not_decided_by_it() -> None:
    path = [{"institution_level": "township", "area": "inside_county", "admitted": "2024-08-13"}]
    later = {"institution_level": "county", "area": "inside_county", "admitted": "2024-08-14", "formalities": "yes"}
    found = amounts(run("referral", ask([*path, later]), BOOK))
    assert (found["c1.first_contact"], found["c2.step"], found["path"]) == (
        "not_determined", "allowed", "not_determined",
    )  # fmt: skip
    assert run("referral", ask(path, date="2024-08-13"), BOOK)["status"] == "not_determined"


def test_the_same_rules_at_another_place_decide_the_same() -> None:
    elsewhere = Rulebook(json.loads(json.dumps(DATA).replace('"341500"', '"510800"')))
    for case in OWN:
        asked = json.loads(json.dumps(case.ask))
        if asked["place"] == "341500":
            assert (
                run("referral", {**asked, "place": "510800"}, elsewhere)["results"]
                == (run("referral", asked, BOOK)["results"])
            )


def test_a_person_may_tell_every_fact_that_a_rule_here_can_ask_for() -> None:
    told = keys_of(FIELDS) | FOUND_OUT | set(LISTS)
    asked = {
        key
        for rule in DATA["rules"]
        if rule["place"] in BOOK.places("341500") and rule["layer"] in ("basic", "critical_illness")
        for key in rule["when"]
    }
    assert asked <= told
    assert keys_of(reimbursement.EPISODE) - keys_of(ENVELOPE) >= {"care", "destination"}
    assert {field.name for field in CONTACT} >= {"care", "destination", "same_disease", "in_community"}


@pytest.mark.parametrize("place", ["341500", "370800"])
@pytest.mark.parametrize("most", [1, 64])
def test_a_long_path_of_which_nothing_was_told_leaves_every_telling_possible(
    place: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(referral, "MOST_STARTS", most)
    random = Random(place)
    levels = [random.choice(LEVELS[1:3]) for _ in range(6)]
    thin = ask([stay(level, f"{random.randint(1, 9)}000.00") for level in levels], place=place, profile="example")
    del thin["values"], thin["rare"], thin["beyond_county_ability"]
    open_ = run("referral", {**thin, "date": "2025-03-01"}, BOOK, working=False)
    for _ in range(3):
        whole = completed("referral", {**thin, "date": "2025-03-01"}, BOOK, random)
        assert whole is not None
        assert broken(open_, run("referral", whole, BOOK, working=False)) == []


# ── what would have been saved ──────────────────────────────────────────────────────────────────────────────────────


@given(total=st.integers(0, 100_000_00), formalities=st.sampled_from(["yes", "no"]))
@settings(max_examples=15, deadline=None)
def test_what_is_saved_is_the_difference_of_the_two_bills_and_never_less_than_nothing(
    total: int, formalities: str
) -> None:
    path = [
        stay("township", "1500.00"),
        stay("county", f"{total // 100}.{total % 100:02d}", formalities=formalities, same_disease="yes"),
    ]
    found = amounts(run("referral", ask(path, profile="example"), BOOK))
    went, referred = fen(found["as_it_went.patient"]), fen(found["as_referred.patient"])
    assert fen(found["saved"]) == went - referred >= 0
    assert formalities == "no" or found["saved"] == "0.00"


def test_without_local_values_what_is_saved_has_bounds_that_hold_the_certain_amount() -> None:
    path = [stay("city", "50000.00", area="outside_city", destination="other_city")]
    certain = amounts(run("referral", ask(path, profile="example"), BOOK))["saved"]
    result = run("referral", ask(path), BOOK)
    low, high = next(one for one in result["results"] if one["id"] == "saved")["between"]
    assert _fen(low) <= fen(certain) <= _fen(high)
    assert "away.basic_ratio" in {gap["concept"] for gap in result["missing"] if gap["matters"]}


def test_where_it_is_not_known_in_which_place_care_was_there_is_no_bill_to_compare() -> None:
    found = amounts(run("referral", ask([stay("city", "50000.00", area="outside_city")], profile="example"), BOOK))
    assert found["saved"] == "not_told"


# ── wrong inputs, words ─────────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_is_wrong_is_said_at_once_in_both_languages() -> None:
    path = [
        {"institution_level": "village", "area": "inside_county", "care": "inpatient", "admitted": "2024-10-02"},
        {"institution_level": "city", "area": "inside_city", "destination": "other_city", "admitted": "2024-10-01"},
        {"institution_level": "town", "area": "inside_city", "total": "10.00"},
        stay("county", "10.00", out_of_policy="10.01", admitted="2025-01-01"),
    ]
    with pytest.raises(InputProblems) as wrong:
        run("referral", ask(path, notified_on="9999-12-31"), BOOK)
    found = {(problem["field"], problem["code"]) for problem in wrong.value.problems}
    assert found == {
        ("path[0].care", "no_beds"),
        ("path[1].admitted", "reversed"),
        ("path[1].destination", "other_area"),
        ("path[2].institution_level", "not_a_choice_near"),
        ("path[2].out_of_policy", "needed_for_costs"),
        ("path[2].care", "needed_for_costs"),
        ("path[3].out_of_policy", "more_than_bill"),
        ("path[3].admitted", "other_year"),
        ("notified_on", "day_too_far"),
    }
    assert all(
        problem["zh"] and problem["en"] and "{" not in problem["zh"] + problem["en"] for problem in wrong.value.problems
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_is_explained_without_a_gap(lang: str) -> None:
    for case in OWN:
        thin = {key: told for key, told in case.ask.items() if key not in ("values", "rare")}
        billed = any("total" in contact for contact in case.ask.get("path", ()))
        for asked in (case.ask,) if billed else (case.ask, thin):
            told = explain(run("referral", copy.deepcopy(asked), BOOK), lang, BOOK)
            assert told["answer"] and "{" not in told["answer"]
            assert all("{" not in step["sentence"] for step in told["working"])


def _fen(printed: str) -> int:
    return -fen(printed[1:]) if printed.startswith("-") else fen(printed)
