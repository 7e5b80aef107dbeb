"""A standard for one bed-day from the costs of the years before, grown once."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step, Take
from calculator.money import NOTHING, WHOLE, pair, percent, plus, rounded, times, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"years": "count", "growth": "increase"}
NEEDS = ("years", "growth")
REFERS: tuple[str, ...] = ()
HOW = {"averages": ("pooled", "mean_of_years")}
Year = tuple[int, int]  # costs in fen, bed-days (at least one)


def standard(take: Take, years: list[Year], how: How, step: Step) -> int:
    """Fen a bed-day: all costs over all days, or the mean of the years' averages, times one plus the growth."""
    growth = tuple(take["growth"].value)
    costs = " + ".join(f"costs{number}" for number in range(1, len(years) + 1))
    days = " + ".join(f"year_days{number}" for number in range(1, len(years) + 1))
    operands = {"growth": percent(growth)}
    for number, (cost, count) in enumerate(years, 1):
        operands |= {f"costs{number}": yuan(cost), f"year_days{number}": str(count)}
    if how["averages"] == "pooled":
        kind, formula = "standard", f"({costs}) / ({days})"
        average = pair(sum(cost for cost, _ in years), sum(count for _, count in years))
    else:
        means = " + ".join(f"costs{number} / year_days{number}" for number in range(1, len(years) + 1))
        kind, formula = "standard_of_means", f"({means}) / {len(years)}"
        total = NOTHING
        for cost, count in years:
            total = plus(total, pair(cost, count))
        average = times(total, pair(1, len(years)))
    exact = times(average, plus(WHOLE, growth))
    step(kind, f"rounded({formula} * (1 + growth))", operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)
