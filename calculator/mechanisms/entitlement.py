"""What terms give on a burden: per stay, or over the year with catch-up, so that splitting a year changes nothing."""

from __future__ import annotations

from calculator.mechanisms.entitlement_told import Entitled, tell
from calculator.mechanisms.terms import Step, Terms
from calculator.money import NOTHING, Sum, add_up, choose, larger, rounded, share, smaller
from calculator.working import not_said


class Account:
    """A rule's running state within one medical year: burden taken in (fen), exact entitlement so far, paid so far
    (fen); ``gained`` is what the last burden added to the entitlement. ``earlier`` is a burden of before the first
    episode, still to be taken in; ``paid_earlier`` was paid on it."""

    __slots__ = ("burden", "earlier", "exact", "gained", "paid", "paid_earlier")

    def __init__(self, earlier: int = 0) -> None:
        self.burden = 0
        self.exact: Sum = NOTHING
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
    year is split. With ``period`` "stay" each burden starts from nothing. What a limit of its own kept back of an
    earlier payment is not due again.
    """
    by_stay = period == "stay"
    earlier, begun, paid = (0, NOTHING, 0) if by_stay else (account.burden, account.exact, account.paid)
    if terms.limit is not None and not by_stay:
        paid = rounded(begun)
    over_before, over = _counted(earlier, terms), _counted(earlier + burden, terms)
    edges = _edges(terms)
    parts = _parts(edges, over_before, over)
    exact: Sum = begun
    for row, part in zip(terms.rows, parts, strict=True):
        exact = add_up(exact, share(part, row.ratio))
    due = larger(rounded(exact) - paid, 0)
    account.burden += burden
    account.gained = rounded(exact) - rounded(begun)
    account.exact = exact
    if step is not not_said:
        tell(Entitled(terms, earlier, burden, over_before, over, edges, parts, begun, exact, paid, due), step)
    return due


def _counted(burden: int, terms: Terms) -> int:
    """Fen of a burden that count: what exceeds the threshold, or all of one that does."""
    over = larger(burden - terms.threshold, 0)
    return choose(terms.whole and over > 0, burden, over)


def _edges(terms: Terms) -> tuple[int | None, ...]:
    """Where each row ends, in fen over the threshold; ``None``: it is open."""
    if not terms.on_burden:
        return tuple(row.upto for row in terms.rows)
    return tuple(None if row.upto is None else larger(row.upto - terms.threshold, 0) for row in terms.rows)


def _parts(edges: tuple[int | None, ...], over_before: int, over: int) -> list[int]:
    """How much of what a burden adds lies in each row, in fen; a row by itself takes all."""
    if len(edges) == 1:
        return [over - over_before]
    floor, parts = 0, []
    for edge in edges:
        upto = larger(over, floor) if edge is None else edge
        parts.append(smaller(larger(over, floor), upto) - smaller(larger(over_before, floor), upto))
        floor = upto
    return parts
