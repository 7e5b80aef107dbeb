"""A threshold that is a share of an income: of what a resident has to spend in a year."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step, Take, Terms
from calculator.money import percent, rounded, share, yuan, yuan_exactly

ROLE = "changes"
APART = False  # its values stand together
TAKES = {"share": "ratio", "income": "money"}
NEEDS = ("share", "income")
REFERS: tuple[str, ...] = ()
WORSE = ("share", "income")  # values that are the worse for the person the higher they are
HOW: dict[str, tuple[str, ...]] = {}


def position(how: How) -> int:
    """The threshold itself comes before anything that is done to it."""
    return 0


def sets(take: Take) -> tuple[str, ...]:
    """The values of what pays that it stands in for."""
    return ("threshold",)


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms with that threshold: a published standard, so rounded to the fen."""
    ratio, income = tuple(take["share"].value), take["income"].value
    exact = share(income, ratio)
    operands = {"income": yuan(income), "share": percent(ratio)}
    step("income_line", "rounded(income * share)", operands, yuan(rounded(exact)), exact=yuan_exactly(exact))
    return terms._replace(threshold=rounded(exact))


def favour(take: Take) -> int:
    """The lower line is better for the person."""
    return -rounded(share(take["income"].value, tuple(take["share"].value)))
