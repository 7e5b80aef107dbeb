"""Two lists of people held against each other: who stands on one and not on the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

ROLE = "computes"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW = {"compares": ("as_exported", "newly_listed", "after_correction")}


class Difference(NamedTuple):
    """Ids in the order of their own list."""

    lacking: tuple[str, ...]  # on the first list only
    beyond: tuple[str, ...]  # on the second list only


def compare(first: Iterable[str], second: Iterable[str]) -> Difference:
    """Who of ``first`` the ``second`` lacks, and whom it has beyond."""
    one, two = list(first), list(second)
    in_one, in_two = set(one), set(two)
    return Difference(tuple(id for id in one if id not in in_two), tuple(id for id in two if id not in in_one))
