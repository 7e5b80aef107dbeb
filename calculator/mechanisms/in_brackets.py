"""An overspend shared, or a surplus kept, in brackets that are measured in per cent of the budget, each with a share of
its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from calculator.mechanisms.terms import Step
from calculator.money import NOTHING, Pair, lower, minus, pair, percent, plus, rounded, share, times, yuan, yuan_exactly

ROLE = "computes"
TAKES = {"share": "ratio", "upto": "ratio"}
NEEDS = ("share", "upto")
REFERS: tuple[str, ...] = ()
BY = ("bracket",)  # its values are looked up bracket by bracket
HOW = {"brackets_of": ("overspend", "surplus")}


class Bracket(NamedTuple):
    """Up to which part of the budget it goes (``None``: without end), and the share in it of whoever has the budget."""

    upto: Pair | None
    share: Pair


def compute(brackets: Sequence[Bracket], amount: int, budget: int, step: Step) -> int:
    """Fen of ``amount`` fen that whoever has the ``budget`` (fen) bears or keeps, rounded once."""
    whole, floor, exact = pair(amount), NOTHING, NOTHING
    operands: dict[str, str] = {}
    summands: list[str] = []
    for number, bracket in enumerate(brackets, 1):
        reached = whole if bracket.upto is None else lower(whole, share(budget, bracket.upto))
        part = minus(reached, lower(whole, share(budget, floor)))
        if part[0] > 0:
            _tell(number, amount, budget, floor, bracket.upto, part, step)
            operands |= {f"bracket_part{number}": _printed(part), f"bracket_share{number}": percent(bracket.share)}
            summands.append(f"bracket_part{number} * bracket_share{number}")
            exact = plus(exact, times(part, bracket.share))
        floor = floor if bracket.upto is None else bracket.upto
    formula = f"rounded({' + '.join(summands) or '0'})"
    step("in_brackets", formula, operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return rounded(exact)


def _tell(number: int, amount: int, budget: int, floor: Pair, upto: Pair | None, part: Pair, step: Step) -> None:
    """What of the amount lies in a bracket."""
    operands = {"bracketed": yuan(amount)}
    reached, below = "bracketed", ""
    if upto is not None:
        reached = "smaller(bracketed, budget * upto)"
        operands |= {"budget": yuan(budget), "upto": percent(upto)}
    if floor != NOTHING:
        below = " - budget * from"
        operands |= {"budget": yuan(budget), "from": percent(floor)}
    step(f"bracket{number}", f"{reached}{below}", operands, _printed(part))


def _printed(exact: Pair) -> str:
    return yuan(exact[0]) if exact[1] == 1 else yuan_exactly(exact)
