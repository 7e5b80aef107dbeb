"""One ratio of what exceeds a threshold, up to a cap: basic insurance, medical assistance, re-assistance."""

from __future__ import annotations

from calculator.mechanisms.limits import limit_of
from calculator.mechanisms.terms import How, Take, Terms, plain_row

ROLE = "pays"
TAKES = {
    "threshold": "money",
    "ratio": "ratio",
    "cap": "money",
    "each": "money",
    "limit": "money",
    "added": "money",
    "times": "count",
}
NEEDS = ("ratio",)
REFERS: tuple[str, ...] = ()
BY_STAY = ("each", "times")  # values that only what is counted by the stay or visit can take: a year catches up
SEVERAL = ("limit",)  # values that are looked up for each of several answers that somebody holds
WORSE = ("threshold",)  # values that are the worse for the person the higher they are
HOW = {
    "period": ("year", "stay"),
    "medical_year": ("calendar_year", "from_first_admission"),
    "measured_on": ("excess", "whole"),
    "costs": ("since_recognition", "before_recognition"),
    "limits": ("highest", "sum"),
    "added_for": ("each", "once"),
}


def terms(take: Take, how: How) -> Terms:
    """The terms from the values of ``threshold`` (absent: from the first fen), ``ratio``, ``cap`` of the year and of
    ``each`` stay or visit, ``limit`` of the year for this rule alone and number of ``times`` (absent: none);
    ``measured_on`` "whole" pays on all of a burden that exceeds the threshold."""
    threshold, cap, each, times = (take.get(name) for name in ("threshold", "cap", "each", "times"))
    row = plain_row(None, tuple(take["ratio"].value))
    return Terms(
        (threshold.value or 0) if threshold else 0,
        (row,),
        cap.value if cap else None,
        whole=how["measured_on"] == "whole",
        each=each.value if each else None,
        limit=limit_of(take, how),
        times=times.value if times else None,
    )
