"""Something to be done by a day, that day included."""

from __future__ import annotations

from calculator.mechanisms.terms import Step, Take

ROLE = "computes"
TAKES = {"day": "date"}
NEEDS = ("day",)
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def in_time(take: Take, done: str, step: Step) -> bool:
    """Whether something done on the day ``done`` was done in time."""
    day = take["day"].value
    step("in_time" if done <= day else "late", None, {"done": done, "last": day}, day, unit="date")
    return bool(done <= day)
