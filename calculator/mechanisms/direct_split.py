"""An amount split by ratio between the patient and the fund, which pays the institution."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import WHOLE, minus, percent, rounded, share, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"patient_share": "ratio"}
NEEDS = ("patient_share",)
REFERS: tuple[str, ...] = ()
HOW = {"shares": ("direct_split",)}


def from_the_fund(take: Take, amount: int, step: Step) -> int:
    """Fen of ``amount`` fen that the institution receives from the fund; the rest is the patient's."""
    ratio = tuple(take["patient_share"].value)
    exact = share(amount, minus(WHOLE, ratio))
    operands = {"amount": yuan(amount), "patient_share": percent(ratio)}
    step(
        "from_fund", "rounded(amount * (1 - patient_share))", operands, yuan(rounded(exact)), exact=yuan_exactly(exact)
    )
    return rounded(exact)
