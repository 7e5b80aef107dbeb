"""Kinds of rule, one a file.

A mechanism knows no place, no document, no calculator and no figure. Each module says what it is to the layer it
works on (``ROLE``: it *pays*, it *changes* the terms of what pays, it *decides* on an outcome or it *computes* an
amount that its calculator asks for), which values it ``TAKES`` (name → kind of
concept), which of them it ``NEEDS``, which it only ``REFERS`` to, and ``HOW`` it can be read (setting → its options,
the usual one first).
"""

from __future__ import annotations

from calculator.mechanisms import (
    decides,
    deductible_relief,
    excess_share,
    list_compare,
    no_deductible,
    replaced_ratio,
    same_proportion,
    share_of,
    slices,
    tilt,
)

MECHANISMS = {
    "excess_share": excess_share,
    "slices": slices,
    "replaced_ratio": replaced_ratio,
    "tilt": tilt,
    "same_proportion": same_proportion,
    "deductible_relief": deductible_relief,
    "no_deductible": no_deductible,
    "decides": decides,
    "share_of": share_of,
    "list_compare": list_compare,
}

# The event whose day a rule's own first and last day are held against.
TESTED_ON = ("admission", "settlement", "recognition", "application", "exit", "death", "notification", "year")
