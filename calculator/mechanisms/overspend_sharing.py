"""A reasonable overspend shared: who overspent bears a share, moved by an assessment if there is one, and the fund
bears the rest."""

from __future__ import annotations

from calculator.mechanisms.balance import Left
from calculator.mechanisms.terms import Step, Take
from calculator.money import WHOLE, lower, minus, percent, rounded, share, times, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"share": "ratio", "coefficient": "ratio"}
NEEDS = ("share",)
REFERS: tuple[str, ...] = ()
HOW = {"assessed_by": ("coefficient",)}


def by_the_fund(take: Take, reasonable: int, step: Step, left: Left | None = None) -> int:
    """Fen of ``reasonable`` fen, or of what a set-off has ``left`` of them, that the fund bears; what the other side
    bears is at most the whole."""
    part, formula, assessed = tuple(take["share"].value), "share", "_flat"
    operands = {"reasonable": yuan(reasonable), "share": percent(part)}
    if "coefficient" in take:
        coefficient = tuple(take["coefficient"].value)
        operands["coefficient"] = percent(coefficient)
        part, formula, assessed = lower(times(part, coefficient), WHOLE), "smaller(share * coefficient, 1)", ""
    borne = minus(WHOLE, part)
    if left is None:
        exact = share(reasonable, borne)
        formula = f"rounded(reasonable * (1 - {formula}))"
        step(f"fund_shares{assessed}", formula, operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
        return rounded(exact)
    exact = share(reasonable, times(borne, left.part))
    formula = f"rounded(reasonable * overspend_left / overspend * (1 - {formula}))"
    step(
        f"fund_shares_left{assessed}",
        formula,
        operands | left.operands,
        yuan(rounded(exact)),
        exact=yuan_exactly(exact),
    )
    return rounded(exact)
