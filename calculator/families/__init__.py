"""Calculators, one a file: which layers and kinds of rule, in which order."""

from __future__ import annotations

from calculator.modules import Modules

FAMILIES = Modules(
    "calculator.families",
    ("reimbursement", "enrolment", "identity", "county-budget", "bed-day", "roster", "referral", "chronic"),
)
