"""A ratio lowered in some circumstances: so many points less, or so much of itself less, as for care away from home
without referral."""

from __future__ import annotations

from calculator.literals import FINEST
from calculator.mechanisms.terms import How, Row, Step, Take, Terms, grouped, reshaped
from calculator.money import NOTHING, WHOLE, Pair, in_parts, minus, percent, times, upper

ROLE = "changes"
APART = False  # it has one value
TAKES = {"less": "increase"}
NEEDS = ("less",)
REFERS: tuple[str, ...] = ()
WORSE = ("less",)  # values that are the worse for the person the higher they are
HOW = {"lowers_as": ("points", "relative")}


def position(how: How) -> int:
    """After another ratio has taken the place of the ordinary one, before tilts add to it."""
    return 0


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms with every ratio lowered by ``less``, never below nothing."""
    less: Pair = tuple(take["less"].value)
    return terms._replace(rows=tuple(_lowered(row, less, how["lowers_as"]) for row in terms.rows))


def _lowered(row: Row, less: Pair, lowers_as: str) -> Row:
    operands = {"less": percent(less)}
    if lowers_as == "relative":
        return reshaped(row, times(row.ratio, minus(WHOLE, less)), f"{grouped(row.formula)} * (1 - less)", operands)
    ratio = upper(minus(row.ratio, less), NOTHING)
    return reshaped(row, ratio, f"larger({grouped(row.formula)} - less, 0)", operands)


def favour(take: Take) -> int:
    """The smaller reduction is better for the person."""
    return -in_parts(take["less"].value, FINEST)
