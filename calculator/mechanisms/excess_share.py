"""One ratio of what exceeds a threshold, up to a cap: basic insurance, medical assistance, re-assistance."""

from __future__ import annotations

from calculator.mechanisms.terms import Take, Terms, plain_row

ROLE = "pays"
TAKES = {"threshold": "money", "ratio": "ratio", "cap": "money"}
NEEDS = ("ratio",)
REFERS: tuple[str, ...] = ()
HOW = {"period": ("year", "stay")}


def terms(take: Take) -> Terms:
    """The terms from the values of ``threshold`` (absent: from the first fen), ``ratio`` and ``cap`` (absent:

    none).
    """
    threshold, cap = take.get("threshold"), take.get("cap")
    row = plain_row(None, tuple(take["ratio"].value))
    return Terms((threshold.value or 0) if threshold else 0, (row,), cap.value if cap else None)
