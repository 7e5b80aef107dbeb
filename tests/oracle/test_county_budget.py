"""The calculator `county-budget` and its oracle, to the fen, on as many random requests as make every border common."""

from __future__ import annotations

import json
from typing import Any

import pytest

import calculator
from calculator.rulebook import Rulebook
from tests.oracle.compared import Compared, requests
from tests.oracle.county_budget import computed
from tests.oracle.funds import OPTIONS, PLACES, request
from tests.oracle.random_amounts import yuan
from tests.policy import compiled, loaded

COUNT = 4_000
COUNTED = ("grassroots_lacking",)  # numbers of something, not money
BORDERS = (
    "growth below the cap",
    "growth at the cap",
    "growth above the cap",
    "fund income falls",
    "a standard of half a fen",
    "growth cap on the total",
    "floor keeps",
    "floor gives way",
    "floor not needed",
    "prepaid",
    "no surplus to prepay from",
    "region: a fen below",
    "region: just within",
    "region: a fen beyond",
    "settled by drg",
    "settled by dip",
    "settled by bed_day",
    "settled by capitation",
    "outside counted",
    "outside not counted",
    "outside in the budget alone",
    "year-end: a fen left",
    "year-end: even",
    "year-end: a fen over",
    "year-end: left",
    "year-end: over",
    "kept no more than is left",
    "no major change",
    "share no more than all",
    "receivables suffice",
    "receivables do not suffice",
    "funds set off",
    "grassroots lacking",
    "grassroots just enough",
    "grassroots enough",
    "warning at the line",
    "not determined",
)


@pytest.fixture(scope="module")
def compared() -> Compared:
    book, found = Rulebook(compiled(loaded())), Compared(COUNT, BORDERS)
    for inputs in requests(request, COUNT):
        oracle = computed(inputs)
        answer = calculator.run("county-budget", inputs, book, working=False)
        if oracle is None:
            found.take(inputs, "" if answer["status"] == "not_determined" else answer["status"], {"not determined"})
            continue
        expected = {
            **{name: str(fen) if name in COUNTED else yuan(fen) for name, fen in oracle.amounts.items()},
            **{name: said for name, said in oracle.outcomes.items() if said != "no" or name.endswith("conflict")},
        }
        found.take(inputs, _difference(expected, answer), oracle.acts)
    print(found.told())
    return found


def _difference(expected: dict[str, str], answer: dict[str, Any]) -> str:
    """How the calculator differs from what the oracle expects; empty if it does not."""
    if answer["status"] != "computed" or answer["missing"]:
        return f"{answer['status']}, missing: {json.dumps(answer['missing'])}"
    found = {one["id"]: one["value"] for one in answer["results"]}
    amounts = [one["id"] for one in answer["results"] if one["unit"] == "yuan" and one["value"] is not None]
    return "; ".join(
        f"{name}: calculator {found.get(name)}, oracle {expected.get(name)}"
        for name in sorted({*amounts, *expected})
        if found.get(name) != expected.get(name)
    )


def test_calculator_and_oracle_agree_to_the_fen(compared: Compared) -> None:
    assert not compared.differences, compared.told()


def test_every_border_is_met_in_two_of_a_hundred_requests(compared: Compared) -> None:
    assert compared.rare(50) == [], compared.told()


def test_every_place_is_asked_about_and_every_reading_is_switched(compared: Compared) -> None:
    options = {f"{reading}={option}" for reading, known in OPTIONS.items() for option in known}
    assert compared.rare(200, (*options, *PLACES)) == []
