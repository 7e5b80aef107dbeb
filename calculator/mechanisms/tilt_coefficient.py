"""More points for institutions that are to be favoured."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take
from calculator.money import Pair, decimal, percent, times

ROLE = "computes"
TAKES = {"coefficient": "ratio"}
NEEDS = ("coefficient",)
REFERS: tuple[str, ...] = ()
HOW = {"acts_on": ("points",)}


def raised(take: Take, points: Pair, step: Step) -> Pair:
    """``points`` times the coefficient, exactly."""
    coefficient = tuple(take["coefficient"].value)
    found = times(points, coefficient)
    operands = {"points": decimal(points), "coefficient": percent(coefficient)}
    step("points_raised", "points * coefficient", operands, decimal(found), unit="points")
    return found
