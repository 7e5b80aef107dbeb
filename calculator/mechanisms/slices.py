"""Bracketed ratios over a threshold, each slice with its own: critical illness insurance."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Take, Terms, plain_row

ROLE = "pays"
TAKES = {"threshold": "money", "scale": "scale", "cap": "money"}
NEEDS = ("scale",)
REFERS: tuple[str, ...] = ()
WORSE = ("threshold",)  # values that are the worse for the person the higher they are
HOW = {
    "period": ("year", "stay"),
    "slices_on": ("over_deductible", "whole_burden"),
    "above_cap": ("enters", "left_out"),
    "settled": ("cumulative", "year_end"),
}


def terms(take: Take, how: How) -> Terms:
    """The terms from ``threshold``, ``scale`` and ``cap``; the edges of the scale are measured on what exceeds the
    threshold, or with ``slices_on`` "whole_burden" on the burden itself."""
    threshold, cap = take.get("threshold"), take.get("cap")
    rows = tuple(plain_row(upto, tuple(ratio)) for upto, ratio in take["scale"].value["rows"])
    start = (threshold.value or 0) if threshold else 0
    return Terms(start, rows, cap.value if cap else None, on_burden=how["slices_on"] == "whole_burden")
