"""A stay that carries on an earlier one: its deductible is charged less what stands for the stay before.

What is taken off is the earlier institution's own standard, or the deductible that was actually borne there.
"""

from __future__ import annotations

from calculator.mechanisms.terms import How, Step, Take, Terms
from calculator.money import larger, yuan

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
    adds, the deductible borne so far in the chain of stays, needed where the rule is read so. Where the rule only
    allows relief, ``take["adopted"]`` says whether the place gives it.
    """
    if "adopted" in take and not take["adopted"].value:
        step("not_adopted", None, {}, None)
        return terms
    less = how["less"]
    operand = "below" if less == "standards" else "borne"
    off = take[operand].value
    left = larger(terms.threshold - off, 0)
    operands = {"threshold": yuan(terms.threshold), operand: yuan(off)}
    step(f"relief_{less}", f"larger(threshold - {operand}, 0)", operands, yuan(left))
    return terms._replace(threshold=left)


def favour(take: Take) -> int:
    """The relief that takes more off is better for the person."""
    return int(take["below"].value)
