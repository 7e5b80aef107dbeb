"""A budget against what was used of it: a surplus or an overspend, one fund by itself or set off against another."""

from __future__ import annotations

from typing import NamedTuple

from calculator.mechanisms.terms import Step
from calculator.money import Pair, larger, pair, smaller, yuan

ROLE = "computes"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW = {"funds": ("separate", "netted")}


class Balance(NamedTuple):
    """Fen left of a budget, and fen spent beyond it; at least one of them is zero."""

    surplus: int
    overspend: int


class Left(NamedTuple):
    """What a set-off leaves of an overspend, in fen: ``overspend_left / overspend`` of each of its causes."""

    overspend_left: int
    overspend: int

    @property
    def part(self) -> Pair:
        """How much of each cause is left."""
        return pair(self.overspend_left, self.overspend)

    @property
    def operands(self) -> dict[str, str]:
        """What the formula is filled with."""
        return {"overspend_left": yuan(self.overspend_left), "overspend": yuan(self.overspend)}


def strike(budget: int, used: int, step: Step) -> Balance:
    """The balance of ``budget`` and ``used`` fen."""
    operands = {"budget": yuan(budget), "used": yuan(used)}
    balance = Balance(larger(budget - used, 0), larger(used - budget, 0))
    if used <= budget:
        step("surplus", "larger(budget - used, 0)", operands, yuan(balance.surplus))
    else:
        step("overspend", "larger(used - budget, 0)", operands, yuan(balance.overspend))
    return balance


def set_off(one: Balance, other: Balance, step: Step) -> Balance:
    """What is left of ``one`` when the surplus of either fund has paid for the overspend of the other."""
    surplus = one.surplus - smaller(one.surplus, other.overspend)
    overspend = one.overspend - smaller(one.overspend, other.surplus)
    if one.overspend:
        operands = {"overspend": yuan(one.overspend), "other_surplus": yuan(other.surplus)}
        step("overspend_left", "overspend - smaller(overspend, other_surplus)", operands, yuan(overspend))
    else:
        operands = {"surplus": yuan(one.surplus), "other_overspend": yuan(other.overspend)}
        step("surplus_left", "surplus - smaller(surplus, other_overspend)", operands, yuan(surplus))
    return Balance(surplus, overspend)
