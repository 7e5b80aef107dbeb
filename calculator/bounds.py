"""What one run of a bill's calculation gives, and what can be said of it while values are missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Outcome(NamedTuple):
    """One run of a calculation."""

    amounts: dict[str, int]  # result id → fen
    steps: list[dict]
    feeds: dict[tuple, list[str]]  # missing value → the results it goes into
    beyond: list[tuple]  # given amounts larger than what was left
    approximate: set[str]  # results that are only about right
    deferred: set[str]  # results that are settled when the year is over
    told: dict[str, str]  # other results than amounts, as printed

    @classmethod
    def begin(cls, steps: list[dict]) -> Outcome:
        """An empty outcome that goes on with ``steps``."""
        return cls({}, steps, {}, [], set(), set(), {})


class Determined(NamedTuple):
    """``outcome`` with all that is missing at its lower bound; ``between``: bounds in fen of what stays open."""

    outcome: Outcome
    between: dict[str, tuple[int, int]]
    open_steps: frozenset[str]
    matters: frozenset[tuple]  # the missing values on which an open amount rests


def numbers(step: dict) -> object:
    """What a step comes to, and from what."""
    return step.get("value"), step.get("operands")


def differing(runs: list[list[dict]], part: Callable[[dict], object] = numbers) -> set[str]:
    """The ids of the steps of which this ``part`` is not the same in all runs, or that are not in all of them."""
    printed: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for steps in runs if len(runs) > 1 else ():
        for step in steps:
            printed.setdefault(step["id"], set()).add(repr(part(step)))
            times[step["id"]] = times.get(step["id"], 0) + 1
    return {name for name, texts in printed.items() if len(texts) > 1 or times[name] < len(runs)}
