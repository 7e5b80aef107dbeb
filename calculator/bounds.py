"""What can be said while values are missing: every amount that does not rest on them, and bounds for the others."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from calculator.questions import Questions

MOST_WORK = 1024  # runs times episodes; what cannot be varied one by one within it moves together


class Outcome(NamedTuple):
    """One run of a calculation."""

    amounts: dict[str, int]  # result id → fen
    steps: list[dict]
    doubts: dict[str, str]  # result id → "own" (rests on a missing value) or "above" (on an amount that does)
    feeds: dict[tuple, list[str]]  # missing value → the results it goes into
    ceilings: dict[str, tuple[int, list[str]]]  # result id → fen it can share in, and the results that go before it
    beyond: list[tuple]  # given amounts larger than what was left
    sums: dict[str, list[str]]  # result id → the results it adds up
    rests: dict[str, tuple[int, list[str]]]  # result id that can rise and fall → fen of which others leave it the rest
    approximate: set[str]  # results that are only about right
    deferred: set[str]  # results that are settled when the year is over
    told: dict[str, str]  # other results than amounts, as printed

    @classmethod
    def begin(cls, steps: list[dict]) -> Outcome:
        """An empty outcome that goes on with ``steps``."""
        return cls({}, steps, {}, {}, {}, [], {}, {}, set(), set(), {})


class Determined(NamedTuple):
    """``outcome`` with all that is missing at its lower bound; ``between``: bounds in fen of what stays open."""

    outcome: Outcome
    between: dict[str, tuple[int, int]]
    open_steps: frozenset[str]
    matters: frozenset[tuple]


def determine(compute: Callable[[], Outcome], questions: Questions, weight: int) -> Determined:
    """Run ``compute`` once when nothing is missing, else at every corner of the missing values' bounds.

    A result in which missing values stand only directly rises or falls with each of them, so its corners bound it. One
    that rests on an open result can do both: it is bounded by nothing and by what the results before it can leave.
    ``weight`` is the work of one run; where all corners would be too many, the values last asked for move together,
    all to the end that is better for the person or all to the other.
    """
    questions.start(frozenset())
    lowest = compute()
    if not questions.missing:
        return Determined(lowest, {}, frozenset(), frozenset())
    runs: list[Outcome] = []
    missing: list[tuple] = []
    while len(questions.missing) > len(missing):  # a value asked for at one end alone has to be varied as well
        missing = list(questions.missing)
        alone = max(2, (MOST_WORK // weight).bit_length() - 2)
        axes = [[key] for key in missing[:alone]] + ([missing[alone:]] if missing[alone:] else [])
        runs = []
        for corner in product((False, True), repeat=len(axes)):
            ends = [(key, better) for axis, better in zip(axes, corner, strict=True) for key in axis]
            questions.start(frozenset(key for key, better in ends if questions.better_at_most(key) == better))
            runs.append(compute())
    questions.start(frozenset())
    lowest = compute()
    between = _bounds(lowest, runs)
    fed: dict[tuple, set[str]] = {}
    for run in runs:
        for key, names in run.feeds.items():
            fed.setdefault(key, set()).update(names)
    matters = frozenset(key for key in missing if any(name in between for name in fed.get(key, ())))
    return Determined(lowest, between, _open_steps(lowest, runs, between), matters)


def _bounds(lowest: Outcome, runs: list[Outcome]) -> dict[str, tuple[int, int]]:
    bounds: dict[str, tuple[int, int]] = {}
    for name, amount in lowest.amounts.items():
        corners = [run.amounts.get(name, 0) for run in runs]
        if name in lowest.sums:
            parts = [bounds[part] for part in lowest.sums[name]]
            bounds[name] = (sum(low for low, _ in parts), sum(high for _, high in parts))
        elif name in lowest.rests:
            total, parts_of = lowest.rests[name]
            taken = [bounds[part] for part in parts_of]
            bounds[name] = (max(0, total - sum(high for _, high in taken)), total - sum(low for low, _ in taken))
        elif any(run.doubts.get(name) == "above" for run in runs):
            whole, before = lowest.ceilings[name]
            bounds[name] = (0, whole - sum(bounds[other][0] for other in before))
        elif any(name in run.doubts for run in runs) or name not in lowest.ceilings:
            bounds[name] = (min(corners), max(corners))
        else:
            bounds[name] = (amount, amount)
    return {name: (low, high) for name, (low, high) in bounds.items() if low != high}


def _open_steps(lowest: Outcome, runs: list[Outcome], between: dict[str, tuple[int, int]]) -> frozenset[str]:
    """The steps that move with a missing value: those of open results that rest on others, and those that differ."""
    printed: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for run in runs:
        for step in run.steps:
            printed.setdefault(step["id"], set()).add(repr((step.get("value"), step.get("operands"))))
            times[step["id"]] = times.get(step["id"], 0) + 1
    differ = {name for name, texts in printed.items() if len(texts) > 1 or times[name] < len(runs)}
    above = {
        step["id"]
        for step in lowest.steps
        if lowest.doubts.get(f"{step.get('episode')}.{step.get('layer')}") == "above"
    }
    return frozenset(differ | above)
