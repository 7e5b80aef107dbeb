"""Kinds of rule, one a file.

A mechanism knows no place, no document, no calculator and no figure. Each module says what it is to the layer it
works on (``ROLE``: it *pays* or it *changes* the terms of what pays), which values it ``TAKES`` (name → kind of
concept), which of them it ``NEEDS``, which it only ``REFERS`` to, and ``HOW`` it can be read (setting → its options,
the usual one first).
"""

from __future__ import annotations

from calculator.mechanisms import excess_share, replaced_ratio, same_proportion, slices, tilt

MECHANISMS = {
    "excess_share": excess_share,
    "slices": slices,
    "replaced_ratio": replaced_ratio,
    "tilt": tilt,
    "same_proportion": same_proportion,
}

TESTED_ON = ("admission", "settlement")  # which day of an episode a rule's own first day is held against
