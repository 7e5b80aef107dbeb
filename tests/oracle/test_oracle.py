"""The calculator and the oracle, to the fen, on as many random requests as make every layer, cap and border common."""

from __future__ import annotations

from typing import Any

import pytest

import calculator
from calculator.inputs import InputProblems
from calculator.rulebook import Rulebook
from tests.oracle.compared import Compared, requests
from tests.oracle.people import OPTIONS, PLACES, request
from tests.oracle.random_amounts import yuan
from tests.oracle.waterfall import LAYERS, Refused, Result, waterfall
from tests.policy import compiled, loaded

COUNT = 20_000
WITH_WORKING = 20  # one request in so many is computed with its working; the amounts must be the same
REFUSED = "refused: a slip says more than was left"

CAPPED = ("basic", "critical_illness", "assistance", "reassistance", "tilted_assistance")
BORDERS = (
    "chronic deductible crossed",
    "inpatient deductible not reached",
    "critical illness deductible crossed",
    "critical illness edge 1 crossed",
    "critical illness edge 2 crossed",
    "critical illness edge 3 crossed",
    "assistance threshold crossed",
    "reassistance threshold crossed",
    "tilted assistance line crossed",
    "discharged within the free months",
    "discharged after the free months",
    "recognised between settlements",
    "medical year began before",
    "medical year turned",
    "settled at year-end",
    "the plan of Lu'an begins between admissions",
    "the reduction begins between admissions",
    "the reduction begins between admission and settlement",
    "the notice of Shandong begins between admissions",
    "the plan of Xiangtan begins between admissions",
    "the plan of Xiangtan ends between admissions",
)
COMMON = (
    *(f"{layer} pays" for layer in (*LAYERS, "irregular")),
    *(f"{layer}: cap binds" for layer in CAPPED),
    *BORDERS,
)
RULES = (  # and each rule often enough to be tried in many circumstances
    "LA-03",
    "LA-04",
    "LA-04 from the city",
    "LA-05 basic",
    "LA-05 critical illness",
    "LA-06",
    "LA-06 emergency excepted",
    "LA-06 of before recognition",
    "LA-07",
    "SD-11",
    "WS-01 basic",
    "WS-01 critical illness",
    "XT-03",
    "XT-04",
)


@pytest.fixture(scope="module")
def compared() -> Compared:
    book, found = Rulebook(compiled(loaded())), Compared(COUNT, (*COMMON, *RULES, REFUSED))
    for number, inputs in enumerate(requests(request, COUNT)):
        oracle = _oracle(inputs)
        difference = _difference(oracle, inputs, book, number % WITH_WORKING == 0)
        found.take(inputs, difference, oracle.acts if oracle else {REFUSED})
    print(found.told())
    return found


def test_calculator_and_oracle_agree_to_the_fen(compared: Compared) -> None:
    assert not compared.differences, compared.told()


def test_every_layer_cap_and_border_is_met_in_two_of_a_hundred_requests(compared: Compared) -> None:
    assert compared.rare(50, COMMON) == [], compared.told()


def test_every_rule_acts_in_two_of_a_thousand_requests(compared: Compared) -> None:
    assert compared.rare(500, RULES) == [], compared.told()


def test_every_place_is_asked_about_and_every_reading_is_switched(compared: Compared) -> None:
    options = {f"{reading}={option}" for reading, known in OPTIONS.items() for option in known}
    assert compared.rare(200, (*options, *PLACES)) == []


def _oracle(inputs: dict[str, Any]) -> Result | None:
    """What the oracle says; None if it refuses a slip."""
    try:
        return waterfall(inputs)
    except Refused:
        return None


def _difference(oracle: Result | None, inputs: dict[str, Any], book: Rulebook, working: bool) -> str:
    """How the calculator differs from the oracle, amount by amount; empty if it does not."""
    try:
        answer = calculator.run("reimbursement", inputs, book, working=working)
    except InputProblems as refused:
        return f"refused by the calculator alone: {refused}" if oracle else ""
    if oracle is None:
        return "refused by the oracle alone"
    if answer["status"] != "computed" or answer["missing"]:
        return f"{answer['status']}, missing: {answer['missing']}"
    found = {result["id"]: result["value"] for result in answer["results"] if result["unit"] == "yuan"}
    expected = {name: yuan(amount) for name, amount in oracle.amounts.items()}
    return "; ".join(
        f"{name}: calculator {found.get(name, '0.00')}, oracle {expected.get(name, '0.00')}"
        for name in sorted(found.keys() | expected.keys())
        if found.get(name, "0.00") != expected.get(name, "0.00")
    )
