"""A share of an amount, up to the whole of it: a subsidy of a contribution, a refund of what was paid."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import percent, rounded, share, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"ratio": "ratio"}
NEEDS: tuple[str, ...] = ("ratio",)
REFERS: tuple[str, ...] = ()
HOW = {"of_several": ("highest", "list_order")}  # which share a person has whom several such rules reach


def compute(take: Take, kind: str, amount: int, step: Step) -> int:
    """Fen: ``ratio`` of ``amount`` fen, rounded once; ``kind`` names the step."""
    ratio = tuple(take["ratio"].value)
    exact = share(amount, ratio)
    operands = {"amount": yuan(amount), "ratio": percent(ratio)}
    step(kind, "rounded(amount * ratio)", operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)
