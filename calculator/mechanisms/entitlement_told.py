"""The working of an entitlement, told for a reader: without the parts that come to nothing."""

from __future__ import annotations

from typing import NamedTuple

from calculator.mechanisms.terms import Row, Step, Terms
from calculator.money import NOTHING, Shown, Sum, yuan_exactly


class Entitled(NamedTuple):
    """An entitlement computed: amounts in fen, and exact sums of them.

    ``earlier`` and ``burden`` count as ``over_before`` and ``over``; each row of the terms ends at its edge and holds
    its part; ``begun`` and ``exact`` are the sums before and after, ``paid`` what was paid before.
    """

    terms: Terms
    earlier: int
    burden: int
    over_before: int
    over: int
    edges: tuple[int | None, ...]
    parts: list[int]
    begun: Sum
    exact: Sum
    paid: int
    due: int


def tell(one: Entitled, step: Step) -> None:
    """Say how it came about: what exceeds the threshold, the part and the ratio of each row, what is due."""
    _tell_over(one, step)
    operands: dict[str, Shown] = {}
    summands: list[str] = []
    if one.begun != NOTHING:
        operands, summands = {"entitled_before": yuan_exactly(one.begun)}, ["entitled_before"]
    if one.over > one.over_before:
        rows = [_tell_only_row(one, step)] if len(one.parts) == 1 else _tell_rows(one, step)
        for formula, of_row in rows:
            summands.append(formula)
            operands |= of_row
    formula = f"rounded({' + '.join(summands) or '0'})"
    if one.paid:
        formula, operands = f"larger({formula} - paid_before, 0)", {**operands, "paid_before": one.paid}
    step("due_again" if one.paid else "due", formula, operands, one.due, exact=one.exact)


def _tell_over(one: Entitled, step: Step) -> None:
    earlier, threshold = one.earlier, one.terms.threshold
    if one.over_before:
        formula = "earlier" if one.terms.whole else "larger(earlier - threshold, 0)"
        step("over_before", formula, {"earlier": earlier, "threshold": threshold}, one.over_before)
    operands = {"earlier": earlier} if earlier else {}
    operands |= {"burden": one.burden, "threshold": threshold}
    so_far = "earlier + burden" if earlier else "burden"
    if one.terms.whole and one.over:
        step("over_whole", so_far, operands, one.over)
    else:
        step("over_again" if earlier else "over", f"larger({so_far} - threshold, 0)", operands, one.over)


def _tell_only_row(one: Entitled, step: Step) -> tuple[str, dict[str, Shown]]:
    """The summand of terms with one row: its formula and operands."""
    row: Row = one.terms.rows[0]
    part, operands = "over", {"over": one.over}
    if one.over_before:
        part, operands = "(over - over_before)", {"over": one.over, "over_before": one.over_before}
    if len(row.operands) > 1:
        step("ratio_only", row.formula, row.operands, row.ratio, unit="ratio")
    return f"{part} * ratio", {**operands, "ratio": row.ratio}


def _tell_rows(one: Entitled, step: Step) -> list[tuple[str, dict[str, Shown]]]:
    """The summands of the rows that the burden reaches: formula and operands of each."""
    if one.terms.on_burden:
        for number, (row, edge) in enumerate(zip(one.terms.rows, one.edges, strict=True), 1):
            if row.upto is not None:
                operands = {"edge": row.upto, "threshold": one.terms.threshold}
                step(f"edge{number}", "larger(edge - threshold, 0)", operands, edge)
    found: list[tuple[str, dict[str, Shown]]] = []
    floors = (0, *one.edges)
    for number, (row, edge, part) in enumerate(zip(one.terms.rows, one.edges, one.parts, strict=True), 1):
        if part:
            _tell_part(number, one, floors[number - 1] or 0, edge, step)
            step(f"ratio{number}", row.formula, row.operands, row.ratio, unit="ratio")
            of_row: dict[str, Shown] = {f"part{number}": part, f"ratio{number}": row.ratio}
            found.append((f"part{number} * ratio{number}", of_row))
    return found


def _tell_part(number: int, one: Entitled, floor: int, upto: int | None, step: Step) -> None:
    """How the part came about, without what does not bind: the row's own edge, what was taken before."""
    reach, operands = "over", {"over": one.over}
    if upto is not None and upto < one.over:
        reach, operands = "smaller(over, upto)", {**operands, "upto": upto}
    if one.over_before > floor:
        reach, operands = f"{reach} - over_before", {**operands, "over_before": one.over_before}
    elif floor:
        reach, operands = f"{reach} - from", {**operands, "from": floor}
    step(f"part{number}", reach, operands, one.parts[number - 1])
