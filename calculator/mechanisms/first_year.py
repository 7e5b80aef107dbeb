"""The first year that a rule speaks of: what holds for an earlier one it does not say."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take

ROLE = "computes"
TAKES = {"first": "count"}
NEEDS: tuple[str, ...] = ("first",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def is_early(take: Take, year: int, step: Step) -> bool:
    """Whether ``year`` lies before the first one; a step says so where it does."""
    first = take["first"].value
    if year < first:
        step("before_first_year", None, {"year": str(year), "first": str(first)}, None)
    return bool(year < first)
