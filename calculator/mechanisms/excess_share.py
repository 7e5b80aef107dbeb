"""One ratio of what exceeds a threshold, up to a cap: basic insurance, medical assistance, re-assistance."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Take, Terms, plain_row

ROLE = "pays"
TAKES = {"threshold": "money", "ratio": "ratio", "cap": "money", "each": "money"}
NEEDS = ("ratio",)
REFERS: tuple[str, ...] = ()
BY_STAY = ("each",)  # values that only what is counted by the stay or visit can take: a year catches up on what is due
WORSE = ("threshold",)  # values that are the worse for the person the higher they are
HOW = {
    "period": ("year", "stay"),
    "medical_year": ("calendar_year", "from_first_admission"),
    "measured_on": ("excess", "whole"),
    "costs": ("since_recognition", "before_recognition"),
}


def terms(take: Take, how: How) -> Terms:
    """The terms from the values of ``threshold`` (absent: from the first fen), ``ratio``, ``cap`` of the year and of
    ``each`` stay or visit (absent: none); ``measured_on`` "whole" pays on all of a burden that exceeds the
    threshold."""
    threshold, cap, each = take.get("threshold"), take.get("cap"), take.get("each")
    row = plain_row(None, tuple(take["ratio"].value))
    start = (threshold.value or 0) if threshold else 0
    whole, most = how["measured_on"] == "whole", each.value if each else None
    return Terms(start, (row,), cap.value if cap else None, whole=whole, each=most)
