"""Where one benefit falls, another falls in the same proportion, in every slice."""

from __future__ import annotations

from calculator.literals import FINEST
from calculator.mechanisms.terms import How, Row, Step, Take, Terms, grouped, reshaped
from calculator.money import NOTHING, WHOLE, Pair, in_parts, lower, minus, percent, proportion, times, upper

ROLE = "changes"
APART = False  # its values stand together
TAKES = {"reduced": "ratio", "normal": "ratio"}
NEEDS = ("reduced", "normal")
REFERS = ("reduced", "normal")  # ratios that stand elsewhere; the rule only compares them
WORSE = ("normal",)  # values that are the worse for the person the higher they are
HOW = {"measured_as": ("proportion", "points"), "order": ("after_tilt", "before_tilt")}


def position(how: How) -> int:
    """After the tilts, or before them, as the rule is read."""
    return 2 if how["order"] == "after_tilt" else 0


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms with every ratio times ``reduced / normal`` (at most the whole), or less the same percentage points."""
    reduced, normal = tuple(take["reduced"].value), tuple(take["normal"].value)
    operands = {"reduced": percent(reduced), "normal": percent(normal)}
    return terms._replace(rows=tuple(_fallen(row, reduced, normal, how["measured_as"], operands) for row in terms.rows))


def fall(take: Take, how: How, step: Step) -> tuple[str, Pair]:
    """How far everything falls: the "factor" that each ratio is multiplied by, or the "points" that it loses."""
    reduced, normal = tuple(take["reduced"].value), tuple(take["normal"].value)
    operands = {"reduced": percent(reduced), "normal": percent(normal)}
    if how["measured_as"] == "points":
        points = upper(minus(normal, reduced), NOTHING)
        step("points", "larger(normal - reduced, 0)", operands, percent(points), unit="ratio")
        return "points", points
    factor = lower(proportion(reduced, normal), WHOLE)
    step("factor", "smaller(reduced / normal, 1)", operands, percent(factor), unit="ratio")
    return "factor", factor


def favour(take: Take) -> int:
    """The smaller fall is better for the person."""
    return in_parts(proportion(tuple(take["reduced"].value), tuple(take["normal"].value)), FINEST)


def _fallen(row: Row, reduced: Pair, normal: Pair, measured_as: str, operands: dict[str, str]) -> Row:
    if measured_as == "points":
        points = upper(minus(normal, reduced), NOTHING)
        ratio = upper(minus(row.ratio, points), NOTHING)
        return reshaped(row, ratio, f"larger({grouped(row.formula)} - larger(normal - reduced, 0), 0)", operands)
    factor = lower(proportion(reduced, normal), WHOLE)
    return reshaped(row, times(row.ratio, factor), f"{grouped(row.formula)} * smaller(reduced / normal, 1)", operands)
