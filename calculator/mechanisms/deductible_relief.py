"""A stay that carries on an earlier one: its deductible is charged less what stands for the stay before.

What is taken off is the earlier institution's own standard, or the deductible that was actually borne there.
"""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step, Take, Terms
from calculator.money import choose, larger, yuan

ROLE = "changes"
APART = False  # one relief a stay
TAKES = {"below": "money", "adopted": "flag"}
NEEDS = ("below",)
REFERS = ("below",)  # the deductible of the stay before, which stands elsewhere
BEFORE = ("below",)  # values looked up for the stay before, not for this one
HOW = {"less": ("standards", "borne")}


def position(how: How) -> int:
    """After the tilts: what is relieved is the deductible that the person would otherwise be charged."""
    return 2


def change(terms: Terms, take: Take, how: How, step: Step) -> Terms:
    """Terms with the threshold that is left to charge, in fen and never below nothing.

    ``take["below"]`` is the standard of the stay before; ``take["borne"]``, which no rule names and the calculator
    adds, the deductible borne so far in the chain of stays. Where the rule only allows it, ``take["adopted"]`` says
    whether the place does it.
    """
    if "adopted" in take and not take["adopted"].value:
        step("not_adopted", None, {}, None)
        return terms
    return terms._replace(threshold=charged(terms.threshold, take["below"].value, take["borne"].value, how, step))


def charged(standard: int, below: int, borne: int, how: How, step: Step) -> int:
    """Fen of deductible to charge where the standard is ``standard``, the one before ``below``, and ``borne`` fen
    were borne before."""
    name = how["less"]
    off = choose(name == "standards", below, borne)
    left = larger(standard - off, 0)
    operand = "below" if name == "standards" else "borne"
    step(
        f"relief_{name}",
        f"larger(threshold - {operand}, 0)",
        {"threshold": yuan(standard), operand: yuan(off)},
        yuan(left),
    )
    return left


def favour(take: Take) -> int:
    """The relief that takes more off is better for the person."""
    return int(take["below"].value)
