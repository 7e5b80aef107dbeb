"""A stay that is charged no deductible: one after referral down, a carried-on treatment."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step, Take, Terms
from calculator.money import yuan

ROLE = "changes"
APART = False  # it has no values
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def position(how: How) -> int:
    """Last of all: nothing is left to relieve."""
    return 3


def sets(take: Take) -> tuple[str, ...]:
    """The values of what pays that it stands in for."""
    return ("threshold",)


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms without a threshold."""
    step("no_deductible", None, {}, yuan(0))
    return terms._replace(threshold=0)


def favour(take: Take) -> int:
    """All of this kind are alike."""
    return 0
