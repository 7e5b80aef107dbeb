"""Another ratio in some circumstances: the lower ratio of care away from home stands in place of the ordinary one."""

from __future__ import annotations

from calculator.literals import FINEST
from calculator.mechanisms.terms import How, Step, Take, Terms, plain_row
from calculator.money import in_parts

ROLE = "changes"
APART = False  # its values stand together
TAKES = {"ratio": "ratio"}
NEEDS = ("ratio",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def position(how: How) -> int:
    """The ratio itself comes before anything that is done to it."""
    return -1


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms with ``ratio`` in every row."""
    ratio = tuple(take["ratio"].value)
    return terms._replace(rows=tuple(plain_row(row.upto, ratio) for row in terms.rows))


def favour(take: Take) -> int:
    """The higher ratio is better for the person."""
    return in_parts(take["ratio"].value, FINEST)
