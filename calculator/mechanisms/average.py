"""The average of an amount over a number of cases."""

from __future__ import annotations

from calculator.mechanisms.terms import Step
from calculator.money import pair, rounded, yuan, yuan_exactly

ROLE = "computes"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def compute(total: int, count: int, step: Step) -> int:
    """Fen a case: ``total`` fen over ``count`` cases, rounded once; ``count`` must not be zero."""
    exact = pair(total, count)
    operands = {"total": yuan(total), "count": str(count)}
    step("average", "rounded(total / count)", operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)
