"""The calculator `bed-day` and its oracle, to the fen, on as many random requests as make every border common."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import calculator
from calculator.rulebook import Rulebook
from tests.oracle.bed_day import Paid, computed
from tests.oracle.bed_days import PLACES, request
from tests.oracle.compared import Compared, requests
from tests.oracle.random_amounts import yuan
from tests.policy import compiled, loaded

COUNT = 4_000
BORDERS = (
    "three years pooled",
    "mean of three years",
    "a standard of half a fen",
    "admitted before the opinion",
    "discharged the same day",
    "one day",
    "several days",
    "cost within the amount",
    "cost beyond the amount",
    "shared",
    "a share of half a fen",
    "all or nothing shared",
    "points raised",
    "points as they are",
    "capitation",
    "a service that is not named",
    "not determined",
)


@pytest.fixture(scope="module")
def compared() -> Compared:
    book, found = Rulebook(compiled(loaded())), Compared(COUNT, BORDERS)
    for inputs in requests(request, COUNT):
        oracle = computed(inputs)
        answer = calculator.run("bed-day", inputs, book, working=False)
        if oracle is None:
            found.take(inputs, "" if answer["status"] == "not_determined" else answer["status"], {"not determined"})
        else:
            found.take(inputs, _difference(oracle, answer), oracle.acts)
    print(found.told())
    return found


def _difference(oracle: Paid, answer: dict[str, Any]) -> str:
    """How the calculator differs from the oracle; empty if it does not."""
    if answer["status"] != "computed" or answer["missing"]:
        return f"{answer['status']}, missing: {answer['missing']}"
    found = {
        one["id"]: Fraction(one["value"])
        for one in answer["results"]
        if one["unit"] in ("yuan", "points", "days") and one["value"] is not None
    }
    expected = {
        **{name: Fraction(_signed(fen)) for name, fen in oracle.fen.items()},
        **{name: Fraction(days) for name, days in oracle.days.items()},
        **oracle.points,
    }
    return "; ".join(
        f"{name}: calculator {found.get(name)}, oracle {expected.get(name)}"
        for name in sorted({*found, *expected})
        if found.get(name) != expected.get(name)
    )


def _signed(fen: int) -> str:
    return yuan(fen) if fen >= 0 else f"-{yuan(-fen)}"


def test_calculator_and_oracle_agree_to_the_fen(compared: Compared) -> None:
    assert not compared.differences, compared.told()


def test_every_border_is_met_in_two_of_a_hundred_requests(compared: Compared) -> None:
    assert compared.rare(50) == [], compared.told()


def test_every_place_is_asked_about_and_the_reading_is_switched(compared: Compared) -> None:
    assert compared.rare(200, ("A18=pooled", "A18=mean_of_years", *PLACES)) == []
