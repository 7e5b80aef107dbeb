"""A share of an amount, up to the whole of it: a subsidy of a contribution, a refund of what was paid."""

from __future__ import annotations

from calculator.mechanisms.balance import Left
from calculator.mechanisms.terms import Step, Take
from calculator.money import percent, rounded, share, times, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"ratio": "ratio"}
NEEDS: tuple[str, ...] = ("ratio",)
REFERS: tuple[str, ...] = ()
BY = ("identity",)  # its values are looked up for each identity that a person holds
HOW = {"of_several": ("highest", "list_order")}  # which share a person has whom several such rules reach


def compute(take: Take, kind: str, amount: int, step: Step, left: Left | None = None) -> int:
    """Fen: ``ratio`` of ``amount`` fen, or of what a set-off has ``left`` of it, rounded once; ``kind`` names the
    step."""
    ratio = tuple(take["ratio"].value)
    operands = {"amount": yuan(amount), "ratio": percent(ratio)}
    if left is None:
        exact = share(amount, ratio)
        step(kind, "rounded(amount * ratio)", operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
        return rounded(exact)
    exact = share(amount, times(ratio, left.part))
    formula = "rounded(amount * overspend_left / overspend * ratio)"
    step(f"{kind}_left", formula, operands | left.operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)
