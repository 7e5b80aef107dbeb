"""A fixed sum for each stay or visit, up to what is left of the bill: a delivery, a yearly fee."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Take, Terms, plain_row
from calculator.money import WHOLE

ROLE = "pays"
TAKES = {"fixed": "money", "cap": "money", "times": "count"}
NEEDS = ("fixed",)
REFERS: tuple[str, ...] = ()
WORSE: tuple[str, ...] = ()
HOW = {"period": ("stay",)}


def terms(take: Take, how: How) -> Terms:
    """All of the burden, up to the ``fixed`` sum, for so many ``times`` a year and within the ``cap`` of the year."""
    cap, times = take.get("cap"), take.get("times")
    return Terms(
        0,
        (plain_row(None, WHOLE),),
        cap.value if cap else None,
        each=take["fixed"].value,
        times=times.value if times else None,
        fixed=True,
    )
