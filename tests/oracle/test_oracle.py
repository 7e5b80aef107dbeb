"""The calculator and the oracle, to the fen, on as many random requests as make every layer, cap and border common."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

import calculator
from calculator.inputs import InputProblems
from calculator.rulebook import Rulebook
from tests.oracle.people import OPTIONS, PLACES, requests
from tests.oracle.random_amounts import yuan
from tests.oracle.waterfall import LAYERS, Refused, Result, waterfall
from tests.policy import compiled, loaded

SEED, COUNT = 20261122, 20_000
WITH_WORKING = 20  # one request in so many is computed with its working; the amounts must be the same
NAMED = 3  # disagreements that are printed in full

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


@dataclass
class Compared:
    """What both made of the same requests."""

    differences: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    refused: int = 0

    def shares(self) -> str:
        lines = [f"{self.met[name] / COUNT:7.2%}  {name}" for name in (*COMMON, *RULES)]
        return "\n".join([f"{self.refused / COUNT:7.2%}  refused: a slip says more than was left", *lines])


@pytest.fixture(scope="module")
def compared() -> Compared:
    book, found = Rulebook(compiled(loaded())), Compared()
    for number, inputs in enumerate(requests(SEED, COUNT)):
        oracle = _oracle(inputs)
        difference = _difference(oracle, inputs, book, number % WITH_WORKING == 0)
        if difference:
            found.differences.append(f"{difference}\n{json.dumps(inputs, ensure_ascii=False)}")
        found.refused += oracle is None
        found.met.update(oracle.acts if oracle else ())
        found.met.update(f"{reading}={option}" for reading, option in inputs["readings"].items())
        found.met[inputs["place"]] += 1
    print(f"\n{COUNT - len(found.differences)} of {COUNT} agree\n{found.shares()}")
    return found


def test_calculator_and_oracle_agree_to_the_fen(compared: Compared) -> None:
    count = len(compared.differences)
    assert not count, "\n\n".join([f"{count} of {COUNT}", *compared.differences[:NAMED], compared.shares()])


def test_every_layer_cap_and_border_is_met_in_two_of_a_hundred_requests(compared: Compared) -> None:
    rare = [name for name in COMMON if compared.met[name] * 50 < COUNT]
    assert rare == [], compared.shares()


def test_every_rule_acts_in_two_of_a_thousand_requests(compared: Compared) -> None:
    assert [name for name in RULES if compared.met[name] * 500 < COUNT] == [], compared.shares()


def test_every_place_is_asked_about_and_every_reading_is_switched(compared: Compared) -> None:
    options = {f"{reading}={option}" for reading, known in OPTIONS.items() for option in known}
    assert [name for name in (*options, *PLACES) if compared.met[name] * 200 < COUNT] == []


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
