"""Better terms for some groups: a lower threshold, higher ratios, a cap of their own or none."""

from __future__ import annotations

from typing import Any

from calculator.literals import FINEST
from calculator.mechanisms.terms import How, Row, Step, Take, Terms, grouped, reshaped
from calculator.money import (
    WHOLE,
    Pair,
    in_parts,
    minus,
    percent,
    plus,
    rounded,
    share,
    smaller,
    times,
    yuan,
    yuan_exactly,
)
from calculator.questions import Known

ROLE = "changes"
APART = True  # each of its values has an effect of its own
TAKES = {
    "cut": "ratio",
    "add": "increase",
    "further": "increase",
    "cap": "money",
    "threshold": "money",
    "lowered": "money",
}
UNCAPPED = 10**18  # fen: above any cap
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
WORSE = ("threshold", "lowered")  # values that are the worse for the person the higher they are
FIRST = WORSE  # values that act before those of other tilts: it is the threshold they set that another one cuts
HOW = {"adds_as": ("points", "relative")}


def position(how: How) -> int:
    """Tilts come first: later changes act on the person's own benefit."""
    return 1


def sets(take: Take) -> tuple[str, ...]:
    """The values of what pays that it stands in for."""
    return ("threshold",) if "lowered" in take and take["lowered"].whose != "missing" else ()


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms after the tilt.

    ``cut`` lowers the threshold by a ratio (a published standard: rounded to the fen), ``threshold`` replaces it, and
    so does ``lowered``, which while nobody gives it is known to be no higher than the ordinary one;
    ``add`` raises every row by percentage points or relatively, never above the whole, and of several tilts the best
    ``add`` counts; ``further`` comes on top of it (再提高); ``cap`` replaces the cap (stated "none": no cap).
    """
    threshold, rows, cap = terms.threshold, terms.rows, terms.cap
    if "threshold" in take:
        threshold = take["threshold"].value or 0  # a stated "none" is no threshold at all
        step("threshold", "threshold", {"threshold": yuan(threshold)}, yuan(threshold))
    if "lowered" in take:
        threshold = _lowered(threshold, take["lowered"], step)
    if "cut" in take:
        ratio = tuple(take["cut"].value)
        exact = share(threshold, minus(WHOLE, ratio))
        operands = {"threshold": yuan(threshold), "cut": percent(ratio)}
        threshold = rounded(exact)
        step("threshold_cut", "rounded(threshold * (1 - cut))", operands, yuan(threshold), exact=yuan_exactly(exact))
    for name in ("add", "further"):
        if name in take:
            rows = tuple(_raised(row, name, tuple(take[name].value), how["adds_as"]) for row in rows)
    if "cap" in take:
        cap = take["cap"].value
        step("cap_lifted" if cap is None else "cap_set", None, {}, None if cap is None else yuan(cap))
    return terms._replace(threshold=threshold, rows=rows, cap=cap)


def _lowered(ordinary: int, lowered: Known, step: Step) -> int:
    amount = lowered.value or 0
    if lowered.whose == "missing":
        operands = {"lowered": yuan(amount), "threshold": yuan(ordinary)}
        step("threshold_lowered", "smaller(lowered, threshold)", operands, yuan(smaller(amount, ordinary)))
        return smaller(amount, ordinary)
    step("threshold", "threshold", {"threshold": yuan(amount)}, yuan(amount))
    return amount


def merit(name: str, value: Any) -> int:
    """How good one value is for the person, to choose among several tilts: fen, or hundredths of a percent; more is
    better."""
    if name in ("threshold", "lowered"):
        return -(value or 0)
    if name == "cap":
        return UNCAPPED if value is None else value
    return in_parts(value, FINEST)


def _raised(row: Row, name: str, add: Pair, adds_as: str) -> Row:
    ratio, operands = grouped(row.formula), {name: percent(add)}
    if adds_as == "relative":
        return reshaped(row, times(row.ratio, plus(WHOLE, add)), f"smaller({ratio} * (1 + {name}), 1)", operands)
    return reshaped(row, plus(row.ratio, add), f"smaller({ratio} + {name}, 1)", operands)
