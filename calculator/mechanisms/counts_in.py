"""Whether spending outside counts in what a budget was used for."""

from __future__ import annotations

from calculator.mechanisms.terms import How

ROLE = "computes"
TAKES = {"counted": "flag"}
NEEDS = ("counted",)
REFERS: tuple[str, ...] = ()
HOW = {"at_year_end": ("both", "budget_only")}


def in_use(counted: bool, how: How) -> bool:
    """Whether it counts in the use at year-end: where the budget holds it, unless it is read to stand there alone."""
    return counted and how["at_year_end"] == "both"
