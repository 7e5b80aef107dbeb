"""Calculators, one a file: which layers and kinds of rule, in which order."""

from __future__ import annotations

from types import ModuleType

from calculator.families import bed_day, chronic, county_budget, enrolment, referral, reimbursement, roster

FAMILIES: dict[str, ModuleType] = {
    "reimbursement": reimbursement,
    "enrolment": enrolment,
    "county-budget": county_budget,
    "bed-day": bed_day,
    "roster": roster,
    "referral": referral,
    "chronic": chronic,
}
