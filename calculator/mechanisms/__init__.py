"""Kinds of rule, one a file.

A mechanism knows no place, no document, no calculator and no figure. Each module says what it is to the layer it
works on (``ROLE``: it *pays*, it *changes* the terms of what pays, it *excludes* costs or *bars* changes, *sets aside*
costs that nobody pays or *frees* the person from them, it *decides* on an outcome, by itself or where its values *test*
so, or it *computes* an amount that its calculator asks for), which values it ``TAKES`` (name → kind of concept), which
of them it ``NEEDS``, which it only ``REFERS`` to, and ``HOW`` it can be read (setting → its options, the usual one
first). Of what works on a bill's layers it says which values are the ``WORSE`` for the person the higher they are. A
change may say which values of what pays it ``sets`` itself, and which stand for the stay ``BEFORE``; ``BY`` says by
which keys, beside those told, values are looked up, and ``SEVERAL`` which are for each answer that somebody holds.
"""

from __future__ import annotations

from calculator.modules import Modules

MECHANISMS = Modules(
    "calculator.mechanisms",
    (
        "excess_share",
        "fixed_sum",
        "slices",
        "replaced_ratio",
        "reduced_ratio",
        "tilt",
        "same_proportion",
        "deductible_relief",
        "no_deductible",
        "exclusion",
        "no_tilt",
        "line_of_income",
        "set_aside",
        "free_months",
        "decides",
        "turns_on_day",
        "ratio_gap",
        "share_of",
        "deadline",
        "fixed_amount",
        "first_year",
        "filing_round",
        "ends_in",
        "list_compare",
        "often_enough",
        "in_percent",
        "average",
        "budget_growth",
        "budget_floor",
        "within_total",
        "counts_in",
        "balance",
        "surplus_retention",
        "overspend_sharing",
        "in_brackets",
        "write_off",
        "prepayment",
        "unit_price",
        "at_least",
        "due_by",
        "rate",
        "warning_line",
        "bed_day_standard",
        "direct_split",
        "points_for_days",
        "tilt_coefficient",
    ),
)

# Whether a rule binds the people it names, or everybody.
REACH = ("named", "everybody")
# The event whose day a rule's own first and last day are held against.
TESTED_ON = ("admission", "settlement", "recognition", "application", "exit", "death", "notification", "year")
# Whether the days that an event is said to lie before or after count themselves.
EDGES = ("inclusive", "exclusive")
