"""Costs that no fund pays: they are set aside before any layer is measured, and whose they are is not said."""

from __future__ import annotations

from calculator.mechanisms.terms import Step
from calculator.money import smaller, yuan

ROLE = "sets_aside"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def aside(irregular: int, in_policy: int, step: Step) -> int:
    """Fen set aside: the irregular costs, as far as they lie within the in-policy ones."""
    amount = smaller(irregular, in_policy)
    step(
        "set_aside", "smaller(irregular, in_policy)", {"irregular": yuan(irregular), "in_policy": yuan(in_policy)},
        yuan(amount),
    )  # fmt: skip
    return amount
