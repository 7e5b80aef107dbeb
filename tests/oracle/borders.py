"""Which days of change a request lies across."""

from __future__ import annotations

from tests.oracle.request import Request
from tests.oracle.rules import (
    LUAN,
    LUAN_FROM,
    REDUCED_FROM,
    SHANDONG,
    SHANDONG_FROM,
    XIANGTAN,
    XIANGTAN_FROM,
    XIANGTAN_UNTIL,
)


def days_between(request: Request) -> set[str]:
    """The days of change that lie between the episodes of a request, or within one of them."""
    admitted = [one.admitted for one in request.episodes]
    found = set()
    for place, day, name in (
        ({LUAN}, LUAN_FROM, "the plan of Lu'an begins"),
        ({LUAN}, REDUCED_FROM, "the reduction begins"),
        (SHANDONG, SHANDONG_FROM, "the notice of Shandong begins"),
        ({XIANGTAN}, XIANGTAN_FROM, "the plan of Xiangtan begins"),
        ({XIANGTAN}, XIANGTAN_UNTIL, "the plan of Xiangtan ends"),
    ):
        if request.place in place and min(admitted) < day <= max(admitted):
            found.add(f"{name} between admissions")
    if request.place == LUAN and any(one.admitted < REDUCED_FROM <= one.settled for one in request.episodes):
        found.add("the reduction begins between admission and settlement")
    if 0 < sum(one.new for one in request.episodes) < len(request.episodes):
        found.add("recognised between settlements")
    return found
