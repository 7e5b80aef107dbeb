"""Identity: the months make up the year, costs before recognition, and what is missing stays honest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from calculator import InputProblems, explain, run
from calculator.dates import day_of, plus_days
from calculator.families.spells import Spell, moment, spans
from calculator.rulebook import Rulebook
from scripts.road.model import Policy

LUAN: dict[str, Any] = {
    "place": "341500", "date": "2024-12-31", "applied": "yes",
    "identities": [{"identity": "dibao", "recognised_on": "2024-10-10"}],
    "values": {"assistance.threshold": "1000元", "assistance.ratio": "70%", "assistance.cap": "3万元"},
}  # fmt: skip
COST = {"id": "one", "incurred_on": "2024-03-01", "amount": "3000.00", "area": "inside_city"}


def found(book: Rulebook, **more: Any) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in run("identity", {**LUAN, **more}, book)["results"]}


def fen(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_spans_are_every_day_of_the_year_once(year: int) -> None:
    turns = [f"{year}-05-20", f"{year}-05-21", f"{year}-12-31", f"{year - 1}-07-07"]
    days = []
    for span in spans(year, turns):
        day = date.fromisoformat(span.first)
        while day.isoformat() <= span.last:
            days.append(day.isoformat())
            day += timedelta(days=1)
        assert span.first[:7] == span.last[:7]
    assert days == [plus_days(f"{year}-01-01", number) for number in range(366 if year == 2024 else 365)]
    assert {turn for turn in turns if turn.startswith(str(year))} <= {span.first for span in spans(year, turns)}


def test_a_month_without_the_day_takes_its_last_one() -> None:
    assert [day_of(2024, 2, 31), day_of(2023, 2, 29), day_of(2023, 4, 31)] == ["2024-02-29", "2023-02-28", "2023-04-30"]


def test_the_days_about_an_event_lie_on_their_sides() -> None:
    spells = [Spell("one", "2020-03-01", "2020-03-01", "2020-07-01"), Spell("two", "2020-05-01", "2020-05-01", None)]
    phases = {
        day: (moment(day, spells, "2020-09-09").phase, moment(day, spells, "2020-09-09").groups)
        for day in ("2020-02-29", "2020-03-01", "2020-06-30", "2020-07-01", "2020-09-09", "2020-09-10")
    }
    assert phases == {
        "2020-02-29": ("before", ["one"]), "2020-03-01": ("held", ["one"]), "2020-06-30": ("held", ["one", "two"]),
        "2020-07-01": ("held", ["two"]), "2020-09-09": ("held", ["two"]), "2020-09-10": ("died", ["two"]),
    }  # fmt: skip


def test_a_cost_counts_by_its_day_as_the_month_says(book: Rulebook) -> None:
    for day in ("2023-12-31", "2024-01-01", "2024-10-09", "2024-10-10", "2024-12-31"):
        results = found(book, costs=[{**COST, "incurred_on": day}])
        months = [one["value"] for id, one in results.items() if id.endswith(".benefits") and "2" <= id <= f"{day}.c"]
        if day.startswith("2024"):
            assert (results["cost-one.cost"]["value"] == "counted") == (months[-1] == "retroactive")
        else:
            assert results["cost-one.cost"]["value"] == "outside"


def test_more_costs_never_lower_the_assistance_and_never_exceed_them(book: Rulebook) -> None:
    before = 0
    for amount in ("0.00", "999.99", "1000.00", "1000.01", "5000.00", "43857.14", "43857.15", "90000.00"):
        results = found(book, costs=[{**COST, "amount": amount}])
        assistance = fen(results["retroactive.amount"]["value"])
        assert before <= assistance <= fen(results["retroactive.base"]["value"])
        before = assistance
    assert before == 30_000_00


def test_the_order_of_costs_and_identities_changes_nothing(book: Rulebook) -> None:
    costs = [COST, {**COST, "id": "two", "incurred_on": "2024-05-05", "amount": "0.01"}]
    identities = [*LUAN["identities"], {"identity": "dibao_margin", "recognised_on": "2024-11-11"}]
    one = found(book, costs=costs, identities=identities)
    other = found(book, costs=costs[::-1], identities=identities[::-1])
    same = [id for id in one if not id.startswith("identity")]
    assert {id: one[id] for id in same} == {id: other[id] for id in same}


def test_bounds_hold_what_each_completion_gives(book: Rulebook) -> None:
    away = {**COST, "area": "outside_city"}
    ask = {key: told for key, told in LUAN.items() if key not in ("applied", "values")}
    result = run("identity", {**ask, "costs": [away]}, book)
    results = {one["id"]: one for one in result["results"]}
    low, high = (fen(text) for text in results["retroactive.amount"]["between"])
    assert {gap["field"] for gap in result["missing"] if "field" in gap} == {"applied", "costs[0].compliant"}
    for applied in ("yes", "no"):
        for compliant in ("yes", "no"):
            for ratio in ("0%", "70%", "100%"):
                values = {**LUAN["values"], "assistance.ratio": ratio}
                told = {"applied": applied, "values": values, "costs": [{**away, "compliant": compliant}]}
                assert low <= fen(found(book, **told)["retroactive.amount"]["value"]) <= high


def test_many_costs_of_which_nobody_told_the_way_lie_between_none_and_all(book: Rulebook) -> None:
    costs = [{**COST, "id": f"c{number}", "area": "outside_city"} for number in range(40)]
    told = [{**cost, "compliant": "yes"} for cost in costs[:3]]
    open_ = found(book, costs=[*told, *costs[3:]])
    each = [found(book, costs=counting) for counting in (told, [{**cost, "compliant": "yes"} for cost in costs])]
    for name in ("retroactive.base", "retroactive.amount"):
        assert open_[name]["between"] == [one[name]["value"] for one in each]
    assert open_["cost-c0.cost"]["value"] == "counted"
    assert set(open_["cost-c9.cost"]["among"]) == {"counted", "excluded"}


def test_what_costs_leave_open_does_not_touch_the_months(book: Rulebook) -> None:
    ask = {key: told for key, told in LUAN.items() if key not in ("applied", "values")}
    results = {one["id"]: one for one in run("identity", {**ask, "costs": [COST]}, book)["results"]}
    assert results["retroactive.amount"]["value"] is None
    assert all(one["value"] for id, one in results.items() if id.endswith(".benefits"))


def test_every_problem_is_named_at_once(book: Rulebook) -> None:
    wrong = {
        "place": "341500", "date": "2024-12-31", "died_on": "2024-01-01", "groups": ["dibao"],
        "identities": [
            {"identity": "dibao", "recognised_on": "2024-10-10", "exited_on": "2024-10-09"}, {"identity": "dibo"},
        ],
        "costs": [COST, {**COST, "settled": "2024-02-01"}, {"id": "three", "amount": "1.234"}],
    }  # fmt: skip
    with pytest.raises(InputProblems) as raised:
        run("identity", wrong, book)
    assert {problem["field"] for problem in raised.value.problems} == {
        "groups", "died_on", "identities[0].exited_on", "identities[1].identity", "identities[1].recognised_on",
        "costs[1].id", "costs[1].settled", "costs[2].incurred_on", "costs[2].amount", "costs[2].area",
    }  # fmt: skip
    assert all(problem["zh"] and problem["en"] for problem in raised.value.problems)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_can_be_explained(book: Rulebook, policy: Policy, lang: str) -> None:
    for case in policy.cases["identity"]:
        told = explain(run("identity", dict(case.ask), book), lang, book)
        assert told["answer"] and "{" not in told["answer"]
        assert all("{" not in section["name"] for section in told["sections"])


def test_duties_are_those_of_what_happened(book: Rulebook) -> None:
    ask = {"place": "370830", "date": "2020-08-01"}
    spell = {"identity": "targeted_poverty", "recognised_on": "2019-05-01"}
    left = run("identity", {**ask, "identities": [{**spell, "exited_on": "2020-07-01"}]}, book)
    died = run("identity", {**ask, "identities": [spell], "died_on": "2020-07-01"}, book)
    assert [duty["rule"] for duty in left["next_steps"]] == ["WS-04.exit"]
    assert [duty["rule"] for duty in died["next_steps"]] == ["WS-04.dead"]


@pytest.mark.parametrize("day", ["1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_beyond_any_life_is_a_problem(book: Rulebook, day: str) -> None:
    with pytest.raises(InputProblems) as raised:
        run("identity", {**LUAN, "died_on": day}, book)
    assert "day_too_far" in {problem["code"] for problem in raised.value.problems}
