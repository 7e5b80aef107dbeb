"""One ratio of what exceeds a threshold, up to a cap: basic insurance, medical assistance, re-assistance."""

from __future__ import annotations

from calculator.literals import FINEST
from calculator.mechanisms.terms import Take, Terms, plain_row
from calculator.money import in_parts

ROLE = "pays"
TAKES = {"threshold": "money", "ratio": "ratio", "cap": "money"}
NEEDS = ("ratio",)
HOW = {"period": ("year", "stay")}


def terms(take: Take) -> Terms:
    """The terms from the values of ``threshold`` (absent: from the first fen), ``ratio`` and ``cap`` (absent:

    none).
    """
    threshold, cap = take.get("threshold"), take.get("cap")
    row = plain_row(None, tuple(take["ratio"].value))
    return Terms(threshold.value if threshold else 0, (row,), cap.value if cap else None)


def favour(take: Take) -> int:
    """How good the rule is for the person, to choose among several that reach them: the higher ratio first."""
    return in_parts(take["ratio"].value, FINEST)
