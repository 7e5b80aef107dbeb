"""An outcome that turns on a day which the document leaves open: before it, or from it on."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Take

ROLE = "tests"
ASKS = True  # a missing value is asked for
TAKES = {"day": "date"}
NEEDS = ("day",)
REFERS = ("day",)
HOW = {"side": ("before", "from")}


def holds(take: Take, day: str, how: How) -> bool | None:
    """Whether ``day`` lies on this side; ``None``: the day that it turns on is not known."""
    turn = take["day"].value
    return None if turn is None else (day < turn) == (how["side"] == "before")
