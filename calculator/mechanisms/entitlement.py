"""What terms give on a burden: per stay, or over the year with catch-up, so that splitting a year changes nothing."""

from __future__ import annotations

from typing import NamedTuple

from calculator.mechanisms.terms import Row, Step, Terms
from calculator.money import NOTHING, Shown, choose, larger, plus, rounded, share, smaller, yuan_exactly
from calculator.working import not_said


class Account:
    """A rule's running state within one medical year: burden taken in (fen), exact entitlement so far, paid so far
    (fen); ``gained`` is what the last burden added to the entitlement. ``earlier`` is a burden of before the first
    episode, still to be taken in; ``paid_earlier`` was paid on it."""

    __slots__ = ("burden", "earlier", "exact", "gained", "paid", "paid_earlier")

    def __init__(self, earlier: int = 0) -> None:
        self.burden = 0
        self.exact = NOTHING
        self.gained = 0
        self.paid = 0
        self.earlier = earlier
        self.paid_earlier = 0

    def take_in_earlier(self, terms: Terms, period: str) -> None:
        """Let the year so far begin with the earlier burden, and with what these terms have paid on it.

        Of a burden that counts by the stay nothing is known: it is told as one sum of several stays.
        """
        earlier, self.earlier = self.earlier, 0
        if earlier and period != "stay":
            due = entitle(terms, self, earlier, period, not_said)
            self.paid_earlier = due if terms.cap is None else smaller(due, terms.cap)
            self.paid += self.paid_earlier


def entitle(terms: Terms, account: Account, burden: int, period: str, step: Step) -> int:
    """Fen due now for ``burden`` fen, before any cap; ``account`` takes in the burden and the exact entitlement.

    Over a year the exact sum so far is kept, and the rounded total less what was paid is due: no drift, however the
    year is split. With ``period`` "stay" each burden starts from nothing.
    """
    by_stay = period == "stay"
    earlier = choose(by_stay, 0, account.burden)
    exact = NOTHING if by_stay else account.exact
    paid = choose(by_stay, 0, account.paid)
    over_before = _counted(earlier, terms)
    over = _counted(earlier + burden, terms)
    _say_over(earlier, burden, terms, over_before, over, step)
    rows = _rows_over(terms, step) if over > over_before else ()
    operands: dict[str, Shown] = {}
    summands: list[str] = []
    if exact != NOTHING:
        operands, summands = {"entitled_before": yuan_exactly(exact)}, ["entitled_before"]
    for slice_ in _slices(rows, over_before, over, step):
        exact = plus(exact, share(slice_.amount, slice_.row.ratio))
        operands |= slice_.operands
        summands.append(slice_.formula)
    account.burden += burden
    account.gained = rounded(exact) - rounded(NOTHING if by_stay else account.exact)
    account.exact = exact
    due = larger(rounded(exact) - paid, 0)
    formula = f"rounded({' + '.join(summands) or '0'})"
    if paid:
        formula, operands = f"larger({formula} - paid_before, 0)", {**operands, "paid_before": paid}
    step("due_again" if paid else "due", formula, operands, due, exact=exact)
    return due


class Slice(NamedTuple):
    """The part of a burden, in fen, that lies in one row, and how part and ratio are named in print."""

    row: Row
    amount: int
    formula: str
    operands: dict[str, Shown]


def _counted(burden: int, terms: Terms) -> int:
    """Fen of a burden that count: what exceeds the threshold, or all of one that does."""
    over = larger(burden - terms.threshold, 0)
    return choose(terms.whole and over > 0, burden, over)


def _say_over(earlier: int, burden: int, terms: Terms, over_before: int, over: int, step: Step) -> None:
    threshold = terms.threshold
    if over_before:
        formula = "earlier" if terms.whole else "larger(earlier - threshold, 0)"
        step("over_before", formula, {"earlier": earlier, "threshold": threshold}, over_before)
    operands = {"earlier": earlier} if earlier else {}
    operands |= {"burden": burden, "threshold": threshold}
    so_far = "earlier + burden" if earlier else "burden"
    if terms.whole and over:
        step("over_whole", so_far, operands, over)
    else:
        step("over_again" if earlier else "over", f"larger({so_far} - threshold, 0)", operands, over)


def _rows_over(terms: Terms, step: Step) -> tuple[Row, ...]:
    """The rows with their edges on what exceeds the threshold, each moved edge a step of its own."""
    if not terms.on_burden or len(terms.rows) == 1:
        return terms.rows
    moved = []
    for number, row in enumerate(terms.rows, 1):
        upto = row.upto
        if upto is not None:
            operands = {"edge": upto, "threshold": terms.threshold}
            upto = larger(upto - terms.threshold, 0)
            step(f"edge{number}", "larger(edge - threshold, 0)", operands, upto)
        moved.append(row._replace(upto=upto))
    return tuple(moved)


def _slices(rows: tuple[Row, ...], over_before: int, over: int, step: Step) -> list[Slice]:
    """The rows that this burden reaches, each with its part and how part and ratio are named in print."""
    if len(rows) == 1:
        return [_only_slice(rows[0], over_before, over, step)] if over > over_before else []
    floor, found = 0, []
    for number, row in enumerate(rows, 1):
        upto = larger(over, floor) if row.upto is None else row.upto
        part = smaller(larger(over, floor), upto) - smaller(larger(over_before, floor), upto)
        if part:
            _say_part(number, part, over, over_before, floor, row.upto, step)
            step(f"ratio{number}", row.formula, row.operands, row.ratio, unit="ratio")
            operands: dict[str, Shown] = {f"part{number}": part, f"ratio{number}": row.ratio}
            found.append(Slice(row, part, f"part{number} * ratio{number}", operands))
        floor = upto
    return found


def _say_part(number: int, part: int, over: int, over_before: int, floor: int, upto: int | None, step: Step) -> None:
    """How the part came about, without what does not bind: the slice's own edge, what was taken before."""
    reach, operands = "over", {"over": over}
    if upto is not None and upto < over:
        reach, operands = "smaller(over, upto)", {**operands, "upto": upto}
    if over_before > floor:
        reach, operands = f"{reach} - over_before", {**operands, "over_before": over_before}
    elif floor:
        reach, operands = f"{reach} - from", {**operands, "from": floor}
    step(f"part{number}", reach, operands, part)


def _only_slice(row: Row, over_before: int, over: int, step: Step) -> Slice:
    part, operands = "over", {"over": over}
    if over_before:
        part, operands = "(over - over_before)", {"over": over, "over_before": over_before}
    if len(row.operands) > 1:
        step("ratio_only", row.formula, row.operands, row.ratio, unit="ratio")
    return Slice(row, over - over_before, f"{part} * ratio", {**operands, "ratio": row.ratio})
