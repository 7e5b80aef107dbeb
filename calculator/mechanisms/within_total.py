"""Whether parts together stay within a total that is set for all of them."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import larger, yuan

ROLE = "computes"
TAKES = {"total": "money"}
NEEDS = ("total",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def beyond(take: Take, own: int, others: int, step: Step) -> int:
    """Fen by which ``own`` and ``others`` fen exceed the total; none is zero."""
    bound = take["total"].value
    excess = larger(own + others - bound, 0)
    operands = {"own": yuan(own), "others": yuan(others), "bound": yuan(bound)}
    step("beyond", "larger(own + others - bound, 0)", operands, yuan(excess))
    return excess
