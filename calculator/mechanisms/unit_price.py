"""A price for each unit of what was done: cases weighted, points, bed-days, people."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step, Take
from calculator.money import Pair, decimal, pair, rounded, share, times, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"price": "money"}
NEEDS = ("price",)
REFERS: tuple[str, ...] = ()
HOW = {"priced": ("once", "for_a_year")}
MONTHS = 12  # of a year


def compute(take: Take, kind: str, units: Pair, how: How, step: Step) -> int:
    """Fen: ``units`` times the price, rounded once; of a price for a year a month takes a twelfth."""
    price = take["price"].value
    operands = {"units": decimal(units), "price": yuan(price)}
    monthly = how["priced"] == "for_a_year"
    exact = share(price, times(units, pair(1, MONTHS)) if monthly else units)
    formula = f"rounded(units * price / {MONTHS})" if monthly else "rounded(units * price)"
    step(f"{kind}_monthly" if monthly else kind, formula, operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)
