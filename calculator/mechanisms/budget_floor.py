"""A budget that is not lowered where spending fell through good management."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step
from calculator.money import Pair, larger, yuan

ROLE = "computes"
TAKES = {"previous": "money"}
NEEDS = ("previous",)
REFERS: tuple[str, ...] = ()
HOW = {"protects": ("total", "per_head"), "against_cap": ("floor", "growth_cap")}


def holds(how: How, income_growth: Pair) -> bool:
    """Whether the floor stands against the growth cap: where income falls it may have to give way."""
    return how["against_cap"] == "floor" or income_growth[0] >= 0


def kept(kind: str, name: str, amount: int, before: int, step: Step) -> int:
    """Fen, no less than ``before`` fen; ``kind`` names the step, ``name`` what is held up."""
    operands = {name: yuan(amount), "previous": yuan(before)}
    step(kind, f"larger({name}, previous)", operands, yuan(larger(amount, before)))
    return larger(amount, before)
