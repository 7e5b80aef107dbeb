"""The part of a surplus that its earner keeps: a ratio, moved by an assessment if there is one, never more than the
surplus."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import percent, rounded, share, smaller, times, yuan

ROLE = "computes"
TAKES = {"retention": "ratio", "coefficient": "ratio"}
NEEDS = ("retention",)
REFERS: tuple[str, ...] = ()
HOW = {"assessed_by": ("coefficient",)}


def retained(take: Take, surplus: int, step: Step) -> int:
    """Fen kept of ``surplus`` fen."""
    retention = tuple(take["retention"].value)
    operands = {"surplus": yuan(surplus), "retention": percent(retention)}
    if "coefficient" not in take:
        amount = rounded(share(surplus, retention))
        step("retained_flat", "rounded(surplus * retention)", operands, yuan(amount))
        return amount
    coefficient = tuple(take["coefficient"].value)
    amount = smaller(rounded(share(surplus, times(retention, coefficient))), surplus)
    operands["coefficient"] = percent(coefficient)
    step("retained", "smaller(rounded(surplus * retention * coefficient), surplus)", operands, yuan(amount))
    return amount
