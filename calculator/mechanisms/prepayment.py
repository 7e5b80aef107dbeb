"""Some months of a yearly budget paid in advance where the fund has a surplus."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import pair, rounded, share, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"months": "count", "surplus": "flag"}
NEEDS = ("months", "surplus")
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}
MONTHS = 12  # of a year


def in_advance(take: Take, budget: int, step: Step) -> int:
    """Fen paid in advance of ``budget`` fen for the year; nothing without a surplus of the fund."""
    if not take["surplus"].value:
        step("no_prepayment", None, {}, yuan(0))
        return 0
    months = take["months"].value
    exact = share(budget, pair(months, MONTHS))
    operands = {"budget": yuan(budget), "months": str(months)}
    step(
        "prepayment", f"rounded(budget / {MONTHS} * months)", operands, yuan(rounded(exact)), exact=yuan_exactly(exact)
    )
    return rounded(exact)
