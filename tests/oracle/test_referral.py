"""The verdict on random paths of care, and the bills of their stays, by the calculator `referral` and by oracles."""

from __future__ import annotations

from typing import Any

import pytest

import calculator
from calculator.rulebook import Rulebook
from tests.oracle.compared import Compared, requests
from tests.oracle.path import episodes, verdict
from tests.oracle.paths import OPTIONS, request
from tests.oracle.random_amounts import yuan
from tests.oracle.waterfall import waterfall
from tests.policy import compiled, loaded

COUNT = 2_000
BILL = "as_it_went."
BORDERS = (
    "before the path: compliant",
    "before the path: not_compliant",
    "rare disease, first inside the city",
    "first contact at the grassroots",
    "first contact elsewhere",
    "down or across",
    "without formalities",
    "past the township",
    "one level up, or out of the city",
    "rare disease, with formalities",
    "to the city past the county",
    "from the county to the province",
    "two levels or more at once",
    "LA-05 basic",
    "LA-05 critical illness",
    "LA-06",
)


@pytest.fixture(scope="module")
def compared() -> Compared:
    book, found = Rulebook(compiled(loaded())), Compared(COUNT, BORDERS)
    for inputs in requests(request, COUNT):
        acts: set[str] = set()
        expected = {"path": verdict(inputs, inputs["path"], acts)}
        if told := episodes(inputs):
            envelope = {name: inputs[name] for name in ("place", "date", "groups", "values", "readings")}
            bill = waterfall({**envelope, "episodes": told})
            expected |= {name: yuan(fen) for name, fen in bill.amounts.items()}
            acts |= bill.acts
        answer = calculator.run("referral", inputs, book, working=False)
        found.take(inputs, _difference(expected, answer), acts)
    print(found.told())
    return found


def _difference(expected: dict[str, str], answer: dict[str, Any]) -> str:
    """How the calculator differs in the verdict, or in an amount of the bill; empty if it does not."""
    found = {"path": next((one["value"] for one in answer["results"] if one["id"] == "path"), None)}
    for one in answer["results"]:
        if one["id"].startswith(BILL):
            name = one["id"].removeprefix(BILL)
            found[name if "." in name else f"year.{name}"] = one["value"]
    return "; ".join(
        f"{name}: calculator {value}, oracle {expected.get(name)}"
        for name, value in found.items()
        if value != expected.get(name, "0.00")
    )


def test_calculator_and_oracle_agree_on_the_path_and_to_the_fen(compared: Compared) -> None:
    assert not compared.differences, compared.told()


def test_every_border_is_met_in_two_of_a_hundred_requests(compared: Compared) -> None:
    assert compared.rare(50) == [], compared.told()


def test_every_reading_is_switched(compared: Compared) -> None:
    options = {f"{reading}={option}" for reading, known in OPTIONS.items() for option in known}
    assert compared.rare(50, options) == []
