"""Lists of people held against each other, whoever stands on them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import InputProblems, explain, run
from calculator.families.roster import CAUSES
from calculator.rulebook import Rulebook
from tests.calculator.test_cases import amounts
from tests.policy import compiled, loaded

BOOK = Rulebook(compiled(loaded()))
PEOPLE = [f"P{number}" for number in range(8)]
a_list = st.lists(st.sampled_from(PEOPLE), unique=True)


def ask(**lists: Any) -> dict[str, Any]:
    return {"place": "370830", "date": "2020-09-16", "roster": [], "exempt": [], "flagged": [], **lists}


@given(st.fixed_dictionaries(dict.fromkeys(("roster", "exempt", "flagged", *CAUSES), a_list)))
@settings(max_examples=60, deadline=None)
def test_everybody_whose_entries_are_not_in_order_gets_one_class_and_one_action(lists: dict[str, list[str]]) -> None:
    found = amounts(run("roster", ask(**lists), BOOK))
    listed = set(lists["roster"]) | set(lists["exempt"]) | set(lists["flagged"])
    in_order = set(lists["roster"]) & set(lists["exempt"]) & set(lists["flagged"])
    in_order -= {id for name in CAUSES for id in lists[name]}
    assert int(found["all.problems"]) == len(listed - in_order)
    for number in range(1, len(listed - in_order) + 1):
        assert {f"p{number}.{name}" for name in ("class", "action", "flag", "exemption")} <= set(found)


@given(st.fixed_dictionaries(dict.fromkeys(("roster", "exempt", "flagged"), a_list)))
@settings(max_examples=40, deadline=None)
def test_an_export_that_follows_every_decision_leaves_nothing_wrong(lists: dict[str, list[str]]) -> None:
    result = run("roster", ask(**lists), BOOK)
    found = amounts(result)
    names = {section["id"]: section["names"].get("name") for section in result["sections"]}
    new = {"exempt": set(lists["exempt"]), "flagged": set(lists["flagged"])}
    for id, name in names.items():
        for entry, of in (("exemption", "exempt"), ("flag", "flagged")):
            if found.get(f"{id}.{entry}") == "set":
                new[of].add(name)
            elif found.get(f"{id}.{entry}") in ("end", "none"):
                new[of].discard(name)
    again = ask(**lists, corrected={of: sorted(ids) for of, ids in new.items()})
    assert amounts(run("roster", again, BOOK))["c3.still_wrong_count"] == "0"


def test_what_no_rule_speaks_of_is_said_not_to_be_determined() -> None:
    everything_in_order = {"roster": ["A"], "exempt": ["A"], "flagged": ["A"]}
    found = amounts(run("roster", ask(**everything_in_order, married_out=["A"]), BOOK))
    assert (found["p1.class"], found["p1.action"], found["c3.closed"]) == ("not_determined", "not_determined", "no")


def test_a_person_more_on_the_new_export_keeps_the_lists_from_closing() -> None:
    lists = {"roster": ["A"], "exempt": ["A"], "flagged": ["A"]}
    found = amounts(run("roster", ask(**lists, corrected={"exempt": ["A", "B"], "flagged": ["A"]}), BOOK))
    assert (found["c3.closed"], found["c3.still_wrong"]) == ("no", "B")


def test_lists_nobody_gave_are_counted() -> None:
    assert amounts(run("roster", ask(), BOOK))["all.lists_not_given"] == str(len(CAUSES))
    assert amounts(run("roster", ask(**{name: [] for name in CAUSES}), BOOK))["all.lists_not_given"] == "0"


def test_outside_the_year_of_the_report_nothing_is_determined() -> None:
    result = run("roster", {**ask(), "date": "2021-01-01"}, BOOK)
    assert (result["status"], result["results"]) == ("not_determined", [])


def test_every_problem_is_named_at_once() -> None:
    wrong = ask(
        roster=["A", "A", "two words", 7],
        details=[{"id": "Z"}, {"id": "A", "died_on": "2020-12-01"}, {"id": "A"}, {"famly": "searching"}],
    )
    with pytest.raises(InputProblems) as caught:
        run("roster", wrong, BOOK)
    found = {(problem["field"], problem["code"]) for problem in caught.value.problems}
    assert found == {
        ("roster[1]", "listed_twice"),
        ("roster[2]", "not_an_id"),
        ("roster[3]", "not_an_id"),
        ("details[0].id", "on_no_list"),
        ("details[1].died_on", "after_day_asked"),
        ("details[2].id", "twice"),
        ("details[3].id", "required"),
        ("details[3].famly", "unknown_field_near"),
    }


def test_twenty_thousand_people_are_reconciled() -> None:
    everybody = [f"N{number}" for number in range(20_000)]
    result = run("roster", ask(roster=everybody, exempt=everybody[:-3], flagged=everybody[2:]), BOOK)
    found = amounts(result)
    assert (found["all.problems"], found["c2.without_exemption_count"], found["c2.without_flag_count"]) == (
        "5",
        "3",
        "2",
    )
    assert explain(result, "en", BOOK)["sections"][1]["name"] == "N0"
