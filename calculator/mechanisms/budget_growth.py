"""A budget from per-head standards that grow no faster than the fund's income, times the people served."""

from __future__ import annotations

from calculator.mechanisms.terms import Step
from calculator.money import WHOLE, Pair, lower, minus, percent, plus, rounded, share, smaller, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"standard": "money", "growth": "increase", "income_index": "ratio", "previous": "money"}
NEEDS = ("standard", "growth", "income_index", "previous")
REFERS: tuple[str, ...] = ()
HOW = {"caps": ("per_head", "total")}


def income_growth(index: Pair, step: Step) -> Pair:
    """The growth of the fund's income from its index: 95% of the year before is a growth of -5%."""
    growth = minus(index, WHOLE)
    step("income_growth", "income_index - 1", {"income_index": percent(index)}, percent(growth), unit="ratio")
    return growth


def next_standard(standard: int, growth: Pair, allowed: Pair | None, step: Step) -> int:
    """Fen a head for the year: ``standard`` fen grown by ``growth``, by no more than ``allowed`` (``None``: the cap is
    on the total)."""
    operands = {"standard": yuan(standard), "growth": percent(growth)}
    if allowed is None:
        formula, taken = "rounded(standard * (1 + growth))", growth
    else:
        formula, taken = "rounded(standard * (1 + smaller(growth, income_growth)))", lower(growth, allowed)
        operands["income_growth"] = percent(allowed)
    exact = share(standard, plus(WHOLE, taken))
    step(
        "next_standard" if allowed is not None else "next_standard_uncapped",
        formula,
        operands,
        yuan(rounded(exact)),
        exact=yuan_exactly(exact),
    )
    return rounded(exact)


def for_people(standard: int, people: int, step: Step) -> int:
    """Fen for all people of a kind."""
    amount = standard * people
    step("for_people", "standard * people", {"standard": yuan(standard), "people": str(people)}, yuan(amount))
    return amount


def capped_total(total: int, previous: int, allowed: Pair, step: Step) -> int:
    """Fen of a total that grows by no more than ``allowed`` over ``previous`` fen."""
    exact = share(previous, plus(WHOLE, allowed))
    capped = smaller(total, rounded(exact))
    operands = {"total": yuan(total), "previous": yuan(previous), "income_growth": percent(allowed)}
    step("capped_total", "smaller(total, rounded(previous * (1 + income_growth)))", operands, yuan(capped))
    return capped
