"""A fixed amount towards an amount, and never more than it: a subsidy that is not a share of the contribution."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import smaller, yuan

ROLE = "computes"
TAKES = {"fixed": "money"}
NEEDS: tuple[str, ...] = ("fixed",)
REFERS: tuple[str, ...] = ()
BY = ("identity",)  # its values are looked up for each identity that a person holds
HOW = {"of_several": ("highest", "list_order")}  # as of a share


def compute(take: Take, kind: str, amount: int, step: Step) -> int:
    """Fen: the fixed amount, or all of ``amount`` fen where that is less; ``kind`` names the step."""
    fixed = take["fixed"].value
    due = smaller(fixed, amount)
    step(kind, "smaller(fixed, amount)", {"fixed": yuan(fixed), "amount": yuan(amount)}, yuan(due))
    return due
