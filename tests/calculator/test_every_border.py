"""The table of borders: every rule on both sides of each of its borders, under each reading, for each group it names.

``python3 -m tests.borders`` prints it.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from calculator import run
from calculator.money import fen, yuan
from scripts.road.model import Policy
from tests.borders.bills import bills
from tests.borders.cells import Cell
from tests.borders.table import Table, filled
from tests.policy import compiled, loaded


@pytest.fixture(scope="module")
def table() -> Table:
    policy = loaded()
    return filled(policy, compiled(policy))


def test_no_cell_is_empty(table: Table) -> None:
    assert table.empty() == []


def test_what_stands_in_a_cell_comes_to_what_was_worked_or_to_what_the_second_calculator_says(table: Table) -> None:
    assert table.wrong == []


def test_at_no_border_does_a_fen_more_of_cost_save_the_person_more_than_a_fen_a_payment(table: Table) -> None:
    saved = set()
    laid = dict(bills(table.cells, table.book))
    for cell, inputs in laid.items():
        dearer = copy.deepcopy(inputs)
        dearer["episodes"][0]["total"] = yuan(fen(inputs["episodes"][0]["total"]) + 1)
        before, after = (paid(table, one) for one in (inputs, dearer))
        payments = sum(amount > 0 for payer, amount in after.items() if payer != "patient")
        if after["patient"] < before["patient"] - payments:
            saved.add((cell.rule, cell.border, cell.position, cell.reading))
    # the line of tilted assistance, where all of the burden counts once it is passed: the page of A14 says so
    assert saved == {("XT-05", "threshold", "exactly", "A14=whole")}


def paid(table: Table, inputs: dict[str, Any]) -> dict[str, int]:
    """Who pays what of a bill, in fen."""
    results = run("reimbursement", inputs, table.core, working=False)["results"]
    return {
        one["id"].removeprefix("one."): fen(one["value"])
        for one in results
        if one["id"].startswith("one.") and one["unit"] == "yuan"
    }


def test_there_are_at_least_120_worked_cases_named_in_both_languages(policy: Policy) -> None:
    cases = [case for of_calculator in policy.cases.values() for case in of_calculator]
    assert len(cases) >= 120
    assert all(case.zh.strip() and case.en.strip() and case.shows for case in cases)
    for names in ([case.zh for case in cases], [case.en for case in cases]):
        assert len({(case.id.split("/")[0], name) for case, name in zip(cases, names, strict=True)}) == len(cases)


def test_a_rule_on_whose_borders_no_case_stands_leaves_its_cells_empty() -> None:
    policy = copy.copy(loaded())
    policy.cases = {"county-budget": policy.cases["county-budget"]}
    book: dict[str, Any] = compiled(policy)
    known = next(rule for rule in book["rules"] if rule["id"] == "SD-12.dip")
    book["rules"].append({**known, "id": "lonely", "place": "110000", "document": None})
    book["regions"]["110000"] = {**book["regions"]["370000"], "within": None}
    table = Table(policy, book)
    table.move()
    empty = [cell for cell in table.empty() if cell.rule in ("SD-12.dip", "lonely")]
    assert {cell.rule for cell in empty} == {"lonely"}
    assert {cell.position for cell in empty if cell.border == "least"} == {"just below", "exactly", "just above"}


def test_a_case_a_yuan_beside_a_border_does_not_stand_on_it(table: Table) -> None:
    worked = next(one for one in table.by_rule["WS-02"] if one.case == "reimbursement/ws-02-one-fen-over")
    on = Cell("WS-02", "threshold", "just above", "A21=year", "registered_poor")
    assert on in worked.stand.cells()
    beside = copy.deepcopy(worked.inputs)
    beside["episodes"][0]["total"] = "5001.00"
    assert not [cell for cell in table.compute("reimbursement", beside).cells() if cell.border == "threshold"]
