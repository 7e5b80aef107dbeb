"""What can be said while values are missing: every amount that does not depend on them, and bounds for the others."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from calculator.questions import Questions

VARIED = 9  # so many missing values are varied one by one; any more move together as one: at most 1,024 runs


class Determined:
    """The outcome of a calculation: ``amounts`` id → fen, or ``None`` where a missing value matters; ``between`` has
    bounds then."""

    def __init__(self, amounts: dict, between: dict, steps: list, open_steps: frozenset, matters: frozenset) -> None:
        self.amounts, self.between = amounts, between
        self.steps, self.open_steps, self.matters = steps, open_steps, matters


def determine(compute: Callable[[], tuple[dict[str, int], list[dict]]], questions: Questions) -> Determined:
    """Run ``compute() -> (amounts, steps)``, once when nothing is missing, else at every corner of the missing
    values' bounds."""
    questions.start(frozenset())
    amounts, steps = compute()
    if not questions.missing:
        return Determined(amounts, {}, steps, frozenset(), frozenset())
    axes = _axes(list(questions.missing))
    corners = {}
    for corner in product((False, True), repeat=len(axes)):
        questions.start(frozenset(key for axis, high in zip(axes, corner, strict=True) if high for key in axis))
        corners[corner] = compute()
    seen: dict[str, set] = {}
    printed: dict[str, set] = {}
    for found, trace in corners.values():
        for name, amount in found.items():
            seen.setdefault(name, set()).add(amount)
        for step in trace:
            printed.setdefault(step["id"], set()).add(repr((step.get("value"), step.get("operands"))))
    count = len(corners)
    open_steps = frozenset(name for name, texts in printed.items() if len(texts) > 1) | _sometimes(corners, count)
    between = {name: (min(values), max(values)) for name, values in seen.items() if len(values) > 1}
    questions.start(frozenset())
    amounts, steps = compute()
    shown = {name: None if name in between else amount for name, amount in amounts.items()}
    return Determined(shown, between, steps, open_steps, _that_matter(axes, corners))


def _axes(missing: list) -> list[list]:
    alone = [[key] for key in missing[:VARIED]]
    return alone + ([missing[VARIED:]] if missing[VARIED:] else [])


def _sometimes(corners: dict, count: int) -> frozenset:
    """Steps that stand in some runs only."""
    times: dict[str, int] = {}
    for _, trace in corners.values():
        for step in trace:
            times[step["id"]] = times.get(step["id"], 0) + 1
    return frozenset(name for name, number in times.items() if number < count)


def _that_matter(axes: list, corners: dict) -> frozenset:
    """The missing values that change some amount at some corner."""
    found: set = set()
    for index, axis in enumerate(axes):
        for corner, (amounts, _) in corners.items():
            if not corner[index] and corners[(*corner[:index], True, *corner[index + 1 :])][0] != amounts:
                found.update(axis)
                break
    return frozenset(found)
