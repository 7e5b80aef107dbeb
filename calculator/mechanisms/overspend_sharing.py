"""A reasonable overspend shared: who overspent bears a share, moved by an assessment, and the fund bears the rest."""

from __future__ import annotations

from calculator.mechanisms.balance import Left
from calculator.mechanisms.terms import Step, Take
from calculator.money import WHOLE, lower, minus, percent, rounded, share, times, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"share": "ratio", "coefficient": "ratio"}
NEEDS = ("share", "coefficient")
REFERS: tuple[str, ...] = ()
HOW = {"assessed_by": ("coefficient",)}


def by_the_fund(take: Take, reasonable: int, step: Step, left: Left | None = None) -> int:
    """Fen of ``reasonable`` fen, or of what a set-off has ``left`` of them, that the fund bears; what the other side
    bears is at most the whole."""
    part, coefficient = tuple(take["share"].value), tuple(take["coefficient"].value)
    borne = minus(WHOLE, lower(times(part, coefficient), WHOLE))
    operands = {"reasonable": yuan(reasonable), "share": percent(part), "coefficient": percent(coefficient)}
    if left is None:
        exact = share(reasonable, borne)
        formula = "rounded(reasonable * (1 - smaller(share * coefficient, 1)))"
        step("fund_shares", formula, operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
        return rounded(exact)
    exact = share(reasonable, times(borne, left.part))
    formula = "rounded(reasonable * overspend_left / overspend * (1 - smaller(share * coefficient, 1)))"
    step("fund_shares_left", formula, operands | left.operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)
