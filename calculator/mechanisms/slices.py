"""Bracketed ratios over a threshold, each slice with its own: critical illness insurance."""

from __future__ import annotations

from calculator.mechanisms.terms import Take, Terms, plain_row

ROLE = "pays"
TAKES = {"threshold": "money", "scale": "scale", "cap": "money"}
NEEDS = ("scale",)
REFERS: tuple[str, ...] = ()
HOW = {"period": ("year", "stay")}


def terms(take: Take) -> Terms:
    """The terms from ``threshold``, ``scale`` (edges are measured on what exceeds the threshold) and ``cap``."""
    threshold, cap = take.get("threshold"), take.get("cap")
    rows = tuple(plain_row(upto, tuple(ratio)) for upto, ratio in take["scale"].value["rows"])
    return Terms((threshold.value or 0) if threshold else 0, rows, cap.value if cap else None)
