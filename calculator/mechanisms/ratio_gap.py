"""Whether two ratios are as far apart as a document asks."""

from __future__ import annotations

from calculator.mechanisms.terms import How, Take
from calculator.money import lower, minus

ROLE = "tests"
ASKS = False  # it says nothing where a ratio is not known
TAKES = {"gap": "increase", "higher": "ratio", "lower": "ratio"}
NEEDS = ("gap", "higher", "lower")
REFERS = ("higher", "lower")
HOW = {"side": ("kept", "too_small")}


def holds(take: Take, day: str, how: How) -> bool | None:
    """Whether the higher ratio less the lower one is at least the gap (``kept``), or less (``too_small``), exactly."""
    gap = tuple(take["gap"].value)
    apart = minus(tuple(take["higher"].value), tuple(take["lower"].value))
    return (lower(apart, gap) == gap) == (how["side"] == "kept")
