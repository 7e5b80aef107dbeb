"""Kinds of rule, one a file.

A mechanism knows no place, no document, no calculator and no figure. Each module says what it is to the layer it
works on (``ROLE``: it *pays*, it *changes* the terms of what pays, it *excludes* costs or *bars* changes, *sets aside*
costs that nobody pays or *frees* the person from them, it *decides* on an outcome, by itself or where its values *test*
so, or it *computes* an amount that its calculator asks for), which values it ``TAKES`` (name → kind of concept), which
of them it ``NEEDS``, which it only ``REFERS`` to, and ``HOW`` it can be read (setting → its options, the usual one
first). A change may say which values of what pays it ``sets`` itself, and which stand for the stay ``BEFORE``.
"""

from __future__ import annotations

from calculator.mechanisms import (
    at_least,
    average,
    balance,
    bed_day_standard,
    budget_floor,
    budget_growth,
    counts_in,
    deadline,
    decides,
    deductible_relief,
    direct_split,
    due_by,
    excess_share,
    exclusion,
    filing_round,
    first_year,
    fixed_amount,
    free_months,
    in_percent,
    line_of_income,
    list_compare,
    no_deductible,
    no_tilt,
    often_enough,
    overspend_sharing,
    points_for_days,
    prepayment,
    rate,
    ratio_gap,
    replaced_ratio,
    same_proportion,
    set_aside,
    share_of,
    slices,
    surplus_retention,
    tilt,
    tilt_coefficient,
    turns_on_day,
    unit_price,
    warning_line,
    within_total,
    write_off,
)

MECHANISMS = {
    "excess_share": excess_share,
    "slices": slices,
    "replaced_ratio": replaced_ratio,
    "tilt": tilt,
    "same_proportion": same_proportion,
    "deductible_relief": deductible_relief,
    "no_deductible": no_deductible,
    "exclusion": exclusion,
    "no_tilt": no_tilt,
    "line_of_income": line_of_income,
    "set_aside": set_aside,
    "free_months": free_months,
    "decides": decides,
    "turns_on_day": turns_on_day,
    "ratio_gap": ratio_gap,
    "share_of": share_of,
    "deadline": deadline,
    "fixed_amount": fixed_amount,
    "first_year": first_year,
    "filing_round": filing_round,
    "list_compare": list_compare,
    "often_enough": often_enough,
    "in_percent": in_percent,
    "average": average,
    "budget_growth": budget_growth,
    "budget_floor": budget_floor,
    "within_total": within_total,
    "counts_in": counts_in,
    "balance": balance,
    "surplus_retention": surplus_retention,
    "overspend_sharing": overspend_sharing,
    "write_off": write_off,
    "prepayment": prepayment,
    "unit_price": unit_price,
    "at_least": at_least,
    "due_by": due_by,
    "rate": rate,
    "warning_line": warning_line,
    "bed_day_standard": bed_day_standard,
    "direct_split": direct_split,
    "points_for_days": points_for_days,
    "tilt_coefficient": tilt_coefficient,
}

# Whether a rule binds the people it names, or everybody.
REACH = ("named", "everybody")
# The event whose day a rule's own first and last day are held against.
TESTED_ON = ("admission", "settlement", "recognition", "application", "exit", "death", "notification", "year")
# Whether the days that an event is said to lie before or after count themselves.
EDGES = ("inclusive", "exclusive")
