"""A loss taken off receivables at once, so that nothing is carried on the books."""

from __future__ import annotations

from calculator.mechanisms.terms import Step
from calculator.money import larger, yuan

ROLE = "computes"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}


def written_off(receivable: int, loss: int, step: Step) -> tuple[int, int]:
    """Fen of receivables left after a ``loss`` in fen, and fen of the loss that they do not cover."""
    operands = {"receivable": yuan(receivable), "loss": yuan(loss)}
    left, uncovered = larger(receivable - loss, 0), larger(loss - receivable, 0)
    step("receivable_left", "larger(receivable - loss, 0)", operands, yuan(left))
    if uncovered:
        step("uncovered", "larger(loss - receivable, 0)", operands, yuan(uncovered))
    return left, uncovered
