"""Worked cases moved into cells next to theirs: another of the groups that a rule names, another day.

What was worked for one group holds for every other that the rule names alike; on the day before a border a rule does
not act, on the day it does, whatever else stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from calculator import InputProblems
from tests.borders.cells import DAY_BEFORE, FIRST_DAY, OTHERS, THE_DAY, Book, Cell, Rule, turn_of
from tests.borders.standing import Stand

Inputs = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Worked(NamedTuple):
    """A worked case under its own readings, or under one switched: what is asked and what was worked for it."""

    calculator: str
    case: str
    inputs: Inputs
    expect: Mapping[str, str]
    stand: Stand


Compute = Callable[[str, Inputs], Stand]


def to_group(one: Worked, group: str, rule: Rule, book: Book) -> Iterator[Inputs]:
    """The inputs with another of the groups of a rule in the place of each that the case has; for the others, with one
    that the rule does not name."""
    named = set(rule["who"]["any"]) or {name for name, entry in book["groups"].items() if entry["kind"] == "identity"}
    new: str | None = group
    if group == OTHERS:
        barred = {*named, *rule["who"]["none"]}
        others = (name for name, entry in book["groups"].items() if entry["kind"] == "identity")
        new = next((name for name in others if name not in barred), None)
    held = sorted(one.stand.groups & named)
    if held:
        yield with_groups(one.inputs, dict.fromkeys(held, new))


def with_groups(told: Any, changed: Mapping[str, str | None]) -> Any:
    """Inputs in which identities are changed, wherever they stand, or left out where nothing takes their place."""
    if isinstance(told, dict):
        return {
            name: sorted({new for group in value if (new := changed.get(group, group))})
            if name == "groups"
            else changed.get(value, value)
            if name == "identity" and isinstance(value, str)
            else with_groups(value, changed)
            for name, value in told.items()
        }
    return [with_groups(one, changed) for one in told] if isinstance(told, list) else told


def by_days(told: Any, days: int, only: str | None = None) -> Any:
    """Inputs in which every day, or ``only`` this one, lies so many days later."""
    if isinstance(told, dict):
        return {name: by_days(value, days, only) for name, value in told.items()}
    if isinstance(told, list):
        return [by_days(one, days, only) for one in told]
    if isinstance(told, str) and DAY.fullmatch(told) and only in (None, told):
        return (date.fromisoformat(told) + timedelta(days=days)).isoformat()
    return told


def to_day(one: Worked, cell: Cell, rule: Rule, book: Book, compute: Compute) -> Inputs | None:
    """The inputs moved in time so that the day by which the rule is judged is the border's day, or the one before it.

    A case is taken only if, so moved, the rule acts on one side of the border and not on the other.
    """
    turn = turn_of(cell.border, rule, cell.reading, book)
    assert turn is not None
    begins = cell.border in FIRST_DAY
    reading, _, option = cell.reading.partition("=")
    inputs = one.inputs
    if option and one.stand.read[reading] != option:
        inputs = {**inputs, "readings": {**inputs.get("readings", {}), reading: option}}
    for sides in _sides(inputs, turn):
        try:
            acts = {side: bool(compute(one.calculator, moved).applied(rule["id"])) for side, moved in sides.items()}
        except InputProblems:
            continue
        if acts == {THE_DAY: begins, DAY_BEFORE: not begins}:
            return sides[cell.position]
    return None


def _sides(inputs: Inputs, turn: str) -> Iterator[dict[str, Inputs]]:
    """The inputs on both sides of a day: everything moved with one of their days in turn, or that day alone."""
    for anchor in sorted(set(days_in(inputs))):
        apart = (date.fromisoformat(turn) - date.fromisoformat(anchor)).days
        yield {THE_DAY: _in_time(inputs, apart), DAY_BEFORE: _in_time(inputs, apart - 1)}
        yield {THE_DAY: by_days(inputs, apart, anchor), DAY_BEFORE: by_days(inputs, apart - 1, anchor)}


def _in_time(inputs: Inputs, days: int) -> Inputs:
    """The inputs so many days later; the bills of a year are asked for at its end."""
    moved: Inputs = by_days(inputs, days)
    if moved.get("episodes"):
        moved["date"] = max(one["admitted"] for one in moved["episodes"])[:4] + "-12-31"
    return moved


def days_in(told: Any) -> Iterator[str]:
    """The days that inputs tell, but for those among local values."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name != "values":
                yield from days_in(value)
    elif isinstance(told, list):
        for one in told:
            yield from days_in(one)
    elif isinstance(told, str) and DAY.fullmatch(told):
        yield told
