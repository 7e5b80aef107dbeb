"""A surplus kept, an overspend shared, where no assessment moves the ratio: as with one of 100%."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.mechanisms import overspend_sharing, surplus_retention
from calculator.mechanisms.balance import Left
from calculator.money import Pair
from calculator.questions import Known
from calculator.working import not_said

AMOUNTS = st.integers(0, 10**12)
PERCENTS = st.integers(0, 100).map(lambda number: (number, 100))


def known(value: Pair) -> Known:
    return Known("x", {}, value, None, "own", (), None, False)


@given(AMOUNTS, PERCENTS)
def test_what_is_kept_or_shared_is_the_same_as_under_an_assessment_of_all(fen: int, ratio: Pair) -> None:
    whole = {"coefficient": known((1, 1))}
    kept = {"retention": known(ratio)}
    assert surplus_retention.retained(kept, fen, not_said) == surplus_retention.retained(kept | whole, fen, not_said)
    shared = {"share": known(ratio)}
    for left in (None, Left(1, 3)):
        alone = overspend_sharing.by_the_fund(shared, fen, not_said, left)
        assert alone == overspend_sharing.by_the_fund(shared | whole, fen, not_said, left)


@pytest.mark.parametrize("kind", ["retained_flat", "fund_shares_flat"])
def test_its_step_names_no_coefficient(kind: str) -> None:
    steps: dict[str, tuple[str | None, Any, Any]] = {}

    def step(
        kind: str, formula: str | None, operands: Any, value: Any, exact: Any = None, unit: str = "", cites: Any = ()
    ) -> None:
        steps[kind] = (formula, operands, value)

    surplus_retention.retained({"retention": known((60, 100))}, 100_00, step)
    overspend_sharing.by_the_fund({"share": known((25, 100))}, 100_00, step)
    formula, operands, value = steps[kind]
    assert "coefficient" not in f"{formula} {operands}"
    assert value == {"retained_flat": "60.00", "fund_shares_flat": "75.00"}[kind]
